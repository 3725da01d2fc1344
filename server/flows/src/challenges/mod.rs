//! Codes by SMS: asked for, sent again, checked. A challenge carries what it unlocks, and lives in one session only,
//! so a code works in one browser, for one purpose, and as long as it lives (SEC-27 to SEC-31).

mod alarm;
mod answer;
mod former;
mod messages;
mod send;
mod sql;

use domain::{
    AccountId, AuthorisationId, ChallengeId, Language, LinkId, MobileNumber, Moment, post::Letter,
};

use crate::{
    Tx,
    budgets::Around,
    execute,
    login::DeviceCookie,
    on,
    passwords::StoredHash,
    trouble::{Result, Trouble, readable},
};

pub use alarm::{Alarm, alarms};
pub use answer::{Answer, answer};
pub use former::keep_codes_of;
use messages::OwnShare;
pub use messages::TooManyMessages;
pub(crate) use messages::{
    TestMessage, login_begins_anew, never_left, refused_now, was_not_answered,
};
pub(crate) use send::resend;
pub use send::{NotAgain, new_code, open, send_again};

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
    /// Read out to the service desk: who calls is who they say. No form of theirs accepts it.
    CallerCheck,
}

impl Purpose {
    const fn code(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::Reset => "reset",
            Self::Activate => "activate",
            Self::StepUp => "step_up",
            Self::NewNumber => "new_number",
            Self::CallerCheck => "caller_check",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [
            Self::Login,
            Self::Reset,
            Self::Activate,
            Self::StepUp,
            Self::NewNumber,
            Self::CallerCheck,
        ]
        .into_iter()
        .find(|purpose| purpose.code() == code)
    }
}

/// Who has a code sent.
#[derive(Clone, Copy, Debug)]
pub enum Asker<'a> {
    /// Whoever is at a browser; what it holds from earlier logins.
    Browser(&'a DeviceCookie),
    /// The person, who is logged in.
    LoggedIn,
    /// An agent, for somebody who calls.
    Agent,
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
    /// Where the request comes from ([`crate::budgets::network_of`]).
    pub network: &'a str,
    /// Who asks.
    pub asker: Asker<'a>,
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
    /// Whether its code came back.
    answered: bool,
    /// Where it was asked from.
    network: Around,
    /// What its messages come out of before the network's.
    own_share: Option<OwnShare>,
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
    verified_at: Option<i64>,
    link_id: Option<String>,
    new_password_hash: Option<String>,
    new_mobile: Option<String>,
    network: Option<String>,
    own_share: Option<String>,
}

impl TryFrom<Row> for Challenge {
    type Error = Trouble;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            purpose: readable(
                Purpose::from_code(&row.purpose),
                "challenge",
                "purpose",
                &row.id,
            )?,
            id: ChallengeId::from_trusted(row.id),
            account: AccountId::from_trusted(row.account_id),
            authorisation: AuthorisationId::from_trusted(row.authorisation_id),
            mobile: MobileNumber::from_e164_stored(row.mobile),
            link: row.link_id.map(LinkId::from_trusted),
            new_password: row.new_password_hash.map(StoredHash::from_stored),
            new_mobile: row.new_mobile.map(MobileNumber::from_e164_stored),
            last_send_at: Moment::from_unix_ms(row.last_send_at),
            sends: u32::try_from(row.sends).unwrap_or(u32::MAX),
            closed: row.closed_at.is_some(),
            answered: row.verified_at.is_some(),
            network: Around::from_stored(&row.network.unwrap_or_default()),
            own_share: row.own_share.as_deref().and_then(OwnShare::from_code),
        })
    }
}

/// Reads a challenge.
pub async fn find(tx: &mut Tx, id: &ChallengeId) -> Result<Option<Challenge>> {
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(sql::FIND)
        .bind(id.as_str())
        .fetch_optional(c))?;
    row.map(Challenge::try_from).transpose()
}

/// Ends one challenge: another takes its place.
pub async fn close(tx: &mut Tx, id: &ChallengeId, now: Moment) -> Result<()> {
    execute!(tx, sql::CLOSE, id.as_str(), now.unix_ms())?;
    Ok(())
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
