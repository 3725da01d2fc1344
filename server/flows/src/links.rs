//! Links sent by mail. A GET never uses one up; the deed it stands for does, once (decisions.md 4, SEC-19, SEC-21).
//! Secrets are made when the letter is written; a letter written twice has two, and both work.

use domain::{AccountId, AuthorisationId, LinkId, Moment};

use crate::{
    Services, Tx, execute, on,
    secrets::LinkSecret,
    trouble::{Result, readable},
};

/// What a link opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Choose a new password.
    Reset,
    /// Accept an invitation.
    Activate,
    /// "Was u dit niet?": freeze one's own account.
    Freeze,
    /// Say yes to another address, from the mailbox that is used now.
    OldAddress,
    /// Say yes to another address, from the mailbox that is to be used.
    NewAddress,
}

impl Purpose {
    const fn code(self) -> &'static str {
        match self {
            Self::Reset => "reset",
            Self::Activate => "activate",
            Self::Freeze => "freeze",
            Self::OldAddress => "old_address",
            Self::NewAddress => "new_address",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [
            Self::Reset,
            Self::Activate,
            Self::Freeze,
            Self::OldAddress,
            Self::NewAddress,
        ]
        .into_iter()
        .find(|purpose| purpose.code() == code)
    }
}

/// A link that works at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLink {
    /// Its id.
    pub id: LinkId,
    /// What it opens.
    pub purpose: Purpose,
    /// Whose it is.
    pub account: AccountId,
    /// Which authorisation it is about, if one.
    pub authorisation: Option<AuthorisationId>,
    /// When it stops working.
    pub until: Moment,
}

/// A link that does not work any more. We know whose it was, so that one button can send a new one to the same mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedLink {
    /// The link as it was.
    pub link: OpenLink,
    /// Why it stopped.
    pub why: Closed,
    /// When it stopped.
    pub since: Moment,
}

/// Why a link does not work any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Its time is over.
    Expired,
    /// It did what it was for.
    Used,
    /// It was withdrawn, or another one was used.
    Withdrawn,
}

const MAKE: &str = "
insert into link (id, purpose, account_id, authorisation_id, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6)";

const ADD_SECRET: &str = "insert into link_secret (secret_hash, link_id) values ($1, $2)";

const BY_SECRET: &str = "
select l.id, l.purpose, l.account_id, l.authorisation_id, l.expires_at, l.used_at, l.ended_at
from link_secret s join link l on l.id = s.link_id
where s.secret_hash = $1";

const BY_ID: &str = "
select l.id, l.purpose, l.account_id, l.authorisation_id, l.expires_at, l.used_at, l.ended_at
from link l
where l.id = $1";

const USE_UP: &str = "
update link set used_at = $2
where id = $1 and used_at is null and ended_at is null and expires_at > $2";

const WITHDRAW_OF_ACCOUNT: &str = "
update link set ended_at = $3
where account_id = $1 and purpose = $2 and used_at is null and ended_at is null";

const WITHDRAW_OF_AUTHORISATION: &str = "
update link set ended_at = $3
where authorisation_id = $1 and purpose = $2 and used_at is null and ended_at is null";

const OPEN_OF_ACCOUNT: &str = "
select count(*) from link
where account_id = $1 and purpose = $2 and used_at is null and ended_at is null and expires_at > $3";

const OPEN_OF_AUTHORISATION: &str = "
select count(*) from link
where authorisation_id = $1 and purpose = $2 and used_at is null and ended_at is null and expires_at > $3";

const RUNNING_OF_AUTHORISATION: &str = "
select l.id, l.purpose, l.account_id, l.authorisation_id, l.expires_at, l.used_at, l.ended_at
from link l
where l.authorisation_id = $1 and l.purpose = $2 and l.used_at is null and l.ended_at is null and l.expires_at > $3
order by l.expires_at desc, l.id desc
limit 1";

const RUNS_UNTIL: &str = "
select max(expires_at) from link
where authorisation_id = $1 and purpose = $2 and used_at is null and ended_at is null";

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    purpose: String,
    account_id: String,
    authorisation_id: Option<String>,
    expires_at: i64,
    used_at: Option<i64>,
    ended_at: Option<i64>,
}

/// Makes a link; its secret comes with the letter.
pub async fn make(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    purpose: Purpose,
    account: &AccountId,
    authorisation: Option<&AuthorisationId>,
    until: Moment,
) -> Result<LinkId> {
    let id = LinkId::from_trusted(services.new_id()?);
    execute!(
        tx,
        MAKE,
        id.as_str(),
        purpose.code(),
        account.as_str(),
        authorisation.map(AuthorisationId::as_str),
        now.unix_ms(),
        until.unix_ms(),
    )?;
    Ok(id)
}

/// Adds a secret to a link and gives it back, for the letter and for nothing else.
pub async fn add_secret(tx: &mut Tx, services: &Services, link: &LinkId) -> Result<LinkSecret> {
    let secret = LinkSecret::new(services.chance.as_ref())?;
    execute!(tx, ADD_SECRET, &secret.hash(), link.as_str())?;
    Ok(secret)
}

/// Looks at a link without using it up. `None` for a secret we never made.
pub async fn look(
    tx: &mut Tx,
    secret: &LinkSecret,
    purpose: Purpose,
    now: Moment,
) -> Result<Option<Result<OpenLink, ClosedLink>>> {
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(BY_SECRET)
        .bind(secret.hash())
        .fetch_optional(c))?;
    Ok(row
        .map(|row| read(row, now))
        .transpose()?
        .filter(|found| purpose_of(found) == purpose))
}

/// Looks at a link by its id, as a session remembers it.
pub async fn look_by_id(
    tx: &mut Tx,
    id: &LinkId,
    now: Moment,
) -> Result<Option<Result<OpenLink, ClosedLink>>> {
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(BY_ID)
        .bind(id.as_str())
        .fetch_optional(c))?;
    row.map(|row| read(row, now)).transpose()
}

/// Uses a link up. Of any number of parallel tries exactly one gets `true`.
pub async fn use_up(tx: &mut Tx, id: &LinkId, now: Moment) -> Result<bool> {
    Ok(execute!(tx, USE_UP, id.as_str(), now.unix_ms())? == 1)
}

/// Ends every open link of an account for one purpose.
pub async fn withdraw_of_account(
    tx: &mut Tx,
    account: &AccountId,
    purpose: Purpose,
    now: Moment,
) -> Result<u64> {
    execute!(
        tx,
        WITHDRAW_OF_ACCOUNT,
        account.as_str(),
        purpose.code(),
        now.unix_ms()
    )
}

/// Ends every open link of an authorisation for one purpose.
pub async fn withdraw_of_authorisation(
    tx: &mut Tx,
    authorisation: &AuthorisationId,
    purpose: Purpose,
    now: Moment,
) -> Result<u64> {
    execute!(
        tx,
        WITHDRAW_OF_AUTHORISATION,
        authorisation.as_str(),
        purpose.code(),
        now.unix_ms()
    )
}

/// How many links of an account work at this moment.
pub async fn open_of_account(
    tx: &mut Tx,
    account: &AccountId,
    purpose: Purpose,
    now: Moment,
) -> Result<i64> {
    let (open,): (i64,) = on!(tx, |c| sqlx::query_as(OPEN_OF_ACCOUNT)
        .bind(account.as_str())
        .bind(purpose.code())
        .bind(now.unix_ms())
        .fetch_one(c))?;
    Ok(open)
}

/// How many links of an authorisation work at this moment.
pub async fn open_of_authorisation(
    tx: &mut Tx,
    authorisation: &AuthorisationId,
    purpose: Purpose,
    now: Moment,
) -> Result<i64> {
    let (open,): (i64,) = on!(tx, |c| sqlx::query_as(OPEN_OF_AUTHORISATION)
        .bind(authorisation.as_str())
        .bind(purpose.code())
        .bind(now.unix_ms())
        .fetch_one(c))?;
    Ok(open)
}

/// Until when a link of this authorisation works, past or future; `None` if there is none or it was withdrawn.
pub async fn runs_until(
    tx: &mut Tx,
    authorisation: &AuthorisationId,
    purpose: Purpose,
) -> Result<Option<Moment>> {
    let (until,): (Option<i64>,) = on!(tx, |c| sqlx::query_as(RUNS_UNTIL)
        .bind(authorisation.as_str())
        .bind(purpose.code())
        .fetch_one(c))?;
    Ok(until.map(Moment::from_unix_ms))
}

/// The link of an authorisation that works longest, if one works at this moment.
pub async fn running_of_authorisation(
    tx: &mut Tx,
    authorisation: &AuthorisationId,
    purpose: Purpose,
    now: Moment,
) -> Result<Option<OpenLink>> {
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(RUNNING_OF_AUTHORISATION)
        .bind(authorisation.as_str())
        .bind(purpose.code())
        .bind(now.unix_ms())
        .fetch_optional(c))?;
    Ok(row
        .map(|row| read(row, now))
        .transpose()?
        .and_then(Result::ok))
}

fn purpose_of(found: &Result<OpenLink, ClosedLink>) -> Purpose {
    match found {
        Ok(open) => open.purpose,
        Err(closed) => closed.link.purpose,
    }
}

fn read(row: Row, now: Moment) -> Result<Result<OpenLink, ClosedLink>> {
    let purpose = readable(Purpose::from_code(&row.purpose), "link", "purpose", &row.id)?;
    let link = OpenLink {
        id: LinkId::from_trusted(row.id),
        purpose,
        account: AccountId::from_trusted(row.account_id),
        authorisation: row.authorisation_id.map(AuthorisationId::from_trusted),
        until: Moment::from_unix_ms(row.expires_at),
    };
    let moment = |at: Option<i64>| at.map(Moment::from_unix_ms);
    let (why, since) = match (moment(row.used_at), moment(row.ended_at)) {
        (Some(used), _) => (Closed::Used, used),
        // What was withdrawn after its time was over already.
        (None, Some(ended)) => (Closed::Withdrawn, ended.min(link.until)),
        (None, None) if link.until <= now => (Closed::Expired, link.until),
        (None, None) => return Ok(Ok(link)),
    };
    Ok(Err(ClosedLink { link, why, since }))
}
