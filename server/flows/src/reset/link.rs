//! The link from the mail: looked at without being used up, and a new one to the same mailbox at one button.

use domain::{AuthorisationId, Moment, reset::Way};

use super::{ask, off::doors};
use crate::{
    Services, Tx,
    audit::Actor,
    links::{self, Closed, ClosedLink, Purpose},
    own_password::PasswordWords,
    owner::{self, Owner},
    places::{self, Place},
    post::questions::Often,
    secrets::LinkSecret,
    trouble::Result,
};

/// What a link shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// A new password can be chosen.
    Open(Box<Open>),
    /// It does not work any more; [`new_link`] sends another one.
    Over {
        /// Why.
        why: Closed,
        /// When it would have ended by itself.
        until: Moment,
        /// From when one can be sent again, where a change ended it and keeps every new one away until then.
        again_from: Option<Moment>,
    },
    /// Not one of our links.
    Unknown,
}

/// A link with which a new password can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The address of the account, as shown.
    pub email: String,
    /// When the link stops working.
    pub until: Moment,
    /// What the password must not be built from.
    pub words: PasswordWords,
    /// Where the code can go; with one there is nothing to choose, with none only an admin can help.
    pub choices: Vec<NumberChoice>,
}

/// A number that the code can go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberChoice {
    /// The authorisation that is entered with the code.
    pub authorisation: AuthorisationId,
    /// Name of the organisation.
    pub organisation_name: String,
    /// The number, masked.
    pub number: String,
}

/// What came of asking for a new link with an old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewLink {
    /// Something is on its way to the same mailbox: a link, or the reason why a link would not help.
    Sent,
    /// Enough mails for this hour.
    TooOften {
        /// When it can be asked again.
        until: Moment,
    },
    /// Not one of our links.
    Unknown,
}

impl NumberChoice {
    pub(super) fn all(
        owner: &Owner,
        places: &[Place],
        services: &Services,
        now: Moment,
    ) -> Vec<Self> {
        doors(owner, places, services, now)
            .into_iter()
            .map(|place| Self {
                authorisation: place.authorisation.clone(),
                organisation_name: place.organisation_name.clone(),
                number: place.mobile.masked(),
            })
            .collect()
    }
}

/// What stands behind a link that works: the link, whose it is, and where that person can go.
pub(super) struct Held {
    pub link: links::OpenLink,
    pub owner: Owner,
    pub places: Vec<Place>,
}

pub(super) async fn hold(
    services: &Services,
    secret: &LinkSecret,
    now: Moment,
) -> Result<Result<Held, Look>> {
    let mut tx = services.db.read().await?;
    Ok(
        match links::look(&mut tx, secret, Purpose::Reset, now).await? {
            None => Err(Look::Unknown),
            Some(Err(closed)) => Err(over(&mut tx, services, closed, now).await?),
            Some(Ok(link)) => Ok(Held {
                owner: owner::read(&mut tx, &link.account).await?,
                places: places::of(&mut tx, &link.account, now).await?,
                link,
            }),
        },
    )
}

/// What a link shows that does not work any more. Only one that was ended before its time, and lately, says that none is sent
/// for a while: its owner heard of the change. One that was used or too late may have lain in anybody's hands for months.
pub(super) async fn over(
    tx: &mut Tx,
    services: &Services,
    closed: ClosedLink,
    now: Moment,
) -> Result<Look> {
    let told = closed
        .since
        .plus(services.policy.reset_off_after_own_change);
    let ended = closed.why == Closed::Withdrawn && closed.since < closed.link.until;
    let again_from = if ended && now < told {
        let owner = owner::read(tx, &closed.link.account).await?;
        let places = places::of(tx, &owner.id, now).await?;
        match ask::way(tx, services, now, &owner, &places).await? {
            Way::OffUntil(until) => Some(until),
            _ => None,
        }
    } else {
        None
    };
    Ok(Look::Over {
        why: closed.why,
        until: closed.link.until,
        again_from,
    })
}

/// Looks at a link without using it up: mail scanners follow links too (SEC-21).
pub async fn look(services: &Services, secret: &LinkSecret) -> Result<Look> {
    let now = services.now();
    let held = match hold(services, secret, now).await? {
        Ok(held) => held,
        Err(look) => return Ok(look),
    };
    Ok(Look::Open(Box::new(Open {
        email: held.owner.email.for_display(),
        until: held.link.until,
        words: PasswordWords::of(services, &held.owner, &held.places),
        choices: NumberChoice::all(&held.owner, &held.places, services, now),
    })))
}

/// Sends a new link to the mailbox that this one went to, whatever became of this one.
pub async fn new_link(services: &Services, secret: &LinkSecret) -> Result<NewLink> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let account = match links::look(&mut tx, secret, Purpose::Reset, now).await? {
        None => return Ok(NewLink::Unknown),
        Some(Ok(link)) => link.account,
        Some(Err(closed)) => closed.link.account,
    };
    let owner = owner::lock(&mut tx, &account).await?;
    // Apart from what strangers ask about the address, or they could keep whoever holds a link from another.
    let often = Often {
        what: "reset-link",
        ..ask::often(services)
    };
    let budget = often.budget(services, &owner.email);
    if !budget.spend(&mut tx, now).await? {
        let until = budget.window_end(now);
        return Ok(NewLink::TooOften { until });
    }
    let sent = ask::send(&mut tx, services, now, &owner, Actor::Person(&owner.id)).await?;
    tx.commit().await?;
    Ok(if sent {
        NewLink::Sent
    } else {
        // Three links work already; the mailbox holds them.
        NewLink::TooOften {
            until: budget.window_end(now),
        }
    })
}
