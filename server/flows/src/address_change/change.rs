//! A change of address as it is kept: what it would be, which mailbox said yes, and how it ends.

use domain::{AccountId, AuthorisationId, EmailAddress, LinkId, Moment};

use super::sql;
use crate::{
    Services, Tx, execute,
    links::{self, Purpose},
    on, post,
    trouble::Result,
};

/// One of the two mailboxes that are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mailbox {
    /// Where mail goes now.
    Old,
    /// Where mail is to go.
    New,
}

/// A change that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub(super) id: String,
    pub(super) account: AccountId,
    pub(super) authorisation: AuthorisationId,
    pub(super) new: EmailAddress,
    /// Whether the old mailbox said yes.
    pub old_said_yes: bool,
    /// Whether the new mailbox said yes.
    pub new_said_yes: bool,
    /// Until when they can.
    pub until: Moment,
    pub(super) done: bool,
    pub(super) ended: bool,
}

impl Change {
    /// The address that is to be, as shown.
    pub fn address(&self) -> String {
        self.new.for_display()
    }

    /// Whether a mailbox said yes.
    pub fn said_yes(&self, mailbox: Mailbox) -> bool {
        match mailbox {
            Mailbox::Old => self.old_said_yes,
            Mailbox::New => self.new_said_yes,
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    account_id: String,
    authorisation_id: String,
    email: String,
    email_canonical: String,
    done_at: Option<i64>,
    ended_at: Option<i64>,
    old_used_at: Option<i64>,
    new_used_at: Option<i64>,
    expires_at: i64,
}

impl From<Row> for Change {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            account: AccountId::from_trusted(row.account_id),
            authorisation: AuthorisationId::from_trusted(row.authorisation_id),
            new: EmailAddress::from_stored(row.email, row.email_canonical),
            old_said_yes: row.old_used_at.is_some(),
            new_said_yes: row.new_used_at.is_some(),
            until: Moment::from_unix_ms(row.expires_at),
            done: row.done_at.is_some(),
            ended: row.ended_at.is_some(),
        }
    }
}

/// The change that a link is about; `None` once it is forgotten.
pub(super) async fn of_link(tx: &mut Tx, link: &LinkId) -> Result<Option<Change>> {
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(sql::OF_LINK)
        .bind(link.as_str())
        .fetch_optional(c))?;
    Ok(row.map(Change::from))
}

/// The change of an account that still waits for a mailbox.
pub(super) async fn open(tx: &mut Tx, account: &AccountId, now: Moment) -> Result<Option<Change>> {
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(sql::OPEN)
        .bind(account.as_str())
        .bind(now.unix_ms())
        .fetch_optional(c))?;
    Ok(row.map(Change::from))
}

/// Ends whatever waits: its links stop working. Everything that ends other ways into an account ends this one too.
pub(crate) async fn end_open(tx: &mut Tx, account: &AccountId, now: Moment) -> Result<bool> {
    let ended = execute!(&mut *tx, sql::END, account.as_str(), now.unix_ms())?;
    for purpose in [Purpose::OldAddress, Purpose::NewAddress] {
        links::withdraw_of_account(tx, account, purpose, now).await?;
    }
    Ok(ended > 0)
}

/// A number that only moved to another card is as good as another number: the address waits, and what was begun is over.
pub(crate) async fn wait_after_number(tx: &mut Tx, account: &AccountId, now: Moment) -> Result<()> {
    execute!(&mut *tx, sql::NUMBER_MOVED, account.as_str(), now.unix_ms())?;
    end_open(tx, account, now).await?;
    Ok(())
}

/// Forgets changes that nobody asks about any more: as long as a letter is kept, as long as number and address are kept apart
/// by them, and what was done as long as it counts whose mailbox was whose (SEC-68).
pub async fn sweep(services: &Services) -> Result<u64> {
    let (now, policy) = (services.now(), &services.policy);
    let kept = post::KEPT.max(policy.number_and_address_apart);
    let asked = now.minus(kept + policy.address_link).unix_ms();
    let done = now.minus(policy.eyes.remembered).unix_ms();
    let mut tx = services.db.write().await?;
    let forgotten = execute!(&mut tx, sql::FORGET, asked, done)?;
    tx.commit().await?;
    Ok(forgotten)
}

/// When `by` last changed the address of an account.
pub(crate) async fn changed_by(
    tx: &mut Tx,
    account: &AccountId,
    by: &AccountId,
) -> Result<Option<Moment>> {
    let (at,): (Option<i64>,) = on!(tx, |c| sqlx::query_as(sql::CHANGED_BY)
        .bind(account.as_str())
        .bind(by.as_str())
        .fetch_one(c))?;
    Ok(at.map(Moment::from_unix_ms))
}
