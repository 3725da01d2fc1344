//! The half-yearly check: does everybody on the list still work here? One page of the list at a time, so that it works
//! for two hundred people as for four; whom somebody vouched for is kept, and any admin can go on from there.

mod remind;
mod settle;
mod sql;

pub use remind::remind_checks;
pub use settle::{NotSettled, Settled, settle};

use std::time::Duration;

use domain::{AuthorisationId, Moment, people::Held};
use serde_json::{Value, json};

use super::{
    list::{Cursor, PAGE, Person, PersonRow, read_all, walk},
    sql as people_sql,
};
use crate::{
    Permit, Seen, Services, Tx,
    caller::{full_name, right::SeeStaff},
    on,
    trouble::Result,
};

/// A check that was left for so long begins anew: its first pages are no longer news.
const STALE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Somebody to be looked at, with what they may do.
#[derive(Clone, Debug)]
pub struct Looked {
    /// Who.
    pub person: Person,
    /// Codes of rights.
    pub rights: Vec<String>,
    /// What vouching for them says that it saw.
    pub seen: Seen,
}

/// What is vouched for: what somebody is and may do, and since when and how long. A lock-out is no news to that question.
fn facts_of(person: &Person, rights: &[String]) -> Value {
    let at = |moment: Option<Moment>| moment.map(Moment::unix_ms);
    let facts = &person.facts;
    let stand_in = person.stand_in.map(|period| (period.from, period.until));
    json!({
        "person": person.id.as_str(),
        "role": person.role.code(),
        "rights": rights,
        "state": facts.state.code(),
        "held": facts.held.map(Held::code),
        "dates": [at(facts.valid_from), at(facts.valid_until)],
        "stands_in": [at(stand_in.map(|(from, _)| from)), at(stand_in.map(|(_, until)| until))],
    })
}

/// The next page of a check.
#[derive(Clone, Debug)]
pub struct CheckPage {
    /// Who can get in now or later and was not vouched for yet, A–Z.
    pub people: Vec<Looked>,
    /// People on the list who were, on the pages before.
    pub before: u32,
    /// People on the list.
    pub all: u32,
    /// Whether this is the last page.
    pub last: bool,
}

/// How it stands with the check of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The last check: when, and by whom; `None` for somebody who was erased.
    pub last: Option<(Moment, Option<String>)>,
    /// Whether it is time for another.
    pub due: bool,
}

/// How it stands with the check of one's own organisation.
pub async fn checked(services: &Services, permit: &Permit<SeeStaff>) -> Result<Checked> {
    type Row = (
        i64,
        Option<i64>,
        Option<String>,
        Option<String>,
        Option<String>,
    );
    let mut tx = services.db.look().await?;
    let (created_at, at, given, infix, family): Row = on!(&mut tx, |c| sqlx::query_as(sql::LAST)
        .bind(permit.organisation().as_str())
        .fetch_one(c))?;
    let by = given
        .zip(infix)
        .zip(family)
        .map(|((given, infix), family)| full_name(&given, &infix, &family));
    let since = Moment::from_unix_ms(at.unwrap_or(created_at));
    Ok(Checked {
        last: at.map(|at| (Moment::from_unix_ms(at), by)),
        due: services.now().since(since) >= services.policy.check_every,
    })
}

/// The page that is to be looked at next.
pub async fn next_page(services: &Services, permit: &Permit<SeeStaff>) -> Result<CheckPage> {
    let mut tx = services.db.look().await?;
    read_page(&mut tx, services, permit).await
}

/// Everybody who is on the list, a batch at a time after `after`; nobody when there are no more.
pub async fn everybody(
    services: &Services,
    permit: &Permit<SeeStaff>,
    after: Option<&AuthorisationId>,
) -> Result<Vec<Looked>> {
    let mut tx = services.db.look().await?;
    let cursor = after.cloned().map(Cursor::After);
    let statements = [people_sql::CURRENT_AFTER, people_sql::CURRENT_BEFORE];
    let people = walk(&mut tx, permit, cursor.as_ref(), statements, services.now())
        .await?
        .people;
    with_rights(&mut tx, services, permit, people).await
}

async fn read_page(
    tx: &mut Tx,
    services: &Services,
    permit: &Permit<SeeStaff>,
) -> Result<CheckPage> {
    let now = services.now();
    let (organisation, fresh) = (permit.organisation().as_str(), now.minus(STALE).unix_ms());
    let mut rows: Vec<PersonRow> = on!(&mut *tx, |c| sqlx::query_as(sql::TO_LOOK_AT)
        .bind(organisation)
        .bind(now.unix_ms())
        .bind(fresh)
        .bind(PAGE as i64 + 1)
        .fetch_all(c))?;
    let (all, before): (i64, i64) = on!(&mut *tx, |c| sqlx::query_as(sql::HOW_MANY)
        .bind(organisation)
        .bind(now.unix_ms())
        .bind(fresh)
        .fetch_one(c))?;
    let last = rows.len() <= PAGE;
    rows.truncate(PAGE);
    let people = read_all(rows, permit, now)?;
    Ok(CheckPage {
        people: with_rights(tx, services, permit, people).await?,
        before: u32::try_from(before).unwrap_or(u32::MAX),
        all: u32::try_from(all).unwrap_or(u32::MAX),
        last,
    })
}

/// The rights of people who stand in the order of the list, read at once.
async fn with_rights(
    tx: &mut Tx,
    services: &Services,
    permit: &Permit<SeeStaff>,
    people: Vec<Person>,
) -> Result<Vec<Looked>> {
    let (Some(first), Some(last)) = (people.first(), people.last()) else {
        return Ok(Vec::new());
    };
    let rows: Vec<(String, String)> = on!(tx, |c| sqlx::query_as(sql::RIGHTS_BETWEEN)
        .bind(permit.organisation().as_str())
        .bind(first.id.as_str())
        .bind(last.id.as_str())
        .fetch_all(c))?;
    let looked = |person: Person| {
        let own = rows.iter().filter(|(whose, _)| whose == person.id.as_str());
        let mut rights: Vec<String> = own.map(|(_, code)| code.clone()).collect();
        rights.sort();
        Looked {
            seen: Seen::of(&services.keys, &facts_of(&person, &rights)),
            rights,
            person,
        }
    };
    Ok(people.into_iter().map(looked).collect())
}
