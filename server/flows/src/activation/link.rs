//! The link of an invitation: looked at without being used up, a new one, and "klopt dit nummer niet?".

use domain::{
    Moment,
    people::{AuthorisationState, Elsewhere, Lifter},
    post::HelpKind,
};

use super::invitation::{Again, Invitation, invite_again};
use crate::{
    Services, Tx,
    budgets::{Budget, HOUR},
    help::{self, Outcome},
    links::{self, Closed, OpenLink, Purpose},
    own_password::PasswordWords,
    owner::{self, Owner},
    people::{counts_until, elsewhere, lifter},
    places::{self, Place},
    secrets::{LinkSecret, Purpose as KeyPurpose},
    trouble::Result,
    unclaimed, who_is_my_admin,
};

/// What an invitation shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// It can be accepted.
    Open(Box<Open>),
    /// It works, but the account is blocked, and this is who lifts that.
    Blocked(Lifter),
    /// It works from then on: mailbox and number alone would open the account, and one of them may be somebody else's now (SEC-35).
    NotYet(Moment),
    /// It does not work any more; [`new_link`] helps if it expired.
    Over {
        /// Why.
        why: Closed,
        /// When it would have ended by itself.
        until: Moment,
    },
    /// Not one of our links.
    Unknown,
}

/// An invitation that can be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Who gives access to what.
    pub invitation: Invitation,
    /// The address of the account, as shown.
    pub email: String,
    /// The number that the code goes to, masked.
    pub number: String,
    /// Whether there is a password already, to be given instead of choosing one.
    pub has_password: bool,
    /// From when on one is chosen here instead, whatever it was: nothing opens with it any more, and only an end elsewhere
    /// could still be taken back.
    pub anew_from: Option<Moment>,
    /// Whether nobody there can change the number: then the service desk does.
    pub nobody_there: bool,
    /// What a new password must not be built from.
    pub words: PasswordWords,
    /// When the link stops working.
    pub until: Moment,
}

/// What came of asking for a new link with an old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewLink {
    /// On its way to the same mailbox.
    Sent,
    /// Enough mails for this hour.
    TooOften {
        /// When it can be asked again.
        until: Moment,
    },
    /// Accepted already, or withdrawn: there is nothing to send.
    NoInvitation,
    /// Not one of our links.
    Unknown,
}

/// What stands behind a link that works.
pub(super) struct Held {
    pub link: OpenLink,
    pub owner: Owner,
    pub places: Vec<Place>,
    /// The one of the places that is being activated.
    pub place: Place,
    /// What the account opens besides.
    pub elsewhere: Elsewhere,
    /// Who lets the owner in again, if something keeps them out.
    lifter: Option<Lifter>,
}

impl Held {
    /// Who lifts the block that keeps it shut; `None` if there is none, or if it is as little said as at logging in: where the
    /// account opens something, and where its owner sets another password.
    pub fn shut_until(&self, services: &Services, now: Moment) -> Option<Lifter> {
        let reason = self.owner.blocked?;
        let own =
            reason.lifted_by_reset() && !places::doors(&self.places, services, now).is_empty();
        self.lifter.filter(|lifter| match lifter {
            Lifter::Inviters => true,
            Lifter::WhereItBegins | Lifter::Desk | Lifter::WhereOver => !own,
            Lifter::WhereOpen => false,
        })
    }

    /// Until when no password is chosen here; `None` if that works, or the one of before is asked for.
    pub fn waits_until(&self, now: Moment) -> Option<Moment> {
        let until = self.owner.strictly_off_until(now);
        until.filter(|_| self.begins_anew())
    }

    /// Whether the account begins anew: there is no password, or none that opens anything, now or later.
    pub fn begins_anew(&self) -> bool {
        self.elsewhere.begins_anew(self.owner.hash.is_some())
    }

    async fn read(
        tx: &mut Tx,
        services: &Services,
        link: OpenLink,
        now: Moment,
    ) -> Result<Option<Self>> {
        let places = places::of(tx, &link.account, now).await?;
        let place = places
            .iter()
            .find(|place| Some(&place.authorisation) == link.authorisation.as_ref())
            .cloned();
        // None where the invitation became somebody else's at this moment: looked at again it is there.
        let Some(place) = place.filter(Place::is_invited) else {
            return Ok(None);
        };
        if !counts(tx, services, &link, now).await? {
            return Ok(None);
        }
        let mut owner = owner::read(tx, &link.account).await?;
        if unclaimed::is_unclaimed(tx, &owner.id).await? {
            // Nobody's yet: who is to accept this is called as it says, whatever somebody else typed before.
            owner.given_name.clone_from(&place.given_name);
            owner.family_name.clone_from(&place.family_name);
        }
        let here = Some(&place.authorisation);
        Ok(Some(Self {
            elsewhere: elsewhere(tx, services, &owner.id, here, now).await?,
            lifter: lifter(tx, services, &owner, &places, now).await?,
            owner,
            link,
            places,
            place,
        }))
    }
}

pub(super) async fn hold(
    tx: &mut Tx,
    services: &Services,
    secret: &LinkSecret,
    now: Moment,
) -> Result<Result<Held, Look>> {
    let link = match links::look(tx, secret, Purpose::Activate, now).await? {
        None => return Ok(Err(Look::Unknown)),
        Some(Err(closed)) => {
            return over(tx, services, &closed.link, closed.why, now)
                .await
                .map(Err);
        }
        Some(Ok(link)) => link,
    };
    match Held::read(tx, services, link.clone(), now).await? {
        Some(held) => Ok(Ok(held)),
        None => over(tx, services, &link, Closed::Withdrawn, now)
            .await
            .map(Err),
    }
}

/// Why nothing can be done with a link. Whoever accepted another mail of the same invitation reads that the account is ready,
/// and not that something was withdrawn; whoever nobody sends a new one by a button is told to ask for it.
async fn over(
    tx: &mut Tx,
    services: &Services,
    link: &OpenLink,
    why: Closed,
    now: Moment,
) -> Result<Look> {
    let places = places::of(tx, &link.account, now).await?;
    let accepted = places.iter().any(|place| {
        place.state == AuthorisationState::Active
            && Some(&place.authorisation) == link.authorisation.as_ref()
    });
    let why = if accepted {
        Closed::Used
    } else if why == Closed::Expired && !counts(tx, services, link, now).await? {
        Closed::Withdrawn
    } else {
        why
    };
    Ok(Look::Over {
        why,
        until: link.until,
    })
}

/// Whether the invitation of a link can be accepted at all, with whatever link.
async fn counts(tx: &mut Tx, services: &Services, link: &OpenLink, now: Moment) -> Result<bool> {
    let Some(whom) = &link.authorisation else {
        return Ok(false);
    };
    let until = counts_until(tx, services, now, whom).await?;
    Ok(until.is_some_and(|until| now < until))
}

/// Looks at an invitation without using it up.
pub async fn look(services: &Services, secret: &LinkSecret) -> Result<Look> {
    let mut tx = services.db.read().await?;
    let held = match hold(&mut tx, services, secret, services.now()).await? {
        Ok(held) => held,
        Err(look) => return Ok(look),
    };
    if let Some(lifter) = held.shut_until(services, services.now()) {
        return Ok(Look::Blocked(lifter));
    }
    if let Some(from) = held.waits_until(services.now()) {
        return Ok(Look::NotYet(from));
    }
    let invitation = Invitation::read(&mut tx, services, &held.place.authorisation).await?;
    let there = (&held.place.organisation, &held.place.authorisation);
    let (whom, now) = (&held.owner.id, services.now());
    let helpers = who_is_my_admin::who_can_help(&mut tx, there, whom, now).await?;
    Ok(Look::Open(Box::new(Open {
        invitation,
        email: held.owner.email.for_display(),
        number: held.place.mobile.masked(),
        has_password: !held.begins_anew(),
        anew_from: match held.elsewhere {
            Elsewhere::CouldAgain { until } if !held.begins_anew() => Some(until),
            _ => None,
        },
        nobody_there: helpers.is_empty(),
        words: PasswordWords::of(services, &held.owner, &held.places),
        until: held.link.until,
    })))
}

/// Whether nobody of the organisation sends an invitation again or corrects its number: whoever holds it may be its first admin.
pub async fn nobody_there(services: &Services, secret: &LinkSecret) -> Result<bool> {
    let now = services.now();
    let mut tx = services.db.read().await?;
    let Ok(held) = hold(&mut tx, services, secret, now).await? else {
        return Ok(false);
    };
    let there = (&held.place.organisation, &held.place.authorisation);
    let helpers = who_is_my_admin::who_can_help(&mut tx, there, &held.owner.id, now).await?;
    Ok(helpers.is_empty())
}

/// Sends a new link to the mailbox that this one went to. The admin is not told.
pub async fn new_link(services: &Services, secret: &LinkSecret) -> Result<NewLink> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let link = match links::look(&mut tx, secret, Purpose::Activate, now).await? {
        None => return Ok(NewLink::Unknown),
        Some(Err(closed)) if closed.why != Closed::Expired => return Ok(NewLink::NoInvitation),
        Some(Err(closed)) => closed.link,
        Some(Ok(link)) => link,
    };
    let owner = owner::lock(&mut tx, &link.account).await?;
    let Some(held) = Held::read(&mut tx, services, link, now).await? else {
        return Ok(NewLink::NoInvitation);
    };
    let whose = services
        .keys
        .keyed_hash(KeyPurpose::Budget, &owner.email.mailbox());
    let budget = Budget::new(
        format!("invitation:{whose}"),
        HOUR,
        services.policy.letters_per_address_hour,
    );
    let until = budget.window_end(now);
    if !budget.spend(&mut tx, now).await? {
        return Ok(NewLink::TooOften { until });
    }
    match invite_again(&mut tx, services, now, &owner, &held.place).await? {
        Again::Sent => {
            tx.commit().await?;
            Ok(NewLink::Sent)
        }
        Again::Enough => Ok(NewLink::TooOften { until }),
        Again::Over => Ok(NewLink::NoInvitation),
    }
}

/// "Klopt dit nummer niet?": a task and a mail for the admins, at most once an hour. `None` if the link does not work (any
/// more).
pub async fn wrong_number(services: &Services, secret: &LinkSecret) -> Result<Option<Outcome>> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let Ok(held) = hold(&mut tx, services, secret, now).await? else {
        return Ok(None);
    };
    let owner = owner::lock(&mut tx, &held.owner.id).await?;
    let who = (&owner, &held.place);
    let wish = help::Wish {
        kind: HelpKind::WrongNumber,
        rights: &[],
    };
    let outcome = help::ask_own(&mut tx, services, now, who, wish).await?;
    tx.commit().await?;
    Ok(Some(outcome))
}
