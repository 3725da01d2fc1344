//! The clock of this machine: beside that of the server that all nodes share, and beside the time that really went by.

mod pace;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use domain::{Moment, shared::moment::CLOCKS_APART};
use flows::{Db, Services, Trouble, readiness, services::Clock, trouble::Result};

pub use self::pace::{EVENLY, Pace, Went};
use crate::wiring::SystemClock;

/// A clock may be wrong by this much: a code that is typed lasts minutes. Letters are lent by the clock of the database.
pub const APART: Duration = Duration::from_secs(30);

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

/// How far the clock of this machine stood before that of the database when both were last looked at, in milliseconds.
type Seen = Arc<Mutex<Option<(Instant, Moment, i64)>>>;

/// Keeps a node whose clock is apart from that of the database from writing: there only the latter counts, which all nodes share.
#[derive(Clone, Debug, Default)]
pub struct Beside(Seen);

impl Beside {
    /// Has the database ask before each deed. Also a clock that leapt since they were last looked at is found.
    pub fn stands_before(&self, db: &Db) {
        let beside = self.clone();
        db.asks_before_writing(move || !beside.is_far(SystemClock.now()));
    }

    /// Looks at both. What time it is by the clock that counts: that of the database, or of this machine if a file is shared with
    /// nobody.
    ///
    /// # Errors
    /// If the database does not answer, and if it took so long that nobody knows what time it was.
    pub async fn look(&self, services: &Services) -> Result<Moment> {
        let at = Instant::now();
        let before = SystemClock.now();
        let Some(there) = readiness::clock(services).await? else {
            return Ok(before);
        };
        if at.elapsed() > APART {
            return Err(Trouble::Busy("the clock of the database"));
        }
        let ahead = before.unix_ms().saturating_sub(there.unix_ms());
        *self.seen() = Some((at, before, ahead));
        Ok(there)
    }

    /// Whether they are so far apart that nothing may be written, if it is this moment by the clock of this machine.
    pub fn is_far(&self, now: Moment) -> bool {
        self.seen().is_some_and(|(at, then, ahead)| {
            let leapt = now.unix_ms() - then.plus(at.elapsed()).unix_ms();
            Duration::from_millis(ahead.saturating_add(leapt).unsigned_abs()) > CLOCKS_APART
        })
    }

    fn seen(&self) -> MutexGuard<'_, Option<(Instant, Moment, i64)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use flows::{
        on_each_database,
        testing::{On, World},
    };

    use super::*;

    #[test]
    fn a_node_whose_clock_is_apart_from_that_of_the_database_is_found_before_it_writes() {
        let (beside, now) = (Beside::default(), Moment::from_unix_ms(1_795_000_000_000));
        assert!(!beside.is_far(now), "nobody looked yet");
        for (ahead, leaps, far) in [
            (0_i64, 0_i64, false),
            (60_000, -60_000, false),
            (0, 3_600_000, true),
            (0, -3_600_000, true),
            (-3_600_000, 3_600_000, false),
            (3_600_000, 0, true),
        ] {
            *beside.seen() = Some((Instant::now(), now, ahead));
            let now = Moment::from_unix_ms(now.unix_ms() + leaps);
            assert_eq!(beside.is_far(now), far, "{ahead} {leaps}");
        }
    }

    on_each_database! {
        async fn sec_75_a_node_whose_clock_is_apart_from_that_of_the_database_writes_nothing(on: On) {
            let world = World::new(on).await;
            let (services, beside) = (&world.services, Beside::default());
            beside.stands_before(&services.db);
            services.db.write().await.unwrap();
            *beside.seen() = Some((Instant::now(), SystemClock.now(), 3_600_000));
            for light in [false, true] {
                let db = &services.db;
                let done = if light {
                    db.write_lightly().await
                } else {
                    db.write().await
                };
                match on {
                    On::Sqlite => assert!(done.is_ok(), "a file has no clock"),
                    On::Postgres => {
                        let trouble = done.unwrap_err();
                        assert!(matches!(trouble, Trouble::ClocksApart) && trouble.cause().passes());
                    }
                }
            }
            services.db.read().await.unwrap();
            beside.look(services).await.unwrap();
            services.db.write().await.unwrap();
        }
    }
}
