//! What happened lately, where a deed or a page depends on it.

use domain::{AccountId, AuthorisationId, Moment, OrganisationId};
use serde_json::Value;

use super::{Event, sql};
use crate::{Tx, on, trouble::Result};

/// How often somebody was unblocked since a moment, at whichever organisation.
pub(crate) struct Unblocks {
    /// By admins and the desk.
    pub all: u64,
    /// By the desk alone.
    pub by_desk: u64,
}

/// Unblocks of an account since a moment: what they lift and forget is the whole account's.
pub(crate) async fn unblocks_since(
    tx: &mut Tx,
    account: &AccountId,
    since: Moment,
) -> Result<Unblocks> {
    let (all, by_desk): (i64, i64) = on!(tx, |c| sqlx::query_as(sql::UNBLOCKS_SINCE)
        .bind(account.as_str())
        .bind(Event::Unblocked.code())
        .bind(since.unix_ms())
        .fetch_one(c))?;
    Ok(Unblocks {
        all: u64::try_from(all).unwrap_or_default(),
        by_desk: u64::try_from(by_desk).unwrap_or_default(),
    })
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
