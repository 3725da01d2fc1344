//! What an account opens but for one authorisation: the one question behind what an invitation may do to an account that is
//! not new. Whoever invites types the number, so an account that opens something, or could again, is kept from it (SEC-69).

use domain::{
    AccountId, AuthorisationId, Language, Moment,
    people::{Access, AuthorisationState, BlockReason, Elsewhere, Lifter, PasswordState, ShutOut},
    post::Letter,
};
use serde_json::json;

use super::{
    sql,
    target::{end_of, restorable_until},
};
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    login, on,
    owner::{self, Owner},
    places::{self, Place},
    trouble::Result,
    who_is_my_admin,
};

#[derive(sqlx::FromRow)]
struct Row {
    state: String,
    stopped_at: Option<i64>,
    valid_from: Option<i64>,
    valid_until: Option<i64>,
    out_since: Option<i64>,
    activated_at: Option<i64>,
    last_login_at: Option<i64>,
    ended_at: Option<i64>,
}

/// What an account opens but for the authorisation `here`, at `now`.
pub(crate) async fn elsewhere(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
    here: Option<&AuthorisationId>,
    now: Moment,
) -> Result<Elsewhere> {
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(sql::ACCEPTED_ELSEWHERE)
        .bind(account.as_str())
        .bind(here.map_or("", AuthorisationId::as_str))
        .fetch_all(c))?;
    let opens = rows.iter().map(|row| row.opens(services, now));
    Ok(opens.max().unwrap_or(Elsewhere::Nothing))
}

/// Whether an account has another authorisation that was accepted, and that opens something or could again.
pub(crate) async fn works_elsewhere(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
    here: &AuthorisationId,
    now: Moment,
) -> Result<bool> {
    let found = elsewhere(tx, services, account, Some(here), now).await?;
    Ok(found != Elsewhere::Nothing)
}

/// Whether a block, or a disabled password, keeps the owner of an account out.
pub(crate) fn is_locked_out(owner: &Owner) -> bool {
    owner.blocked.is_some() || owner.password == PasswordState::Disabled
}

/// Who lets the owner of an account in again; `None` if nothing keeps them out.
pub(crate) async fn lifter(
    tx: &mut Tx,
    services: &Services,
    owner: &Owner,
    places: &[Place],
    now: Moment,
) -> Result<Option<Lifter>> {
    if !is_locked_out(owner) {
        return Ok(None);
    }
    let account = ShutOut {
        opens: elsewhere(tx, services, &owner.id, None, now).await?,
        begins: places::begins(places).is_some(),
        invited: places.iter().any(Place::is_invited),
        has_password: owner.hash.is_some(),
        blocked: owner.blocked,
    };
    Ok(Some(account.lifter()))
}

/// Who lets somebody in again whom an invitation waits for here; `None` if nothing keeps them out, or they are in here.
pub(crate) async fn lifter_of_invited(
    tx: &mut Tx,
    services: &Services,
    (account, here): (&AccountId, Access),
    now: Moment,
) -> Result<Option<Lifter>> {
    if here != Access::Invited {
        return Ok(None);
    }
    let owner = owner::read(tx, account).await?;
    let places = places::of(tx, account, now).await?;
    lifter(tx, services, &owner, &places, now).await
}

/// Whether a block keeps shut what somebody is invited to, until the invitation is sent again or the desk lifts it.
pub(crate) async fn is_invitation_shut(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
    now: Moment,
) -> Result<bool> {
    let owner = owner::read(tx, account).await?;
    let places = places::of(tx, account, now).await?;
    let lifter = lifter(tx, services, &owner, &places, now).await?;
    let waits = matches!(lifter, Some(Lifter::Inviters | Lifter::Desk));
    Ok(waits && owner.blocked.is_some())
}

/// Whether nobody but the desk lets somebody in again whom an invitation waits for here.
pub(crate) async fn only_desk_lifts(
    tx: &mut Tx,
    services: &Services,
    whom: (&AccountId, Access),
    now: Moment,
) -> Result<bool> {
    Ok(lifter_of_invited(tx, services, whom, now).await? == Some(Lifter::Desk))
}

/// Lifts the block of an account that opens nothing anywhere, nor could again, when somebody invites it: wrong codes before the
/// first day, or what kept it out where it last opened something. Nobody else could lift that, and it keeps nothing shut
/// but the invitation. Whoever invites learns nothing of it (SEC-04), and who works elsewhere stays blocked (SEC-69).
pub(super) async fn lift_of_idle(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
) -> Result<()> {
    let owner = owner::lock(tx, account).await?;
    let places = places::of(tx, account, now).await?;
    if lifter(tx, services, &owner, &places, now).await? == Some(Lifter::Inviters) {
        lift_for_invitation(tx, services, now, account).await?;
    }
    Ok(())
}

/// Lifts the block of an account that begins anew; what a newer version says stays (SEC-74).
pub(super) async fn lift_for_invitation(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
) -> Result<()> {
    let blocked = owner::lock(tx, account).await?.blocked;
    let Some(reason) = blocked.filter(|reason| *reason != BlockReason::Unknown) else {
        return Ok(());
    };
    login::let_in_again(tx, services, account, now).await?;
    let facts = json!({ "reason": reason.code(), "invited": true });
    let entry = Entry::new(Event::Unblocked, Actor::System)
        .account(account)
        .facts(facts);
    audit::record(tx, now, entry)
}

/// What to write to whoever is kept from an invitation by a block that nobody lifts but by sending it again: who can.
/// `None` if that is for others.
pub(crate) async fn invitation_blocked(
    tx: &mut Tx,
    services: &Services,
    owner: &Owner,
    reason: BlockReason,
    now: Moment,
) -> Result<Option<(Language, Letter)>> {
    let places = places::of(tx, &owner.id, now).await?;
    let Some(invited) = places.iter().find(|place| place.is_invited()) else {
        return Ok(None);
    };
    if lifter(tx, services, owner, &places, now).await? != Some(Lifter::Inviters) {
        return Ok(None);
    }
    let language = invited.language;
    let admins = who_is_my_admin::helpers_of(tx, services, owner, &places, now).await?;
    Ok(Some((
        language,
        Letter::InvitationBlocked { reason, admins },
    )))
}

impl Row {
    fn opens(&self, services: &Services, now: Moment) -> Elsewhere {
        let state = AuthorisationState::stored(&self.state);
        let moment = |at: Option<i64>| at.map(Moment::from_unix_ms);
        let (from, valid_until) = (moment(self.valid_from), moment(self.valid_until));
        let gone = self.ended_at.is_some_and(|at| at <= now.unix_ms());
        match Access::of(state, from, valid_until, now) {
            Access::Begins { .. } if !gone => return self.begins(services, now),
            Access::Begins { .. }
            | Access::Open
            | Access::Over
            | Access::Unknown
            | Access::Invited => {}
        }
        let end = end_of(state, moment(self.stopped_at), valid_until);
        if end.is_none() && state == AuthorisationState::Stopped {
            return Elsewhere::Nothing;
        }
        let Some(end) = end.into_iter().chain(moment(self.ended_at)).min() else {
            return Elsewhere::Works;
        };
        let until = restorable_until(&services.policy, end, moment(self.out_since));
        if now < end {
            Elsewhere::Works
        } else if now < until {
            Elsewhere::CouldAgain { until }
        } else {
            Elsewhere::Nothing
        }
    }

    /// Of access that begins later: counted from when its owner last proved to be there, not from a day that an admin sets and
    /// sets again.
    fn begins(&self, services: &Services, now: Moment) -> Elsewhere {
        let there = self.activated_at.max(self.last_login_at);
        let until = there.map(|at| Moment::from_unix_ms(at).plus(services.policy.restore));
        until
            .filter(|until| now < *until)
            .map_or(Elsewhere::BeginsLater, |until| Elsewhere::CouldAgain {
                until,
            })
    }
}
