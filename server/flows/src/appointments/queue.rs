//! What the desk sees: the requests that wait, the oldest first, and one of them with everything that speaks for or
//! against it.

use std::time::Duration;

use domain::{
    AppointmentId, MobileNumber, Moment,
    appointments::{Check, Known, Stage, checks},
    four_eyes::NoEyes,
};
use serde_json::json;

use super::{
    record::{Appointment, find, stage_of},
    review::still_vouched_for,
    seen, sql,
    story::{Step, story},
    there::{self, There},
};
use crate::{
    Permit, Seen, Services, Tx,
    audit::{self, Actor, Entry, Event, Lately},
    caller::right::SeeDesk,
    eyes, on,
    organisations::{self, Organisation},
    trouble::{Result, Trouble, readable_rows},
    who_is_my_admin,
};

/// Requests on one page of the queue.
pub const PAGE: usize = 50;

/// Where a page of the queue begins: behind this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// When its mailbox said yes.
    pub confirmed_at: Moment,
    /// Its id.
    pub id: AppointmentId,
}

/// A request that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its id.
    pub id: AppointmentId,
    /// Its number.
    pub reference: String,
    /// Code of the kind of company.
    pub kind: String,
    /// Name of the company, as typed.
    pub company: Option<String>,
    /// Number of the company, as typed.
    pub number: Option<String>,
    /// How far it is.
    pub stage: Stage,
    /// When its mailbox said yes.
    pub confirmed_at: Moment,
    /// By then it was promised an answer.
    pub reply_by: Option<Moment>,
    /// Whether somebody vouched for it: then it waits for another.
    pub verified: bool,
}

/// A part of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// The requests, those that wait longest first.
    pub waiting: Vec<Waiting>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    reference: String,
    kind: String,
    company: Option<String>,
    number: Option<String>,
    state: String,
    confirmed_at: i64,
    reply_by: Option<i64>,
    verified_by: Option<String>,
}

impl TryFrom<Row> for Waiting {
    type Error = Trouble;

    fn try_from(row: Row) -> Result<Self> {
        let stage = stage_of(&row.state, &row.id)?;
        Ok(Self {
            id: AppointmentId::from_trusted(row.id),
            reference: row.reference,
            kind: row.kind,
            company: row.company,
            number: row.number,
            stage,
            confirmed_at: Moment::from_unix_ms(row.confirmed_at),
            reply_by: row.reply_by.map(Moment::from_unix_ms),
            verified: row.verified_by.is_some(),
        })
    }
}

/// Requests that wait, from a place on.
pub async fn queue(
    services: &Services,
    _permit: &Permit<SeeDesk>,
    after: Option<&Cursor>,
) -> Result<Queue> {
    let mut tx = services.db.look().await?;
    let rows: Vec<Row> = on!(&mut tx, |c| sqlx::query_as(sql::QUEUE)
        .bind(after.map_or(i64::MIN, |after| after.confirmed_at.unix_ms()))
        .bind(after.map_or("", |after| after.id.as_str()))
        .bind(i64::try_from(PAGE + 1).unwrap_or(i64::MAX))
        .fetch_all(c))?;
    let more = rows.len() > PAGE;
    let waiting = readable_rows(rows.into_iter().take(PAGE).map(Waiting::try_from))?;
    let next = waiting.last().filter(|_| more).map(|last| Cursor {
        confirmed_at: last.confirmed_at,
        id: last.id.clone(),
    });
    Ok(Queue { waiting, next })
}

/// One request with everything that the desk decides on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The request.
    pub asked: Appointment,
    /// What happened, in order.
    pub story: Vec<Step>,
    /// What speaks for it and against it.
    pub checks: Vec<Check>,
    /// What it is about: what the desk said, else the organisation with the number that was typed.
    pub organisation: Option<Organisation>,
    /// Where codes will go if that is not the number of the request: whoever works there already keeps the own one.
    pub number_there: Option<MobileNumber>,
    /// Whether whoever looks is the one who vouched for it.
    pub verified_by_you: bool,
    /// What a deed that rests on all of this says that it saw.
    pub seen: Seen,
    /// Why whoever looks does not take the decision that comes next, if so.
    pub not_yours: Option<NoEyes>,
}

/// An agent who looks again within this time looks at the same case.
const SAME_CASE: Duration = Duration::from_secs(30 * 60);

/// Looks at one request, and writes down that an agent did; `None` if there is none, or its mailbox never said yes: then it
/// is nobody's business.
pub async fn case(
    services: &Services,
    permit: &Permit<SeeDesk>,
    id: &AppointmentId,
) -> Result<Option<Case>> {
    let now = services.now();
    let mut tx = services.db.read().await?;
    let found = find(&mut tx, id).await?;
    let Some(mut asked) = found.filter(|found| found.confirmed_at.is_some()) else {
        return Ok(None);
    };
    let facts = json!({ "reference": asked.reference.to_string() });
    let looked = (permit.by(), Event::AppointmentViewed);
    let same_case = Lately::within(SAME_CASE, now);
    if !audit::did_about(&mut tx, &facts, looked, same_case).await? {
        drop(tx);
        let mut writing = services.db.write().await?;
        let entry = Entry::new(looked.1, Actor::Desk(permit.by())).facts(facts);
        audit::record(&mut writing, now, entry)?;
        writing.commit().await?;
        tx = services.db.read().await?;
    }
    still_vouched_for(&mut tx, services, &mut asked).await?;
    let organisation = match (&asked.organisation, &asked.new_company, &asked.number) {
        (Some(organisation), ..) => organisations::find(&mut tx, organisation).await?,
        (None, None, Some(number)) => {
            organisations::find_by_number(&mut tx, &asked.kind, number).await?
        }
        (None, ..) => None,
    };
    let there = match &organisation {
        Some(organisation) => there::look(&mut tx, &organisation.id, &asked, now).await?,
        None => None,
    };
    let about = (organisation.as_ref(), there.as_ref());
    let known = known(&mut tx, services, now, &asked, about).await?;
    let number_there = there.as_ref().and_then(There::number_that_counts).cloned();
    let company = asked.company.clone().unwrap_or_default();
    let not_yours = match eyes::decides(&mut tx, services, permit.by_authorisation()).await? {
        Ok(()) => match asked.verified_by.as_ref().filter(|by| *by != permit.by()) {
            Some(vouched) => eyes::two(&mut tx, services, permit.by(), vouched)
                .await?
                .err(),
            None => None,
        },
        Err(why) => Some(why),
    };
    Ok(Some(Case {
        not_yours,
        seen: seen::seen(&mut tx, services, &asked).await?,
        checks: checks(&company, &asked.email, &known),
        number_there: number_there.filter(|number| *number != asked.mobile),
        story: story(&mut tx, id).await?,
        organisation,
        verified_by_you: asked.verified_by.as_ref() == Some(permit.by()),
        asked,
    }))
}

async fn known(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    asked: &Appointment,
    (organisation, there): (Option<&Organisation>, Option<&There>),
) -> Result<Known> {
    let (others,): (i64,) = on!(&mut *tx, |c| sqlx::query_as(sql::OTHER_REQUESTS)
        .bind(asked.id.as_str())
        .bind(asked.email.canonical())
        .bind(&asked.kind)
        .bind(asked.number.as_deref().unwrap_or_default())
        .fetch_one(c))?;
    let mobile = MobileNumber::parse(asked.mobile.e164(), &services.policy.countries);
    let mut known = Known {
        company: organisation.map(|organisation| organisation.name.clone()),
        confirmed: asked.confirmed_at.is_some(),
        other_requests: usize::try_from(others).unwrap_or_default(),
        mobile_allowed: mobile.is_ok(),
        ..Known::default()
    };
    if let Some(organisation) = organisation {
        let id = &organisation.id;
        known.domains = organisations::domains(tx, id).await?;
        known.admins = who_is_my_admin::of_organisation(tx, id, now).await?.len();
    }
    if let Some(there) = there {
        known.is_admin = there.is_admin();
        known.access_over = there.is_over();
        known.access_ends = there.ends();
    }
    Ok(known)
}
