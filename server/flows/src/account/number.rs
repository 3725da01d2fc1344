//! A new mobile number while one still has access. It counts after a code that went to it; the old number, the mailbox
//! and the admins hear at once, and reset by mail is off for a while (SEC-34, SEC-35, decisions.md 14).

use domain::{
    AuthorisationId, ChallengeId, MobileNumber, Moment, TypedPassword, people::Role, post::Letter,
    shared::code::TypedCode,
};
use serde_json::json;

use super::{
    Browser,
    password::{Checked, check},
    sql,
};
use crate::{
    Caller, Services, Tx,
    audit::{self, Actor, Entry, Event},
    challenges::{self, Answer, NotAgain, Purpose},
    execute, freeze, links, on,
    owner::{self, Owner},
    places::{self, Place},
    post::{self, Draft, To},
    sessions, step_up,
    trouble::{Result, Trouble},
    who_is_my_admin,
};

/// The number of one authorisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnNumber {
    /// The authorisation.
    pub authorisation: AuthorisationId,
    /// Name of the organisation.
    pub organisation_name: String,
    /// The number, masked.
    pub number: String,
    /// Whether this is where the caller is logged in: the only one that can be changed from here.
    pub here: bool,
}

/// What came of asking for a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberStarted {
    /// A code is on its way to the new number.
    CodeSent(ChallengeId),
    /// An admin's own number is changed by the service desk.
    AskServiceDesk,
    /// The second factor is too long ago: ask for a code, then go on.
    StepUpNeeded,
    /// The password is wrong, or cannot be used.
    PasswordWrong,
    /// This is the number already.
    SameNumber,
    /// Too many messages or too many tries.
    TooMany {
        /// When it can be tried again.
        until: Moment,
    },
    /// Too many people at once.
    Busy,
}

/// What came of the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberChanged {
    /// The new number counts.
    Done {
        /// Until then a new password cannot be asked for by mail.
        reset_off_until: Moment,
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
    /// Over: start again.
    Over,
    /// Too many wrong codes today.
    TooManyToday {
        /// When a code is looked at again.
        until: Moment,
    },
}

/// The caller's numbers, one for each organisation that can be entered.
pub async fn own_numbers(services: &Services, caller: &Caller) -> Result<Vec<OwnNumber>> {
    let mut tx = services.db.read().await?;
    let places = places::of(&mut tx, caller.account(), services.now()).await?;
    Ok(places
        .into_iter()
        .filter(Place::is_open)
        .map(|place| OwnNumber {
            here: place.authorisation == *caller.authorisation(),
            number: place.mobile.masked(),
            authorisation: place.authorisation,
            organisation_name: place.organisation_name,
        })
        .collect())
}

/// Sends a code to the new number. Needs the password and a fresh second factor on the old one (SEC-34).
pub async fn start_number_change(
    services: &Services,
    caller: &Caller,
    new: &MobileNumber,
    password: &TypedPassword,
    browser: Browser<'_>,
) -> Result<NumberStarted> {
    let now = services.now();
    if caller.role() == Role::Admin {
        return Ok(NumberStarted::AskServiceDesk);
    }
    if !caller.stepped_up(&services.policy, now) {
        return Ok(NumberStarted::StepUpNeeded);
    }
    let owner = {
        let mut tx = services.db.read().await?;
        if here(&mut tx, caller, now).await?.mobile == *new {
            return Ok(NumberStarted::SameNumber);
        }
        owner::read(&mut tx, caller.account()).await?
    };
    match check(services, &owner, password, browser).await? {
        Checked::Right => {}
        Checked::Wrong => return Ok(NumberStarted::PasswordWrong),
        Checked::TooMany { until } => return Ok(NumberStarted::TooMany { until }),
        Checked::Busy => return Ok(NumberStarted::Busy),
    }
    let mut tx = services.db.write().await?;
    let challenge = challenges::New {
        purpose: Purpose::NewNumber,
        account: caller.account(),
        authorisation: caller.authorisation(),
        mobile: new,
        language: caller.language,
        letter: Letter::ConfirmNumberCode { until: now },
        link: None,
        new_password: None,
        new_mobile: Some(new),
    };
    let opened = challenges::open(&mut tx, services, now, challenge).await?;
    tx.commit().await?;
    Ok(match opened {
        Ok(challenge) => NumberStarted::CodeSent(challenge),
        Err(refused) => NumberStarted::TooMany {
            until: refused.until,
        },
    })
}

/// Sends the code to the new number again.
pub async fn send_code_again(
    services: &Services,
    challenge: &ChallengeId,
) -> Result<Result<(), NotAgain>> {
    challenges::resend(services, challenge, Purpose::NewNumber).await
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
                .ok_or(Trouble::Stored("a change without number"))?;
            change(&mut tx, services, now, caller, &new, session).await?
        }
        Ok(Answer::Wrong { tries_left: 0, .. } | Answer::Over) => NumberChanged::Over,
        Ok(Answer::Wrong { tries_left, .. }) => NumberChanged::Wrong { tries_left },
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
    let (old,) = old.ok_or(Trouble::Stored("the authorisation of a caller"))?;
    let place = here(tx, caller, now).await?;
    if owner.blocked.is_some() || !place.is_open() || place.role == Role::Admin {
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
    let reset_off_until = now.plus(services.policy.reset_off_after_own_change);
    execute!(
        &mut *tx,
        sql::RESET_OFF,
        account.as_str(),
        reset_off_until.unix_ms()
    )?;
    links::withdraw_of_account(tx, account, links::Purpose::Reset, now).await?;
    sessions::end_all(tx, account, Some(session)).await?;
    tell(tx, services, now, &owner, &place, (&old, new)).await?;
    let entry = Entry::new(Event::MobileChangedByOwner, Actor::Person(account))
        .account(account)
        .authorisation(authorisation)
        .organisation(&place.organisation)
        .facts(json!({ "ends_in": new.last_two() }));
    audit::record(tx, now, entry).await?;
    Ok(NumberChanged::Done { reset_off_until })
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
    let sms = Draft::new(to_old, owner.language, Letter::NumberChangedOld).about(authorisation);
    post::queue(tx, services, now, sms).await?;
    let link = freeze::make_link(tx, services, now, &owner.id, authorisation).await?;
    let letter = Letter::MobileChanged {
        at: now,
        by: None,
        organisation: place.organisation_name.clone(),
        ends_in: new.last_two().to_owned(),
    };
    let mail = Draft::new(To::Account(&owner.id), owner.language, letter)
        .about(authorisation)
        .with_link(&link);
    post::queue(tx, services, now, mail).await?;
    for admin in who_is_my_admin::of_organisation(tx, &place.organisation, now).await? {
        let letter = Letter::OwnNumberChanged {
            who: place.name.clone(),
            organisation: place.organisation_name.clone(),
        };
        let mail =
            Draft::new(To::Account(&admin.account), admin.language, letter).about(authorisation);
        post::queue(tx, services, now, mail).await?;
    }
    Ok(())
}

/// The authorisation that the caller entered.
async fn here(tx: &mut Tx, caller: &Caller, now: Moment) -> Result<Place> {
    places::of(tx, caller.account(), now)
        .await?
        .into_iter()
        .find(|place| place.authorisation == *caller.authorisation())
        .ok_or(Trouble::Stored("the authorisation of a caller"))
}
