//! Sessions that ended by themselves: whoever comes back is told why. Only the browser that held one learns of it, and
//! nothing that was in the session is kept, only whose it was (SEC-38).

use std::time::Duration;

use domain::{AccountId, AuthorisationId, Moment};

use super::{Stage, sql};
use crate::{Services, execute, on, services::Policy, trouble::Result};

/// So long an ended session is remembered: over a weekend.
const REMEMBERED: Duration = Duration::from_secs(3 * 24 * 60 * 60);

/// A session of somebody who was logged in, and is not any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Over {
    /// Whose it was.
    pub account: AccountId,
    /// Where it was.
    pub authorisation: AuthorisationId,
    /// Why it ended.
    pub why: Why,
}

/// Why a session ended by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing was asked for a while.
    Idle,
    /// The login was too long ago.
    TooLong,
}

/// The session with this key, if it ended by itself. One that a person ended is gone without a trace.
pub async fn over(services: &Services, key: &str) -> Result<Option<Over>> {
    let row: Option<(String, String, i64, i64)> = {
        let mut tx = services.db.look().await?;
        on!(&mut tx, |c| sqlx::query_as(sql::WHOSE)
            .bind(key)
            .fetch_optional(c))?
    };
    let Some((account, authorisation, created_at, seen_at)) = row else {
        return Ok(None);
    };
    let (created_at, seen_at) = (
        Moment::from_unix_ms(created_at),
        Moment::from_unix_ms(seen_at),
    );
    let why = ended(&services.policy, created_at, seen_at, services.now());
    Ok(why.map(|why| Over {
        account: AccountId::from_trusted(account),
        authorisation: AuthorisationId::from_trusted(authorisation),
        why,
    }))
}

/// Whether the session with this key was half-way, between password and code, and its time is over.
pub async fn waited_too_long(services: &Services, key: &str) -> Result<bool> {
    let row: Option<(i64, i64)> = {
        let mut tx = services.db.look().await?;
        on!(&mut tx, |c| sqlx::query_as(sql::HALF_WAY)
            .bind(key)
            .fetch_optional(c))?
    };
    Ok(row.is_some_and(|(created_at, seen_at)| {
        let (created_at, seen_at) = (
            Moment::from_unix_ms(created_at),
            Moment::from_unix_ms(seen_at),
        );
        ended(&services.policy, created_at, seen_at, services.now()).is_some()
    }))
}

/// Why a session is over at `now`; `None` while it goes on.
pub(super) fn ended(
    policy: &Policy,
    created_at: Moment,
    seen_at: Moment,
    now: Moment,
) -> Option<Why> {
    if now.since(seen_at) >= policy.session_idle {
        Some(Why::Idle)
    } else if now.since(created_at) >= policy.session_absolute {
        Some(Why::TooLong)
    } else {
        None
    }
}

impl Stage {
    /// Whose login is over because it was too long ago, although the session itself got a new id since.
    pub fn over(&self, policy: &Policy, now: Moment) -> Option<Over> {
        match self {
            Self::In {
                account,
                authorisation,
                began_at,
                ..
            } if !began_at.was_within(policy.session_absolute, now) => Some(Over {
                account: account.clone(),
                authorisation: authorisation.clone(),
                why: Why::TooLong,
            }),
            _ => None,
        }
    }
}

/// Forgets sessions whose time is over; of who was logged in, or on the way, first what was in them, and then that they were.
pub async fn sweep(services: &Services) -> Result<u64> {
    let now = services.now();
    let idle = now.minus(services.policy.session_idle).unix_ms();
    let absolute = now.minus(services.policy.session_absolute).unix_ms();
    let mut tx = services.db.write().await?;
    execute!(&mut tx, sql::EMPTY, idle, absolute)?;
    let remembered = now.minus(REMEMBERED).unix_ms();
    let swept = execute!(&mut tx, sql::SWEEP, idle, absolute, remembered)?;
    tx.commit().await?;
    Ok(swept)
}
