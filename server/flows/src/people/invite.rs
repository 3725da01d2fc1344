//! Inviting: one form, one letter. Whether the address has an account elsewhere changes nothing that an admin can see
//! or measure (SEC-04): the same statements, the same answer, the same letter.

use domain::{
    AuthorisationId, EmailAddress, Language, MobileNumber, Moment, PersonName,
    people::{AuthorisationState, Called, Guard, Lasts, Role, dates},
    post::Letter,
};
use serde_json::json;

use super::{
    deed::{Deed, Over, Refusal, or_refuse},
    invitation::invitation_facts,
    limits::{self, Counts},
    namesake,
    returning::invite_back,
    store::{self, Here, NewPerson},
    target::Target,
    words_and_rights::{Giver, four_eyes_of},
};
use crate::{
    Permit, Seen, Services, audit::Event, caller::right::ChangeStaff, desk, organisations,
    trouble::Result,
};

/// What an admin fills in.
#[derive(Clone, Debug)]
pub struct Invite {
    /// Names.
    pub name: PersonName,
    /// Address: becomes the login name.
    pub email: EmailAddress,
    /// Where codes go.
    pub mobile: MobileNumber,
    /// Employee, or a second admin.
    pub role: Role,
    /// Codes of rights; each must be held by the organisation (SEC-46).
    pub rights: Vec<String>,
    /// First moment of access, if limited.
    pub valid_from: Option<Moment>,
    /// End of access, if limited.
    pub valid_until: Option<Moment>,
    /// Language of the letter, if the person has not chosen one before.
    pub language: Language,
}

/// An invitation that is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The new authorisation.
    pub authorisation: AuthorisationId,
    /// End of the invitation.
    pub until: Moment,
    /// Codes of rights that wait for an agent: they count as a pair of eyes.
    pub asked: Vec<String>,
    /// The address's domain only looks like one that is in use here: this one (SEC-62).
    pub warning: Option<String>,
    /// What withdrawing it says that it saw.
    pub seen: Seen,
}

/// Invites somebody.
pub async fn invite(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    new: &Invite,
) -> Result<Result<Invited, Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, permit).await?);
    let now = deed.now;
    if new.role == Role::Admin && !deed.authority.chooses_admins() {
        return Ok(Err(Refusal::NotAsStandIn));
    }
    if let Some(refusal) = not_these_dates(new.valid_from, new.valid_until, now) {
        return Ok(Err(refusal));
    }
    if let Some(refusal) = deed.not_held(&new.rights).await? {
        return Ok(Err(refusal));
    }
    let warning =
        organisations::lookalike(&mut deed.tx, permit.organisation(), new.email.domain()).await?;
    let (rights, eyes) = four_eyes_of(services, &deed.organisation.kind, &new.rights);
    let person = NewPerson {
        organisation: permit.organisation(),
        name: &new.name,
        email: &new.email,
        mobile: &new.mobile,
        language: new.language,
        role: new.role,
        rights: &rights,
        valid_from: new.valid_from,
        valid_until: new.valid_until,
        by: Giver::Admin(permit.by()),
    };
    if let Some(here) = store::known_before(&mut deed.tx, &person).await?
        && let Some(refusal) = already_here(&mut deed, &here).await?
    {
        return Ok(Err(refusal));
    }
    let authorisation = match store::add(&mut deed.tx, services, now, &person).await? {
        Ok(added) => added.authorisation,
        Err(here) => or_refuse!(come_back(&mut deed, here, &person).await?),
    };
    let target = or_refuse!(deed.target(&authorisation).await?);
    // An invitation to somebody who looked after others until lately would write another number over theirs.
    if let Some(refusal) = still_protected(&target, now) {
        return Ok(Err(refusal));
    }
    let called = Called {
        name: new.name.clone(),
        signs: new.role == Role::Admin || !eyes.is_empty(),
    };
    let who = (permit.organisation(), &target.account);
    if let Some(unfit) = namesake::whose(&mut deed.tx, services, now, who, &called).await? {
        return Ok(Err(Refusal::NameUnfit(unfit)));
    }
    // With the person locked: budgets come after people in the order of locks (docs/decisions/0002).
    or_refuse!(limits::may_invite(&mut deed, Counts::OneMore).await?);
    or_refuse!(limits::may_mail(&mut deed, &target).await?);
    let until = deed.invite(&target, &rights).await?;
    let facts = json!({ "role": new.role.code(), "rights": rights });
    deed.record(Event::Invited, &target, facts)?;
    let asked = (eyes.as_slice(), permit.by());
    desk::ask_rights(
        &mut deed.tx,
        services,
        now,
        &target,
        &deed.organisation,
        asked,
    )
    .await?;
    if new.role == Role::Admin {
        let letter = Letter::AdminsChanged {
            by: permit.by_name().to_owned(),
            organisation: deed.organisation.name.clone(),
            whom: target.full_name(),
            admin: true,
            own: false,
        };
        deed.tell_fellows(&target, letter).await?;
    }
    deed.done().await?;
    let shown = invitation_facts(&authorisation, (new.role, Some(now), None));
    let seen = Seen::of(&services.keys, &shown);
    Ok(Ok(Invited {
        seen,
        authorisation,
        until,
        asked: eyes,
        warning,
    }))
}

/// Takes up somebody who was here before and whom nobody can let in any more but by an invitation; whoever else is here
/// already is not invited.
async fn come_back(
    deed: &mut Deed<'_>,
    here: Here,
    new: &NewPerson<'_>,
) -> Result<Result<AuthorisationId, Refusal>> {
    if let Some(refusal) = already_here(deed, &here).await? {
        return Ok(Err(refusal));
    }
    let now = deed.now;
    let target = or_refuse!(deed.somebody_else(&here.authorisation).await?);
    if let Some(refusal) = still_protected(&target, now) {
        return Ok(Err(refusal));
    }
    invite_back(&mut deed.tx, deed.services, now, &here, new).await?;
    organisations::remember_domain(&mut deed.tx, new.organisation, new.email.domain()).await?;
    Ok(Ok(here.authorisation))
}

/// That somebody is here, or can be brought back without an invitation.
async fn already_here(deed: &mut Deed<'_>, here: &Here) -> Result<Option<Refusal>> {
    let (now, policy) = (deed.now, &deed.services.policy);
    let over = match deed.anybody(&here.authorisation).await?.ok() {
        Some(there) if there.is_past_restoring(now, policy) => return Ok(None),
        Some(there) if there.state == AuthorisationState::Stopped => Some(Over::Stopped),
        Some(there) if there.is_over(now) => Some(Over::Ended),
        Some(_) | None => None,
    };
    Ok(Some(Refusal::AlreadyHere {
        authorisation: here.authorisation.clone(),
        name: here.name.clone(),
        over,
    }))
}

/// What keeps an admin from writing down a number for whom an admin invites: not the role that is given, but what the person
/// was until lately.
fn still_protected(target: &Target, now: Moment) -> Option<Refusal> {
    match target.posts.here.lately(now) {
        Guard::None => None,
        Guard::LooksAfter(Lasts::Until(until)) => Some(Refusal::StillProtected { until }),
        Guard::LooksAfter(Lasts::WithRole) | Guard::AtDesk(_) => Some(Refusal::AgentNeedsTwo),
        Guard::Unknown => Some(Refusal::NewerVersion),
    }
}

/// What is wrong with dates that somebody chose: access would end before it begins, has ended already, or begins in years.
pub(super) fn not_these_dates(
    from: Option<Moment>,
    until: Option<Moment>,
    now: Moment,
) -> Option<Refusal> {
    if until.is_some_and(|until| dates::is_past(until, now)) || dates::are_reversed(from, until) {
        return Some(Refusal::DatesReversed);
    }
    from.is_some_and(|first| dates::is_too_far(first, now))
        .then_some(Refusal::FirstDayTooFar)
}
