//! The clock of this machine: beside that of the server that all nodes share, and beside the time that really went by.

use std::time::{Duration, Instant};

use domain::Moment;
use flows::{Services, clock_ahead::Leap, readiness, services::Clock, trouble::Result};

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

/// Whether they are further apart than a clock may be wrong.
pub async fn are_apart(services: &Services) -> Result<bool> {
    Ok(Duration::from_millis(ahead(services).await?.unsigned_abs()) > APART)
}

/// How a clock goes: evenly, or with leaps when somebody puts it right or wrong.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    last: (Instant, Moment),
    evenly_since: Instant,
    settled: Option<Instant>,
}

/// How a clock went since it was last looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Went {
    /// As the time itself.
    Evenly,
    /// Somebody put it back.
    Back,
    /// Somebody put it forward.
    Forward(Leap),
}

impl Pace {
    /// It is this time by the clock now.
    pub fn begins(now: Moment) -> Self {
        let at = Instant::now();
        Self {
            last: (at, now),
            evenly_since: at,
            settled: None,
        }
    }

    /// Takes in what time it is; how the clock went since it was last looked at.
    pub fn went(&mut self, now: Moment) -> Went {
        let (at, then) = (Instant::now(), self.last);
        let should = then.1.plus(at.duration_since(then.0));
        self.last = (at, now);
        let after = at.duration_since(self.evenly_since);
        if should.since(now) > APART {
            self.evenly_since = at;
            return Went::Back;
        }
        let by = now.since(should);
        if by > APART {
            self.evenly_since = at;
            let from = should;
            return Went::Forward(Leap { from, after, by });
        }
        Went::Evenly
    }

    /// Whether nothing was settled for so long, or ever.
    pub fn is_time_to_settle(&self, long: Duration) -> bool {
        self.settled.is_none_or(|at| at.elapsed() >= long)
    }

    /// Everything is settled now.
    pub fn settled(&mut self) {
        self.settled = Some(Instant::now());
    }

    /// Whether the clock went evenly for so long.
    pub fn was_even_for(&self, long: Duration) -> bool {
        self.evenly_since.elapsed() >= long
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_put_back_or_forward_is_seen_and_one_that_goes_on_is_not() {
        let now = Moment::from_unix_ms(1_795_000_000_000);
        let mut pace = Pace::begins(now);
        let year = Duration::from_secs(365 * 24 * 60 * 60);
        assert_eq!(pace.went(now), Went::Evenly);
        let Went::Forward(leap) = pace.went(now.plus(10 * year)) else {
            panic!("forward");
        };
        assert!(leap.by > 9 * year && leap.by <= 10 * year, "{leap:?}");
        assert!(
            leap.from.since(now) < APART && leap.after < APART,
            "{leap:?}"
        );
        assert!(
            !pace.was_even_for(Duration::from_secs(60)),
            "not evenly any more"
        );
        assert_eq!(pace.went(now), Went::Back);
        assert_eq!(
            pace.went(now.plus(APART)),
            Went::Evenly,
            "a little is nothing"
        );
        assert!(pace.is_time_to_settle(year), "never so far");
        pace.settled();
        assert!(!pace.is_time_to_settle(year));
    }
}
