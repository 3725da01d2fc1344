//! How a clock goes: evenly, or with leaps when somebody puts it right or wrong.

use std::time::{Duration, Instant};

use domain::Moment;
use flows::clock_ahead::Leap;

use super::APART;

/// So many lines are kept: a clock that leaps all the time is moved along with from the first and from the last.
const MOST_LINES: usize = 16;
/// A clock that went evenly for so long is believed.
pub const EVENLY: Duration = Duration::from_secs(60 * 60);

/// How a clock goes: evenly, or with leaps when somebody puts it right or wrong. Each line is a while in which it went evenly;
/// those before the last are kept until that one is believed.
#[derive(Clone, Debug)]
pub struct Pace {
    last: (Instant, Moment),
    before: Vec<Line>,
    since: (Instant, Moment),
    settled: Option<Instant>,
}

/// A while in which a clock went evenly.
#[derive(Clone, Copy, Debug)]
struct Line {
    ended: (Instant, Moment),
    after: Duration,
}

/// How a clock went since it was last looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Went {
    /// As the time itself.
    Evenly,
    /// Somebody put it back.
    Back,
    /// Somebody put it forward.
    Forward,
}

impl Pace {
    /// It is this time by the clock now.
    pub fn begins(now: Moment) -> Self {
        let at = Instant::now();
        Self {
            last: (at, now),
            before: Vec::new(),
            since: (at, now),
            settled: None,
        }
    }

    /// Takes in what time it is; how the clock went since it was last looked at.
    pub fn went(&mut self, now: Moment) -> Went {
        let (at, then) = (Instant::now(), self.last);
        let should = then.1.plus(at.duration_since(then.0));
        self.last = (at, now);
        let went = if should.since(now) > APART {
            // Until that was done, however often it fails.
            self.settled = None;
            Went::Back
        } else if now.since(should) > APART {
            Went::Forward
        } else {
            if self.was_even_for(EVENLY) {
                self.before.clear();
            }
            return Went::Evenly;
        };
        let after = at.duration_since(self.since.0);
        if self.before.len() >= MOST_LINES {
            self.before.remove(1);
        }
        self.before.push(Line {
            ended: (at, should),
            after,
        });
        self.since = (at, now);
        went
    }

    /// How far the clock is from where each line before would have brought it, where that is forward.
    pub fn leaps(&self) -> Vec<Leap> {
        let (at, now) = self.last;
        let leap = |line: &Line| {
            let (ended, from) = line.ended;
            let should = from.plus(at.duration_since(ended));
            let after = line.after;
            let by = now.since(should);
            (by > APART).then_some(Leap { from, after, by })
        };
        self.before.iter().filter_map(leap).collect()
    }

    /// What time it was when it was last looked.
    pub const fn now(&self) -> Moment {
        self.last.1
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
        self.since.0.elapsed() >= long
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

    fn is_about(time: Duration, expected: Duration) -> bool {
        time.abs_diff(expected) < APART
    }

    #[test]
    fn a_clock_that_is_put_back_or_forward_is_seen_and_one_that_goes_on_is_not() {
        let now = Moment::from_unix_ms(1_795_000_000_000);
        let mut pace = Pace::begins(now);
        assert_eq!(pace.went(now), Went::Evenly);
        assert_eq!(pace.went(now.plus(10 * YEAR)), Went::Forward);
        assert!(
            !pace.was_even_for(Duration::from_secs(60)),
            "not evenly any more"
        );
        let leaps = pace.leaps();
        let [Leap { from, after, by }] = leaps[..] else {
            panic!("{leaps:?}");
        };
        assert!(is_about(by, 10 * YEAR) && is_about(after, Duration::ZERO));
        assert!(from.since(now) < APART, "{from:?}");
        assert_eq!(pace.went(now), Went::Back);
        assert_eq!(pace.leaps(), [], "it is where it would be");
        assert_eq!(
            pace.went(now.plus(APART)),
            Went::Evenly,
            "a little is nothing"
        );
        assert!(pace.is_time_to_settle(YEAR), "never so far");
        pace.settled();
        assert!(!pace.is_time_to_settle(YEAR));
    }

    #[test]
    fn each_while_in_which_a_clock_went_evenly_has_its_own_leap() {
        let now = Moment::from_unix_ms(1_795_000_000_000);
        let by = |pace: &Pace| -> Vec<u64> {
            let leaps = pace.leaps();
            leaps
                .iter()
                .map(|leap| (leap.by.as_secs() + 60) / YEAR.as_secs())
                .collect()
        };
        let mut pace = Pace::begins(now);
        for (to, leaps) in [
            (3, &[3][..]),
            // Part of it is taken back.
            (1, &[1][..]),
            // The first while had brought it to 0, the second to 3, the third to 1.
            (4, &[4, 1, 3][..]),
            (0, &[][..]),
            // What was done in the year before is as far from now as any.
            (2, &[2, 1, 2][..]),
        ] {
            pace.went(now.plus(to * YEAR));
            assert_eq!(by(&pace), leaps, "{to}");
        }
        for at in 0..100 {
            pace.went(now.plus(at % 2 * YEAR));
            assert!(pace.before.len() <= MOST_LINES);
        }
    }
}
