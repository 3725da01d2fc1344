//! What happened lately, where a deed or a page depends on it.

use domain::{AccountId, AuthorisationId, Moment, OrganisationId};
use serde_json::Value;

use super::{Event, sql};
use crate::{Tx, on, trouble::Result};

/// How often somebody was unblocked since a moment, at whichever organisation and by whomever: what that lifts and forgets is the
/// whole account's.
pub(crate) async fn unblocks_since(tx: &mut Tx, account: &AccountId, since: Moment) -> Result<u64> {
    let (all,): (i64,) = on!(tx, |c| sqlx::query_as(sql::UNBLOCKS_SINCE)
        .bind(account.as_str())
        .bind(Event::Unblocked.code())
        .bind(since.unix_ms())
        .fetch_one(c))?;
    Ok(u64::try_from(all).unwrap_or_default())
}

/// If the desk unblocked somebody `most` times or more since a moment, the first of the last `most` of these times.
pub(crate) async fn desk_unblocked(
    tx: &mut Tx,
    account: &AccountId,
    (since, most): (Moment, u32),
) -> Result<Option<Moment>> {
    let first: Option<(i64,)> = on!(tx, |c| sqlx::query_as(sql::BY_DESK_BEFORE_THESE)
        .bind(account.as_str())
        .bind(Event::Unblocked.code())
        .bind(since.unix_ms())
        .bind(i64::from(most.saturating_sub(1)))
        .fetch_optional(c))?;
    Ok(first.map(|(at,)| Moment::from_unix_ms(at)))
}

/// Whether something happened to an authorisation since a moment, whoever did it.
pub(crate) async fn happened_since(
    tx: &mut Tx,
    authorisation: &AuthorisationId,
    event: Event,
    since: Moment,
) -> Result<bool> {
    let (counted,): (i64,) = on!(tx, |c| sqlx::query_as(sql::HAPPENED_SINCE)
        .bind(authorisation.as_str())
        .bind(event.code())
        .bind(since.unix_ms())
        .fetch_one(c))?;
    Ok(counted > 0)
}

/// Whether somebody did something that concerns an authorisation since a moment.
pub(crate) async fn did_since(
    tx: &mut Tx,
    authorisation: &AuthorisationId,
    (who, event): (&AccountId, Event),
    since: Moment,
) -> Result<bool> {
    let (counted,): (i64,) = on!(tx, |c| sqlx::query_as(sql::DID_SINCE)
        .bind(authorisation.as_str())
        .bind(who.as_str())
        .bind(event.code())
        .bind(since.unix_ms())
        .fetch_one(c))?;
    Ok(counted > 0)
}

/// Whether somebody did something that concerns an organisation as a whole since a moment.
pub(crate) async fn did_at_since(
    tx: &mut Tx,
    organisation: &OrganisationId,
    (who, event): (&AccountId, Event),
    since: Moment,
) -> Result<bool> {
    let (counted,): (i64,) = on!(tx, |c| sqlx::query_as(sql::DID_AT_SINCE)
        .bind(organisation.as_str())
        .bind(who.as_str())
        .bind(event.code())
        .bind(since.unix_ms())
        .fetch_one(c))?;
    Ok(counted > 0)
}

/// Whether somebody did something with these facts since a moment.
pub(crate) async fn did_about_since(
    tx: &mut Tx,
    facts: &Value,
    (who, event): (&AccountId, Event),
    since: Moment,
) -> Result<bool> {
    let (counted,): (i64,) = on!(tx, |c| sqlx::query_as(sql::DID_ABOUT_SINCE)
        .bind(who.as_str())
        .bind(facts.to_string())
        .bind(event.code())
        .bind(since.unix_ms())
        .fetch_one(c))?;
    Ok(counted > 0)
}
