//! Sending a request in. The same rows are written whatever is known about the number and the address; only the worker
//! looks (SEC-04). Budgets are told openly: they count requests, and say nothing about accounts.

use domain::{
    AppointmentId, EmailAddress, Language, MobileNumber, Moment, PersonName,
    appointments::{Reference, Sex, Stage},
    post::Letter,
};
use serde_json::json;

use super::{
    asker::{Asker, sends_in},
    draft::DraftSecret,
    sql,
    story::{Happened, note},
};
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    execute, on,
    post::{self, Draft, Payer, To},
    trouble::{Result, Trouble},
};

/// What was filled in, read and right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Code of the kind of company.
    pub kind: String,
    /// Number of the company, if the form asks it.
    pub number: Option<String>,
    /// Its name, if the form asks it.
    pub company: Option<String>,
    /// Who is to be admin.
    pub name: PersonName,
    /// What was said where it was asked.
    pub sex: Option<Sex>,
    /// Will be the login name.
    pub email: EmailAddress,
    /// Codes will go there.
    pub mobile: MobileNumber,
    /// What was added.
    pub remark: Option<String>,
    /// Answers to fields of the deployment's own: code and text.
    pub answers: Vec<(String, String)>,
    /// Language of the page, and so of letters.
    pub language: Language,
}

/// What came of sending in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Submitted {
    /// It is in.
    In(Reference),
    /// The form is gone: sent in a moment ago, or a day too old.
    NothingThere,
    /// Enough requests from this network.
    TooManyFromHere {
        /// When there is room again.
        until: Moment,
    },
    /// Enough requests with this address today.
    TooManyForAddress {
        /// When there is room again.
        until: Moment,
    },
    /// Enough requests with this number today.
    TooManyForNumber {
        /// When there is room again.
        until: Moment,
    },
}

/// Sends a request in; the form it was filled in on is forgotten. Of two clicks one counts.
pub async fn submit(
    services: &Services,
    request: &Request,
    draft: &DraftSecret,
    asker: &Asker<'_>,
) -> Result<Submitted> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let since = now.minus(services.policy.appointment_draft);
    if execute!(&mut tx, sql::TAKE_DRAFT, &draft.hash(), since.unix_ms())? == 0 {
        return Ok(Submitted::NothingThere);
    }
    if let Some(refused) = sends_in(&mut tx, services, now, (asker, request)).await? {
        return Ok(refused);
    }
    let reference = next_reference(&mut tx, now).await?;
    let id = AppointmentId::from_trusted(services.new_id()?);
    add(&mut tx, services, now, &id, reference, request).await?;
    let agent = asker.agent();
    note(&mut tx, now, &id, (Happened::Submitted, agent, None)).await?;
    let question = Letter::AskedToAppoint { appointment: id };
    let draft = Draft::new(
        To::Typed(&request.email),
        request.language,
        question,
        agent.map_or(Payer::Counted, Payer::Person),
    );
    post::queue(&mut tx, services, now, draft).await?;
    let by = agent.map_or(Actor::Stranger, Actor::Desk);
    let entry = Entry::new(Event::AppointmentAsked, by)
        .facts(json!({ "reference": reference.to_string() }));
    audit::record(&mut tx, now, entry)?;
    tx.commit().await?;
    Ok(Submitted::In(reference))
}

/// The next reference of the year in which people live who read it.
pub(super) async fn next_reference(tx: &mut Tx, now: Moment) -> Result<Reference> {
    let (year, _, _) = now.amsterdam_date();
    let (last,): (i64,) = on!(tx, |c| sqlx::query_as(sql::NEXT_NUMBER)
        .bind(i64::from(year))
        .fetch_one(c))?;
    match (u16::try_from(year), u32::try_from(last)) {
        (Ok(year), Ok(number)) => Ok(Reference::new(year, number)),
        _ => Err(Trouble::stored(
            "appointment_number",
            "last",
            year.to_string(),
        )),
    }
}

pub(super) async fn add(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    id: &AppointmentId,
    reference: Reference,
    request: &Request,
) -> Result<()> {
    let until = now.plus(services.policy.appointment_confirm);
    execute!(
        tx,
        sql::ADD,
        id.as_str(),
        reference.to_string(),
        &request.kind,
        request.number.as_deref(),
        request.company.as_deref(),
        request.name.given_name(),
        request.name.initials(),
        request.name.infix(),
        request.name.family_name(),
        request.sex.map(Sex::code),
        request.email.typed(),
        request.email.canonical(),
        request.mobile.e164(),
        request.remark.as_deref(),
        serde_json::to_string(&request.answers)?,
        request.language.code(),
        Stage::Submitted.code(),
        until.unix_ms(),
        now.unix_ms(),
    )?;
    Ok(())
}
