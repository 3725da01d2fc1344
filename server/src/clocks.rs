//! The clock of this machine beside that of the server that all nodes share.

use flows::{Services, readiness, services::Clock, trouble::Result};

use crate::wiring::SystemClock;

/// By how many milliseconds the clock of this machine goes before that of the database, at least; less than zero if it goes
/// behind. Zero for a file, which has none of its own, and where the answer took longer than what they are apart.
pub async fn ahead(services: &Services) -> Result<i64> {
    let before = SystemClock.now().unix_ms();
    let Some(there) = readiness::clock(services).await? else {
        return Ok(0);
    };
    let (there, after) = (there.unix_ms(), SystemClock.now().unix_ms());
    // It was that time there at some moment between these two.
    Ok((before - there).max(0) + (after - there).min(0))
}
