//! Choosing a password, or giving the one there is; then a code to the number that the admin wrote down.
//! A password that exists is looked at in the lanes of logging in, so that an invitation is no way to guess it.

use domain::{
    ChallengeId, LinkId, Moment, TypedPassword, post::Letter,
    shared::password_rules::PasswordProblem,
};

use super::link::{Held, Look, hold};
use crate::{
    Services,
    challenges::{self, Asker, Purpose, TooManyMessages},
    links,
    login::{self, Attempt, DeviceCookie, FirstStep},
    own_password::{self, PasswordWords},
    passwords::{Busy, StoredHash},
    secrets::LinkSecret,
    trouble::Result,
};

/// What came of a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// A code is on its way; for the session that goes on with it.
    CodeSent {
        /// The link that led here.
        link: LinkId,
        /// The challenge to be answered.
        challenge: ChallengeId,
    },
    /// A new password is refused, for every one of these reasons.
    Refused(Vec<PasswordProblem>),
    /// This is not the password of the account, or it cannot be used; as little as logging in says.
    Wrong,
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

/// Takes a new password, or the present one of an account that has one and opens something with it ([`super::Open::has_password`]).
/// `device` and `network` as in [`Attempt`].
pub async fn choose(
    services: &Services,
    secret: &LinkSecret,
    typed: &TypedPassword,
    device: &DeviceCookie,
    network: &str,
) -> Result<Chosen> {
    let held = {
        let mut tx = services.db.read().await?;
        match hold(&mut tx, services, secret, services.now()).await? {
            Ok(held) => held,
            Err(look) => return Ok(Chosen::Link(look)),
        }
    };
    if let Some(lifter) = held.shut_until(services, services.now()) {
        return Ok(Chosen::Link(Look::Blocked(lifter)));
    }
    if let Some(from) = held.waits_until(services.now()) {
        return Ok(Chosen::Link(Look::NotYet(from)));
    }
    if !held.begins_anew() {
        return confirm(services, &held, typed, device, network).await;
    }
    if held.owner.blocked.is_some() {
        return Ok(Chosen::Wrong);
    }
    let words = PasswordWords::of(services, &held.owner, &held.places);
    let problems = words.problems(services, typed).await;
    if !problems.is_empty() {
        return Ok(Chosen::Refused(problems));
    }
    let Ok(share) = own_password::share(services, &held.owner.id, network) else {
        return Ok(Chosen::Busy);
    };
    match own_password::hash(services, &share, typed).await? {
        Ok(hash) => send_code(services, &held, Some(&hash), (device, network)).await,
        Err(Busy) => Ok(Chosen::Busy),
    }
}

async fn confirm(
    services: &Services,
    held: &Held,
    password: &TypedPassword,
    device: &DeviceCookie,
    network: &str,
) -> Result<Chosen> {
    let attempt = Attempt {
        email: &held.owner.email,
        password,
        device,
        network,
    };
    Ok(
        match login::check_password_of(services, &attempt, &held.owner.id).await? {
            FirstStep::Right { .. } => {
                return send_code(services, held, None, (device, network)).await;
            }
            FirstStep::Wrong => Chosen::Wrong,
            FirstStep::Wait { until } => Chosen::TooMany { until },
            FirstStep::Busy => Chosen::Busy,
        },
    )
}

async fn send_code(
    services: &Services,
    held: &Held,
    new_password: Option<&StoredHash>,
    (device, network): (&DeviceCookie, &str),
) -> Result<Chosen> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    if let Some(Err(closed)) = links::look_by_id(&mut tx, &held.link.id, now).await? {
        return Ok(Chosen::Link(Look::Over {
            why: closed.why,
            until: closed.link.until,
        }));
    }
    let new = challenges::New {
        purpose: Purpose::Activate,
        account: &held.owner.id,
        authorisation: &held.place.authorisation,
        mobile: &held.place.mobile,
        network,
        asker: Asker::Browser(device),
        language: held.place.language,
        letter: Letter::ConfirmNumberCode { until: now },
        link: Some(&held.link.id),
        new_password,
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
