//! Lanes that are forgotten. Anybody can make one by typing an address that nobody has, so they must not stay for ever;
//! but forgetting gives whoever guesses slowly a fresh count, so it must take long.

use std::time::Duration;

use super::sql;
use crate::{Services, execute, trouble::Result};

/// So long after the last window of tries began a lane is forgotten. Whoever guesses 99 times and then waits half a year
/// has 200 guesses a year at a password of twelve characters that is on no list; every limit by the day is over long before.
const IDLE: Duration = Duration::from_secs(180 * 24 * 60 * 60);
/// Lanes in one turn: more in a day than strangers can make, because all their guesses together have a budget.
const BATCH: i64 = 1_000;

/// Forgets who waited, once that is over, and lanes in which nobody tried anything for half a year; gives back how many
/// lanes.
pub async fn sweep(services: &Services) -> Result<u64> {
    let now = services.now();
    let before = now.minus(IDLE);
    let mut tx = services.db.write().await?;
    execute!(&mut tx, sql::SWEEP_WAITING, now.unix_ms())?;
    let forgotten = execute!(&mut tx, sql::FORGET_IDLE, before.unix_ms(), BATCH)?;
    tx.commit().await?;
    Ok(forgotten)
}
