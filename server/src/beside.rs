//! What a node sees beside itself, and what keeps it from writing: a clock that is not that of the database, and a database
//! that became another deployment's.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use domain::{Moment, shared::moment::CLOCKS_APART};
use flows::{Db, Services, Trouble, deployment, readiness, services::Clock, trouble::Result};

use crate::{clocks::APART, wiring::SystemClock};

/// How far the clock of this machine stood before that of the database when both were last looked at, in milliseconds.
type Seen = Arc<Mutex<Option<(Instant, Moment, i64)>>>;

/// Keeps a node from writing whose clock is apart from that of the database, where only the latter counts, which all nodes share;
/// and from writing into a database that says something else of itself than when the node began.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    seen: Seen,
    strayed: Arc<AtomicBool>,
}

impl Beside {
    /// Has the database ask before each deed. Also a clock that leapt since they were last looked at is found.
    pub fn stands_before(&self, db: &Db) {
        let beside = self.clone();
        db.gate().asks(move || beside.may_write());
    }

    /// Whether this node may write.
    ///
    /// # Errors
    /// Why it may not.
    pub fn may_write(&self) -> Result<()> {
        if self.strayed.load(Ordering::Relaxed) {
            return Err(Trouble::Anothers);
        }
        if self.is_far(SystemClock.now()) {
            return Err(Trouble::ClocksApart);
        }
        Ok(())
    }

    /// Looks whose the database is, and at both clocks. What time it is by the clock that counts: that of the database, or of this machine if a file is shared with
    /// nobody.
    ///
    /// # Errors
    /// If the database does not answer, and if it took so long that nobody knows what time it was.
    pub async fn look(&self, services: &Services) -> Result<Moment> {
        let strayed = !deployment::is_still_ours(&services.db).await?;
        if self.strayed.swap(strayed, Ordering::Relaxed) != strayed {
            if strayed {
                tracing::error!("{}", Trouble::Anothers);
            } else {
                tracing::info!("the database is ours again");
            }
        }
        let at = Instant::now();
        let before = SystemClock.now();
        let Some(there) = readiness::clock(&services.db).await? else {
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
    fn is_far(&self, now: Moment) -> bool {
        self.seen().is_some_and(|(at, then, ahead)| {
            let leapt = now.unix_ms() - then.plus(at.elapsed()).unix_ms();
            Duration::from_millis(ahead.saturating_add(leapt).unsigned_abs()) > CLOCKS_APART
        })
    }

    fn seen(&self) -> MutexGuard<'_, Option<(Instant, Moment, i64)>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use flows::{
        deployment::{Adopted, Purpose},
        execute, on_each_database,
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

    #[tokio::test]
    async fn sec_75_a_node_whose_clock_is_apart_from_that_of_the_database_writes_nothing() {
        let world = World::new(On::Postgres).await;
        let (services, beside) = (&world.services, Beside::default());
        let db = &services.db;
        beside.stands_before(db);
        db.write().await.unwrap();
        *beside.seen() = Some((Instant::now(), SystemClock.now(), 3_600_000));
        for done in [db.write().await, db.write_lightly().await] {
            let trouble = done.unwrap_err();
            assert!(matches!(trouble, Trouble::ClocksApart) && trouble.cause().passes());
        }
        db.read().await.unwrap();
        beside.look(services).await.unwrap();
        db.write().await.unwrap();
    }

    #[tokio::test]
    async fn a_file_has_no_clock() {
        let world = World::new(On::Sqlite).await;
        let beside = Beside::default();
        beside.look(&world.services).await.unwrap();
        assert!(beside.seen().is_none());
    }

    on_each_database! {
        async fn sec_73_a_program_that_runs_writes_nothing_into_a_database_that_became_anothers(on: On) {
            let world = World::new(on).await;
            let (services, beside) = (&world.services, Beside::default());
            let db = &services.db;
            let production = |origin: &str| Purpose::Production {
                origin: origin.to_owned(),
            };
            let (ours, other) = (production("https://portal.example"), production("https://test.example"));
            deployment::state(db, &ours).await.unwrap();
            beside.stands_before(db);
            // Each by a program of its own.
            let does = async |sql: &'static str| {
                let beside = world.as_another_process().await;
                let mut tx = beside.write().await.unwrap();
                execute!(&mut tx, sql).unwrap();
                tx.commit().await.unwrap();
            };
            let adopts = async |purpose: &Purpose, how| {
                let beside = world.as_another_process().await;
                let now = services.now();
                deployment::adopt(&beside, purpose, how, now).await.unwrap();
            };
            let lets_write = async || {
                beside.look(services).await.unwrap();
                let done = db.write().await;
                match done {
                    Ok(_) => true,
                    Err(Trouble::Anothers) => false,
                    Err(other) => panic!("{other}"),
                }
            };
            assert!(lets_write().await);
            adopts(&ours, Adopted::AsItIs).await;
            assert!(lets_write().await, "nothing is other");
            adopts(&other, Adopted::AsItIs).await;
            assert!(!lets_write().await);
            adopts(&ours, Adopted::AsItIs).await;
            assert!(lets_write().await, "somebody put it right");
            adopts(&other, Adopted::Copy).await;
            adopts(&ours, Adopted::AsItIs).await;
            assert!(!lets_write().await, "it holds people of another deployment");
            adopts(&ours, Adopted::Original).await;
            assert!(lets_write().await);
            does("delete from deployment").await;
            assert!(!lets_write().await, "it was filled anew");
            does("drop table deployment").await;
            assert!(!lets_write().await);
            assert!(Trouble::Anothers.cause().is_outage());
        }
    }
}
