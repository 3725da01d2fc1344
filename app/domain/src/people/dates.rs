//! First and last day of access, as a form or a file names them. People name the last day that counts; what is kept is the
//! moment after it.

use std::time::Duration;

use crate::{Moment, Problem};

/// The start of a typed day, "2026-11-20" or "20-11-2026".
pub fn start_of(text: &str) -> Result<Moment, Problem> {
    let iso = match text.trim().split('-').collect::<Vec<_>>().as_slice() {
        [day, month, year] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => text.to_owned(),
    };
    Moment::parse_date(&iso)
        .and_then(|(year, month, day)| Moment::from_amsterdam_date(year, month, day))
        .ok_or(Problem::DateMalformed)
}

/// The end of a typed day, which is the start of the next.
pub fn end_of(text: &str) -> Result<Moment, Problem> {
    day_after(start_of(text)?).ok_or(Problem::DateMalformed)
}

/// The end of a typed day that has not passed.
pub fn coming_end_of(text: &str, now: Moment) -> Result<Moment, Problem> {
    let end = end_of(text)?;
    if is_past(end, now) {
        Err(Problem::DateInPast)
    } else {
        Ok(end)
    }
}

/// Whether access that ends then is over: nobody is invited to that.
pub fn is_past(end: Moment, now: Moment) -> bool {
    end <= now
}

/// Whether access would end before it begins.
pub fn are_reversed(from: Option<Moment>, until: Option<Moment>) -> bool {
    from.zip(until).is_some_and(|(from, until)| until <= from)
}

/// Whether another first day would take back what the one of before made somebody wait for: for `waiting` after the first day a right
/// that counts as a pair of eyes decides nothing (SEC-68), and a day that is taken away, or moved back from the future, would
/// have it decide as if access had begun long ago. A day that is still to come has its own waiting.
pub fn waits_no_more(
    before: Option<Moment>,
    after: Option<Moment>,
    waiting: Duration,
    now: Moment,
) -> bool {
    let waits = before.filter(|first| now < first.plus(waiting));
    waits.is_some_and(|first| after.is_none_or(|after| after <= now && after < first))
}

/// The start of the next day: thirty hours on lies in it, also when the clock changes.
fn day_after(day: Moment) -> Option<Moment> {
    let (year, month, day) = day.plus(Duration::from_secs(30 * 60 * 60)).amsterdam_date();
    Moment::from_amsterdam_date(year, month, day)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{are_reversed, coming_end_of, end_of, start_of, waits_no_more};
    use crate::{Moment, Problem};

    #[test]
    fn a_first_day_that_is_taken_away_or_moved_back_takes_no_waiting_with_it() {
        let day = |day| Moment::from_amsterdam_date(2026, 11, day).unwrap();
        let week = Duration::from_secs(7 * 24 * 60 * 60);
        for (before, after, now, loses) in [
            (None, None, 10, false),
            (None, Some(9), 10, false),
            (Some(20), None, 10, true),
            (Some(20), Some(1), 10, true),
            (Some(20), Some(10), 10, true),
            (Some(20), Some(11), 10, false),
            (Some(20), Some(25), 10, false),
            (Some(8), None, 10, true),
            (Some(8), Some(7), 10, true),
            (Some(8), Some(9), 10, false),
            (Some(3), None, 10, false),
            (Some(4), None, 10, true),
        ] {
            let [first, then] = [before, after].map(|at| at.map(day));
            let found = waits_no_more(first, then, week, day(now));
            assert_eq!(found, loses, "{before:?} {after:?} on {now}");
        }
    }

    #[test]
    fn a_last_day_counts_until_its_end_and_is_over_then() {
        let day = |day| Moment::from_amsterdam_date(2026, 11, day).unwrap();
        assert_eq!(end_of("19-11-2026"), Ok(day(20)));
        assert_eq!(end_of("2026-11-19"), Ok(day(20)));
        assert_eq!(coming_end_of("19-11-2026", day(19)), Ok(day(20)));
        assert_eq!(
            coming_end_of("19-11-2026", day(20)),
            Err(Problem::DateInPast)
        );
        assert!(are_reversed(Some(day(20)), Some(day(20))));
        assert!(!are_reversed(Some(day(20)), Some(day(21))) && !are_reversed(None, Some(day(1))));
        for text in ["", "morgen", "31-02-2026", "1-1-26", "2026/12/31", "46387"] {
            assert_eq!(start_of(text), Err(Problem::DateMalformed), "{text:?}");
        }
    }
}
