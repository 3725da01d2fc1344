//! Stopping access, now or on a date, restoring it, and ending what runs of it. It acts at the next request, because every request reads the
//! authorisation anew (SEC-39). Nobody stops himself, and the last admin stays.

use domain::{
    AccountId, AuthorisationId, Moment,
    people::{Access, AuthorisationState, PasswordState, Role, What},
    post::Letter,
};
use serde_json::{Value, json};

use super::{
    abandoned,
    deed::{Deed, Doer, Refusal, or_refuse, tell_since},
    rights::tell_rights,
    sql, stand_in,
    target::Target,
    words_and_rights::{rewrite_words, take_eyes},
};
use crate::{
    Permit, Seen, Services, Tx,
    audit::{Actor, Event},
    caller::right::ChangeStaff,
    challenges, ends, execute, login,
    post::{self, Draft, Payer, To},
    sessions,
    trouble::Result,
};

/// When access stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// At once.
    Now,
    /// From this moment on.
    On(Moment),
}

/// A stop that was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// From when on.
    pub at: Moment,
    /// Which one it is, for the undo.
    pub seen: Seen,
}

/// Which stop it is: whoever moves or takes back one does so with no other that took its place.
pub(super) fn stop_facts(
    whom: &AuthorisationId,
    at: Option<Moment>,
    by: Option<&AccountId>,
) -> Value {
    let (at, by) = (at.map(Moment::unix_ms), by.map(AccountId::as_str));
    json!({ "stop": whom.as_str(), "at": at, "by": by })
}

/// Stops somebody's access at this organisation. At once whatever is planned; on a day, if no other stop was planned than was
/// seen.
pub async fn stop_access(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    (whom, seen): (&AuthorisationId, &Seen),
    when: Stop,
) -> Result<Result<Stopped, Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, permit).await?);
    let target = or_refuse!(deed.somebody_else(whom).await?);
    match target.state {
        AuthorisationState::Active => {}
        AuthorisationState::Invited => return Ok(Err(Refusal::OnlyInvited)),
        AuthorisationState::Stopped | AuthorisationState::Unknown => {
            return Ok(Err(Refusal::AlreadySo));
        }
    }
    // Another day for what is over would let somebody in again, or count anew how long it can be taken back.
    if target.is_over(deed.now) {
        return Ok(Err(Refusal::AlreadySo));
    }
    let stop = stop_facts(whom, target.stopped_at, target.stopped_by.as_ref());
    if when != Stop::Now && !seen.shows(&services.keys, &stop) {
        return Ok(Err(Refusal::Changed));
    }
    or_refuse!(deed.somebody_stays(&target).await?);
    let (now, by) = (deed.now, permit.by().as_str());
    let done = |at| {
        let stop = stop_facts(whom, Some(at), Some(permit.by()));
        let seen = Seen::of(&services.keys, &stop);
        Stopped { at, seen }
    };
    let at = match when {
        Stop::Now => {
            stop_now(&mut deed, &target).await?;
            deed.done().await?;
            return Ok(Ok(done(now)));
        }
        Stop::On(at) if at <= now => return Ok(Err(Refusal::DatesReversed)),
        Stop::On(at) if target.stopped_at == Some(at) => return Ok(Err(Refusal::AlreadySo)),
        // A stop may bring the end nearer, never put it off: that is for the dates.
        Stop::On(at) if target.end_without_stop().is_some_and(|end| end <= at) => {
            return Ok(Err(Refusal::AlreadySo));
        }
        Stop::On(at) => {
            let whom = whom.as_str();
            execute!(
                &mut deed.tx,
                sql::STOP_ON,
                whom,
                at.unix_ms(),
                by,
                now.unix_ms()
            )?;
            at
        }
    };
    stopped(&mut deed, &target, at).await?;
    deed.done().await?;
    Ok(Ok(done(at)))
}

/// Stops the access of somebody who is active, at once.
pub(super) async fn stop_now(deed: &mut Deed<'_>, target: &Target) -> Result<()> {
    let (now, whom) = (deed.now, &target.authorisation);
    execute!(
        &mut deed.tx,
        sql::STOP_NOW,
        whom.as_str(),
        now.unix_ms(),
        deed.permit.by().as_str()
    )?;
    let by = deed.permit.by();
    let (account, actor) = (&target.account, Actor::Person(by));
    ends::with_access(&mut deed.tx, deed.services, now, (account, whom), actor).await?;
    sessions::end_of_authorisation(&mut deed.tx, whom).await?;
    challenges::close_of_authorisation(&mut deed.tx, whom, now).await?;
    stopped(deed, target, now).await
}

/// Stops the access of somebody who looks after others, when two of the desk say so; organisation and person are locked.
/// Also that of the last one, because the desk can appoint another. The person and the other admins are told; the row in the
/// trail is the desk's.
pub(crate) async fn stop_for_desk(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    target: &Target,
    by: &Doer<'_>,
) -> Result<()> {
    let whom = &target.authorisation;
    // The desk goes by no name of an agent, also where an agent works as well: who it was stands in the trail.
    let nobody = None::<&str>;
    execute!(
        &mut *tx,
        sql::STOP_NOW,
        whom.as_str(),
        now.unix_ms(),
        nobody
    )?;
    let actor = Actor::Desk(by.by);
    ends::with_access(tx, services, now, (&target.account, whom), actor).await?;
    sessions::end_of_authorisation(tx, whom).await?;
    challenges::close_of_authorisation(tx, whom, now).await?;
    let letter = Letter::AccessStopped {
        by: by.by_name.to_owned(),
        organisation: by.organisation.name.clone(),
        at: now,
        planned: false,
        invitation: false,
    };
    let draft = Draft::new(
        To::Account(&target.account),
        target.language,
        letter,
        Payer::Person(by.by),
    )
    .about(whom);
    post::queue(tx, services, now, draft).await?;
    if target.role != Role::Admin {
        return Ok(());
    }
    let letter = Letter::AdminsAccess {
        by: by.by_name.to_owned(),
        organisation: by.organisation.name.clone(),
        whom: target.full_name(),
        stopped: true,
        from: None,
        until: Some(now),
    };
    tell_since(tx, services, (now, now), by, whom, letter).await
}

async fn stopped(deed: &mut Deed<'_>, target: &Target, at: Moment) -> Result<()> {
    let facts = json!({ "at": at.unix_ms() });
    deed.record(Event::AccessStopped, target, facts)?;
    let letter = Letter::AccessStopped {
        by: deed.permit.by_name().to_owned(),
        organisation: deed.organisation.name.clone(),
        at,
        planned: deed.now < at,
        invitation: false,
    };
    deed.tell(target, letter).await?;
    tell_of_admin(deed, target, (target.valid_from, Some(at))).await
}

/// The other admins hear of what begins and ends that somebody looks after the others: as of whom one makes an admin (SEC-43).
pub(super) async fn tell_of_admin(
    deed: &mut Deed<'_>,
    target: &Target,
    (from, until): (Option<Moment>, Option<Moment>),
) -> Result<()> {
    if target.role != Role::Admin {
        return Ok(());
    }
    let now = deed.now;
    let letter = Letter::AdminsAccess {
        by: deed.permit.by_name().to_owned(),
        organisation: deed.organisation.name.clone(),
        whom: target.full_name(),
        stopped: until.is_some_and(|until| until <= now),
        from: from.filter(|from| now < *from),
        until,
    };
    deed.tell_fellows(target, letter).await
}

/// Ends every session of a person at this organisation, and leaves access as it is: a telephone left in a train, a
/// computer that others use (SEC-40). Gives back how many.
pub async fn end_sessions(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
) -> Result<Result<u64, Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, permit).await?);
    let target = or_refuse!(deed.somebody_else(whom).await?);
    or_refuse!(deed.reaches(&target, What::Keys));
    let ended = sessions::end_of_authorisation(&mut deed.tx, whom).await?;
    if ended == 0 {
        // What is just beginning ends all the same.
        deed.done().await?;
        return Ok(Err(Refusal::AlreadySo));
    }
    let facts = json!({ "sessions": ended });
    deed.record(Event::SessionsEndedByAdmin, &target, facts)?;
    let letter = Letter::LoggedOutByAdmin {
        by: permit.by_name().to_owned(),
        organisation: deed.organisation.name.clone(),
    };
    deed.tell(&target, letter).await?;
    deed.done().await?;
    Ok(Ok(ended))
}

/// What came of taking a stop back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Codes of rights that do not come back with it: they count as a pair of eyes.
    pub without: Vec<String>,
    /// What the access opens now, by its dates: its own end may have come meanwhile, or its first day not yet.
    pub opens: Access,
    /// When it stops all the same: that was planned before the stop that was taken back.
    pub planned: Option<Moment>,
    /// Whether a block or a disabled password keeps the owner out all the same.
    pub locked_out: bool,
    /// Whether another password has to be chosen by mail first.
    pub renew: bool,
}

/// Takes back the stop that was seen: one that was planned, or one of which [`super::restorable_until`] has not come.
pub async fn restore_access(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    (whom, seen): (&AuthorisationId, &Seen),
) -> Result<Result<Restored, Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, permit).await?);
    let target = or_refuse!(deed.somebody_else(whom).await?);
    if target.state == AuthorisationState::Invited {
        return Ok(Err(Refusal::OnlyInvited));
    }
    if target.is_past_restoring(deed.now, &services.policy) {
        return Ok(Err(Refusal::TooLateToRestore));
    }
    if target.stopped_at.is_none() {
        return Ok(Err(Refusal::AlreadySo));
    }
    let stop = stop_facts(whom, target.stopped_at, target.stopped_by.as_ref());
    if !seen.shows(&services.keys, &stop) {
        return Ok(Err(Refusal::Changed));
    }
    if target.is_over(deed.now) && target.comes_back_out_of_reach(deed.now) {
        return Ok(Err(Refusal::NeedsServiceDesk));
    }
    let (mut planned, end) = (target.planned_before(deed.now), target.end_without_stop());
    // That of an admin after whom nobody would be left does not come back.
    if planned.is_some_and(|at| target.ends_sooner(at, deed.now))
        && deed.somebody_stays(&target).await?.is_err()
    {
        planned = None;
    }
    let until = planned.or(end);
    let mut taken = Vec::new();
    let mut renew = target.password == PasswordState::Renew;
    if target.is_over(deed.now) {
        renew |= login::renew_after_wish(&mut deed.tx, &target.account).await?;
        // What waited when it ended on its date does not come back with it.
        let (restored, by) = ((&target.account, whom), Actor::Person(permit.by()));
        ends::with_access(&mut deed.tx, services, deed.now, restored, by).await?;
        // Stopped and restored is one person's deed twice: what counts as a pair of eyes takes two, every time.
        let kind = deed.organisation.kind.clone();
        taken = take_eyes(&mut deed.tx, services, deed.now, &kind, whom).await?;
        if !taken.is_empty() {
            let facts = json!({ "added": [], "removed": taken });
            deed.record(Event::RightsChanged, &target, facts)?;
            let by = (Some(permit.by()), permit.by_name(), &deed.organisation);
            let gone: &[String] = &taken;
            tell_rights(&mut deed.tx, services, deed.now, &target, by, (&[], gone)).await?;
        }
    }
    execute!(
        &mut deed.tx,
        sql::RESTORE,
        whom.as_str(),
        end.map(Moment::unix_ms),
        deed.now.unix_ms(),
        target.ended_at(deed.now).map(Moment::unix_ms),
        planned.map(Moment::unix_ms)
    )?;
    if target.is_over(deed.now) {
        stand_in::ends_with_access(&mut deed, &target).await?;
        if target.role == Role::Admin {
            let undo = target.is_undo_of(permit.by(), deed.now);
            abandoned::note_by_one(&mut deed, whom, undo).await?;
        }
    }
    rewrite_words(&mut deed.tx, &target.account).await?;
    // Whoever lets somebody in again put them there (SEC-68); a stop that was only planned put nobody out.
    let begins = target.is_over(deed.now);
    deed.record(Event::AccessRestored, &target, json!({ "begins": begins }))?;
    let (by, organisation) = (permit.by_name().to_owned(), deed.organisation.name.clone());
    let opens = Access::of(
        AuthorisationState::Active,
        target.valid_from,
        until,
        deed.now,
    );
    // Nobody is told to be in who is not, nor to be in again who was never out: then the letter says from when until when.
    let letter = match opens {
        Access::Open if begins && planned.is_none() && !target.is_locked_out() && !renew => {
            Letter::AccessRestored { by, organisation }
        }
        Access::Open | Access::Begins { .. } | Access::Over | Access::Invited | Access::Unknown => {
            Letter::DatesChanged {
                by,
                organisation,
                from: target.valid_from,
                until,
            }
        }
    };
    deed.tell(&target, letter).await?;
    tell_of_admin(&mut deed, &target, (target.valid_from, until)).await?;
    deed.done().await?;
    let without = taken;
    Ok(Ok(Restored {
        without,
        opens,
        planned,
        locked_out: target.is_locked_out(),
        renew,
    }))
}
