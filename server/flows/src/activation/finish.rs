//! The code: right, and in one transaction the number is proved, the password counts and the authorisation is active.

use domain::{AuthorisationId, ChallengeId, Moment, post::Letter, shared::code::TypedCode};

use super::sql;
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    challenges::{self, Answer, Challenge, NotAgain, Purpose},
    execute, links,
    login::{self, DeviceCookie, Inside, Stopped},
    own_password,
    owner::{self, Owner},
    places,
    post::{self, Draft, To},
    trouble::{Result, Trouble},
};

/// What came of the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finished {
    /// Activated, and in.
    Inside(Inside),
    /// Activated, but access starts later or has ended: what to say, and who can help.
    Stopped(Stopped),
    /// Wrong.
    Wrong {
        /// Tries left.
        tries_left: u32,
    },
    /// Too old: a new one was asked for at once, if that was possible.
    Expired {
        /// Whether a new one is on its way.
        sent_again: bool,
    },
    /// Over: start again with the link.
    Over,
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
    let mut tx = services.db.write().await?;
    let purpose = Purpose::Activate;
    let finished =
        match challenges::answer(&mut tx, services, now, challenge, purpose, typed).await? {
            Answer::Right(found) => {
                activate(&mut tx, services, now, &found, device, device_name).await?
            }
            Answer::Wrong {
                account,
                tries_left,
            } => {
                login::count_wrong_code(&mut tx, services, now, &account).await?;
                match tries_left {
                    0 => Finished::Over,
                    tries_left => Finished::Wrong { tries_left },
                }
            }
            Answer::Expired => {
                tx.commit().await?;
                let sent_again = send_code_again(services, challenge).await?.is_ok();
                return Ok(Finished::Expired { sent_again });
            }
            Answer::Over => return Ok(Finished::Over),
        };
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
        .ok_or(Trouble::Stored("an activation without link"))?;
    let owner = owner::lock(tx, &found.account).await?;
    let place = places::of(tx, &owner.id, now)
        .await?
        .into_iter()
        .find(|place| place.authorisation == found.authorisation)
        .ok_or(Trouble::Stored("the authorisation of a challenge"))?;
    // Two invitations may have been followed at once: the password that counts is never replaced by the other one.
    let meanwhile = owner.hash.is_some() && found.new_password.is_some();
    // The number may have been corrected since the code was sent: only the number that stands there now is proved.
    let other_number = place.mobile != found.mobile;
    if meanwhile || other_number || owner.blocked.is_some() {
        return Ok(Finished::Over);
    }
    let authorisation = &found.authorisation;
    if !links::use_up(tx, link, now).await?
        || execute!(
            &mut *tx,
            sql::ACTIVATE,
            authorisation.as_str(),
            now.unix_ms()
        )? == 0
    {
        return Ok(Finished::Over);
    }
    links::withdraw_of_authorisation(tx, authorisation, links::Purpose::Activate, now).await?;
    let mut epoch = owner.epoch;
    if let Some(hash) = &found.new_password {
        epoch = own_password::set(tx, now, &owner, hash).await?;
        challenges::forget_password(tx, &found.id).await?;
    }
    welcome(
        tx,
        services,
        now,
        &owner,
        authorisation,
        &place.organisation_name,
    )
    .await?;
    let entry = Entry::new(Event::Activated, Actor::Person(&owner.id))
        .account(&owner.id)
        .authorisation(authorisation)
        .organisation(&place.organisation);
    audit::record(tx, now, entry).await?;
    if let Some(stopped) = login::stopped_in(tx, &owner.id, authorisation, now).await? {
        return Ok(Finished::Stopped(stopped));
    }
    // This browser just proved mailbox and phone, and the owner has a mail about it: no second one.
    let device = device.with(&services.keys, &owner.id, epoch, now);
    let device =
        login::come_in(tx, services, &owner.id, authorisation, &device, device_name).await?;
    Ok(Finished::Inside(Inside {
        account: owner.id,
        authorisation: authorisation.clone(),
        device,
    }))
}

async fn welcome(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    owner: &Owner,
    authorisation: &AuthorisationId,
    organisation: &str,
) -> Result<()> {
    let letter = Letter::Activated {
        organisation: organisation.to_owned(),
    };
    let draft = Draft::new(To::Account(&owner.id), owner.language, letter).about(authorisation);
    post::queue(tx, services, now, draft).await
}
