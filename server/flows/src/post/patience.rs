//! How long a letter is tried, and when next: quickly at first, then ever less often.
//! A code that nobody can use any more is not sent at all; anything else is tried for a day.

use std::time::Duration;

use domain::Moment;

use super::Due;
use crate::Policy;

const FIRST_PAUSE: Duration = Duration::from_secs(30);
/// Somebody is looking at the page that asks for the code.
const FIRST_PAUSE_OF_A_CODE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_secs(60 * 60);
const LONGEST_TRY: Duration = Duration::from_secs(24 * 60 * 60);

/// When to try this letter again after it failed at `now`; `None` if that would be too late to be of use.
pub(super) fn next_try(due: &Due, policy: &Policy, now: Moment) -> Option<Moment> {
    let first = if due.challenge.is_some() {
        FIRST_PAUSE_OF_A_CODE
    } else {
        FIRST_PAUSE
    };
    let doublings = due.attempts.saturating_sub(1).min(16);
    let pause = first.saturating_mul(1 << doublings).min(LONGEST_PAUSE);
    let next = now.plus(pause);
    (next < end(due, policy)).then_some(next)
}

/// From this moment on the letter is of no use to anybody.
pub(super) fn end(due: &Due, policy: &Policy) -> Moment {
    let longest = if due.challenge.is_some() {
        policy.code.lifetime
    } else {
        LONGEST_TRY
    };
    due.created_at.plus(longest)
}
