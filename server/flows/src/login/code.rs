//! The second step: a code by SMS to the number on the authorisation that is entered, and then in.

use domain::{
    AccountId, AuthorisationId, ChallengeId, Language, MobileNumber, Moment, OrganisationId,
    login::Lane,
    people::{AuthorisationState, BlockReason, Facts, PasswordState, Standing},
    post::{Letter, Named},
    shared::code::TypedCode,
};

use super::{device::DeviceCookie, lanes, sql};
use crate::{
    Services,
    audit::{self, Actor, Entry, Event},
    caller::full_name,
    challenges::{self, Answer, NotAgain, Purpose, TooManyMessages},
    links, on, owner,
    post::{self, Draft, To},
    trouble::{Result, Trouble},
};

/// Why no code is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCode {
    /// This is not one of this person's authorisations.
    NotYours,
    /// Too many messages to this person or number.
    TooMany(TooManyMessages),
}

/// What came of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeStep {
    /// In.
    Inside(Inside),
    /// The code was right, but this access is over: what to say, and who can help.
    Stopped(Stopped),
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
    /// Over: start again with the password.
    Over,
}

/// Somebody is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inside {
    /// Who.
    pub account: AccountId,
    /// Where.
    pub authorisation: AuthorisationId,
    /// What the browser may keep, to be known next time.
    pub device: DeviceCookie,
}

/// Why an authorisation opens nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// Name of the organisation.
    pub organisation_name: String,
    /// What it means now.
    pub standing: Standing,
    /// When a person stopped it.
    pub at: Option<Moment>,
    /// Who stopped it.
    pub by: Option<Named>,
}

/// Sends a code for entering one authorisation.
pub async fn enter(
    services: &Services,
    account: &AccountId,
    authorisation: &AuthorisationId,
) -> Result<Result<ChallengeId, NoCode>> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let numbers: Vec<(String, String)> = on!(&mut tx, |c| sqlx::query_as(
        "select id, mobile from authorisation where account_id = $1 and state <> 'invited'"
    )
    .bind(account.as_str())
    .fetch_all(c))?;
    let Some((_, mobile)) = numbers
        .into_iter()
        .find(|(id, _)| id == authorisation.as_str())
    else {
        return Ok(Err(NoCode::NotYours));
    };
    let new = challenges::New {
        purpose: Purpose::Login,
        account,
        authorisation,
        mobile: &MobileNumber::from_e164_stored(mobile),
        language: lanes::language_of(&mut tx, account).await?,
        letter: Letter::LoginCode { until: now },
        link: None,
        new_password: None,
        new_mobile: None,
    };
    let opened = challenges::open(&mut tx, services, now, new).await?;
    tx.commit().await?;
    Ok(opened.map_err(NoCode::TooMany))
}

/// Where the code of an open challenge went.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The number.
    pub mobile: MobileNumber,
    /// From when on it can be sent again.
    pub again_at: Moment,
}

/// Where the code of an open challenge went, and when it can be sent again; `None` if the challenge is over.
pub async fn sent(services: &Services, challenge: &ChallengeId) -> Result<Option<Sent>> {
    let mut tx = services.db.read().await?;
    let found = challenges::find(&mut tx, challenge).await?;
    let pause = services.policy.code.pause_between_sends;
    Ok(found.filter(|found| !found.closed).map(|found| Sent {
        mobile: found.mobile,
        again_at: found.last_send_at.plus(pause),
    }))
}

/// Sends the code again.
pub async fn send_code_again(
    services: &Services,
    challenge: &ChallengeId,
) -> Result<Result<(), NotAgain>> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let language = match challenges::find(&mut tx, challenge).await? {
        Some(found) => lanes::language_of(&mut tx, &found.account).await?,
        None => Language::default(),
    };
    let letter = Letter::LoginCode { until: now };
    let sent = challenges::send_again(&mut tx, services, now, challenge, language, letter).await?;
    if sent.is_ok() {
        tx.commit().await?;
    }
    Ok(sent)
}

/// Checks a code. `device` is what the browser holds, `device_name` what it is, in words.
pub async fn check_code(
    services: &Services,
    challenge: &ChallengeId,
    typed: &TypedCode,
    device: &DeviceCookie,
    device_name: &str,
) -> Result<CodeStep> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    match challenges::answer(&mut tx, services, now, challenge, Purpose::Login, typed).await? {
        Answer::Right(found) => {
            if let Some(stopped) =
                stopped_in(&mut tx, &found.account, &found.authorisation, now).await?
            {
                tx.commit().await?;
                return Ok(CodeStep::Stopped(stopped));
            }
            let device = come_in(
                &mut tx,
                services,
                &found.account,
                &found.authorisation,
                device,
                device_name,
            )
            .await?;
            tx.commit().await?;
            Ok(CodeStep::Inside(Inside {
                account: found.account,
                authorisation: found.authorisation,
                device,
            }))
        }
        Answer::Wrong {
            account,
            tries_left,
        } => {
            count_wrong_code(&mut tx, services, now, &account).await?;
            tx.commit().await?;
            Ok(if tries_left == 0 {
                CodeStep::Over
            } else {
                CodeStep::Wrong { tries_left }
            })
        }
        Answer::Expired => {
            tx.commit().await?;
            let sent_again = send_code_again(services, challenge).await?.is_ok();
            Ok(CodeStep::Expired { sent_again })
        }
        Answer::Over => Ok(CodeStep::Over),
    }
}

/// Counts a wrong code after a right password; the fifth within a day blocks (security.md 1.1 b, SEC-29).
pub(crate) async fn count_wrong_code(
    tx: &mut crate::Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
) -> Result<()> {
    // The account before counters and trail, as every deed does: two that wait for each other would both fail.
    owner::lock(tx, account).await?;
    let policy = &services.policy.code;
    let subject = lanes::code_subject(account);
    let mut counter = lanes::lock(tx, &subject, Lane::Stranger).await?;
    if now.since(counter.window_started_at) >= policy.window {
        counter = domain::login::Counter {
            window_started_at: now,
            in_window: 0,
            ..counter
        };
    }
    counter.in_window += 1;
    lanes::store(tx, &subject, Lane::Stranger, counter).await?;
    audit::record(
        tx,
        now,
        Entry::new(Event::CodeWrong, Actor::Person(account)).account(account),
    )
    .await?;
    if counter.in_window >= policy.wrong_until_block {
        lanes::block(tx, services, now, account, BlockReason::WrongCodes).await?;
    }
    Ok(())
}

/// Everything that a finished login leaves behind: stamps, the trail, a mail if the device is new.
pub(crate) async fn come_in(
    tx: &mut crate::Tx,
    services: &Services,
    account: &AccountId,
    authorisation: &AuthorisationId,
    device: &DeviceCookie,
    device_name: &str,
) -> Result<DeviceCookie> {
    let now = services.now();
    let (epoch, _): (i64, String) = on!(&mut *tx, |c| sqlx::query_as(sql::STAMP_ACCOUNT)
        .bind(account.as_str())
        .bind(now.unix_ms())
        .fetch_one(c))?;
    let (organisation,): (String,) = on!(&mut *tx, |c| sqlx::query_as(sql::STAMP_AUTHORISATION)
        .bind(authorisation.as_str())
        .bind(now.unix_ms())
        .fetch_one(c))?;
    let organisation = OrganisationId::from_trusted(organisation);
    let entry = Entry::new(Event::LoggedIn, Actor::Person(account))
        .account(account)
        .authorisation(authorisation)
        .organisation(&organisation);
    audit::record(tx, now, entry).await?;
    if !device.knows(&services.keys, &services.policy, account, epoch, now) {
        let until = now.plus(services.policy.freeze_link);
        let link = links::make(
            tx,
            services,
            now,
            links::Purpose::Freeze,
            account,
            Some(authorisation),
            until,
        )
        .await?;
        let letter = Letter::NewDevice {
            at: now,
            device: device_name.to_owned(),
        };
        let language = lanes::language_of(tx, account).await?;
        let draft = Draft::new(To::Account(account), language, letter)
            .about(authorisation)
            .with_link(&link);
        post::queue(tx, services, now, draft).await?;
    }
    Ok(device.with(&services.keys, account, epoch, now))
}

#[derive(sqlx::FromRow)]
struct StoppedRow {
    state: String,
    valid_from: Option<i64>,
    valid_until: Option<i64>,
    stopped_at: Option<i64>,
    organisation_name: String,
    given_name: Option<String>,
    infix: Option<String>,
    family_name: Option<String>,
    email: Option<String>,
}

/// Why an authorisation opens nothing; `None` if it does open.
pub async fn stopped(
    services: &Services,
    account: &AccountId,
    authorisation: &AuthorisationId,
) -> Result<Option<Stopped>> {
    let mut tx = services.db.read().await?;
    stopped_in(&mut tx, account, authorisation, services.now()).await
}

pub(crate) async fn stopped_in(
    tx: &mut crate::Tx,
    account: &AccountId,
    authorisation: &AuthorisationId,
    now: Moment,
) -> Result<Option<Stopped>> {
    let row: Option<StoppedRow> = on!(tx, |c| sqlx::query_as(sql::STOPPED)
        .bind(authorisation.as_str())
        .bind(account.as_str())
        .fetch_optional(c))?;
    let row = row.ok_or(Trouble::Stored("the authorisation of a challenge"))?;
    let facts = Facts {
        state: AuthorisationState::from_code(&row.state)
            .ok_or(Trouble::Stored("authorisation state"))?,
        valid_from: row.valid_from.map(Moment::from_unix_ms),
        valid_until: row.valid_until.map(Moment::from_unix_ms),
        invitation_until: None,
        blocked: None,
        password: PasswordState::Set,
    };
    let standing = facts.standing(now);
    if standing == Standing::Active {
        return Ok(None);
    }
    let by = match (row.given_name, row.infix, row.family_name, row.email) {
        (Some(given), Some(infix), Some(family), Some(email)) => Some(Named {
            name: full_name(&given, &infix, &family),
            email,
        }),
        _ => None,
    };
    let at = row.stopped_at.map(Moment::from_unix_ms);
    Ok(Some(Stopped {
        organisation_name: row.organisation_name,
        standing,
        at,
        by,
    }))
}

/// Notes that somebody left. The session itself is ended by the session layer.
pub async fn log_out(
    services: &Services,
    account: &AccountId,
    authorisation: &AuthorisationId,
) -> Result<()> {
    let mut tx = services.db.write().await?;
    let organisation: Option<(String,)> = on!(&mut tx, |c| sqlx::query_as(sql::ORGANISATION_OF)
        .bind(authorisation.as_str())
        .fetch_optional(c))?;
    let organisation = organisation.map(|(id,)| OrganisationId::from_trusted(id));
    let mut entry = Entry::new(Event::LoggedOut, Actor::Person(account))
        .account(account)
        .authorisation(authorisation);
    if let Some(organisation) = &organisation {
        entry = entry.organisation(organisation);
    }
    audit::record(&mut tx, services.now(), entry).await?;
    tx.commit().await
}
