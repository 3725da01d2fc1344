//! The code: right, and in one transaction the number is proved, the password counts and the authorisation is active.

use domain::{ChallengeId, Moment, people::Role, post::Letter, shared::code::TypedCode};

use super::{invitation::Invitation, sql};
use crate::{
    Services, Tx, address_change, appointments,
    audit::{self, Actor, Entry, Event},
    challenges::{self, Challenge, NotAgain, Purpose},
    execute, help, links,
    login::{self, DeviceCookie, Inside, NotRight, Stopped},
    own_password,
    owner::{self, Owner},
    people,
    places::{self, Place},
    post::{self, Draft, Payer, To},
    reset,
    trouble::{Result, Trouble},
    unclaimed, who_is_my_admin,
};

/// What came of the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finished {
    /// Activated, and in.
    Inside(Inside),
    /// Activated, but access starts later or has ended: what to say, and who can help.
    Stopped(Stopped),
    /// Not a right code, or overtaken by something else: start again with the link.
    NotRight(NotRight),
}

/// Sends the code again.
pub async fn send_code_again(
    services: &Services,
    challenge: &ChallengeId,
) -> Result<Result<(), NotAgain>> {
    challenges::resend(services, challenge, Purpose::Activate).await
}

/// Checks the code. `device` is what the browser holds, `device_name` what it is, in words.
pub async fn finish(
    services: &Services,
    challenge: &ChallengeId,
    typed: &TypedCode,
    device: &DeviceCookie,
    device_name: &str,
) -> Result<Finished> {
    let now = services.now();
    let right = login::right_code(services, now, challenge, Purpose::Activate, typed).await?;
    let (mut tx, found) = match right {
        Ok(right) => right,
        Err(why) => return Ok(Finished::NotRight(why)),
    };
    let finished = activate(&mut tx, services, now, &found, device, device_name).await?;
    tx.commit().await?;
    Ok(finished)
}

async fn activate(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    found: &Challenge,
    device: &DeviceCookie,
    device_name: &str,
) -> Result<Finished> {
    let link = found
        .link
        .as_ref()
        .ok_or_else(|| Trouble::missing("challenge", "link_id", found.id.as_str()))?;
    let owner = owner::lock(tx, &found.account).await?;
    let place = places::of(tx, &owner.id, now)
        .await?
        .into_iter()
        .find(|place| place.authorisation == found.authorisation)
        .ok_or_else(|| Trouble::missing("challenge", "authorisation_id", found.id.as_str()))?;
    if place.role == Role::Admin {
        // Before its link, as whoever stops or lays down the post of who sent it (docs/decisions/0002).
        execute!(&mut *tx, sql::LOCK_ADMINS, place.organisation.as_str())?;
    }
    // Two invitations may have been followed at once, or access elsewhere was restored: the password that opens something is
    // never replaced by the other one.
    let here = Some(&found.authorisation);
    let elsewhere = people::elsewhere(tx, services, &owner.id, here, now).await?;
    let meanwhile = found.new_password.is_some() && !elsewhere.begins_anew(owner.hash.is_some());
    // Since the code was sent somebody may have told that the number is on another card.
    let waits = found.new_password.is_some() && owner.strictly_off_until(now).is_some();
    // The number may have been corrected since the code was sent: only the number that stands there now is proved.
    let other_number = place.mobile != found.mobile;
    let authorisation = &found.authorisation;
    let counts = people::counts_until(tx, services, now, authorisation).await?;
    let over = counts.is_none_or(|until| until <= now);
    if meanwhile || waits || other_number || over || owner.blocked.is_some() {
        return Ok(Finished::NotRight(NotRight::Over));
    }
    // What two agents decided counts only as long as neither of them is who comes in by it (SEC-26).
    let who = (authorisation, &owner.id, &place.mobile);
    if appointments::ends_with_its_agent(tx, services, now, who).await? {
        people::end_invitation(tx, services, now, &owner.id, authorisation).await?;
        let entry = Entry::new(Event::InvitationWithdrawn, Actor::System)
            .account(&owner.id)
            .authorisation(authorisation)
            .organisation(&place.organisation);
        audit::record(tx, now, entry)?;
        return Ok(Finished::NotRight(NotRight::Over));
    }
    let unclaimed = unclaimed::is_unclaimed(tx, &owner.id).await?;
    if !links::use_up(tx, link, now).await?
        || execute!(
            &mut *tx,
            sql::ACTIVATE,
            authorisation.as_str(),
            now.unix_ms()
        )? == 0
    {
        return Ok(Finished::NotRight(NotRight::Over));
    }
    if unclaimed {
        unclaimed::claim(tx, &owner.id, authorisation).await?;
    }
    if place.role == Role::Admin {
        people::note_accepted_admin(tx, services, now, authorisation).await?;
    }
    // The organisation may have invited the address of before (docs/decisions/0016).
    people::rewrite_words(tx, &owner.id).await?;
    links::withdraw_of_authorisation(tx, authorisation, links::Purpose::Activate, now).await?;
    // From now on codes go to one more number, which somebody there wrote down: as after a number that changed (SEC-69). Also where
    // the account opens nothing else, or the admin could tell by it (SEC-04).
    address_change::end_open(tx, &owner.id, now).await?;
    reset::turn_off(tx, services, &owner.id, (reset::Because::OfNumber, now)).await?;
    let mut epoch = owner.epoch;
    if let Some(hash) = &found.new_password {
        epoch = own_password::set(tx, services, now, &owner, hash).await?;
        challenges::forget_password(tx, &found.id).await?;
        // They were guesses at another password, or at none.
        login::forget_wrong_tries(tx, services, &owner.id).await?;
    }
    let stopped = login::stopped_in(tx, &owner.id, authorisation, now).await?;
    let from = stopped.as_ref().and_then(Stopped::begins);
    welcome(tx, services, now, (&owner, &place), from).await?;
    tell_fellows(tx, services, now, (&owner, &place), from).await?;
    appointments::activated(tx, now, authorisation).await?;
    let entry = Entry::new(Event::Activated, Actor::Person(&owner.id))
        .account(&owner.id)
        .authorisation(authorisation)
        .organisation(&place.organisation);
    audit::record(tx, now, entry)?;
    if let Some(stopped) = stopped {
        help::settle(tx, &owner.id, Some(&owner.id), now).await?;
        help::number_proved(tx, (&owner.id, authorisation), now).await?;
        return Ok(Finished::Stopped(stopped));
    }
    // This browser just proved mailbox and phone, and the owner has a mail about it: no second one.
    let device = device.with(&services.keys, &owner.id, epoch, now);
    let who = (&owner.id, authorisation);
    let inside = login::come_in(tx, services, who, &device, device_name).await?;
    Ok(Finished::Inside(inside))
}

/// Whoever looks after others there hears that an admin is one now, and every agent of a new one: what they heard at the
/// inviting was long ago.
async fn tell_fellows(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (owner, place): (&Owner, &Place),
    from: Option<Moment>,
) -> Result<()> {
    let about = (&place.authorisation, from.unwrap_or(now));
    people::tell_of_eyes(tx, services, now, about).await?;
    if place.role != Role::Admin {
        return Ok(());
    }
    let invitation = Invitation::read(tx, services, &place.authorisation).await?;
    let fellows = who_is_my_admin::of_organisation(tx, &place.organisation, now).await?;
    for fellow in fellows.iter().filter(|fellow| fellow.account != owner.id) {
        let letter = Letter::AdminsChanged {
            by: invitation.by_name().to_owned(),
            organisation: place.organisation_name.clone(),
            whom: place.name.clone(),
            admin: true,
            own: true,
        };
        let to = To::Account(&fellow.account);
        let draft =
            Draft::new(to, fellow.language, letter, Payer::Reader).about(&place.authorisation);
        post::queue(tx, services, now, draft).await?;
    }
    Ok(())
}

async fn welcome(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (owner, place): (&Owner, &Place),
    from: Option<Moment>,
) -> Result<()> {
    let letter = Letter::Activated {
        organisation: place.organisation_name.clone(),
        from,
    };
    let draft = Draft::new(
        To::Account(&owner.id),
        place.language,
        letter,
        Payer::Reader,
    )
    .about(&place.authorisation);
    post::queue(tx, services, now, draft).await
}
