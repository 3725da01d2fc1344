//! The second step: a code by SMS to the number on the authorisation that is entered, and then in.

use domain::{
    AccountId, AuthorisationId, ChallengeId, Language, MobileNumber, Moment, OrganisationId,
    post::{HelpKind, Letter},
    shared::code::TypedCode,
};

use super::{
    device::DeviceCookie,
    lanes,
    right_code::{NotRight, right_code},
    sql,
    stopped::{Stopped, stopped_in},
};
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    challenges::{self, Asker, NotAgain, Purpose, TooManyMessages},
    help, links, on, owner, places,
    post::{self, Draft, Payer, To},
    trouble::Result,
    who_is_my_admin,
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
    /// Not a right code.
    NotRight(NotRight),
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
    /// [`crate::sessions::Stage::In::epoch`] of the session that begins.
    pub epoch: i64,
}

/// Sends a code for entering one authorisation. `network` as in [`super::Attempt`].
pub async fn enter(
    services: &Services,
    account: &AccountId,
    authorisation: &AuthorisationId,
    network: &str,
    asker: Asker<'_>,
) -> Result<Result<ChallengeId, NoCode>> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let numbers: Vec<(String, String)> = on!(&mut tx, |c| sqlx::query_as(sql::NUMBERS)
        .bind(account.as_str())
        .fetch_all(c))?;
    let Some((_, mobile)) = numbers
        .into_iter()
        .find(|(id, _)| id == authorisation.as_str())
    else {
        return Ok(Err(NoCode::NotYours));
    };
    let door = Door {
        account,
        language: lanes::language_of(&mut tx, account).await?,
        authorisation,
        mobile: &MobileNumber::from_e164_stored(mobile),
        network,
        asker,
    };
    let opened = door.open(&mut tx, services, now).await?;
    tx.commit().await?;
    Ok(opened)
}

/// Who enters where, and from where.
pub(super) struct Door<'a> {
    pub account: &'a AccountId,
    pub language: Language,
    pub authorisation: &'a AuthorisationId,
    pub mobile: &'a MobileNumber,
    pub network: &'a str,
    pub asker: Asker<'a>,
}

impl Door<'_> {
    /// Opens a challenge and queues its code.
    pub async fn open(
        &self,
        tx: &mut Tx,
        services: &Services,
        now: Moment,
    ) -> Result<Result<ChallengeId, NoCode>> {
        let new = challenges::New {
            purpose: Purpose::Login,
            account: self.account,
            authorisation: self.authorisation,
            mobile: self.mobile,
            network: self.network,
            asker: self.asker,
            language: self.language,
            letter: Letter::LoginCode { until: now },
            link: None,
            new_password: None,
            new_mobile: None,
        };
        let opened = challenges::open(tx, services, now, new).await?;
        Ok(opened.map_err(NoCode::TooMany))
    }
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

/// Whether the letter about a block names nobody but the desk to whoever was to answer a challenge.
pub async fn only_desk_helps(services: &Services, challenge: &ChallengeId) -> Result<bool> {
    let now = services.now();
    let mut tx = services.db.read().await?;
    let Some(found) = challenges::find(&mut tx, challenge).await? else {
        return Ok(false);
    };
    let owner = owner::read(&mut tx, &found.account).await?;
    let places = places::of(&mut tx, &owner.id, now).await?;
    let helpers = who_is_my_admin::helpers_of(&mut tx, services, &owner, &places, now).await?;
    Ok(helpers.is_empty())
}

/// Sends the code again.
pub async fn send_code_again(
    services: &Services,
    challenge: &ChallengeId,
) -> Result<Result<(), NotAgain>> {
    challenges::resend(services, challenge, Purpose::Login).await
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
    let right = right_code(services, now, challenge, Purpose::Login, typed).await?;
    let (mut tx, found) = match right {
        Ok(right) => right,
        Err(why) => return Ok(CodeStep::NotRight(why)),
    };
    let (account, authorisation) = (found.account, found.authorisation);
    if let Some(stopped) = stopped_in(&mut tx, &account, &authorisation, now).await? {
        tx.commit().await?;
        return Ok(CodeStep::Stopped(stopped));
    }
    let who = (&account, &authorisation);
    let inside = come_in(&mut tx, services, who, device, device_name).await?;
    tx.commit().await?;
    Ok(CodeStep::Inside(inside))
}

/// Everything that a finished login leaves behind: stamps, the trail, a mail if the device is new. Whoever is in
/// needs no help with logging in any more, at whichever organisation it was asked, nor with the number here: a code reached it.
pub(crate) async fn come_in(
    tx: &mut Tx,
    services: &Services,
    (account, authorisation): (&AccountId, &AuthorisationId),
    device: &DeviceCookie,
    device_name: &str,
) -> Result<Inside> {
    let now = services.now();
    let (device_epoch, everywhere, asked): (i64, i64, i64) =
        on!(&mut *tx, |c| sqlx::query_as(sql::STAMP_ACCOUNT)
            .bind(account.as_str())
            .bind(now.unix_ms())
            .bind(device_name)
            .bind(HelpKind::CannotLogIn.code())
            .bind(HelpKind::WrongNumber.code())
            .bind(authorisation.as_str())
            .fetch_one(c))?;
    let (organisation, here): (String, i64) =
        on!(&mut *tx, |c| sqlx::query_as(sql::STAMP_AUTHORISATION)
            .bind(authorisation.as_str())
            .bind(now.unix_ms())
            .fetch_one(c))?;
    if asked > 0 {
        // Also what a stranger asked, who only typed the address.
        help::settle(tx, account, Some(account), now).await?;
        help::number_proved(tx, (account, authorisation), now).await?;
    }
    let organisation = OrganisationId::from_trusted(organisation);
    let entry = Entry::new(Event::LoggedIn, Actor::Person(account))
        .account(account)
        .authorisation(authorisation)
        .organisation(&organisation);
    audit::record(tx, now, entry)?;
    if !device.knows(&services.keys, &services.policy, account, device_epoch, now) {
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
        let draft = Draft::new(To::Account(account), language, letter, Payer::Reader)
            .about(authorisation)
            .with_link(&link);
        post::queue(tx, services, now, draft).await?;
    }
    Ok(Inside {
        account: account.clone(),
        authorisation: authorisation.clone(),
        device: device.with(&services.keys, account, device_epoch, now),
        epoch: everywhere + here,
    })
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
    audit::record(&mut tx, services.now(), entry)?;
    tx.commit().await
}
