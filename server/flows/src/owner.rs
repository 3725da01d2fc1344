//! An account as its owner's own flows need it: names, mailbox, password and blocks.
//! Whoever is going to change it locks it first, so that two deeds on one account stand in line.

use domain::{
    AccountId, EmailAddress, Language, Moment,
    people::{BlockReason, PasswordState},
};

use crate::{
    Tx, on,
    passwords::StoredHash,
    trouble::{Result, Trouble},
};

const READ: &str = "
select id, email, email_canonical, given_name, family_name, language, password_hash, password_state,
    password_changed_at, blocked_reason, device_epoch, reset_off_until, reset_off_strict_until
from account
where id = $1";

const LOCK: &str = "
update account set device_epoch = device_epoch
where id = $1
returning id, email, email_canonical, given_name, family_name, language, password_hash, password_state,
    password_changed_at, blocked_reason, device_epoch, reset_off_until, reset_off_strict_until";

const LOCK_BY_ADDRESS: &str = "
update account set device_epoch = device_epoch
where email_canonical = $1
returning id, email, email_canonical, given_name, family_name, language, password_hash, password_state,
    password_changed_at, blocked_reason, device_epoch, reset_off_until, reset_off_strict_until";

/// A person, as stored.
#[derive(Clone, Debug)]
pub(crate) struct Owner {
    pub id: AccountId,
    pub email: EmailAddress,
    pub given_name: String,
    pub family_name: String,
    /// Language of letters.
    pub language: Language,
    pub hash: Option<StoredHash>,
    pub password: PasswordState,
    pub password_changed_at: Option<Moment>,
    pub blocked: Option<BlockReason>,
    pub epoch: i64,
    /// Until when reset by mail is off.
    pub reset_off_until: Option<Moment>,
    /// Until when it is for more than a number that somebody else gave.
    pub reset_off_strict_until: Option<Moment>,
}

impl Owner {
    /// Until when mailbox and number alone open nothing (SEC-35); `None` if they do.
    pub fn strictly_off_until(&self, now: Moment) -> Option<Moment> {
        self.reset_off_strict_until.filter(|until| now < *until)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    email: String,
    email_canonical: String,
    given_name: String,
    family_name: String,
    language: String,
    password_hash: Option<String>,
    password_state: String,
    password_changed_at: Option<i64>,
    blocked_reason: Option<String>,
    device_epoch: i64,
    reset_off_until: Option<i64>,
    reset_off_strict_until: Option<i64>,
}

impl TryFrom<Row> for Owner {
    type Error = Trouble;

    fn try_from(row: Row) -> Result<Self> {
        let blocked = row.blocked_reason.as_deref().map(BlockReason::stored);
        let password = PasswordState::stored(&row.password_state);
        // What this version does not know may well mean that no reset helps.
        let unknown = (password == PasswordState::Unknown).then_some(BlockReason::Unknown);
        Ok(Self {
            id: AccountId::from_trusted(row.id),
            email: EmailAddress::from_stored(row.email, row.email_canonical),
            given_name: row.given_name,
            family_name: row.family_name,
            language: Language::from_code(&row.language).unwrap_or_default(),
            hash: row.password_hash.map(StoredHash::from_stored),
            password,
            password_changed_at: row.password_changed_at.map(Moment::from_unix_ms),
            blocked: blocked.or(unknown),
            epoch: row.device_epoch,
            reset_off_until: row.reset_off_until.map(Moment::from_unix_ms),
            reset_off_strict_until: row.reset_off_strict_until.map(Moment::from_unix_ms),
        })
    }
}

/// Reads an account that must exist.
pub(crate) async fn read(tx: &mut Tx, account: &AccountId) -> Result<Owner> {
    let row: Row = on!(tx, |c| sqlx::query_as(READ)
        .bind(account.as_str())
        .fetch_one(c))?;
    row.try_into()
}

/// Reads an account that must exist, and keeps it locked until the commit.
pub(crate) async fn lock(tx: &mut Tx, account: &AccountId) -> Result<Owner> {
    let row: Row = on!(tx, |c| sqlx::query_as(LOCK)
        .bind(account.as_str())
        .fetch_one(c))?;
    row.try_into()
}

/// Finds the account of an address, and keeps it locked until the commit.
pub(crate) async fn lock_by_address(tx: &mut Tx, email: &EmailAddress) -> Result<Option<Owner>> {
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(LOCK_BY_ADDRESS)
        .bind(email.canonical())
        .fetch_optional(c))?;
    row.map(Owner::try_from).transpose()
}
