//! First and last day of access, as a form or a file names them. People name the last day that counts; what is kept is the
//! moment after it.

use std::time::Duration;

use crate::{Moment, Problem};

/// So far ahead a first day lies at most: somebody who accepted an invitation waits for it, and is kept from nothing for years.
const MOST_AHEAD: Duration = Duration::from_secs(366 * 24 * 60 * 60);

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

/// The start of a typed first day, which may have passed.
pub fn coming_start_of(text: &str, now: Moment) -> Result<Moment, Problem> {
    let start = start_of(text)?;
    if is_too_far(start, now) {
        Err(Problem::DateTooFar)
    } else {
        Ok(start)
    }
}

/// Whether nobody waits that long for a first day.
pub fn is_too_far(first: Moment, now: Moment) -> bool {
    first > now.plus(MOST_AHEAD)
}

/// Whether access that ends then is over: nobody is invited to that.
pub fn is_past(end: Moment, now: Moment) -> bool {
    end <= now
}

/// Whether access goes on for at least so long: its end is not in sight.
pub fn lasts(end: Option<Moment>, long_enough: Duration, now: Moment) -> bool {
    end.is_none_or(|end| now.plus(long_enough) <= end)
}

/// Whether access would end before it begins.
pub fn are_reversed(from: Option<Moment>, until: Option<Moment>) -> bool {
    from.zip(until).is_some_and(|(from, until)| until <= from)
}

/// The start of the next day: thirty hours on lies in it, also when the clock changes.
fn day_after(day: Moment) -> Option<Moment> {
    let (year, month, day) = day.plus(Duration::from_secs(30 * 60 * 60)).amsterdam_date();
    Moment::from_amsterdam_date(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::{are_reversed, coming_end_of, coming_start_of, end_of, start_of};
    use crate::{Moment, Problem};

    #[test]
    fn a_last_day_counts_until_its_end_and_a_first_day_lies_a_year_ahead_at_most() {
        let day = |day| Moment::from_amsterdam_date(2026, 11, day).unwrap();
        assert_eq!(end_of("19-11-2026"), Ok(day(20)));
        assert_eq!(end_of("2026-11-19"), Ok(day(20)));
        assert_eq!(coming_end_of("19-11-2026", day(19)), Ok(day(20)));
        assert_eq!(
            coming_end_of("19-11-2026", day(20)),
            Err(Problem::DateInPast)
        );
        let year = |year| Moment::from_amsterdam_date(year, 11, 19).unwrap();
        assert_eq!(coming_start_of("19-11-2027", year(2026)), Ok(year(2027)));
        assert_eq!(
            coming_start_of("01-03-1999", year(2026)).ok(),
            start_of("1999-03-01").ok()
        );
        let too_far = coming_start_of("21-11-2027", year(2026));
        assert_eq!(too_far, Err(Problem::DateTooFar));
        assert!(are_reversed(Some(day(20)), Some(day(20))));
        assert!(!are_reversed(Some(day(20)), Some(day(21))) && !are_reversed(None, Some(day(1))));
        for text in ["", "morgen", "31-02-2026", "1-1-26", "2026/12/31", "46387"] {
            assert_eq!(start_of(text), Err(Problem::DateMalformed), "{text:?}");
        }
    }
}
