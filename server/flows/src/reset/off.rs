//! Reset by mail switched off for a while: after a change that whoever has the mailbox or the telephone could have made
//! (SEC-35).

use domain::{AccountId, Moment, people::PasswordState};

use super::sql;
use crate::{
    Services, Tx, execute,
    links::{self, Purpose},
    owner::{self, Owner},
    places::{self, Place},
    trouble::Result,
};

/// Because of what it is switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Because {
    /// Somebody else gave another number, or an invitation was accepted with one.
    OfNumber,
    /// What whoever is in the account or has its card could have done: the address, the own number, another SIM card.
    OfOwner,
}

/// Switches it off for the time that the policy says, never for less than it is off already; links that were on their way
/// open nothing any more. Gives back until when.
pub(crate) async fn turn_off(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
    (because, now): (Because, Moment),
) -> Result<Moment> {
    let until = now.plus(services.policy.reset_off_after_own_change);
    execute!(&mut *tx, sql::TURN_OFF, account.as_str(), until.unix_ms())?;
    let renews = match because {
        Because::OfNumber => owner::read(tx, account).await?.password == PasswordState::Renew,
        Because::OfOwner => {
            let strictly = sql::TURN_OFF_STRICTLY;
            execute!(&mut *tx, strictly, account.as_str(), until.unix_ms())?;
            false
        }
    };
    // The link for the password that a lift demands goes on: its code goes to no such number.
    if !renews {
        links::withdraw_of_account(tx, account, Purpose::Reset, now).await?;
    }
    Ok(until)
}

/// Where the code for a new password can go. The password that a lift demands is chosen though a number keeps all others from
/// that: then by those numbers alone that were the owner's own before (docs/decisions/0009).
pub(crate) fn doors<'a>(
    owner: &Owner,
    places: &'a [Place],
    services: &Services,
    now: Moment,
) -> Vec<&'a Place> {
    let mut doors = places::doors(places, services, now);
    if renews_meanwhile(owner, now) {
        let lately = now.minus(services.policy.reset_off_after_own_change);
        doors.retain(|place| place.number_is_own_since(lately));
    }
    doors
}

/// Until when no new password comes by mail; `None` if that works.
pub(crate) fn off_until(
    owner: &Owner,
    places: &[Place],
    services: &Services,
    now: Moment,
) -> Option<Moment> {
    let until = owner.reset_off_until.filter(|until| now < *until)?;
    let renews = renews_meanwhile(owner, now) && !doors(owner, places, services, now).is_empty();
    (!renews).then_some(until)
}

/// Whether another password has to be chosen before anything opens, while no more than a number keeps others from it.
fn renews_meanwhile(owner: &Owner, now: Moment) -> bool {
    owner.password == PasswordState::Renew
        && owner.reset_off_until.is_some_and(|until| now < until)
        && owner.strictly_off_until(now).is_none()
}
