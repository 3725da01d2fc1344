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
    alike,
    invited::is_shut,
    record::{Appointment, find, stage_of},
    review::still_vouched_for,
    seen, sql,
    story::{Happened, Step, story},
    there::{self, There},
};
use crate::{
    Permit, Seen, Services, Tx,
    audit::{self, Actor, Entry, Event, Lately},
    caller::{full_name, right::SeeDesk},
    eyes, on,
    organisations::{self, Organisation},
    trouble::{Result, Trouble, readable_rows},
    who_is_my_admin,
};

/// Requests on one page of the queue.
pub const PAGE: usize = 50;

/// The lists of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Those that somebody has to look at, those that wait longest first.
    Open,
    /// Approved, while the new admin is not in yet, the newest first.
    Approved,
    /// Those that are over, the last first.
    Over,
}

impl List {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Approved, Self::Over];

    const fn statement(self) -> &'static str {
        match self {
            Self::Open => sql::QUEUE,
            Self::Approved => sql::APPROVED,
            Self::Over => sql::OVER,
        }
    }

    /// Before the first one.
    const fn beginning(self) -> i64 {
        match self {
            Self::Open => i64::MIN,
            Self::Approved | Self::Over => i64::MAX,
        }
    }
}

/// Where a page of a list begins: behind this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// By when it stands where it does: that its mailbox said yes, or its end.
    pub at: Moment,
    /// Its id.
    pub id: AppointmentId,
}

/// A request in a list.
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
    /// Who is to be admin; nothing once that is forgotten.
    pub who: String,
    /// How far it is.
    pub stage: Stage,
    /// When it was sent in.
    pub submitted_at: Moment,
    /// When its mailbox said yes.
    pub confirmed_at: Moment,
    /// By then it was promised an answer.
    pub reply_by: Option<Moment>,
    /// When it was over.
    pub ended_at: Option<Moment>,
    /// Whether somebody vouched for it: then it waits for another.
    pub verified: bool,
    /// Whether the applicant answered, and nobody of the desk did anything with it since.
    pub answered: bool,
    /// Who of the desk did something with it last.
    pub handled_by: Option<String>,
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// The requests.
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
    given_name: String,
    infix: String,
    family_name: String,
    state: String,
    submitted_at: i64,
    confirmed_at: i64,
    reply_by: Option<i64>,
    ended_at: Option<i64>,
    verified_by: Option<String>,
    last_event: Option<String>,
    by_given: Option<String>,
    by_infix: Option<String>,
    by_family: Option<String>,
}

impl TryFrom<Row> for Waiting {
    type Error = Trouble;

    fn try_from(row: Row) -> Result<Self> {
        let stage = stage_of(&row.state, &row.id)?;
        let by = row.by_given.zip(row.by_infix).zip(row.by_family);
        let by = by.map(|((given, infix), family)| full_name(&given, &infix, &family));
        let last = row.last_event.as_deref().and_then(Happened::from_code);
        Ok(Self {
            answered: stage == Stage::InReview && last == Some(Happened::Answer),
            id: AppointmentId::from_trusted(row.id),
            reference: row.reference,
            kind: row.kind,
            company: row.company,
            number: row.number,
            who: full_name(&row.given_name, &row.infix, &row.family_name),
            stage,
            submitted_at: Moment::from_unix_ms(row.submitted_at),
            confirmed_at: Moment::from_unix_ms(row.confirmed_at),
            reply_by: row.reply_by.map(Moment::from_unix_ms),
            ended_at: row.ended_at.map(Moment::from_unix_ms),
            verified: row.verified_by.is_some(),
            handled_by: by,
        })
    }
}

/// Requests that wait, from a place on.
pub async fn queue(
    services: &Services,
    permit: &Permit<SeeDesk>,
    after: Option<&Cursor>,
) -> Result<Queue> {
    list(services, permit, List::Open, after).await
}

/// A list, from a place on.
pub async fn list(
    services: &Services,
    _permit: &Permit<SeeDesk>,
    list: List,
    after: Option<&Cursor>,
) -> Result<Queue> {
    let mut tx = services.db.look().await?;
    let rows: Vec<Row> = on!(&mut tx, |c| sqlx::query_as(list.statement())
        .bind(after.map_or(list.beginning(), |after| after.at.unix_ms()))
        .bind(after.map_or("", |after| after.id.as_str()))
        .bind(i64::try_from(PAGE + 1).unwrap_or(i64::MAX))
        .fetch_all(c))?;
    let more = rows.len() > PAGE;
    let waiting = readable_rows(rows.into_iter().take(PAGE).map(Waiting::try_from))?;
    let next = waiting.last().filter(|_| more).map(|last| Cursor {
        at: match list {
            List::Over => last.ended_at.unwrap_or(last.confirmed_at),
            List::Open | List::Approved => last.confirmed_at,
        },
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
    /// Whether what was approved opens nothing until the invitation is sent again.
    pub is_shut: bool,
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
        Some(organisation) => there::look(&mut tx, services, &organisation.id, &asked).await?,
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
        is_shut: is_shut(&mut tx, services, &asked, now).await?,
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
        let own = there.map(There::authorisation);
        let alike = alike::look(tx, id, own, asked).await?;
        (known.namesakes, known.number_of) = (alike.namesakes, alike.number_of);
        known.had_by = there::had_it(tx, services, id, asked).await?;
    }
    if let Some(there) = there {
        known.is_admin = there.is_admin();
        known.has_access = !there.is_invited() && !there.is_over();
        known.access_over = there.is_over();
        known.access_ends = there.ends();
        known.somebody_else = there.is_somebody_else(asked);
        known.other_address = there.has_another_address(asked);
        known.called = if known.somebody_else {
            Some(there.name.full())
        } else {
            there.keeps_name(asked)
        };
        known.called_before = there.called_before(tx, services).await?;
    }
    Ok(known)
}
