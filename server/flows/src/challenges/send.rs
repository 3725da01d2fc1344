//! Messages with a code: the first one, and once more (SEC-27, SEC-30). How many there may be: [`super::messages`].

use domain::{
    ChallengeId, Language, LinkId, MobileNumber, Moment,
    post::{Channel, Letter},
};

use super::{
    New, Purpose, bound, find,
    messages::{Message, OwnShare, TooManyMessages, place_of},
    sql,
};
use crate::{
    Services, Tx,
    budgets::Around,
    execute,
    passwords::StoredHash,
    post::{self, Draft, Payer, To},
    secrets::{Code, Purpose as KeyPurpose},
    sessions,
    trouble::Result,
    unclaimed,
};

/// Why a message is not sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAgain {
    /// The last one was asked for a moment ago.
    TooSoon {
        /// When it can be asked again.
        until: Moment,
    },
    /// Often enough.
    TooMany,
    /// There are no messages left for now.
    NoMessages(TooManyMessages),
    /// The challenge is over: start again.
    Over,
}

/// Fails where a code leads nowhere, because no session can be written. Whoever calls the desk needs none.
pub(super) async fn leads_on(tx: &mut Tx, services: &Services, purpose: Purpose) -> Result<()> {
    if purpose == Purpose::CallerCheck {
        return Ok(());
    }
    sessions::can_be_written(tx, services).await
}

/// Opens a challenge and queues its message.
pub async fn open(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    new: New<'_>,
) -> Result<Result<ChallengeId, TooManyMessages>> {
    leads_on(tx, services, new.purpose).await?;
    let network = Around::of(&services.keys, new.network);
    let place = place_of(tx, new.authorisation).await?;
    let own_share = OwnShare::of(services, now, &new, &place);
    let message = Message {
        place: &place,
        own_share,
        purpose: new.purpose,
        channel: new.letter.channel(),
        account: new.account,
        mobile: new.mobile,
        network: &network,
    };
    if let Err(refused) = message.spend(tx, services, now).await? {
        return Ok(Err(refused));
    }
    let id = ChallengeId::from_trusted(services.new_id()?);
    execute!(
        &mut *tx,
        sql::OPEN,
        id.as_str(),
        new.purpose.code(),
        new.account.as_str(),
        new.authorisation.as_str(),
        new.mobile.e164(),
        now.unix_ms(),
        new.link.map(LinkId::as_str),
        new.new_password.map(StoredHash::for_storage),
        new.new_mobile.map(MobileNumber::e164),
        network.to_string(),
        own_share.map(OwnShare::code),
    )?;
    let to = match new.letter.channel() {
        Channel::Sms => To::Number {
            account: new.account,
            e164: new.mobile.e164(),
        },
        Channel::Mail => To::Account(new.account),
    };
    let draft = Draft::new(to, new.language, new.letter, Payer::Counted)
        .about(new.authorisation)
        .with_code(&id);
    post::queue(tx, services, now, draft).await?;
    Ok(Ok(id))
}

/// Queues the message once more, with a new code. Tries are not given back (SEC-29).
pub async fn send_again(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    id: &ChallengeId,
    language: Language,
    letter: Letter,
) -> Result<Result<(), NotAgain>> {
    let Some(challenge) = find(tx, id).await?.filter(|challenge| !challenge.closed) else {
        return Ok(Err(NotAgain::Over));
    };
    let policy = &services.policy.code;
    let until = challenge.last_send_at.plus(policy.pause_between_sends);
    if now < until {
        return Ok(Err(NotAgain::TooSoon { until }));
    }
    let latest = now.minus(policy.pause_between_sends).unix_ms();
    let limit = i64::from(policy.sends_per_challenge);
    let counted = execute!(
        &mut *tx,
        sql::COUNT_SEND,
        id.as_str(),
        now.unix_ms(),
        limit,
        latest
    )?;
    if counted == 0 {
        return Ok(Err(NotAgain::TooMany));
    }
    leads_on(tx, services, challenge.purpose).await?;
    let place = place_of(tx, &challenge.authorisation).await?;
    let message = Message::of(&challenge, &place, letter.channel());
    if let Err(refused) = message.spend(tx, services, now).await? {
        return Ok(Err(NotAgain::NoMessages(refused)));
    }
    let to = To::Number {
        account: &challenge.account,
        e164: challenge.mobile.e164(),
    };
    let draft = Draft::new(to, language, letter, Payer::Counted)
        .about(&challenge.authorisation)
        .with_code(id);
    post::queue(tx, services, now, draft).await?;
    Ok(Ok(()))
}

/// Queues the message of an open challenge once more, where the challenge itself says what to write.
pub(crate) async fn resend(
    services: &Services,
    id: &ChallengeId,
    purpose: Purpose,
) -> Result<Result<(), NotAgain>> {
    let now = services.now();
    let letter = match purpose {
        Purpose::Login => Letter::LoginCode { until: now },
        Purpose::Reset => Letter::ResetCode,
        Purpose::Activate | Purpose::NewNumber => Letter::ConfirmNumberCode { until: now },
        // Names the deed, which only the page that asks for it knows; or goes to somebody else's telephone.
        Purpose::StepUp | Purpose::CallerCheck => return Ok(Err(NotAgain::Over)),
    };
    let mut tx = services.db.write().await?;
    let Some(found) = find(&mut tx, id)
        .await?
        .filter(|found| found.purpose == purpose)
    else {
        return Ok(Err(NotAgain::Over));
    };
    let language = unclaimed::language_of(&mut tx, &found.authorisation).await?;
    let sent = send_again(&mut tx, services, now, id, language, letter).await?;
    if sent.is_ok() {
        tx.commit().await?;
    }
    Ok(sent)
}

/// Makes the code for a message that is being written. The one before lives on as a former one.
/// `None` if the challenge is over; then nothing needs sending.
pub async fn new_code(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    id: &ChallengeId,
) -> Result<Option<(Code, Moment)>> {
    let code = Code::new(services.chance.as_ref())?;
    let until = now.plus(services.policy.code.lifetime);
    let hash = services
        .keys
        .keyed_hash(KeyPurpose::Code, &bound(id, code.expose()));
    execute!(&mut *tx, sql::KEEP_CODE, id.as_str())?;
    let set = execute!(tx, sql::SET_CODE, id.as_str(), &hash, until.unix_ms())?;
    Ok((set == 1).then_some((code, until)))
}
