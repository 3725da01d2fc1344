//! Reading the trail: the log of one organisation, a page at a time or whole as a file, and the story of one person.
//! Rows name people by id; names are looked up while reading, and somebody who was erased has none.

use std::fmt;

use domain::{AccountId, AuthorisationId, Moment, OrganisationId};
use serde_json::Value;

use super::{Actor, Entry, Event, groups::EventGroup, record, sql};
use crate::{
    Permit, Services, Tx,
    budgets::{Budget, HOUR},
    caller::{
        full_name,
        right::{ChangeStaff, SeeStaff},
    },
    on,
    trouble::{Result, Trouble},
};

/// Rows on a page of the log.
pub const PAGE: usize = 50;
/// Files of the log that one person takes along in an hour. Each is a row of the log, which nobody buries under them, and
/// reads years of rows.
const FILES_PER_HOUR: u32 = 10;
/// Rows of a file that are read at a time.
const BATCH: usize = 500;

/// Which rows of the log.
#[derive(Clone, Debug, Default)]
pub struct LogFilter {
    /// What this person did, or what was done for them.
    pub person: Option<AuthorisationId>,
    /// Events of one group.
    pub group: Option<EventGroup>,
    /// From this moment on.
    pub from: Option<Moment>,
    /// Before this moment.
    pub until: Option<Moment>,
}

/// A place in the log: the rows before this one. Rows stand in the order of time, and those of one moment in that of their
/// chains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LogCursor {
    /// When the row was written.
    pub at: Moment,
    /// Its chain.
    pub chain: i64,
    /// Its number there.
    pub seq: i64,
}

impl LogCursor {
    /// Before every row.
    const END: Self = Self {
        at: Moment::from_unix_ms(i64::MAX),
        chain: i64::MAX,
        seq: i64::MAX,
    };

    /// Reads what it prints.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-').map(|part| part.parse::<i64>().ok());
        let (at, chain, seq) = (parts.next()??, parts.next()??, parts.next()??);
        parts.next().is_none().then_some(Self {
            at: Moment::from_unix_ms(at),
            chain,
            seq,
        })
    }
}

impl fmt::Display for LogCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.at.unix_ms(), self.chain, self.seq)
    }
}

/// A page of the log, newest first.
#[derive(Clone, Debug)]
pub struct LogPage {
    /// Its rows.
    pub rows: Vec<LogRow>,
    /// The page of older rows, if there is one.
    pub older: Option<LogCursor>,
}

/// Who did it, as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogActor {
    /// A person; `None` if erased.
    Person(Option<String>),
    /// Somebody we do not know.
    Stranger,
    /// The system, by a date or a rule.
    System,
    /// The operator of the portal.
    Operator,
    /// The service desk; an organisation never reads which of its agents.
    Desk,
    /// Whom a newer version knows and this one does not.
    Unknown,
}

/// Whom it concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogSubject {
    /// That person at this organisation.
    pub authorisation: AuthorisationId,
    /// Name, as this organisation knows it; `None` if erased.
    pub name: Option<String>,
}

/// One row of the log.
#[derive(Clone, Debug)]
pub struct LogRow {
    /// Its chain of the trail.
    pub chain: i64,
    /// Number in that chain.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// What.
    pub event: Option<Event>,
    /// Who.
    pub actor: LogActor,
    /// Whom it concerned, if somebody.
    pub subject: Option<LogSubject>,
    /// What else: codes and numbers; see [`Event`].
    pub facts: Value,
}

/// A log that is being taken along as a file: rows come in batches, so that it never stands in memory as a whole.
#[derive(Debug)]
pub struct Export {
    organisation: OrganisationId,
    filter: LogFilter,
    below: Option<LogCursor>,
}

#[derive(sqlx::FromRow)]
struct Row {
    chain: i64,
    seq: i64,
    at: i64,
    event: String,
    actor: String,
    authorisation_id: Option<String>,
    facts: String,
    actor_given: Option<String>,
    actor_infix: Option<String>,
    actor_family: Option<String>,
    subject_given: Option<String>,
    subject_infix: Option<String>,
    subject_family: Option<String>,
}

/// A page of the log of one's own organisation.
pub async fn log_of_organisation(
    services: &Services,
    permit: &Permit<SeeStaff>,
    filter: &LogFilter,
    cursor: Option<LogCursor>,
) -> Result<LogPage> {
    let mut tx = services.db.read().await?;
    let mut rows = page(&mut tx, permit.organisation(), filter, cursor, PAGE + 1).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let older = rows.last().filter(|_| more).map(LogRow::place);
    Ok(LogPage { rows, older })
}

/// Begins to take the log along as a file, and records that (SEC-41: a fresh second factor).
///
/// # Errors
/// [`Trouble::Enough`] for somebody who took as many along as one does in an hour.
pub async fn export_of_organisation(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    filter: LogFilter,
) -> Result<Export> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let files = Budget::new(format!("log-files:{}", permit.by()), HOUR, FILES_PER_HOUR);
    if !files.spend(&mut tx, now).await? {
        let until = files.window_end(now);
        return Err(Trouble::Enough { until });
    }
    let entry = Entry::new(Event::LogExported, Actor::Person(permit.by()))
        .organisation(permit.organisation());
    record(&mut tx, now, entry)?;
    tx.commit().await?;
    Ok(Export {
        organisation: permit.organisation().clone(),
        filter,
        below: None,
    })
}

impl Export {
    /// The next rows, newest first; empty when there are no more.
    pub async fn next(&mut self, services: &Services) -> Result<Vec<LogRow>> {
        let mut tx = services.db.read().await?;
        let rows = page(&mut tx, &self.organisation, &self.filter, self.below, BATCH).await?;
        if let Some(last) = rows.last() {
            self.below = Some(last.place());
        }
        Ok(rows)
    }
}

/// The last rows about one person, newest first: what happened here, and what happened to the account itself from one moment
/// until another, or on and on (never, without the first).
pub async fn story_of(
    tx: &mut Tx,
    organisation: &OrganisationId,
    authorisation: &AuthorisationId,
    (account, since, until): (&AccountId, Option<Moment>, Option<Moment>),
    rows: usize,
) -> Result<Vec<LogRow>> {
    let found: Vec<Row> = on!(tx, |c| sqlx::query_as(sql::STORY)
        .bind(organisation.as_str())
        .bind(authorisation.as_str())
        .bind(account.as_str())
        .bind(since.map_or(i64::MAX, Moment::unix_ms))
        .bind(i64::try_from(rows).unwrap_or(i64::MAX))
        .bind(until.map_or(i64::MAX, Moment::unix_ms))
        .fetch_all(c))?;
    Ok(found.into_iter().map(LogRow::from).collect())
}

async fn page(
    tx: &mut Tx,
    organisation: &OrganisationId,
    filter: &LogFilter,
    below: Option<LogCursor>,
    rows: usize,
) -> Result<Vec<LogRow>> {
    let person = filter.person.as_ref().map(AuthorisationId::as_str);
    let codes = filter.group.map(EventGroup::codes);
    let below = below.unwrap_or(LogCursor::END);
    let found: Vec<Row> = on!(tx, |c| sqlx::query_as(sql::PAGE)
        .bind(organisation.as_str())
        .bind(below.at.unix_ms())
        .bind(below.chain)
        .bind(below.seq)
        .bind(person.unwrap_or_default())
        .bind(codes.as_deref().unwrap_or_default())
        .bind(filter.from.map_or(i64::MIN, Moment::unix_ms))
        .bind(filter.until.map_or(i64::MAX, Moment::unix_ms))
        .bind(i64::try_from(rows).unwrap_or(i64::MAX))
        .fetch_all(c))?;
    Ok(found.into_iter().map(LogRow::from).collect())
}

impl LogRow {
    /// Where it stands in the log.
    pub const fn place(&self) -> LogCursor {
        LogCursor {
            at: self.at,
            chain: self.chain,
            seq: self.seq,
        }
    }
}

impl From<Row> for LogRow {
    fn from(row: Row) -> Self {
        let name = |given: Option<String>, infix: Option<String>, family: Option<String>| {
            let (given, infix, family) = (given?, infix?, family?);
            Some(full_name(&given, &infix, &family)).filter(|name| !name.is_empty())
        };
        Self {
            chain: row.chain,
            seq: row.seq,
            at: Moment::from_unix_ms(row.at),
            event: Event::from_code(&row.event),
            actor: match row.actor.as_str() {
                "person" => {
                    LogActor::Person(name(row.actor_given, row.actor_infix, row.actor_family))
                }
                "stranger" => LogActor::Stranger,
                "system" => LogActor::System,
                "operator" => LogActor::Operator,
                "desk" => LogActor::Desk,
                _ => LogActor::Unknown,
            },
            subject: row.authorisation_id.map(|id| LogSubject {
                authorisation: AuthorisationId::from_trusted(id),
                name: name(row.subject_given, row.subject_infix, row.subject_family),
            }),
            facts: serde_json::from_str(&row.facts).unwrap_or_default(),
        }
    }
}
