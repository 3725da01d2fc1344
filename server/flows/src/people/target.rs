//! Whom a deed concerns, as the books have it behind the lock.
//! Read once, by [`lock_target`]; a deed decides on this and on nothing it was told from outside.

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId, Language, MobileNumber, Moment, OrganisationId, PersonName,
    people::{
        Access, AuthorisationState, BlockReason, Facts, Guards, Held, PasswordState, Posts, Role,
        StandIn,
    },
};

use super::{posts::posts_of, sql};
use crate::{Policy, Tx, execute, on, trouble::Result};

/// Whom a deed concerns.
pub(crate) struct Target {
    pub account: AccountId,
    pub authorisation: AuthorisationId,
    pub name: PersonName,
    pub role: Role,
    pub state: AuthorisationState,
    pub valid_from: Option<Moment>,
    pub valid_until: Option<Moment>,
    pub stand_in: Option<StandIn>,
    pub until_before_stop: Option<Moment>,
    pub stopped_at: Option<Moment>,
    pub stopped_by: Option<AccountId>,
    /// The day of the stop that was planned before that one.
    pub stop_before: Option<Moment>,
    /// Since when somebody is out who was let in again and did not come.
    pub out_since: Option<Moment>,
    pub invited_at: Option<Moment>,
    /// Why the invitation waits for an admin.
    pub held: Option<Held>,
    pub mobile: MobileNumber,
    /// Whether its owner wrote the number down, or got in with it since somebody else did: else it may be anybody's.
    pub mobile_is_proved: bool,
    pub language: Language,
    pub blocked: Option<BlockReason>,
    pub password: PasswordState,
    pub posts: Posts,
}

#[derive(sqlx::FromRow)]
struct TargetRow {
    id: String,
    account_id: String,
    given_name: String,
    initials: String,
    infix: String,
    family_name: String,
    role: String,
    state: String,
    valid_from: Option<i64>,
    valid_until: Option<i64>,
    stand_in_from: Option<i64>,
    stand_in_until: Option<i64>,
    until_before_stop: Option<i64>,
    stopped_at: Option<i64>,
    stopped_by: Option<String>,
    stop_before_at: Option<i64>,
    out_since: Option<i64>,
    invited_at: Option<i64>,
    mobile: String,
    mobile_is_proved: bool,
    language: String,
    blocked_reason: Option<String>,
    password_state: String,
    held: Option<String>,
}

/// Somebody of an organisation, with account and authorisation locked until the end; the organisation is locked already.
pub(crate) async fn lock_target(
    tx: &mut Tx,
    organisation: &OrganisationId,
    id: &AuthorisationId,
) -> Result<Option<Target>> {
    let organisation = organisation.as_str();
    // The account before the authorisation, as everything that owners do themselves (docs/decisions/0002).
    let locked: Option<(String,)> = on!(&mut *tx, |c| sqlx::query_as(sql::LOCK_ACCOUNT_OF_TARGET)
        .bind(id.as_str())
        .bind(organisation)
        .fetch_optional(c))?;
    if execute!(&mut *tx, sql::LOCK_TARGET, id.as_str(), organisation)? == 0 {
        return Ok(None);
    }
    let row: TargetRow = on!(&mut *tx, |c| sqlx::query_as(sql::TARGET)
        .bind(id.as_str())
        .fetch_one(c))?;
    // An invitation that became somebody else's at this moment (docs/decisions/0015): looked at again it is there.
    if locked.is_none_or(|(locked,)| locked != row.account_id) {
        return Ok(None);
    }
    let account = AccountId::from_trusted(row.account_id.clone());
    let posts = posts_of(tx, &account, id).await?;
    Ok(Some(row.read(posts)))
}

/// A stop by mistake is taken back for so long at least, whatever was before.
pub(super) const UNDO: Duration = Duration::from_secs(30 * 60);

/// Until when an end can be taken back: what was given back meanwhile and used by nobody begins no new time but for the undo,
/// for the invitation of another organisation waits for the end of it (SEC-69).
pub fn restorable_until(policy: &Policy, end: Moment, out_since: Option<Moment>) -> Moment {
    let since = out_since.map_or(end, |since| since.min(end));
    since.plus(policy.restore).max(end.plus(UNDO))
}

/// When access ended or will, whichever end comes first: from then on it is counted how long that can be taken back. `None`
/// if it does not end, or was stopped nobody knows when.
pub(crate) fn end_of(
    state: AuthorisationState,
    stopped_at: Option<Moment>,
    valid_until: Option<Moment>,
) -> Option<Moment> {
    if state == AuthorisationState::Stopped {
        let stopped_at = stopped_at?;
        return Some(valid_until.map_or(stopped_at, |until| until.min(stopped_at)));
    }
    valid_until
}

/// The end that is left without its stop, of the one that stands and the one of before: a planned stop took the place of it, and
/// so did, in the books of before, one at once on top of that.
pub(super) fn end_without_stop(
    state: AuthorisationState,
    stopped_at: Option<Moment>,
    (until, before_stop): (Option<Moment>, Option<Moment>),
) -> Option<Moment> {
    let planned = state == AuthorisationState::Active && stopped_at.is_some();
    if planned || before_stop.is_some() {
        before_stop
    } else {
        until
    }
}

impl Target {
    /// Whether what this person takes back is the own stop of a moment ago: then all is as it was before, and nobody lets anybody in.
    pub fn is_undo_of(&self, by: &AccountId, now: Moment) -> bool {
        let just_now = |at| now.since(at) < UNDO;
        // One that was planned was pressed long before its day.
        let at_once = self.state == AuthorisationState::Stopped;
        at_once && self.stopped_by.as_ref() == Some(by) && self.stopped_at.is_some_and(just_now)
    }

    /// What this organisation calls the person.
    pub fn full_name(&self) -> String {
        self.name.full()
    }

    /// Whether something here was stored by a newer version, so that this one must not touch it (SEC-74).
    pub fn is_of_newer_version(&self) -> bool {
        self.role == Role::Unknown
            || self.state == AuthorisationState::Unknown
            || self.blocked == Some(BlockReason::Unknown)
            || self.password == PasswordState::Unknown
    }

    /// Whether access that comes back, or begins sooner, with the role of an admin in it would take a blocked account out of reach of
    /// those who can lift the block where it is open (SEC-69).
    pub fn comes_back_out_of_reach(&self, now: Moment) -> bool {
        let mut others = self.posts.others.iter();
        let open_elsewhere = others.any(|post| post.access(now).is_open());
        self.is_locked_out() && self.role == Role::Admin && open_elsewhere
    }

    /// Whether a block, or a password that strangers' tries disabled, keeps the owner out.
    pub fn is_locked_out(&self) -> bool {
        self.blocked.is_some() || self.password == PasswordState::Disabled
    }

    /// Whether access is over at `now`: stopped, or ended on its date.
    pub fn is_over(&self, now: Moment) -> bool {
        self.access(now).is_over()
    }

    /// What it opens at `now`, leaving blocks of the account aside.
    pub fn access(&self, now: Moment) -> Access {
        Access::of(self.state, self.valid_from, self.valid_until, now)
    }

    /// When access ended that is over at `now`.
    pub fn ended_at(&self, now: Moment) -> Option<Moment> {
        end_of(self.state, self.stopped_at, self.valid_until).filter(|_| self.is_over(now))
    }

    /// Whether the first day of access that was accepted has come.
    pub fn has_begun(&self, now: Moment) -> bool {
        Facts::of_access(self.state, self.valid_from, self.valid_until).has_begun(now)
    }

    /// As [`end_without_stop`].
    pub fn end_without_stop(&self) -> Option<Moment> {
        let ends = (self.valid_until, self.until_before_stop);
        end_without_stop(self.state, self.stopped_at, ends)
    }

    /// The day of the stop that was planned before the one that is taken back, if that is planned again: it is still to come, before the
    /// own end.
    pub fn planned_before(&self, now: Moment) -> Option<Moment> {
        let end = self.end_without_stop();
        self.stop_before
            .filter(|at| now < *at && end.is_none_or(|end| *at < end))
    }

    /// Whether access that goes on now would end sooner on that day.
    pub fn ends_sooner(&self, on: Moment, now: Moment) -> bool {
        !self.is_over(now) && self.valid_until.is_some_and(|until| on < until)
    }

    /// Whether access is over and was stopped, or ended on its date, so long ago that nobody can restore it or move its date:
    /// whoever comes back is invited as somebody new is.
    pub fn is_past_restoring(&self, now: Moment, policy: &Policy) -> bool {
        let end = end_of(self.state, self.stopped_at, self.valid_until);
        let until = end.map(|end| restorable_until(policy, end, self.out_since));
        self.is_over(now) && until.is_none_or(|until| until <= now)
    }

    /// How far this person is out of reach at `now`.
    pub fn guards(&self, now: Moment) -> Guards {
        self.posts.guards(now)
    }
}

impl TargetRow {
    fn read(self, posts: Posts) -> Target {
        let row = self;
        Target {
            account: AccountId::from_trusted(row.account_id),
            authorisation: AuthorisationId::from_trusted(row.id),
            name: PersonName::from_stored(row.given_name, row.initials, row.infix, row.family_name),
            role: Role::stored(&row.role),
            state: AuthorisationState::stored(&row.state),
            valid_from: row.valid_from.map(Moment::from_unix_ms),
            valid_until: row.valid_until.map(Moment::from_unix_ms),
            stand_in: StandIn::stored(row.stand_in_from, row.stand_in_until),
            until_before_stop: row.until_before_stop.map(Moment::from_unix_ms),
            stopped_at: row.stopped_at.map(Moment::from_unix_ms),
            stopped_by: row.stopped_by.map(AccountId::from_trusted),
            stop_before: row.stop_before_at.map(Moment::from_unix_ms),
            out_since: row.out_since.map(Moment::from_unix_ms),
            invited_at: row.invited_at.map(Moment::from_unix_ms),
            held: row.held.as_deref().map(Held::stored),
            mobile: MobileNumber::from_e164_stored(row.mobile),
            mobile_is_proved: row.mobile_is_proved,
            language: Language::from_code(&row.language).unwrap_or_default(),
            blocked: row.blocked_reason.as_deref().map(BlockReason::stored),
            password: PasswordState::stored(&row.password_state),
            posts,
        }
    }
}
