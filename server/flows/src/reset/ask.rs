//! Asking for a link, and what is sent: the link, the invitation once more, or the reason why a link would not help.

use domain::{
    Moment,
    people::Lifter,
    post::Letter,
    reset::{Facts, Way},
};

use super::off::off_until;
use crate::{
    Services, Tx, activation,
    audit::{self, Actor, Entry, Event},
    budgets::HOUR,
    links::{self, Purpose},
    owner::{self, Owner},
    people,
    places::{self, Place},
    post::{
        self, Draft, Payer, To,
        questions::{self, Asked, Often, Put, Stranger},
    },
    trouble::Result,
    who_is_my_admin,
};

/// Links of one account that work at the same time (SEC-24).
const LIVE_LINKS: i64 = 3;

/// Leaves the question. The same for every address, and nothing about an account is looked up or changed.
pub async fn ask(services: &Services, stranger: &Stranger<'_>) -> Result<Put> {
    questions::leave(services, stranger, &Letter::AskedForReset, often(services)).await
}

/// Letters about a new password to one address, whichever way they were asked for.
pub(super) fn often(services: &Services) -> Often {
    Often {
        what: "reset",
        window: HOUR,
        limit: services.policy.letters_per_address_hour,
    }
}

/// Answers the question; nothing for an unknown address.
pub(crate) async fn answer(tx: &mut Tx, services: &Services, asked: &Asked<'_>) -> Result<bool> {
    match owner::lock_by_address(tx, asked.email).await? {
        Some(owner) => send(tx, services, asked.now, &owner, Actor::Stranger).await,
        None => Ok(false),
    }
}

/// Sends what helps to the mailbox of an account that is locked. False if nothing is sent.
pub(super) async fn send(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    owner: &Owner,
    actor: Actor<'_>,
) -> Result<bool> {
    let places = places::of(tx, &owner.id, now).await?;
    let way = way(tx, services, now, owner, &places).await?;
    // Whoever invited sees that it went once more, and not whether the account opens something elsewhere or is blocked (SEC-04).
    let again = matches!(actor, Actor::Stranger) || way == Way::InviteAgain;
    let invited = again && invite_again(tx, services, now, owner, &places).await?;
    Ok(help(tx, services, now, (owner, &places), (way, actor)).await? || invited)
}

/// What helps beside an invitation that is sent again.
async fn help(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (owner, places): (&Owner, &[Place]),
    (way, actor): (Way, Actor<'_>),
) -> Result<bool> {
    let letter = match way {
        Way::Link => return send_link(tx, services, now, owner, actor).await,
        Way::InviteAgain => return Ok(false),
        // Nobody is named: neither the admins nor the desk send a link meanwhile.
        Way::OffUntil(until) => Letter::ResetOff { until },
        Way::Blocked(reason) => Letter::ResetCannotHelp {
            blocked: Some(reason),
            begins: None,
            admins: who_is_my_admin::helpers_of(tx, services, owner, places, now).await?,
        },
        Way::InvitationBlocked(reason) => {
            let to = &owner.id;
            let Some((language, letter)) =
                people::invitation_blocked(tx, services, owner, reason, now).await?
            else {
                return Ok(false);
            };
            let draft = Draft::new(To::Account(to), language, letter, Payer::Counted);
            post::queue(tx, services, now, draft).await?;
            return Ok(true);
        }
        Way::AccessOver => Letter::ResetCannotHelp {
            blocked: None,
            begins: places::begins(places),
            admins: who_is_my_admin::helpers_of(tx, services, owner, places, now).await?,
        },
    };
    let draft = Draft::new(
        To::Account(&owner.id),
        owner.language,
        letter,
        Payer::Counted,
    );
    post::queue(tx, services, now, draft).await?;
    Ok(true)
}

/// What would be sent.
pub(super) async fn way(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    owner: &Owner,
    places: &[Place],
) -> Result<Way> {
    let can_enter = !places::doors(places, services, now).is_empty();
    let elsewhere = people::elsewhere(tx, services, &owner.id, None, now).await?;
    let lifter = people::lifter(tx, services, owner, places, now).await?;
    let facts = Facts {
        blocked: owner.blocked,
        off_until: off_until(owner, places, services, now),
        can_enter,
        invited: places.iter().any(Place::is_invited),
        by_inviting: lifter == Some(Lifter::Inviters),
        begins_anew: elsewhere.leaves_idle(owner.hash.is_some())
            || (owner.hash.is_none() && !can_enter),
    };
    Ok(facts.way(now))
}

/// One more link beside those that work already: a stranger's request must not kill the owner's valid one.
async fn send_link(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    owner: &Owner,
    actor: Actor<'_>,
) -> Result<bool> {
    if links::open_of_account(tx, &owner.id, Purpose::Reset, now).await? >= LIVE_LINKS {
        return Ok(false);
    }
    let until = now.plus(services.policy.reset_link);
    let link = links::make(tx, services, now, Purpose::Reset, &owner.id, None, until).await?;
    let letter = Letter::ResetLink { until };
    let draft = Draft::new(
        To::Account(&owner.id),
        owner.language,
        letter,
        Payer::Counted,
    )
    .with_link(&link);
    post::queue(tx, services, now, draft).await?;
    let entry = Entry::new(Event::ResetSent, actor).account(&owner.id);
    audit::record(tx, now, entry)?;
    Ok(true)
}

async fn invite_again(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    owner: &Owner,
    places: &[Place],
) -> Result<bool> {
    let mut sent = false;
    for place in places.iter().filter(|place| place.is_invited()) {
        sent |= activation::invite_again(tx, services, now, owner, place).await?
            == activation::Again::Sent;
    }
    Ok(sent)
}
