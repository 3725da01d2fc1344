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

/// How the carrier of one lane bears what it gets.
#[derive(Debug, Default)]
pub struct Pace(Mutex<Refused>);

#[derive(Debug, Default)]
struct Refused {
    in_a_row: u32,
    last: Option<Instant>,
}

impl Pace {
    /// A letter left.
    pub fn left(&self) {
        self.lock().in_a_row = 0;
    }

    /// A letter did not.
    pub fn hindered(&self, by: Obstacle, now: Instant) {
        let mut refused = self.lock();
        if by == Obstacle::CarrierBusy {
            refused.in_a_row = refused.in_a_row.saturating_add(1);
            if refused.in_a_row >= IN_A_ROW {
                refused.last = Some(now);
            }
        }
    }

    /// Whether one letter is tried at a time.
    pub fn is_slow(&self) -> bool {
        self.lock().in_a_row >= IN_A_ROW
    }

    /// Whether the letters of a file wait.
    pub fn many_rest(&self, now: Instant) -> bool {
        let last = self.lock().last;
        last.is_some_and(|last| now.saturating_duration_since(last) < MANY_REST)
    }

    fn lock(&self) -> MutexGuard<'_, Refused> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_70_a_carrier_that_says_too_many_gets_one_at_a_time_and_the_many_last() {
        let pace = Pace::default();
        let now = Instant::now();
        pace.hindered(Obstacle::CarrierBusy, now);
        pace.hindered(Obstacle::CarrierBusy, now);
        // One receiver who is not to be hurried, among others.
        pace.left();
        pace.hindered(Obstacle::MailboxFull, now);
        pace.hindered(Obstacle::CarrierBusy, now);
        pace.hindered(Obstacle::CarrierBusy, now);
        assert!(!pace.is_slow() && !pace.many_rest(now));
        pace.hindered(Obstacle::CarrierBusy, now);
        assert!(pace.is_slow() && pace.many_rest(now));
        pace.left();
        assert!(!pace.is_slow());
        assert!(pace.many_rest(now + MANY_REST / 2), "others first");
        assert!(!pace.many_rest(now + MANY_REST));
    }
}
