//! Choosing the new password: held against the rules, hashed, and put by until the code is right.

use domain::{
    AuthorisationId, ChallengeId, LinkId, Moment, TypedPassword, people::PasswordState,
    post::Letter, shared::password_rules::PasswordProblem,
};

use super::{
    link::{Held, Look, NumberChoice, hold, over},
    off::doors,
};
use crate::{
    Services,
    challenges::{self, Asker, Purpose, TooManyMessages},
    links,
    login::DeviceCookie,
    own_password,
    own_password::PasswordWords,
    owner::Owner,
    passwords::{Busy, StoredHash},
    places::Place,
    secrets::LinkSecret,
    trouble::Result,
};

/// What came of choosing a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// A code is on its way; for the session that goes on with it.
    CodeSent {
        /// The link that led here.
        link: LinkId,
        /// The challenge to be answered.
        challenge: ChallengeId,
    },
    /// There is more than one number: choose which gets the code.
    NeedsChoice {
        /// The numbers.
        choices: Vec<NumberChoice>,
    },
    /// It is the one that there is, and the owner can log in with it.
    Present,
    /// The password is refused, for every one of these reasons.
    Refused(Vec<PasswordProblem>),
    /// There is no number left that a code can go to: only an admin can help.
    NowhereToGo,
    /// No message goes out.
    NoMessages(TooManyMessages),
    /// Too many messages or too many tries.
    TooMany {
        /// When it can be tried again.
        until: Moment,
    },
    /// Too many people at once.
    Busy,
    /// The link does not work (any more); never [`Look::Open`].
    Link(Look),
}

/// Takes a new password and sends the code that makes it count. `device` and `network` as in [`crate::login::Attempt`].
pub async fn choose(
    services: &Services,
    secret: &LinkSecret,
    typed: &TypedPassword,
    choice: Option<&AuthorisationId>,
    (device, network): (&DeviceCookie, &str),
) -> Result<Chosen> {
    let now = services.now();
    let held = match hold(services, secret, now).await? {
        Ok(held) => held,
        Err(look) => return Ok(Chosen::Link(look)),
    };
    let words = PasswordWords::of(services, &held.owner, &held.places);
    let problems = words.problems(services, typed).await;
    if !problems.is_empty() {
        return Ok(Chosen::Refused(problems));
    }
    let place = match place(services, &held, choice, now) {
        Ok(place) => place,
        Err(chosen) => return Ok(chosen),
    };
    let Ok(share) = own_password::share(services, &held.owner.id, network) else {
        return Ok(Chosen::Busy);
    };
    if let Err(until) = own_password::may_compare(services, &held.link.id).await? {
        return Ok(Chosen::TooMany { until });
    }
    match own_password::is_present(&share, &held.owner, typed).await? {
        Ok(false) => {}
        Ok(true) if opens(&held.owner) => return Ok(Chosen::Present),
        Ok(true) => return Ok(Chosen::Refused(vec![PasswordProblem::SameAsNow])),
        Err(Busy) => return Ok(Chosen::Busy),
    }
    match own_password::hash(services, &share, typed).await? {
        Ok(hash) => send_code(services, &held, place, (device, network), &hash, now).await,
        Err(Busy) => Ok(Chosen::Busy),
    }
}

/// Whether somebody gets in with the password that there is.
fn opens(owner: &Owner) -> bool {
    let works = matches!(
        owner.password,
        PasswordState::Set | PasswordState::MustChange
    );
    works && owner.blocked.is_none()
}

/// The authorisation whose number gets the code. A choice that is none of this person's is no choice.
fn place<'a>(
    services: &Services,
    held: &'a Held,
    choice: Option<&AuthorisationId>,
    now: Moment,
) -> Result<&'a Place, Chosen> {
    let (owner, places) = (&held.owner, &held.places);
    match (doors(owner, places, services, now).as_slice(), choice) {
        ([], _) => Err(Chosen::NowhereToGo),
        ([only], _) => Ok(only),
        (several, choice) => several
            .iter()
            .find(|place| Some(&place.authorisation) == choice)
            .copied()
            .ok_or_else(|| Chosen::NeedsChoice {
                choices: NumberChoice::all(owner, places, services, now),
            }),
    }
}

async fn send_code(
    services: &Services,
    held: &Held,
    place: &Place,
    (device, network): (&DeviceCookie, &str),
    hash: &StoredHash,
    now: Moment,
) -> Result<Chosen> {
    let mut tx = services.db.write().await?;
    if let Some(Err(closed)) = links::look_by_id(&mut tx, &held.link.id, now).await? {
        return Ok(Chosen::Link(over(&mut tx, services, closed, now).await?));
    }
    let new = challenges::New {
        purpose: Purpose::Reset,
        account: &held.owner.id,
        authorisation: &place.authorisation,
        mobile: &place.mobile,
        network,
        asker: Asker::Browser(device),
        language: held.owner.language,
        letter: Letter::ResetCode,
        link: Some(&held.link.id),
        new_password: Some(hash),
        new_mobile: None,
    };
    let opened = challenges::open(&mut tx, services, now, new).await?;
    tx.commit().await?;
    Ok(match opened {
        Ok(challenge) => Chosen::CodeSent {
            link: held.link.id.clone(),
            challenge,
        },
        Err(refused) => Chosen::NoMessages(refused),
    })
}
