//! The code that went to a new number: right, and the number counts. The old number, the mailbox and the admins hear at
//! once, other sessions end, and reset by mail is off for a while (SEC-34, SEC-35, docs/decisions/0011).

use domain::{ChallengeId, MobileNumber, Moment, post::Letter, shared::code::TypedCode};
use serde_json::json;

use super::{
    number::{here, is_own, not_before, send_code_again},
    sql,
};
use crate::{
    Caller, Services, Tx, address_change,
    audit::{self, Actor, Entry, Event},
    challenges::{Answer, Purpose},
    ends, execute, freeze, on,
    owner::{self, Owner},
    places::Place,
    post::{self, Draft, Payer, To},
    reset, sessions, step_up,
    trouble::{Result, Trouble},
    who_is_my_admin,
};

/// What came of the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberChanged {
    /// The new number counts.
    Done {
        /// Until then a new password cannot be asked for by mail.
        reset_off_until: Moment,
        /// For the session that goes on.
        epoch: i64,
    },
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
    /// From an earlier message, and no longer good.
    Earlier,
    /// Over: start again.
    Over,
    /// Too many wrong codes today.
    TooManyToday {
        /// When a code is looked at again.
        until: Moment,
    },
}

/// Checks the code that went to the new number. `session` is the key of the session that asks.
pub async fn finish_number_change(
    services: &Services,
    caller: &Caller,
    challenge: &ChallengeId,
    typed: &TypedCode,
    session: &str,
) -> Result<NumberChanged> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let asked = (challenge, Purpose::NewNumber);
    let answered = step_up::answer_counted(&mut tx, services, now, caller, asked, typed).await?;
    let changed = match answered {
        Err(until) => return Ok(NumberChanged::TooManyToday { until }),
        Ok(Answer::Right(found)) => {
            let new = found
                .new_mobile
                .ok_or_else(|| Trouble::missing("challenge", "new_mobile", found.id.as_str()))?;
            change(&mut tx, services, now, caller, &new, session).await?
        }
        Ok(Answer::Wrong { tries_left: 0, .. } | Answer::Over) => NumberChanged::Over,
        Ok(Answer::Wrong { tries_left, .. }) => NumberChanged::Wrong { tries_left },
        Ok(Answer::Earlier { .. }) => NumberChanged::Earlier,
        Ok(Answer::Expired) => {
            tx.commit().await?;
            let sent_again = send_code_again(services, challenge).await?.is_ok();
            return Ok(NumberChanged::Expired { sent_again });
        }
    };
    tx.commit().await?;
    Ok(changed)
}

async fn change(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    caller: &Caller,
    new: &MobileNumber,
    session: &str,
) -> Result<NumberChanged> {
    let (account, authorisation) = (caller.account(), caller.authorisation());
    let owner = owner::lock(tx, account).await?;
    let old: Option<(String,)> = on!(&mut *tx, |c| sqlx::query_as(sql::LOCK_NUMBER)
        .bind(authorisation.as_str())
        .bind(account.as_str())
        .fetch_optional(c))?;
    let (old,) =
        old.ok_or_else(|| Trouble::missing("authorisation", "id", authorisation.as_str()))?;
    let place = here(tx, caller, now).await?;
    let waits = not_before(tx, services, account, now).await?.is_some();
    let own = is_own(tx, caller, now).await?;
    if waits || owner.blocked.is_some() || !place.is_open() || !own {
        return Ok(NumberChanged::Over);
    }
    execute!(
        &mut *tx,
        sql::SET_NUMBER,
        authorisation.as_str(),
        new.e164(),
        now.unix_ms(),
        account.as_str()
    )?;
    ends::with_number(tx, services, now, authorisation, Actor::Person(account)).await?;
    let reset_off_until =
        reset::turn_off(tx, services, account, (reset::Because::OfOwner, now)).await?;
    address_change::end_open(tx, account, now).await?;
    sessions::end_all(tx, account, Some(session)).await?;
    let epoch = sessions::epoch(tx, authorisation).await?;
    tell(tx, services, now, &owner, &place, (&old, new)).await?;
    let entry = Entry::new(Event::MobileChangedByOwner, Actor::Person(account))
        .account(account)
        .authorisation(authorisation)
        .organisation(&place.organisation)
        .facts(json!({ "ends_in": new.last_two() }));
    audit::record(tx, now, entry)?;
    Ok(NumberChanged::Done {
        reset_off_until,
        epoch,
    })
}

/// The old number, the mailbox with a link to freeze the account, and the admins.
async fn tell(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    owner: &Owner,
    place: &Place,
    (old, new): (&str, &MobileNumber),
) -> Result<()> {
    let authorisation = &place.authorisation;
    let to_old = To::Number {
        account: &owner.id,
        e164: old,
    };
    let sms = Draft::new(
        to_old,
        owner.language,
        Letter::NumberChangedOld,
        Payer::Reader,
    )
    .about(authorisation);
    post::queue(tx, services, now, sms).await?;
    let link = freeze::make_link(tx, services, now, &owner.id, authorisation).await?;
    let letter = Letter::MobileChanged {
        at: now,
        by: None,
        organisation: place.organisation_name.clone(),
        ends_in: new.last_two().to_owned(),
    };
    let mail = Draft::new(
        To::Account(&owner.id),
        owner.language,
        letter,
        Payer::Reader,
    )
    .about(authorisation)
    .with_link(&link);
    post::queue(tx, services, now, mail).await?;
    for admin in who_is_my_admin::of_organisation(tx, &place.organisation, now).await? {
        let letter = Letter::OwnNumberChanged {
            who: place.name.clone(),
            organisation: place.organisation_name.clone(),
        };
        let mail = Draft::new(
            To::Account(&admin.account),
            admin.language,
            letter,
            Payer::Person(&owner.id),
        )
        .about(authorisation);
        post::queue(tx, services, now, mail).await?;
    }
    Ok(())
}
