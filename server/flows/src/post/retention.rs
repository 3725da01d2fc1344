//! What a letter said is forgotten two weeks after it ended; that it was sent, and to whose account, stays (SEC-66).

use std::time::Duration;

use crate::{Services, execute, trouble::Result};

use super::sql;

/// So long the facts and the address of a letter are kept after it ended.
pub const KEPT: Duration = Duration::from_secs(14 * 24 * 60 * 60);

/// Forgets what letters said that ended longer ago than [`KEPT`]; gives back how many.
pub async fn sweep(services: &Services) -> Result<u64> {
    let mut tx = services.db.write().await?;
    let before = services.now().minus(KEPT);
    let forgotten = execute!(&mut tx, sql::FORGET, before.unix_ms())?;
    tx.commit().await?;
    Ok(forgotten)
}
