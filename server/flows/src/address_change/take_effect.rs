//! The new address counts: it is the login name from now on. Every session ends, reset by mail is off for a while, and
//! the old mailbox, the telephones and the admins hear of it at once (SEC-35, SEC-43).

use domain::{Moment, people::AuthorisationState, post::Letter};

use super::{Change, make_way::make_way, sql};
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    execute,
    freeze::{self, Sent},
    organisations,
    owner::Owner,
    people,
    places::{self, Place},
    post::{self, Draft, Payer, To},
    reset, sessions,
    trouble::{Result, Trouble},
    who_is_my_admin,
};

/// Changes the address. False if somebody else has it: then the transaction has to be dropped.
pub(super) async fn take_effect(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    before: &Owner,
    change: &Change,
) -> Result<bool> {
    // First: an invitation that waits at the new address was sent to that one.
    people::keep_address(tx, &before.id, now).await?;
    make_way(tx, services, now, &before.id, &change.new).await?;
    let set = execute!(
        &mut *tx,
        sql::SET_ADDRESS,
        before.id.as_str(),
        change.new.typed(),
        change.new.canonical(),
    );
    match set {
        Ok(0) => return Ok(false),
        Err(trouble) if is_taken(&trouble) => return Ok(false),
        other => other?,
    };
    let laid_down = before.email.canonical();
    execute!(&mut *tx, sql::DONE, &change.id, now.unix_ms(), laid_down)?;
    people::rewrite_words(tx, &before.id).await?;
    sessions::end_all(tx, &before.id, None).await?;
    let reset_off_until =
        reset::turn_off(tx, services, &before.id, (reset::Because::OfOwner, now)).await?;
    let places: Vec<Place> = places::of(tx, &before.id, now)
        .await?
        .into_iter()
        .filter(|place| place.state == AuthorisationState::Active)
        .filter(|place| !place.access.is_over())
        .collect();
    tell_owner(tx, services, now, before, change, reset_off_until, &places).await?;
    for place in &places {
        tell_admins(tx, services, now, change, place).await?;
        let entry = changed(before)
            .authorisation(&place.authorisation)
            .organisation(&place.organisation);
        audit::record(tx, now, entry)?;
    }
    if places.is_empty() {
        audit::record(tx, now, changed(before))?;
    }
    Ok(true)
}

fn changed(owner: &Owner) -> Entry<'_> {
    Entry::new(Event::AddressChanged, Actor::Person(&owner.id)).account(&owner.id)
}

/// Two who take one address at the same moment: the index lets the first one through.
fn is_taken(trouble: &Trouble) -> bool {
    matches!(trouble, Trouble::Database(sqlx::Error::Database(error)) if error.is_unique_violation())
}

/// The old mailbox, with a link to freeze the account, and every number once.
async fn tell_owner(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    before: &Owner,
    change: &Change,
    reset_off_until: Moment,
    places: &[Place],
) -> Result<()> {
    freeze::end_sent(tx, &before.id, now, Sent::All).await?;
    let link = freeze::make_link(tx, services, now, &before.id, &change.authorisation).await?;
    let letter = Letter::AddressChanged {
        at: now,
        new: change.address(),
        reset_off_until,
    };
    let to_old = To::Mailbox {
        account: &before.id,
        address: &before.email,
    };
    let mail = Draft::new(to_old, before.language, letter, Payer::Reader)
        .about(&change.authorisation)
        .with_link(&link);
    post::queue(tx, services, now, mail).await?;
    let mut told: Vec<&str> = Vec::new();
    for place in places.iter().filter(|place| place.is_open()) {
        let e164 = place.mobile.e164();
        if !told.contains(&e164) {
            told.push(e164);
            let account = &before.id;
            let to = To::Number { account, e164 };
            let sms = Draft::new(
                to,
                before.language,
                Letter::AddressChangedSms,
                Payer::Reader,
            )
            .about(&place.authorisation);
            post::queue(tx, services, now, sms).await?;
        }
    }
    Ok(())
}

/// The admins, each warned if the address only looks like one that is in use there (SEC-62).
async fn tell_admins(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    change: &Change,
    place: &Place,
) -> Result<()> {
    let looks_like = organisations::lookalike(tx, &place.organisation, change.new.domain()).await?;
    for admin in who_is_my_admin::of_organisation(tx, &place.organisation, now).await? {
        if admin.account == change.account {
            continue;
        }
        let letter = Letter::OwnAddressChanged {
            who: place.name.clone(),
            organisation: place.organisation_name.clone(),
            new: change.address(),
            looks_like: looks_like.clone(),
        };
        let mail = Draft::new(
            To::Account(&admin.account),
            admin.language,
            letter,
            Payer::Person(&change.account),
        )
        .about(&place.authorisation);
        post::queue(tx, services, now, mail).await?;
    }
    Ok(())
}
