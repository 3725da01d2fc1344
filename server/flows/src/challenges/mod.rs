//! Codes by SMS: asked for, sent again, checked. A challenge carries what it unlocks, and lives in one session only,
//! so a code works in one browser, for one purpose, and only the newest one does (SEC-27 to SEC-31).

mod sql;

use domain::{
    AccountId, AuthorisationId, ChallengeId, Language, LinkId, MobileNumber, Moment, post::Letter,
    shared::code::TypedCode,
};

use crate::{
    Services, Tx,
    budgets::{Budget, DAY, HOUR},
    execute, on, owner,
    passwords::StoredHash,
    post::{self, Draft, To},
    secrets::{Code, Purpose as KeyPurpose},
    trouble::{Result, Trouble},
};

/// What a right code does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Log in.
    Login,
    /// Make a new password count, and log in.
    Reset,
    /// Accept an invitation: the number is right, the password counts.
    Activate,
    /// Go on with a deed that needs a fresh second factor.
    StepUp,
    /// Make one's own new number count.
    NewNumber,
}

impl Purpose {
    const fn code(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::Reset => "reset",
            Self::Activate => "activate",
            Self::StepUp => "step_up",
            Self::NewNumber => "new_number",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [
            Self::Login,
            Self::Reset,
            Self::Activate,
            Self::StepUp,
            Self::NewNumber,
        ]
        .into_iter()
        .find(|purpose| purpose.code() == code)
    }
}

/// A challenge to be opened.
#[derive(Clone, Debug)]
pub struct New<'a> {
    /// What a right code does.
    pub purpose: Purpose,
    /// Who has to give it.
    pub account: &'a AccountId,
    /// The authorisation that is entered; the code goes to its number.
    pub authorisation: &'a AuthorisationId,
    /// Where the code goes.
    pub mobile: &'a MobileNumber,
    /// Language of the message.
    pub language: Language,
    /// The message; its code is made when it is written.
    pub letter: Letter,
    /// The link that led here, used up by a right code.
    pub link: Option<&'a LinkId>,
    /// The password that a right code makes count.
    pub new_password: Option<&'a StoredHash>,
    /// The number that a right code makes count.
    pub new_mobile: Option<&'a MobileNumber>,
}

/// A challenge as it is kept.
#[derive(Clone, Debug)]
pub struct Challenge {
    /// Its id; only the session of the person who has to answer knows it.
    pub id: ChallengeId,
    /// What a right code does.
    pub purpose: Purpose,
    /// Who has to give it.
    pub account: AccountId,
    /// The authorisation that is entered.
    pub authorisation: AuthorisationId,
    /// Where the code went.
    pub mobile: MobileNumber,
    /// The link that led here.
    pub link: Option<LinkId>,
    /// The password that a right code makes count.
    pub new_password: Option<StoredHash>,
    /// The number that a right code makes count.
    pub new_mobile: Option<MobileNumber>,
    /// When the last message was asked for.
    pub last_send_at: Moment,
    /// Messages so far.
    pub sends: u32,
    /// Whether it is over.
    pub closed: bool,
}

/// Too many messages to this person or number: when it can be asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyMessages {
    /// End of the running hour.
    pub until: Moment,
}

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
    /// The challenge is over: start again.
    Over,
}

/// What came of a code.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Right; the challenge is closed.
    Right(Box<Challenge>),
    /// Wrong.
    Wrong {
        /// Whose challenge it is.
        account: AccountId,
        /// Tries left on this challenge.
        tries_left: u32,
    },
    /// Not the code's fault: it is too old, or the message was not written yet.
    Expired,
    /// The challenge is over: too many tries, or answered in another window.
    Over,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    purpose: String,
    account_id: String,
    authorisation_id: String,
    mobile: String,
    code_hash: Option<String>,
    code_expires_at: Option<i64>,
    wrong_tries: i64,
    sends: i64,
    last_send_at: i64,
    closed_at: Option<i64>,
    link_id: Option<String>,
    new_password_hash: Option<String>,
    new_mobile: Option<String>,
}

impl TryFrom<Row> for Challenge {
    type Error = Trouble;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: ChallengeId::from_trusted(row.id),
            purpose: Purpose::from_code(&row.purpose)
                .ok_or(Trouble::Stored("purpose of a challenge"))?,
            account: AccountId::from_trusted(row.account_id),
            authorisation: AuthorisationId::from_trusted(row.authorisation_id),
            mobile: MobileNumber::from_e164_stored(row.mobile),
            link: row.link_id.map(LinkId::from_trusted),
            new_password: row.new_password_hash.map(StoredHash::from_stored),
            new_mobile: row.new_mobile.map(MobileNumber::from_e164_stored),
            last_send_at: Moment::from_unix_ms(row.last_send_at),
            sends: u32::try_from(row.sends).unwrap_or(u32::MAX),
            closed: row.closed_at.is_some(),
        })
    }
}

/// Opens a challenge and queues its message.
pub async fn open(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    new: New<'_>,
) -> Result<Result<ChallengeId, TooManyMessages>> {
    if let Err(refused) = spend(tx, services, now, new.account, new.mobile).await? {
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
    )?;
    let to = To::Number {
        account: new.account,
        e164: new.mobile.e164(),
    };
    let draft = Draft::new(to, new.language, new.letter)
        .about(new.authorisation)
        .with_code(&id);
    post::queue(tx, services, now, draft).await?;
    Ok(Ok(id))
}

/// Reads a challenge.
pub async fn find(tx: &mut Tx, id: &ChallengeId) -> Result<Option<Challenge>> {
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(sql::FIND)
        .bind(id.as_str())
        .fetch_optional(c))?;
    row.map(Challenge::try_from).transpose()
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
    if execute!(
        &mut *tx,
        sql::COUNT_SEND,
        id.as_str(),
        now.unix_ms(),
        limit,
        latest
    )? == 0
        || spend(tx, services, now, &challenge.account, &challenge.mobile)
            .await?
            .is_err()
    {
        return Ok(Err(NotAgain::TooMany));
    }
    let to = To::Number {
        account: &challenge.account,
        e164: challenge.mobile.e164(),
    };
    let draft = Draft::new(to, language, letter)
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
        // Names the deed, which only the page that asks for it knows.
        Purpose::StepUp => return Ok(Err(NotAgain::Over)),
    };
    let mut tx = services.db.write().await?;
    let Some(found) = find(&mut tx, id)
        .await?
        .filter(|found| found.purpose == purpose)
    else {
        return Ok(Err(NotAgain::Over));
    };
    let language = owner::read(&mut tx, &found.account).await?.language;
    let sent = send_again(&mut tx, services, now, id, language, letter).await?;
    if sent.is_ok() {
        tx.commit().await?;
    }
    Ok(sent)
}

/// Makes the code for a message that is being written: from now on this one counts, and the one before does not.
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
    let set = execute!(tx, sql::SET_CODE, id.as_str(), &hash, until.unix_ms())?;
    Ok((set == 1).then_some((code, until)))
}

/// Checks a code. Right closes the challenge; wrong costs one of its tries.
pub async fn answer(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    id: &ChallengeId,
    purpose: Purpose,
    typed: &TypedCode,
) -> Result<Answer> {
    let tries = services.policy.code.tries_per_challenge;
    let row: Option<Row> = on!(&mut *tx, |c| sqlx::query_as(sql::COUNT_TRY)
        .bind(id.as_str())
        .bind(i64::from(tries))
        .fetch_optional(c))?;
    let Some(row) = row.filter(|row| row.purpose == purpose.code()) else {
        return Ok(Answer::Over);
    };
    let fresh = row.code_expires_at.is_some_and(|at| now.unix_ms() < at);
    let hash = row.code_hash.clone().unwrap_or_default();
    let right = services
        .keys
        .is_keyed_hash(KeyPurpose::Code, &bound(id, typed.expose()), &hash);
    let tries_left = tries.saturating_sub(u32::try_from(row.wrong_tries).unwrap_or(u32::MAX));
    match (right, fresh) {
        (true, true) => {
            let challenge = Challenge::try_from(row)?;
            Ok(
                if execute!(tx, sql::CLOSE, id.as_str(), now.unix_ms())? == 1 {
                    Answer::Right(Box::new(challenge))
                } else {
                    Answer::Over
                },
            )
        }
        (true, false) => Ok(Answer::Expired),
        (false, _) => {
            if tries_left == 0 {
                execute!(tx, sql::CLOSE, id.as_str(), now.unix_ms())?;
            }
            Ok(Answer::Wrong {
                account: AccountId::from_trusted(row.account_id),
                tries_left,
            })
        }
    }
}

/// Ends every open challenge of an authorisation: its number changed, or it opens nothing any more.
pub async fn close_of_authorisation(
    tx: &mut Tx,
    authorisation: &AuthorisationId,
    now: Moment,
) -> Result<u64> {
    execute!(
        tx,
        sql::CLOSE_OF_AUTHORISATION,
        authorisation.as_str(),
        now.unix_ms()
    )
}

/// Forgets the password that a challenge carried, once it counts.
pub async fn forget_password(tx: &mut Tx, id: &ChallengeId) -> Result<()> {
    execute!(tx, sql::FORGET_PASSWORD, id.as_str())?;
    Ok(())
}

/// A code is hashed together with its challenge, so that equal codes have different hashes.
fn bound(id: &ChallengeId, code: &str) -> String {
    format!("{id}:{code}")
}

async fn spend(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
    mobile: &MobileNumber,
) -> Result<Result<(), TooManyMessages>> {
    let policy = &services.policy;
    let number = services.keys.keyed_hash(KeyPurpose::Budget, mobile.e164());
    let budgets = [
        Budget::new(
            format!("sms-hour:{account}"),
            HOUR,
            policy.code.sends_per_hour,
        ),
        Budget::new(
            format!("sms-hour:{number}"),
            HOUR,
            policy.code.sends_per_hour,
        ),
        Budget::new(format!("sms-day:{account}"), DAY, policy.code.sends_per_day),
        Budget::new(format!("sms-day:{number}"), DAY, policy.code.sends_per_day),
        Budget::new("sms-day", DAY, policy.sms_per_day),
    ];
    for budget in budgets {
        if !budget.spend(tx, now).await? {
            return Ok(Err(TooManyMessages {
                until: budget.window_end(now),
            }));
        }
    }
    Ok(Ok(()))
}
