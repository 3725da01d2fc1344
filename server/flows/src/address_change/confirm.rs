//! The button in one of the two mailboxes: yes, or (in the old one only) "this was not me". The second yes makes the
//! new address count, unless somebody took it meanwhile or the account was blocked.

use domain::Moment;

use super::{
    ask,
    change::{self, Change, Mailbox},
    link, take_effect,
};
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    freeze, links,
    owner::{self, Owner},
    people,
    secrets::LinkSecret,
    trouble::Result,
};

/// What came of a yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// The other mailbox has not said yes yet.
    OtherAwaited,
    /// Both did: the new address counts.
    Done,
    /// Somebody else took the address meanwhile; nothing was changed.
    Taken,
    /// The link does not work (any more), or is none of ours.
    Over,
}

/// Says yes for the mailbox of a link.
pub async fn confirm(services: &Services, secret: &LinkSecret) -> Result<Confirmed> {
    let now = services.now();
    // Of an account that an invitation makes at this moment it shows the second time that it is nobody's.
    let first = say_yes(services, now, secret).await?;
    let said = match first {
        Ok(confirmed) => Ok(confirmed),
        Err(_) => say_yes(services, now, secret).await?,
    };
    match said {
        Ok(confirmed) => Ok(confirmed),
        Err(change) => {
            end_taken(services, now, &change).await?;
            Ok(Confirmed::Taken)
        }
    }
}

/// The same, or `Err` with the change whose address somebody else has; then nothing was done.
async fn say_yes(
    services: &Services,
    now: Moment,
    secret: &LinkSecret,
) -> Result<Result<Confirmed, Change>> {
    let mut tx = services.db.write().await?;
    let Some(held) = hold(&mut tx, secret, now).await? else {
        return Ok(Ok(Confirmed::Over));
    };
    // What was begun before a number changed ends with it; here it is looked at once more, whoever changed that.
    let waits = ask::not_before(&mut tx, services, &held.owner.id, now).await?;
    if waits.is_some()
        || held.owner.blocked.is_some()
        || !links::use_up(&mut tx, &held.link, now).await?
    {
        return Ok(Ok(Confirmed::Over));
    }
    let both = match held.mailbox {
        Mailbox::Old => held.change.new_said_yes,
        Mailbox::New => held.change.old_said_yes,
    };
    if !both {
        tx.commit().await?;
        return Ok(Ok(Confirmed::OtherAwaited));
    }
    if take_effect::take_effect(&mut tx, services, now, &held.owner, &held.change).await? {
        tx.commit().await?;
        return Ok(Ok(Confirmed::Done));
    }
    Ok(Err(held.change))
}

/// "Dit was ik niet": ends the change and freezes the account. Whoever asked had the password and the telephone. The link is one
/// that froze from then on ([`freeze::look`]).
/// False if the link does not work (any more), or is not the old mailbox's.
pub async fn not_me(services: &Services, secret: &LinkSecret) -> Result<bool> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let Some(held) = hold(&mut tx, secret, now).await? else {
        return Ok(false);
    };
    if held.mailbox != Mailbox::Old {
        return Ok(false);
    }
    let (account, authorisation) = (&held.change.account, &held.change.authorisation);
    change::end_open(&mut tx, account, now).await?;
    let by = (&held.link, authorisation);
    freeze::stop_by_link(&mut tx, services, now, account, by).await?;
    tx.commit().await?;
    // As when it is frozen from a warning mail.
    people::undo_admins(services).await?;
    Ok(true)
}

/// What stands behind a link that works, locked.
struct Held {
    mailbox: Mailbox,
    link: domain::LinkId,
    change: Change,
    owner: Owner,
}

async fn hold(tx: &mut Tx, secret: &LinkSecret, now: Moment) -> Result<Option<Held>> {
    let Some((mailbox, Ok(link))) = link::find(tx, secret, now).await? else {
        return Ok(None);
    };
    // Before its owner's the account that has the new address, or the other way round: in the order in which a file of
    // people locks them (docs/decisions/0002).
    if let Some(change) = change::of_link(tx, &link.id).await? {
        let owner = owner::read(tx, &link.account).await?;
        let mut both = [owner.email, change.new];
        both.sort_by(|one, other| one.canonical().cmp(other.canonical()));
        for address in &both {
            owner::lock_by_address(tx, address).await?;
        }
    }
    let owner = owner::lock(tx, &link.account).await?;
    let change = change::of_link(tx, &link.id).await?;
    let waits = change.filter(|change| !change.done && !change.ended);
    Ok(waits.map(|change| Held {
        mailbox,
        link: link.id,
        change,
        owner,
    }))
}

/// The address is gone: both links end, so that the pages say so.
async fn end_taken(services: &Services, now: Moment, change: &Change) -> Result<()> {
    let mut tx = services.db.write().await?;
    if change::end_open(&mut tx, &change.account, now).await? {
        let entry = Entry::new(Event::AddressChangeWithdrawn, Actor::System)
            .account(&change.account)
            .authorisation(&change.authorisation);
        audit::record(&mut tx, now, entry)?;
    }
    tx.commit().await
}
