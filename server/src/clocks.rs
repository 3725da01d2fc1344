//! The clock of this machine: beside that of the server that all nodes share, and beside the time that really went by.

mod pace;

use std::time::Duration;

use flows::{Services, readiness, services::Clock, trouble::Result};

pub use self::pace::{EVENLY, Pace, Went};
use crate::wiring::SystemClock;

/// A clock may be wrong by this much: a code that is typed lasts minutes. Letters are lent by the clock of the database.
pub const APART: Duration = Duration::from_secs(30);

/// By how many milliseconds the clock of this machine goes before that of the database, at least; less than zero if it goes
/// behind. Zero for a file, which has none of its own, and where the answer took longer than what they are apart.
pub async fn ahead(services: &Services) -> Result<i64> {
    let before = SystemClock.now().unix_ms();
    let Some(there) = readiness::clock(&services.db).await? else {
        return Ok(0);
    };
    let (there, after) = (there.unix_ms(), SystemClock.now().unix_ms());
    // It was that time there at some moment between these two.
    Ok((before - there).max(0) + (after - there).min(0))
}
