//! Requests as an agent finds them while the applicant is on the telephone: by their number, by the mailbox, by the name of
//! the company, and those of one organisation. And how many there were, for the report.

use domain::{
    AppointmentId, EmailAddress, Moment, OrganisationId,
    appointments::{Reference, Stage},
};

use super::record::stage_of;
use crate::{
    Tx, on, organisations,
    trouble::{Result, Trouble, readable_rows},
};

/// Requests that are shown at most.
const MOST: usize = 25;
/// Requests that wait at the desk and whose companies are looked through: more than ever wait.
const LOOKED_THROUGH: i64 = 1_000;

macro_rules! requests {
    ($where:literal) => {
        concat!(
            "select id, reference, company, number, state, submitted_at, confirmed_at, verified_by
from appointment
where ",
            $where
        )
    };
}

/// Also one whose mailbox never said yes: whoever calls about it hears that it waits for them.
const BY_REFERENCE: &str = requests!("reference = $1");

/// What was approved made somebody of the applicant, who is found as that.
const OF_MAILBOX: &str = requests!(
    "email_canonical = $1 and confirmed_at is not null and forgotten_at is null and state not in ('approved', 'activated')
order by submitted_at desc, id
limit $2 + 0"
);

const OF_ORGANISATION: &str = requests!(
    "state in ('confirmed', 'in_review', 'question_asked')
    and (organisation_id = $1 or (organisation_id is null and kind = $2 and number = $3))
order by confirmed_at, id
limit $4 + 0"
);

const WAITING: &str = requests!(
    "state in ('confirmed', 'in_review', 'question_asked') and company is not null
order by confirmed_at, id
limit $1 + 0"
);

const HAPPENED: &str = "
select event, count(*)
from appointment_event
where at >= $1 and at < $2
group by event
order by event";

/// A request that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundRequest {
    /// Its id.
    pub id: AppointmentId,
    /// Its number.
    pub reference: String,
    /// Name of the company as typed; nothing while the mailbox has not said yes.
    pub company: Option<String>,
    /// Number of the company as typed; nothing while the mailbox has not said yes.
    pub number: Option<String>,
    /// How far it is.
    pub stage: Stage,
    /// When it was sent in.
    pub submitted_at: Moment,
    /// Whether its mailbox said yes: before that it is nobody's to look at.
    pub confirmed: bool,
    /// Whether somebody vouched for it.
    pub verified: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    reference: String,
    company: Option<String>,
    number: Option<String>,
    state: String,
    submitted_at: i64,
    confirmed_at: Option<i64>,
    verified_by: Option<String>,
}

impl TryFrom<Row> for FoundRequest {
    type Error = Trouble;

    fn try_from(row: Row) -> Result<Self> {
        let confirmed = row.confirmed_at.is_some();
        let stage = stage_of(&row.state, &row.id)?;
        Ok(Self {
            id: AppointmentId::from_trusted(row.id),
            reference: row.reference,
            company: row.company.filter(|_| confirmed),
            number: row.number.filter(|_| confirmed),
            stage,
            submitted_at: Moment::from_unix_ms(row.submitted_at),
            confirmed,
            verified: row.verified_by.is_some(),
        })
    }
}

/// The request with this number.
pub(crate) async fn by_reference(
    tx: &mut Tx,
    reference: &Reference,
) -> Result<Option<FoundRequest>> {
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(BY_REFERENCE)
        .bind(reference.to_string())
        .fetch_optional(c))?;
    row.map(FoundRequest::try_from).transpose()
}

/// Requests that a mailbox stands behind, the newest first.
pub(crate) async fn of_mailbox(tx: &mut Tx, email: &EmailAddress) -> Result<Vec<FoundRequest>> {
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(OF_MAILBOX)
        .bind(email.canonical())
        .bind(MOST as i64)
        .fetch_all(c))?;
    readable_rows(rows.into_iter().map(FoundRequest::try_from))
}

/// Requests that wait and are about an organisation, or about one with its number; the oldest first.
pub(crate) async fn of_organisation(
    tx: &mut Tx,
    organisation: &OrganisationId,
    (kind, number): (&str, &str),
) -> Result<Vec<FoundRequest>> {
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(OF_ORGANISATION)
        .bind(organisation.as_str())
        .bind(kind)
        .bind(number)
        .bind(MOST as i64)
        .fetch_all(c))?;
    readable_rows(rows.into_iter().map(FoundRequest::try_from))
}

/// Requests that wait, of companies of whose name each of these words begins one; the oldest first. What an applicant
/// typed is kept nowhere to be searched, so this looks through what waits, which is little.
pub(crate) async fn of_companies_called(
    tx: &mut Tx,
    words: &[String],
) -> Result<Vec<FoundRequest>> {
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(WAITING)
        .bind(LOOKED_THROUGH)
        .fetch_all(c))?;
    let called = |row: &Row| {
        let name = organisations::words_of(row.company.as_deref().unwrap_or_default());
        words
            .iter()
            .all(|word| name.iter().any(|one| one.starts_with(word.as_str())))
    };
    rows.into_iter()
        .filter(called)
        .take(MOST)
        .map(FoundRequest::try_from)
        .collect()
}

/// What happened to requests in a stretch of time, and how often: codes of [`super::Happened`].
pub(crate) async fn happened_between(
    tx: &mut Tx,
    from: Moment,
    until: Moment,
) -> Result<Vec<(String, i64)>> {
    on!(tx, |c| sqlx::query_as(HAPPENED)
        .bind(from.unix_ms())
        .bind(until.unix_ms())
        .fetch_all(c))
}
