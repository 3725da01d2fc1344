//! How long a letter is tried, and when next: quickly at first, then ever less often. A code that nobody can use any more is
//! not sent at all. What the receiver's side does not take is tried for a day; what we ourselves cannot send is kept for a
//! month, because nobody else can do anything about it. What may have left is tried a few times: each may be a copy.

use std::time::Duration;

use domain::{
    Moment,
    post::{Obstacle, Whose},
};

use super::Due;
use crate::Policy;

const FIRST_PAUSE: Duration = Duration::from_secs(30);
/// Somebody is looking at the page that asks for the code.
const FIRST_PAUSE_OF_A_CODE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE_OF_RECEIVERS: Duration = Duration::from_secs(60 * 60);
/// Our own trouble may be mended at any moment, and then everybody waits.
const LONGEST_PAUSE_OF_OURS: Duration = Duration::from_secs(15 * 60);
/// A carrier that has too much to do has room again within a minute, and the letter that was put back must not miss it each time, as long
/// as a link in it works.
const LONGEST_PAUSE_OF_BUSY: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);
/// Of a letter that may have left: a link in it works for an hour, and then each pause is four times the one before.
const FIRST_PAUSE_OF_UNSURE: Duration = Duration::from_secs(5 * 60);
/// So often it is tried, whatever else stands in its way between: each may be a copy.
pub(super) const MOST_UNSURE: u32 = 6;
/// The same, and no letter of any kind waits longer for its next try.
pub const LONGEST_PAUSE: Duration = Duration::from_secs(6 * 60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Nobody wants to read an older letter.
pub(super) const KEPT: Duration = DAY.saturating_mul(30);

/// When to try this letter again after it failed at `now`; `None` if that would be of no use. `since` is when what stands in
/// the way became the affair of whose it is, `unanswered` how often it may have left.
pub(super) fn next_try(
    due: &Due,
    policy: &Policy,
    (obstacle, since, unanswered): (Obstacle, Moment, u32),
    now: Moment,
) -> Option<Moment> {
    if obstacle.is_final() {
        return None;
    }
    let is_code = due.challenge.is_some();
    // A code twice is better than none.
    let unsure = obstacle.may_have_left() && !is_code;
    if unsure && unanswered >= MOST_UNSURE {
        return None;
    }
    let before = due.attempts.saturating_sub(1);
    let (first, doublings) = match (is_code, unsure) {
        (true, _) => (FIRST_PAUSE_OF_A_CODE, before),
        (_, true) => (FIRST_PAUSE_OF_UNSURE, 2 * unanswered.saturating_sub(1)),
        _ => (FIRST_PAUSE, before),
    };
    let useless = end(due.created_at, is_code, policy);
    let (longest, end) = match obstacle.whose() {
        Whose::Ours if unsure => (LONGEST_PAUSE, useless),
        Whose::Receivers | Whose::Settings => {
            (LONGEST_PAUSE_OF_RECEIVERS, since.plus(DAY).min(useless))
        }
        Whose::Ours if obstacle == Obstacle::CarrierBusy && now.since(since) < HOUR => {
            (LONGEST_PAUSE_OF_BUSY, useless)
        }
        Whose::Ours => (LONGEST_PAUSE_OF_OURS, useless),
    };
    let pause = first.saturating_mul(1 << doublings.min(16)).min(longest);
    let next = now.plus(pause);
    (next < end).then_some(next)
}

/// From this moment on a letter that was queued then is of no use to anybody.
pub(super) fn end(created_at: Moment, is_code: bool, policy: &Policy) -> Moment {
    let longest = if is_code { policy.code.lifetime } else { KEPT };
    created_at.plus(longest)
}
