//! A code that comes after a right password, or with a link and a new one: logging in, resetting and activating look at it
//! alike. A wrong one counts towards the block of the account, whatever it was for (security.md 1.1 b, SEC-29).

use domain::{
    AccountId, ChallengeId, Moment,
    login::{Counter, Lane},
    shared::code::TypedCode,
};

use super::lanes;
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    challenges::{self, Answer, Challenge, Purpose},
    owner,
    trouble::Result,
};

/// Why a code opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRight {
    /// Wrong.
    Wrong {
        /// Tries left.
        tries_left: u32,
    },
    /// From an earlier message, and no longer good.
    Earlier,
    /// Too old: a new one was asked for at once, if that was possible.
    Expired {
        /// Whether a new one is on its way.
        sent_again: bool,
    },
    /// Over: start again.
    Over,
    /// Wrong, and one too many: the account is blocked now.
    Blocked,
}

/// Looks at a code. Right, and what it unlocks is done in the transaction that comes back; else that is over.
pub(crate) async fn right_code(
    services: &Services,
    now: Moment,
    challenge: &ChallengeId,
    purpose: Purpose,
    typed: &TypedCode,
) -> Result<Result<(Tx, Challenge), NotRight>> {
    let mut tx = services.db.write().await?;
    let why = match challenges::answer(&mut tx, services, now, challenge, purpose, typed).await? {
        Answer::Right(found) => return Ok(Ok((tx, *found))),
        Answer::Wrong {
            account,
            tries_left,
        } => {
            let blocks = count_wrong(&mut tx, services, now, &account, purpose).await?;
            tx.commit().await?;
            match tries_left {
                _ if blocks => NotRight::Blocked,
                0 => NotRight::Over,
                tries_left => NotRight::Wrong { tries_left },
            }
        }
        Answer::Earlier { .. } => {
            tx.commit().await?;
            NotRight::Earlier
        }
        Answer::Expired => {
            tx.commit().await?;
            let sent = challenges::resend(services, challenge, purpose).await?;
            NotRight::Expired {
                sent_again: sent.is_ok(),
            }
        }
        Answer::Over => NotRight::Over,
    };
    Ok(Err(why))
}

/// The fifth wrong one within a day blocks; says whether this one did.
async fn count_wrong(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
    purpose: Purpose,
) -> Result<bool> {
    // The account before counters and trail, as every deed does: two that wait for each other would both fail.
    owner::lock(tx, account).await?;
    let policy = &services.policy.code;
    let subject = lanes::code_subject(account);
    let mut counter = lanes::lock(tx, &subject, Lane::Stranger).await?;
    if now.since(counter.window_started_at) >= policy.window {
        counter = Counter {
            window_started_at: now,
            in_window: 0,
            ..counter
        };
    }
    counter.in_window += 1;
    lanes::store(tx, &subject, Lane::Stranger, counter).await?;
    let entry = Entry::new(Event::CodeWrong, Actor::Person(account)).account(account);
    audit::record(tx, now, entry)?;
    let blocks = counter.in_window >= policy.wrong_until_block;
    if blocks {
        // Whoever chooses a new password by mail gave no password at all.
        let resetting = purpose == Purpose::Reset;
        lanes::block_by_codes(tx, services, now, account, resetting).await?;
    }
    Ok(blocks)
}
