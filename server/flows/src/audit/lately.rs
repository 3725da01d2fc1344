//! What happened lately, where a deed or a page depends on it.

use std::time::Duration;

use domain::{AccountId, AuthorisationId, Moment, OrganisationId, shared::moment::CLOCKS_APART};
use serde_json::Value;

use super::{Event, sql};
use crate::{Tx, caller::full_name, on, trouble::Result};

/// A stretch of time until now. What a clock that was ahead wrote down lies beyond it, and counts for nothing: rows of the
/// trail stay as they are (docs/decisions/0019).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lately {
    after: Moment,
    until: Moment,
}

impl Lately {
    /// The last so much time; what the clock of another node wrote that is a little ahead is in it.
    pub(crate) fn within(time: Duration, now: Moment) -> Self {
        Self {
            after: now.minus(time),
            until: now.plus(CLOCKS_APART),
        }
    }

    /// After when, in unix milliseconds.
    pub(crate) const fn after(self) -> i64 {
        self.after.unix_ms()
    }

    /// Until when, in unix milliseconds.
    pub(crate) const fn until(self) -> i64 {
        self.until.unix_ms()
    }
}

/// How often somebody was unblocked, at whichever organisation and by whomever: what that lifts and forgets is the whole
/// account's.
pub(crate) async fn unblocks(tx: &mut Tx, account: &AccountId, lately: Lately) -> Result<u64> {
    let (all,): (i64,) = on!(tx, |c| sqlx::query_as(sql::UNBLOCKED_LATELY)
        .bind(account.as_str())
        .bind(Event::Unblocked.code())
        .bind(lately.after())
        .bind(lately.until())
        .fetch_one(c))?;
    Ok(u64::try_from(all).unwrap_or_default())
}

/// When somebody was last unblocked, of the times after `after`.
pub(crate) async fn unblocked_after(
    tx: &mut Tx,
    account: &AccountId,
    after: Moment,
) -> Result<Option<Moment>> {
    let (at,): (Option<i64>,) = on!(tx, |c| sqlx::query_as(sql::UNBLOCKED_AFTER)
        .bind(account.as_str())
        .bind(Event::Unblocked.code())
        .bind(Event::UnblockedByOperator.code())
        .bind(after.unix_ms())
        .fetch_one(c))?;
    Ok(at.map(Moment::from_unix_ms))
}

/// If the desk unblocked somebody `most` times or more, the first of the last `most` of these times.
pub(crate) async fn desk_unblocked(
    tx: &mut Tx,
    account: &AccountId,
    (lately, most): (Lately, u32),
) -> Result<Option<Moment>> {
    let first: Option<(i64,)> = on!(tx, |c| sqlx::query_as(sql::BY_DESK_BEFORE_THESE)
        .bind(account.as_str())
        .bind(Event::Unblocked.code())
        .bind(lately.after())
        .bind(lately.until())
        .bind(i64::from(most.saturating_sub(1)))
        .fetch_optional(c))?;
    Ok(first.map(|(at,)| Moment::from_unix_ms(at)))
}

/// How often something happened to an authorisation, whoever did it.
pub(crate) async fn happened(
    tx: &mut Tx,
    authorisation: &AuthorisationId,
    event: Event,
    lately: Lately,
) -> Result<u64> {
    counted(tx, sql::HAPPENED_LATELY, authorisation, event, lately).await
}

/// How often somebody did that to an authorisation, with exactly these facts.
pub(crate) async fn did_to(
    tx: &mut Tx,
    authorisation: &AuthorisationId,
    (by, event, facts): (&AccountId, Event, Value),
    lately: Lately,
) -> Result<u64> {
    let (all,): (i64,) = on!(tx, |c| sqlx::query_as(sql::HAPPENED_BY)
        .bind(authorisation.as_str())
        .bind(event.code())
        .bind(lately.after())
        .bind(lately.until())
        .bind(by.as_str())
        .bind(facts.to_string())
        .fetch_one(c))?;
    Ok(u64::try_from(all).unwrap_or_default())
}

/// What an organisation called somebody at the beginning of a stretch of time, if it was told another name in it.
pub(crate) async fn name_before(
    tx: &mut Tx,
    authorisation: &AuthorisationId,
    lately: Lately,
) -> Result<Option<String>> {
    let row: Option<(String,)> = on!(tx, |c| sqlx::query_as(sql::FIRST_FACTS)
        .bind(authorisation.as_str())
        .bind(Event::NameChanged.code())
        .bind(lately.after())
        .bind(lately.until())
        .fetch_optional(c))?;
    let facts = row.and_then(|(facts,)| serde_json::from_str::<Value>(&facts).ok());
    Ok(facts.and_then(|facts| facts.get("before")?.as_str().map(str::to_owned)))
}

/// How often something happened to an authorisation after its owner last got in.
pub(crate) async fn since_login(
    tx: &mut Tx,
    authorisation: &AuthorisationId,
    event: Event,
    lately: Lately,
) -> Result<u64> {
    counted(tx, sql::SINCE_LOGIN, authorisation, event, lately).await
}

async fn counted(
    tx: &mut Tx,
    statement: &'static str,
    authorisation: &AuthorisationId,
    event: Event,
    lately: Lately,
) -> Result<u64> {
    let (counted,): (i64,) = on!(tx, |c| sqlx::query_as(statement)
        .bind(authorisation.as_str())
        .bind(event.code())
        .bind(lately.after())
        .bind(lately.until())
        .fetch_one(c))?;
    Ok(u64::try_from(counted).unwrap_or_default())
}

/// Whether somebody did something that concerns an authorisation.
pub(crate) async fn did(
    tx: &mut Tx,
    authorisation: &AuthorisationId,
    (who, event): (&AccountId, Event),
    lately: Lately,
) -> Result<bool> {
    let (counted,): (i64,) = on!(tx, |c| sqlx::query_as(sql::DID_LATELY)
        .bind(authorisation.as_str())
        .bind(who.as_str())
        .bind(event.code())
        .bind(lately.after())
        .bind(lately.until())
        .fetch_one(c))?;
    Ok(counted > 0)
}

/// Who did something last that concerns an authorisation, and when.
pub(crate) async fn last_did(
    tx: &mut Tx,
    authorisation: &AuthorisationId,
    event: Event,
    lately: Lately,
) -> Result<Option<(String, Moment)>> {
    let row: Option<(i64, String, String, String)> = on!(tx, |c| sqlx::query_as(sql::LAST_DID)
        .bind(authorisation.as_str())
        .bind(event.code())
        .bind(lately.after())
        .bind(lately.until())
        .fetch_optional(c))?;
    Ok(row.map(|(at, given, infix, family)| {
        let name = full_name(&given, &infix, &family);
        (name, Moment::from_unix_ms(at))
    }))
}

/// Whether somebody did something that concerns an organisation as a whole.
pub(crate) async fn did_at(
    tx: &mut Tx,
    organisation: &OrganisationId,
    (who, event): (&AccountId, Event),
    lately: Lately,
) -> Result<bool> {
    let (counted,): (i64,) = on!(tx, |c| sqlx::query_as(sql::DID_AT_LATELY)
        .bind(organisation.as_str())
        .bind(who.as_str())
        .bind(event.code())
        .bind(lately.after())
        .bind(lately.until())
        .fetch_one(c))?;
    Ok(counted > 0)
}

/// Whether somebody did something with these facts.
pub(crate) async fn did_about(
    tx: &mut Tx,
    facts: &Value,
    (who, event): (&AccountId, Event),
    lately: Lately,
) -> Result<bool> {
    let (counted,): (i64,) = on!(tx, |c| sqlx::query_as(sql::DID_ABOUT_LATELY)
        .bind(who.as_str())
        .bind(facts.to_string())
        .bind(event.code())
        .bind(lately.after())
        .bind(lately.until())
        .fetch_one(c))?;
    Ok(counted > 0)
}
