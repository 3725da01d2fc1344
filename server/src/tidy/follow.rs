//! How the clock goes, and what follows from it before anything is swept: what protects somebody moves along with a clock that
//! leapt, and what stands in the future is put back (docs/decisions/0019).

use std::{
    sync::{MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use domain::Moment;
use flows::clock_ahead::{self, What};
use tokio::time::timeout;

use super::Tidy;
use crate::clocks::{EVENLY, Pace, Went};

/// So often what protects somebody is moved along with a clock that leapt, while that fails.
const FOLLOW_EVERY: Duration = Duration::from_secs(10);
/// A database that takes longer to say what time it is says nothing.
const LONGEST_LOOK: Duration = Duration::from_secs(5);

/// What protects somebody is behind the clock.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Behind {
    tried: Option<Instant>,
}

impl Tidy {
    /// Looks how the clock goes: that of the database, or, beside a file, that of the machine; that of a demo is put forward to
    /// see what comes.
    pub(super) async fn look(&self) {
        let looked = timeout(LONGEST_LOOK, self.beside.look(&self.services)).await;
        // Whoever does not answer now is asked again: the time that went by meanwhile is known.
        if let Ok(Ok(now)) = looked {
            self.goes(now).await;
        }
    }

    /// Takes in what time it is by the clock that counts.
    async fn goes(&self, now: Moment) {
        let went = self
            .pace()
            .get_or_insert_with(|| Pace::begins(now))
            .went(now);
        if went != Went::Evenly {
            *self.behind() = Some(Behind::default());
        }
        if self.behind().is_some() {
            self.follow(FOLLOW_EVERY).await;
        }
        if went == Went::Back {
            self.settle().await;
        }
    }

    /// What protects somebody moves along with a clock that leapt, and back with one that is put right: tried until it is done.
    /// `false` if it is not.
    pub(super) async fn follow(&self, every: Duration) -> bool {
        let Some((leaps, now, even)) = self
            .pace()
            .as_ref()
            .map(|pace| (pace.leaps(), pace.now(), pace.was_even_for(EVENLY)))
        else {
            return true;
        };
        let behind = *self.behind();
        if let Some(Behind { tried }) = behind {
            if tried.is_some_and(|at| at.elapsed() < every) {
                return false;
            }
            *self.behind() = Some(Behind {
                tried: Some(Instant::now()),
            });
        }
        let services = self.services.clone();
        let follows = async move {
            if behind.is_some() {
                clock_ahead::come_again(&services).await?;
            }
            // Also what moved before this program was started.
            if behind.is_some() || clock_ahead::is_taken_back(&services, now).await? {
                clock_ahead::moved_along(&services, &leaps, now).await?;
            } else if even {
                clock_ahead::believed(&services).await?;
            }
            Ok(())
        };
        let done = self.run("what moves along with the clock", follows).await;
        if done {
            *self.behind() = None;
        }
        done
    }

    /// What stands in the future, because the clock was ahead, counts as of now.
    pub(super) async fn settle(&self) {
        let is_even = |pace: &Pace| pace.was_even_for(EVENLY);
        let what = if self.pace().as_ref().is_some_and(is_even) {
            What::Everything
        } else {
            What::UnderWay
        };
        let services = self.services.clone();
        let settles = async move { clock_ahead::settle(&services, what).await.map(drop) };
        if self.run("what a clock that was ahead left", settles).await
            && let Some(pace) = self.pace().as_mut()
        {
            pace.settled();
        }
    }

    /// What was put back by a clock that was behind is what it was, once the clock has come to it.
    pub(super) async fn come_again(&self) {
        let services = self.services.clone();
        let comes = async move { clock_ahead::come_again(&services).await.map(drop) };
        self.run("what a clock that was behind put back", comes)
            .await;
    }

    pub(super) fn pace(&self) -> MutexGuard<'_, Option<Pace>> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn behind(&self) -> MutexGuard<'_, Option<Behind>> {
        self.behind.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use flows::{
        execute, on, on_each_database,
        testing::{On, Seed, World},
    };

    use std::sync::Arc;

    use super::*;

    const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

    async fn does(world: &World, sql: &'static str, moment: Option<Moment>) {
        let mut tx = world.services.db.write().await.unwrap();
        match moment {
            Some(moment) => execute!(&mut tx, sql, moment.unix_ms()).unwrap(),
            None => execute!(&mut tx, sql).unwrap(),
        };
        tx.commit().await.unwrap();
    }

    async fn changed_at(world: &World) -> Moment {
        let mut tx = world.services.db.look().await.unwrap();
        let (at,): (i64,) = on!(&mut tx, |c| sqlx::query_as(
            "select number_changed_at from account"
        )
        .fetch_one(c))
        .unwrap();
        Moment::from_unix_ms(at)
    }

    async fn of(world: &World) -> Tidy {
        let office = world.organisation("adviseur", "Kantoor De Boer").await;
        let jan = Seed::new("Jan", "", "Bakker", "jan@kantoor-deboer.example");
        world.person(&office, jan).await;
        let now = world.services.now();
        does(
            world,
            "update account set number_changed_at = $1",
            Some(now),
        )
        .await;
        let tidy = Tidy::new(world.services.clone(), Arc::default());
        tidy.goes(now).await;
        tidy
    }

    fn is_about(moment: Moment, expected: Moment) -> bool {
        moment.unix_ms().abs_diff(expected.unix_ms()) < 30_000
    }

    on_each_database! {
        async fn sec_75_a_start_after_a_day_in_which_nobody_swept_is_careful(on: On) {
            let world = World::new(on).await;
            let tidy = Tidy::new(world.services.clone(), Arc::default()).of_node("one");
            assert!(!tidy.stood_still().await, "the first start of all");
            tidy.once().await;
            world.clock.forward(Duration::from_secs(23 * 60 * 60));
            assert!(!tidy.stood_still().await);
            world.clock.forward(Duration::from_secs(2 * 60 * 60));
            flows::readiness::writes(&world.services, "two").await.unwrap();
            assert!(tidy.stood_still().await, "whoever is asked whether all is well sweeps nothing");
            tidy.once().await;
            assert!(!tidy.stood_still().await);
        }

        async fn sec_75_a_leap_is_kept_until_it_was_taken_in_and_nothing_is_swept_before(on: On) {
            let world = World::new(on).await;
            let (tidy, now) = (of(&world).await, world.services.now());
            world.clock.forward(YEAR);
            does(&world, "alter table moved_along rename to away", None).await;
            does(&world, "insert into probe (node, at) values ('old', $1)", Some(now)).await;
            tidy.goes(now.plus(YEAR)).await;
            tidy.once().await;
            assert_eq!(changed_at(&world).await, now);
            assert!(!tidy.failing_for(Duration::ZERO).is_empty(), "it is told");
            let mut tx = world.services.db.look().await.unwrap();
            let (probes,): (i64,) = on!(&mut tx, |c| sqlx::query_as("select count(*) from probe").fetch_one(c)).unwrap();
            assert_eq!(probes, 1, "what stands before the leap may have to move along");
            drop(tx);
            does(&world, "alter table away rename to moved_along", None).await;
            tidy.once().await;
            assert!(is_about(changed_at(&world).await, now.plus(YEAR)));
            assert!(tidy.failing_for(Duration::ZERO).is_empty());
        }

        async fn sec_75_a_clock_that_is_ahead_for_a_moment_leaves_every_row_as_it_was_also_if_the_way_back_fails_at_first(on: On) {
            let world = World::new(on).await;
            let (tidy, now) = (of(&world).await, world.services.now());
            for _ in 0..2 {
                tidy.goes(now.plus(YEAR)).await;
                assert!(is_about(changed_at(&world).await, now.plus(YEAR)));
                tidy.goes(now).await;
                assert_eq!(changed_at(&world).await, now);
            }
            tidy.goes(now.plus(YEAR)).await;
            does(&world, "alter table moved_along rename to away", None).await;
            tidy.goes(now).await;
            assert_ne!(changed_at(&world).await, now);
            does(&world, "alter table away rename to moved_along", None).await;
            tidy.once().await;
            assert_eq!(changed_at(&world).await, now);
            // Another program, started when the clock is right again.
            tidy.goes(now.plus(YEAR)).await;
            drop(tidy);
            let again = Tidy::new(world.services.clone(), Arc::default());
            again.goes(now).await;
            again.once().await;
            assert_eq!(changed_at(&world).await, now);
        }

        async fn sec_75_a_clock_that_is_put_right_in_two_steps_protects_as_if_it_were_one(on: On) {
            let world = World::new(on).await;
            let (tidy, now) = (of(&world).await, world.services.now());
            for (to, moved) in [(1, 1), (3, 3), (2, 2), (0, 0), (2, 2)] {
                tidy.goes(now.plus(to * YEAR)).await;
                let changed = changed_at(&world).await;
                assert!(is_about(changed, now.plus(moved * YEAR)), "{to}: {changed:?}");
            }
        }
    }
}
