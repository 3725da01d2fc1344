//! What an account opens but for one authorisation: the one question behind what an invitation may do to an account that is
//! not new. Whoever invites types the number, so an account that opens something, or could again, is kept from it (SEC-69).

use domain::{
    AccountId, AuthorisationId, Language, Moment,
    people::{Access, AuthorisationState, BlockReason},
    post::Letter,
};
use serde_json::json;

use super::{
    sql,
    target::{counted_from, end_of},
};
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    login, on,
    owner::{self, Owner},
    places,
    trouble::Result,
    who_is_my_admin,
};

/// What an account opens elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Elsewhere {
    /// Nothing, and nobody can bring anything back: with the next invitation it begins anew.
    Nothing,
    /// Nothing now, and a day is set from which on it does. It goes on being somebody's, and the next invitation begins it anew:
    /// that day may be a year away.
    BeginsLater,
    /// Nothing now, but until then it counts: an admin there can take the end back (restore what was stopped, move the date), or it
    /// begins later and its owner was there lately.
    CouldAgain {
        /// From then on it is nothing.
        until: Moment,
    },
    /// Something.
    Works,
}

impl Elsewhere {
    /// Whether an account opens nothing but what it is invited to: nothing at all, or nothing now and no password for later.
    pub fn leaves_idle(self, owner: &Owner) -> bool {
        match self {
            Self::Nothing | Self::BeginsLater => true,
            Self::CouldAgain { .. } => owner.hash.is_none(),
            Self::Works => false,
        }
    }

    /// Whether an invitation has a new password chosen: there is none, or none that opens anything, now or later.
    pub fn begins_anew(self, owner: &Owner) -> bool {
        owner.hash.is_none() || self.leaves_idle(owner)
    }
}

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

/// Lifts the block of an account that opens nothing anywhere, nor could again, when somebody invites it: wrong codes before the
/// first day, or what kept it out where it last opened something. Nobody else could lift that, and it keeps nothing shut
/// but the invitation. Whoever invites learns nothing of it (SEC-04), and who works elsewhere stays blocked (SEC-69). So does
/// who wished the block and begins somewhere later: the password of before would open that on its first day.
pub(super) async fn lift_of_idle(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
) -> Result<()> {
    let owner = owner::lock(tx, account).await?;
    let Some(reason) = owner.blocked else {
        return Ok(());
    };
    let found = elsewhere(tx, services, account, None, now).await?;
    let wished = reason.at_owners_wish() && found == Elsewhere::BeginsLater;
    if found.leaves_idle(&owner) && !wished {
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
    login::let_in_again(tx, services, account).await?;
    let facts = json!({ "reason": reason.code(), "invited": true });
    let entry = Entry::new(Event::Unblocked, Actor::System)
        .account(account)
        .facts(facts);
    audit::record(tx, now, entry)
}

/// What to write to whoever is kept from an invitation by a block that nobody lifts but by sending it again: who can.
/// `None` if nothing waits, or if the account opens something or could again.
pub(crate) async fn invitation_blocked(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
    reason: BlockReason,
    now: Moment,
) -> Result<Option<(Language, Letter)>> {
    let places = places::of(tx, account, now).await?;
    let owner = owner::read(tx, account).await?;
    let found = elsewhere(tx, services, account, None, now).await?;
    let Some(invited) = places.iter().find(|place| place.is_invited()) else {
        return Ok(None);
    };
    if !found.leaves_idle(&owner) {
        return Ok(None);
    }
    let language = invited.language;
    let admins = who_is_my_admin::inviters_of(tx, account, &places, now).await?;
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
        let until = counted_from(end, moment(self.out_since)).plus(services.policy.restore);
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
