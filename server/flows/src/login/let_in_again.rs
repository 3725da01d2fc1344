//! Bringing somebody back in: the block is lifted, the wrong tries are forgotten, and a password that was guessed at has to be
//! replaced. Admins, the desk and operators do it by this and by nothing else; who may, and whom they tell, is their affair.

use domain::{
    AccountId, Moment,
    people::{BlockReason, PasswordState},
};

use serde_json::{Value, json};

use super::{lanes, sql};
use crate::{
    Services, Tx, execute,
    freeze::{self, Sent},
    on, places, sessions,
    trouble::{Result, readable},
};

/// What kept somebody out, before it was lifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LockedOut {
    /// The block on the account.
    pub blocked: Option<BlockReason>,
    /// How the password stands: strangers may have guessed so often that it was disabled.
    pub password: PasswordState,
    /// Until when strangers' tries would have kept the owner waiting.
    pub waits_until: Option<Moment>,
    /// Since when the account is blocked.
    blocked_at: Option<i64>,
}

type Row = (Option<String>, String, Option<i64>);

impl LockedOut {
    /// Whether anything did.
    pub fn at_all(&self) -> bool {
        self.blocked.is_some() || self.disabled() || self.waits_until.is_some()
    }

    /// Whether the password is disabled, so that another one has to be chosen.
    pub fn disabled(&self) -> bool {
        self.password == PasswordState::Disabled
    }

    /// Whether a newer version says what did, so that this one must not touch it (SEC-74).
    pub fn is_of_newer_version(&self) -> bool {
        self.blocked == Some(BlockReason::Unknown) || self.password == PasswordState::Unknown
    }

    /// Whether the owner has probably forgotten the password, or somebody else may know it.
    pub fn suggests_reset(&self) -> bool {
        let of_use = |reason: BlockReason| reason.lifted_by_reset() || reason.at_owners_wish();
        self.disabled() || self.blocked.is_none_or(of_use)
    }

    /// The code of what was lifted, for the trail.
    pub fn code(&self) -> &'static str {
        match self.blocked {
            Some(reason) => reason.code(),
            None if self.disabled() => "password_disabled",
            None => "waiting",
        }
    }

    /// Which lock-out this is: whoever lifts one lifts no other that took its place.
    pub fn facts(&self, account: &AccountId) -> Value {
        json!({ "out": account.as_str(), "reason": self.code(), "since": self.blocked_at })
    }

    async fn of(
        (blocked, password, blocked_at): Row,
        tx: &mut Tx,
        services: &Services,
        account: &AccountId,
        now: Moment,
    ) -> Result<Self> {
        Ok(Self {
            blocked: blocked.as_deref().map(BlockReason::stored),
            password: PasswordState::stored(&password),
            waits_until: lanes::account_waits_until(tx, services, account, now).await?,
            blocked_at,
        })
    }
}

/// What keeps an account out, as a page shows it.
pub(crate) async fn look_locked_out(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
    now: Moment,
) -> Result<LockedOut> {
    let row: Row = on!(&mut *tx, |c| sqlx::query_as(sql::LOCKED_OUT)
        .bind(account.as_str())
        .fetch_one(c))?;
    LockedOut::of(row, tx, services, account, now).await
}

/// What keeps an account out, which is locked by this until the commit.
pub(crate) async fn locked_out(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
    now: Moment,
) -> Result<LockedOut> {
    let row: Row = on!(&mut *tx, |c| sqlx::query_as(sql::LOCK_LOCKED_OUT)
        .bind(account.as_str())
        .fetch_one(c))?;
    LockedOut::of(row, tx, services, account, now).await
}

/// Lifts whatever keeps an account out. With a block that its owner wished end the links by which it can be wished once more, which
/// somebody may have read who reads that mailbox no longer; after wrong tries they stay, or whoever guesses would end them. Gives
/// back how the password stands: whoever that block was against may know it, so where it opens something another one is chosen
/// by mail first.
pub(crate) async fn let_in_again(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
    now: Moment,
) -> Result<PasswordState> {
    let (blocked, password, _): Row = on!(&mut *tx, |c| sqlx::query_as(sql::LOCK_LOCKED_OUT)
        .bind(account.as_str())
        .fetch_one(c))?;
    // A state that this version does not know is not overwritten with one that opens.
    let before = readable(
        PasswordState::from_code(&password),
        "account",
        "password_state",
        account.as_str(),
    )?;
    let wished = blocked
        .as_deref()
        .map(BlockReason::stored)
        .is_some_and(BlockReason::at_owners_wish);
    let opens = wished && opens_by_itself(tx, account, now).await?;
    let password = before.once_unblocked(opens);
    if password != before {
        // Another one is chosen by whoever logs in with the present one and a code, and by no session of before.
        sessions::end_all(tx, account, None).await?;
    }
    execute!(
        &mut *tx,
        sql::LET_IN,
        account.as_str(),
        password.code(),
        wished && !opens,
        now.unix_ms()
    )?;
    if wished {
        freeze::end_sent(tx, account, now, Sent::Unused).await?;
    }
    lanes::forget_wrong_tries(tx, services, account).await?;
    Ok(password)
}

/// Where access comes back, or begins: a password that was left in use because nothing opened with it when a block at its owner's
/// wish was lifted opens nothing any more, as that lift would have had it. Whether it was so. The account must be locked.
pub(crate) async fn renew_after_wish(tx: &mut Tx, account: &AccountId) -> Result<bool> {
    let renewed = execute!(&mut *tx, sql::RENEW_AFTER_WISH, account.as_str())? == 1;
    if renewed {
        sessions::end_all(tx, account, None).await?;
    }
    Ok(renewed)
}

/// Whether a password opens something of this account, now or from a day on: an invitation alone asks for the one of before.
async fn opens_by_itself(tx: &mut Tx, account: &AccountId, now: Moment) -> Result<bool> {
    let places = places::of(tx, account, now).await?;
    Ok(places
        .iter()
        .any(|place| place.is_open() || place.begins().is_some()))
}
