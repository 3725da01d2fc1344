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

/// So long a carrier answers nobody that is silent, and not only slow now and then.
const SILENT: Duration = Duration::from_secs(2 * 60);

/// How the carrier of one lane bears what it gets.
#[derive(Debug, Default)]
pub struct Pace(Mutex<Carrier>);

#[derive(Debug, Default)]
struct Carrier {
    /// How often in a row it said "too many".
    in_a_row: u32,
    /// Since when the letters of a file wait for it.
    rest_since: Option<Instant>,
    /// How many it left unanswered since it last took one, and since when.
    silent: u32,
    silent_since: Option<Instant>,
}

impl Carrier {
    fn rests(&self, now: Instant) -> bool {
        self.rest_since
            .is_some_and(|since| now.saturating_duration_since(since) < MANY_REST)
    }
}

impl Pace {
    /// A letter left. Gives back since when the carrier had been silent, if it had.
    pub fn left(&self, now: Instant) -> Option<Duration> {
        let mut carrier = self.lock();
        carrier.in_a_row = 0;
        let (silent, since) = (
            std::mem::take(&mut carrier.silent),
            carrier.silent_since.take(),
        );
        let so_long = now.saturating_duration_since(since?);
        (silent >= IN_A_ROW && so_long >= SILENT).then_some(so_long)
    }

    /// A letter did not.
    pub fn hindered(&self, by: Obstacle, now: Instant) {
        let mut carrier = self.lock();
        if by == Obstacle::CarrierBusy {
            carrier.in_a_row = carrier.in_a_row.saturating_add(1);
            // A rest that is under way is not made longer: one of a file is tried in between, or those of one receiver who takes nothing
            // would keep all of them waiting.
            if carrier.in_a_row >= IN_A_ROW && !carrier.rests(now) {
                carrier.rest_since = Some(now);
            }
        }
        if by == Obstacle::Unanswered {
            carrier.silent = carrier.silent.saturating_add(1);
            carrier.silent_since.get_or_insert(now);
        }
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
        let now = Instant::now();
        pace.hindered(Obstacle::CarrierBusy, now);
        pace.hindered(Obstacle::CarrierBusy, now);
        // One receiver who is not to be hurried, among others.
        pace.left(now);
        pace.hindered(Obstacle::MailboxFull, now);
        pace.hindered(Obstacle::CarrierBusy, now);
        pace.hindered(Obstacle::CarrierBusy, now);
        assert!(!pace.is_slow() && !pace.many_rest(now));
        pace.hindered(Obstacle::CarrierBusy, now);
        assert!(pace.is_slow() && pace.many_rest(now));
        pace.left(now);
        assert!(!pace.is_slow());
        assert!(pace.many_rest(now + MANY_REST / 2), "others first");
        assert!(!pace.many_rest(now + MANY_REST));
        for refused in 0..5 {
            pace.hindered(Obstacle::CarrierBusy, now + MANY_REST * refused / 4);
        }
        let (before, after) = (now + MANY_REST - MANY_REST / 8, now + MANY_REST);
        assert!(
            pace.many_rest(before) && pace.many_rest(after),
            "one was tried in between, and refused"
        );
        assert!(!pace.many_rest(after + MANY_REST));
    }

    #[test]
    fn sec_70_a_carrier_that_answers_some_and_others_late_is_not_silent() {
        let pace = Pace::default();
        let began = Instant::now();
        let mut now = began;
        for _ in 0..20 {
            pace.hindered(Obstacle::Unanswered, now);
            pace.hindered(Obstacle::Unanswered, now);
            pace.hindered(Obstacle::Unanswered, now);
            now += SILENT / 2;
            assert_eq!(pace.left(now), None);
        }
        // At night two hours may pass between two that are late.
        pace.hindered(Obstacle::Unanswered, now);
        pace.hindered(Obstacle::Unanswered, now + 60 * SILENT);
        assert_eq!(pace.left(now + 61 * SILENT), None);
        for minute in 0..4 {
            pace.hindered(Obstacle::Unanswered, now + minute * SILENT / 2);
        }
        assert_eq!(pace.left(now + 2 * SILENT), Some(2 * SILENT));
        assert_eq!(pace.left(now + 2 * SILENT), None, "once");
    }
}
