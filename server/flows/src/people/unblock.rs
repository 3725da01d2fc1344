//! Bringing somebody back in: lifting a block, and sending a link for a new password. An admin never sees or chooses one.
//! Unblocking cannot be undone: what the owner did with it meanwhile cannot be taken back either.

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId, Moment,
    people::{AuthorisationState, PasswordState, What},
    post::{HelpKind, Letter},
};
use serde_json::json;

use super::{
    deed::{Deed, Refusal, or_refuse},
    spent, sql,
    target::Target,
};
use crate::{
    Permit, Seen, Services, Tx,
    audit::{self, Event, Lately},
    budgets::{DAY, HOUR},
    caller::right::{ChangeStaff, SeeStaff},
    execute, help,
    links::{self, Purpose},
    login, on, owner, places,
    post::{self, Draft, Payer, To},
    reset,
    trouble::Result,
};

/// Two clicks within this time are one.
const DOUBLE_CLICK: Duration = Duration::from_secs(60);

/// Somebody who can log in again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unblocked {
    /// Offer to send a link for a new password: wrong tries or guesses suggest it was forgotten, a block at the owner's wish
    /// that somebody else knows it. Not while that is off.
    pub offer_reset_link: bool,
    /// Another password has to be chosen by mail first.
    pub renew: bool,
}

/// Unblocks a member of one's own staff (SEC-08): never oneself, never who looks after others here or elsewhere, three times
/// a day at most, at all organisations of that person together.
///
/// A disabled password works once more and has to be changed at once. Whoever only waits, because strangers used up the
/// day's guesses, need not wait any more: to an admin somebody who cannot get in is somebody to unblock. The strangers get
/// their guesses back by that, so it counts like every other unblock and stands in the trail (security.md 1.1).
pub async fn unblock(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    (whom, seen): (&AuthorisationId, &Seen),
) -> Result<Result<Unblocked, Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, permit).await?);
    let target = or_refuse!(deed.somebody_else(whom).await?);
    or_refuse!(reaches_account(&deed, &target));
    let now = deed.now;
    let out = login::locked_out(&mut deed.tx, services, &target.account, now).await?;
    if !out.at_all() {
        return Ok(Err(Refusal::AlreadySo));
    }
    if !seen.shows(&services.keys, &out.facts(&target.account)) {
        return Ok(Err(Refusal::Changed));
    }
    if spent::unblocks(&mut deed.tx, services, &target.account, now).await? {
        let today = Lately::within(DAY, now);
        let most = (today, services.policy.desk_unblocks_per_day);
        let by_desk = audit::desk_unblocked(&mut deed.tx, &target.account, most).await?;
        return Ok(Err(by_desk.map_or(Refusal::OftenEnough, |first| {
            let until = first.plus(DAY);
            Refusal::EnoughForDeskToo { until }
        })));
    }
    let renew = lift(&mut deed.tx, services, now, &target, permit.by()).await?;
    deed.record(Event::Unblocked, &target, json!({ "reason": out.code() }))?;
    let letter = Letter::Unblocked {
        by: permit.by_name().to_owned(),
        invited: false,
        renew,
    };
    deed.tell(&target, letter).await?;
    let off = reset_off_until(&mut deed.tx, services, &target.account, now).await?;
    deed.done().await?;
    Ok(Ok(Unblocked {
        offer_reset_link: out.suggests_reset() && off.is_none(),
        renew,
    }))
}

/// What the question before an unblock is asked about. Read before the page is: if that shows a newer lock-out it asks again.
pub async fn lock_out_seen(
    services: &Services,
    permit: &Permit<SeeStaff>,
    whom: &AuthorisationId,
) -> Result<Seen> {
    let mut tx = services.db.read().await?;
    let account: Option<(String,)> = on!(&mut tx, |c| sqlx::query_as(sql::ACCOUNT_AT)
        .bind(whom.as_str())
        .bind(permit.organisation().as_str())
        .fetch_optional(c))?;
    let Some((account,)) = account else {
        return Ok(Seen::sent(""));
    };
    let account = AccountId::from_trusted(account);
    let out = login::look_locked_out(&mut tx, services, &account, services.now()).await?;
    Ok(Seen::of(&services.keys, &out.facts(&account)))
}

/// Has a link for a new password sent to somebody's own mailbox; gives back until when it works.
pub async fn send_reset_link(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
) -> Result<Result<Moment, Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, permit).await?);
    let target = or_refuse!(deed.somebody_else(whom).await?);
    or_refuse!(reaches_account(&deed, &target));
    let now = deed.now;
    let until = or_refuse!(send_link(&mut deed.tx, services, now, &target, permit.by()).await?);
    deed.record(Event::ResetSentByAdmin, &target, json!({}))?;
    deed.done().await?;
    Ok(Ok(until))
}

/// Lets somebody in again whose rows are locked, and closes the requests for help, at every organisation: one account was
/// blocked, whoever of them lifts it. Gives back whether another password has to be chosen by mail first.
pub(crate) async fn lift(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    target: &Target,
    by: &AccountId,
) -> Result<bool> {
    let password = login::let_in_again(tx, services, &target.account, now).await?;
    help::settle(tx, &target.account, Some(by), now).await?;
    Ok(password == PasswordState::Renew)
}

/// Makes a link for a new password and its letter, unless that is off for a while, one went out a moment ago, or there were
/// enough this hour.
pub(crate) async fn send_link(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    target: &Target,
    by: &AccountId,
) -> Result<Result<Moment, Refusal>> {
    if let Some(until) = reset_off_until(tx, services, &target.account, now).await? {
        return Ok(Err(Refusal::ResetOff { until }));
    }
    let (last,): (Option<i64>,) = on!(&mut *tx, |c| sqlx::query_as(sql::LAST_RESET_LINK)
        .bind(target.account.as_str())
        .bind(now.minus(HOUR).unix_ms())
        .fetch_one(c))?;
    if last.is_some_and(|at| now.since(Moment::from_unix_ms(at)) < DOUBLE_CLICK) {
        return Ok(Err(Refusal::AlreadySo));
    }
    let before = i64::from(services.policy.letters_per_address_hour).saturating_sub(1);
    let first: Option<(i64,)> = on!(&mut *tx, |c| sqlx::query_as(sql::LINK_BEFORE_THESE)
        .bind(target.account.as_str())
        .bind(now.minus(HOUR).unix_ms())
        .bind(before)
        .fetch_optional(c))?;
    if let Some((at,)) = first {
        let until = Moment::from_unix_ms(at).plus(HOUR);
        return Ok(Err(Refusal::LinksEnough { until }));
    }
    let until = now.plus(services.policy.reset_link);
    let (account, whom) = (&target.account, &target.authorisation);
    let purpose = Purpose::Reset;
    let link = links::make(tx, services, now, purpose, account, Some(whom), until).await?;
    // Whoever gets a link has an answer; if it does not help, they ask again.
    execute!(
        &mut *tx,
        sql::CLOSE_HELP_OF_KIND,
        whom.as_str(),
        HelpKind::CannotLogIn.code(),
        now.unix_ms(),
        by.as_str()
    )?;
    let letter = Letter::ResetLink { until };
    let draft = Draft::new(
        To::Account(account),
        target.language,
        letter,
        Payer::Person(by),
    )
    .about(whom)
    .with_link(&link);
    post::queue(tx, services, now, draft).await?;
    Ok(Ok(until))
}

/// Until when no new password comes by mail; `None` if that works.
pub(crate) async fn reset_off_until(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
    now: Moment,
) -> Result<Option<Moment>> {
    let owner = owner::read(tx, account).await?;
    let places = places::of(tx, account, now).await?;
    Ok(reset::off_until(&owner, &places, services, now))
}

/// Whether an admin may do something to the account of somebody. Whether it works here is asked first: of whoever is only invited,
/// or works here no more, nothing must show, not even that the account is out of reach (SEC-04).
fn reaches_account(deed: &Deed<'_>, target: &Target) -> Result<(), Refusal> {
    if target.state != AuthorisationState::Active {
        return Err(not_active(target.state));
    }
    if target.is_over(deed.now) {
        return deed.reaches(target, What::Keys).and(Err(Refusal::Stopped));
    }
    deed.reaches(target, What::Account)
}

pub(super) const fn not_active(state: AuthorisationState) -> Refusal {
    match state {
        AuthorisationState::Invited => Refusal::OnlyInvited,
        AuthorisationState::Active | AuthorisationState::Stopped | AuthorisationState::Unknown => {
            Refusal::Stopped
        }
    }
}
