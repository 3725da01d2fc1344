//! The lock-out design as a pure function: counters and an event in, new counters and a consequence out.
//! Two lanes per login name, so that a stranger can never lock the owner out (security.md 1.1; OWASP device cookies).

use std::time::Duration;

use crate::{Moment, people::BlockReason};

/// Where a try comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// A browser that completed a two-factor login of this account before.
    KnownDevice,
    /// Everybody else together.
    Stranger,
}

impl Lane {
    /// The code kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::KnownDevice => "known_device",
            Self::Stranger => "stranger",
        }
    }
}

/// The numbers of security.md 1.1.
#[derive(Clone, Copy, Debug)]
pub struct LockPolicy {
    /// Wrong passwords in a row on a known device that block the account.
    pub known_device_tries: u32,
    /// Tries of strangers that go without delay.
    pub free_tries: u32,
    /// First delay for strangers; doubles with each further wrong try.
    pub first_delay: Duration,
    /// Longest delay for strangers.
    pub longest_delay: Duration,
    /// Guesses of strangers that are looked at within [`LockPolicy::window`].
    pub guesses_per_window: u32,
    /// Length of the stranger lane's window.
    pub window: Duration,
    /// Wrong guesses in a row that disable the password: of strangers, and on a known device where no block came before.
    pub guesses_until_disabled: u32,
    /// `strict`: the literal legacy rule, wrong tries from anyone block the account. Names a denial-of-service risk.
    pub strict_block_after: Option<u32>,
}

impl Default for LockPolicy {
    fn default() -> Self {
        Self {
            known_device_tries: 5,
            free_tries: 3,
            first_delay: Duration::from_secs(2),
            longest_delay: Duration::from_secs(15 * 60),
            guesses_per_window: 10,
            window: Duration::from_secs(24 * 60 * 60),
            guesses_until_disabled: 100,
            strict_block_after: None,
        }
    }
}

/// What is remembered of one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counter {
    /// Verified guesses since the last right password.
    pub consecutive: u32,
    /// Start of the running window; where there is none, on known devices, the last try. Lanes in which nothing was tried
    /// for long are forgotten by it.
    pub window_started_at: Moment,
    /// Verified guesses in the running window.
    pub in_window: u32,
    /// Until then tries are refused unseen.
    pub refused_until: Moment,
}

impl Counter {
    /// A lane in which nothing happened yet.
    pub const FRESH: Self = Self {
        consecutive: 0,
        window_started_at: Moment::from_unix_ms(0),
        in_window: 0,
        refused_until: Moment::from_unix_ms(0),
    };
}

/// What to do with a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// Look at the password. The try is counted as wrong beforehand, so that parallel tries cannot outrun the count;
    /// a right password puts the counter back with [`right`].
    Verify {
        /// The counter to store before looking.
        counter: Counter,
        /// What follows if the password turns out wrong.
        if_wrong: Consequence,
    },
    /// As wrong whatever was typed, at the price of a look: the row of wrong tries was long enough to disable the password,
    /// and parallel tries meanwhile must not find it out.
    Blind {
        /// The counter to store.
        counter: Counter,
        /// What follows, in case it did not the first time.
        if_wrong: Consequence,
    },
    /// Do not look; the same answer for every address.
    Refuse {
        /// When tries are looked at again.
        until: Moment,
    },
}

/// What a wrong password brings about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// Nothing but the count.
    None,
    /// That was the last guess of strangers in this window: everybody but a known device waits until it is over.
    GuessesUsedUp {
        /// When it is over.
        until: Moment,
    },
    /// The account is blocked.
    Block(BlockReason),
    /// The account is blocked; while the breaker against mass blocks keeps that from happening, the password is disabled.
    BlockOrDisable(BlockReason),
    /// The password is disabled; the account is not.
    DisablePassword,
}

/// Decides on one try with a password at `now`.
pub fn admit(counter: Counter, lane: Lane, policy: &LockPolicy, now: Moment) -> Admission {
    if now < counter.refused_until {
        return Admission::Refuse {
            until: counter.refused_until,
        };
    }
    let consecutive = counter.consecutive.saturating_add(1);
    match lane {
        Lane::KnownDevice => {
            let tried = Counter {
                consecutive,
                window_started_at: now,
                ..counter
            };
            let if_wrong = if consecutive >= policy.known_device_tries {
                block_after(consecutive, policy)
            } else {
                Consequence::None
            };
            if counter.consecutive >= policy.guesses_until_disabled {
                Admission::Blind {
                    counter: tried,
                    if_wrong,
                }
            } else {
                Admission::Verify {
                    counter: tried,
                    if_wrong,
                }
            }
        }
        Lane::Stranger => admit_stranger(counter, consecutive, policy, now),
    }
}

/// A block, from the hundredth on one that does not depend on the breaker: whatever else is the matter, nobody has more
/// wrong tries in a row than disable a password (SEC-06).
const fn block_after(consecutive: u32, policy: &LockPolicy) -> Consequence {
    let reason = BlockReason::PasswordOnKnownDevice;
    if consecutive >= policy.guesses_until_disabled {
        Consequence::BlockOrDisable(reason)
    } else {
        Consequence::Block(reason)
    }
}

fn admit_stranger(
    counter: Counter,
    consecutive: u32,
    policy: &LockPolicy,
    now: Moment,
) -> Admission {
    let window_over = now.since(counter.window_started_at) >= policy.window;
    let (window_started_at, used) = if window_over {
        (now, 0)
    } else {
        (counter.window_started_at, counter.in_window)
    };
    if used >= policy.guesses_per_window {
        return Admission::Refuse {
            until: window_started_at.plus(policy.window),
        };
    }
    let in_window = used + 1;
    let used_up = in_window >= policy.guesses_per_window;
    let window_end = window_started_at.plus(policy.window);
    let refused_until = if used_up {
        window_end
    } else {
        now.plus(delay_after(consecutive, policy))
    };
    let strict = policy
        .strict_block_after
        .is_some_and(|limit| consecutive >= limit);
    Admission::Verify {
        counter: Counter {
            consecutive,
            window_started_at,
            in_window,
            refused_until,
        },
        if_wrong: if strict {
            block_after(consecutive, policy)
        } else if consecutive >= policy.guesses_until_disabled {
            Consequence::DisablePassword
        } else if used_up {
            Consequence::GuessesUsedUp { until: window_end }
        } else {
            Consequence::None
        },
    }
}

fn delay_after(consecutive: u32, policy: &LockPolicy) -> Duration {
    let Some(doublings) = consecutive.checked_sub(policy.free_tries) else {
        return Duration::ZERO;
    };
    if doublings == 0 {
        return Duration::ZERO;
    }
    policy
        .first_delay
        .saturating_mul(1_u32.checked_shl(doublings - 1).unwrap_or(u32::MAX))
        .min(policy.longest_delay)
}

/// The counter after a right password: the row of wrong tries ends, the window of verified guesses does not
/// (or somebody who knows one password could guess without end).
pub fn right(counter: Counter) -> Counter {
    Counter {
        consecutive: 0,
        refused_until: Moment::from_unix_ms(0),
        in_window: counter.in_window.saturating_sub(1),
        ..counter
    }
}

/// How often a code may be tried and asked for (SEC-29, SEC-30).
#[derive(Clone, Copy, Debug)]
pub struct CodePolicy {
    /// Tries per challenge.
    pub tries_per_challenge: u32,
    /// Wrong codes after a right password within [`CodePolicy::window`] that block the account.
    pub wrong_until_block: u32,
    /// Length of that window.
    pub window: Duration,
    /// How long a code works from the moment it is written.
    pub lifetime: Duration,
    /// Shortest time between two messages.
    pub pause_between_sends: Duration,
    /// Messages per challenge, the first included.
    pub sends_per_challenge: u32,
    /// Messages per hour, for an account and for a number.
    pub sends_per_hour: u32,
    /// Messages per day, for an account and for a number.
    pub sends_per_day: u32,
    /// Messages per hour that one network has sent and whose code does not come back.
    pub sends_per_network_hour: u32,
}

impl Default for CodePolicy {
    fn default() -> Self {
        Self {
            tries_per_challenge: 5,
            wrong_until_block: 5,
            window: Duration::from_secs(24 * 60 * 60),
            lifetime: Duration::from_secs(5 * 60),
            pause_between_sends: Duration::from_secs(30),
            sends_per_challenge: 4,
            sends_per_hour: 5,
            sends_per_day: 10,
            sends_per_network_hour: 20,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    fn start() -> Moment {
        Moment::from_unix_ms(1_795_000_000_000)
    }

    /// Plays wrong tries, each as soon as it is looked at; returns the moments and the last counter.
    fn guess(times: u32, lane: Lane, policy: &LockPolicy) -> (Vec<Duration>, Vec<Consequence>) {
        let (mut counter, mut now) = (Counter::FRESH, start());
        let (mut waits, mut consequences) = (Vec::new(), Vec::new());
        while consequences.len() < times as usize {
            match admit(counter, lane, policy, now) {
                Admission::Refuse { until } => {
                    waits.push(until.since(now));
                    now = until;
                }
                Admission::Verify {
                    counter: next,
                    if_wrong,
                }
                | Admission::Blind {
                    counter: next,
                    if_wrong,
                } => {
                    counter = next;
                    consequences.push(if_wrong);
                }
            }
        }
        (waits, consequences)
    }

    #[test]
    fn strangers_wait_twice_as_long_each_time_and_at_most_ten_are_looked_at_a_day() {
        let (waits, _) = guess(11, Lane::Stranger, &LockPolicy::default());
        let seconds: Vec<u64> = waits.iter().map(Duration::as_secs).collect();
        assert_eq!(seconds, [2, 4, 8, 16, 32, 64, 24 * 3600 - 126]);
    }

    #[test]
    fn a_hundred_guesses_of_strangers_disable_the_password_and_never_block() {
        let (_, consequences) = guess(100, Lane::Stranger, &LockPolicy::default());
        assert!(consequences[..99].iter().all(|consequence| matches!(
            consequence,
            Consequence::None | Consequence::GuessesUsedUp { .. }
        )));
        assert_eq!(consequences[99], Consequence::DisablePassword);
    }

    #[test]
    fn the_tenth_guess_of_a_day_uses_them_up_and_says_until_when() {
        let (_, consequences) = guess(20, Lane::Stranger, &LockPolicy::default());
        let used_up: Vec<(usize, Consequence)> = consequences
            .into_iter()
            .enumerate()
            .filter(|(_, consequence)| *consequence != Consequence::None)
            .collect();
        let until = |days: u32| Consequence::GuessesUsedUp {
            until: start().plus(days * 24 * HOUR),
        };
        assert_eq!(used_up, [(9, until(1)), (19, until(2))]);
    }

    #[test]
    fn five_wrong_passwords_on_a_known_device_block() {
        let (waits, consequences) = guess(5, Lane::KnownDevice, &LockPolicy::default());
        assert!(waits.is_empty());
        assert_eq!(consequences[3], Consequence::None);
        assert_eq!(
            consequences[4],
            Consequence::Block(BlockReason::PasswordOnKnownDevice)
        );
    }

    /// How often a password is looked at on a known device while blocks do not come about, as the breaker has it.
    fn looks_in_a_row(times: u32) -> u32 {
        let (policy, mut counter, mut looks) = (LockPolicy::default(), Counter::FRESH, 0);
        for _ in 0..times {
            counter = match admit(counter, Lane::KnownDevice, &policy, start()) {
                Admission::Verify { counter, .. } => {
                    looks += 1;
                    counter
                }
                Admission::Blind { counter, .. } => counter,
                Admission::Refuse { .. } => panic!("nobody waits on a known device"),
            };
        }
        looks
    }

    #[test]
    fn on_a_known_device_no_more_than_a_hundred_in_a_row_are_looked_at_whatever_the_breaker_does() {
        assert_eq!(
            [99, 100, 101, 5_000].map(looks_in_a_row),
            [99, 100, 100, 100]
        );
        let reason = BlockReason::PasswordOnKnownDevice;
        let (_, consequences) = guess(102, Lane::KnownDevice, &LockPolicy::default());
        for (at, expected) in [
            (0, Consequence::None),
            (3, Consequence::None),
            (4, Consequence::Block(reason)),
            (98, Consequence::Block(reason)),
            (99, Consequence::BlockOrDisable(reason)),
            (101, Consequence::BlockOrDisable(reason)),
        ] {
            assert_eq!(consequences[at], expected, "try {}", at + 1);
        }
    }

    #[test]
    fn a_right_password_or_a_try_that_was_put_back_leaves_a_look_on_a_known_device() {
        let policy = LockPolicy::default();
        let row = |consecutive| Counter {
            consecutive,
            ..Counter::FRESH
        };
        for (consecutive, looked_at) in [(0, true), (99, true), (100, false), (u32::MAX, false)] {
            let admission = admit(row(consecutive), Lane::KnownDevice, &policy, start());
            let looks = matches!(admission, Admission::Verify { .. });
            assert_eq!(looks, looked_at, "after {consecutive}");
        }
        let after = admit(right(row(99)), Lane::KnownDevice, &policy, start());
        assert!(matches!(after, Admission::Verify { counter, .. } if counter.consecutive == 1));
    }

    #[test]
    fn a_lane_knows_when_something_was_last_tried_in_it() {
        let (policy, year) = (LockPolicy::default(), start().plus(365 * 24 * HOUR));
        for lane in [Lane::KnownDevice, Lane::Stranger] {
            let mut counter = Counter::FRESH;
            for now in [start(), year] {
                let Admission::Verify { counter: next, .. } = admit(counter, lane, &policy, now)
                else {
                    panic!("a try that is looked at");
                };
                assert_eq!(next.window_started_at, now, "{lane:?}");
                counter = next;
            }
            assert_eq!(
                counter.consecutive, 2,
                "forgetting is not for this function"
            );
        }
    }

    #[test]
    fn a_right_password_ends_the_row_but_gives_no_free_guesses() {
        let policy = LockPolicy::default();
        let mut counter = Counter::FRESH;
        for _ in 0..3 {
            let Admission::Verify { counter: next, .. } =
                admit(counter, Lane::Stranger, &policy, start())
            else {
                panic!("the first three go without delay");
            };
            counter = next;
        }
        let counter = right(counter);
        assert_eq!(counter.consecutive, 0);
        assert_eq!(
            counter.in_window, 2,
            "the right one is not a guess, the two before it are"
        );
        assert!(matches!(
            admit(counter, Lane::Stranger, &policy, start()),
            Admission::Verify { .. }
        ));
    }

    #[test]
    fn the_window_starts_anew_after_a_day() {
        let policy = LockPolicy::default();
        let full = Counter {
            consecutive: 10,
            window_started_at: start(),
            in_window: 10,
            refused_until: start(),
        };
        let until = start().plus(policy.window);
        assert_eq!(
            admit(full, Lane::Stranger, &policy, start().plus(HOUR)),
            Admission::Refuse { until }
        );
        assert!(matches!(
            admit(full, Lane::Stranger, &policy, until),
            Admission::Verify { .. }
        ));
    }

    #[test]
    fn strict_mode_blocks_whoever_tried() {
        let strict = LockPolicy {
            strict_block_after: Some(3),
            ..LockPolicy::default()
        };
        let (_, consequences) = guess(3, Lane::Stranger, &strict);
        assert_eq!(
            consequences[2],
            Consequence::Block(BlockReason::PasswordOnKnownDevice)
        );
        let (_, consequences) = guess(100, Lane::Stranger, &strict);
        assert_eq!(
            consequences[99],
            Consequence::BlockOrDisable(BlockReason::PasswordOnKnownDevice),
            "also strangers, should the breaker have kept the block away"
        );
    }

    #[test]
    fn the_delay_never_exceeds_a_quarter_of_an_hour() {
        let policy = LockPolicy::default();
        assert_eq!(delay_after(2, &policy), Duration::ZERO);
        assert_eq!(delay_after(4, &policy), Duration::from_secs(2));
        assert_eq!(delay_after(99, &policy), Duration::from_secs(900));
    }
}
