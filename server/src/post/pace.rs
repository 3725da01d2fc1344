//! How fast a lane goes. A carrier that says "too many" time and again gets one letter at a time until one leaves, and none of the
//! many letters of a file for a while: what single people wait for must not lose each race against them.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use domain::post::Obstacle;
use tokio::time::Instant;

/// So often in a row it is no longer one receiver who is not to be hurried.
const IN_A_ROW: u32 = 3;
/// As long as the limits of most providers; a letter of somebody alone is tried again within it.
const MANY_REST: Duration = Duration::from_secs(60);

/// An answer that comes later is none.
const AT_ONCE: Duration = Duration::from_secs(5);

/// How the carrier of one lane bears what it gets.
#[derive(Debug, Default)]
pub struct Pace(Mutex<Carrier>);

#[derive(Debug, Default)]
struct Carrier {
    /// How often in a row it said "too many".
    in_a_row: u32,
    /// Since when the letters of a file wait for it.
    rest_since: Option<Instant>,
    /// Whether it left none unanswered since it last took one; at the start nobody knows.
    answered: bool,
}

impl Carrier {
    fn rests(&self, now: Instant) -> bool {
        self.rest_since
            .is_some_and(|since| now.saturating_duration_since(since) < MANY_REST)
    }
}

impl Pace {
    /// A letter left. Gives back whether one may have been left unanswered since the last that did, as far as this node knows.
    pub fn left(&self) -> bool {
        let mut carrier = self.lock();
        carrier.in_a_row = 0;
        !std::mem::replace(&mut carrier.answered, true)
    }

    /// A letter that was begun at a moment did not.
    pub fn hindered(&self, by: Obstacle, (began, now): (Instant, Instant)) {
        let mut carrier = self.lock();
        // Who has too much to do says so at once; a silence is that of one receiver, whose place it takes.
        if by == Obstacle::CarrierBusy && now.saturating_duration_since(began) < AT_ONCE {
            carrier.in_a_row = carrier.in_a_row.saturating_add(1);
            // A rest that is under way is not made longer: one of a file is tried in between, or those of one receiver who takes nothing
            // would keep all of them waiting.
            if carrier.in_a_row >= IN_A_ROW && !carrier.rests(now) {
                carrier.rest_since = Some(now);
            }
        }
        carrier.answered &= by != Obstacle::Unanswered;
    }

    /// Whether one letter is tried at a time.
    pub fn is_slow(&self) -> bool {
        self.lock().in_a_row >= IN_A_ROW
    }

    /// Whether the letters of a file wait.
    pub fn many_rest(&self, now: Instant) -> bool {
        self.lock().rests(now)
    }

    fn lock(&self) -> MutexGuard<'_, Carrier> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_70_a_carrier_that_says_too_many_gets_one_at_a_time_and_the_many_last() {
        let pace = Pace::default();
        let (now, at) = (Instant::now(), |moment: Instant| (moment, moment));
        pace.hindered(Obstacle::CarrierBusy, at(now));
        pace.hindered(Obstacle::CarrierBusy, at(now));
        // One receiver who is not to be hurried, among others.
        pace.left();
        pace.hindered(Obstacle::MailboxFull, at(now));
        pace.hindered(Obstacle::CarrierBusy, at(now));
        pace.hindered(Obstacle::CarrierBusy, at(now));
        assert!(!pace.is_slow() && !pace.many_rest(now));
        pace.hindered(Obstacle::CarrierBusy, at(now));
        assert!(pace.is_slow() && pace.many_rest(now));
        pace.left();
        assert!(!pace.is_slow());
        assert!(pace.many_rest(now + MANY_REST / 2), "others first");
        assert!(!pace.many_rest(now + MANY_REST));
        for refused in 0..5 {
            pace.hindered(Obstacle::CarrierBusy, at(now + MANY_REST * refused / 4));
        }
        let (before, after) = (now + MANY_REST - MANY_REST / 8, now + MANY_REST);
        assert!(
            pace.many_rest(before) && pace.many_rest(after),
            "one was tried in between, and refused"
        );
        assert!(!pace.many_rest(after + MANY_REST));
    }

    #[test]
    fn sec_70_receivers_who_answer_nothing_make_no_carrier_slow() {
        let pace = Pace::default();
        let began = Instant::now();
        for _ in 0..5 {
            pace.hindered(Obstacle::CarrierBusy, (began, began + AT_ONCE));
        }
        assert!(!pace.is_slow());
        assert!(pace.left(), "at the start nobody knows");
        assert!(!pace.left());
        pace.hindered(Obstacle::Unanswered, (began, began + AT_ONCE));
        assert!(pace.left() && !pace.left());
    }
}
