//! Dates in a file: days of Amsterdam, as a spreadsheet writes them or as a machine does.

use std::time::Duration;

use domain::{Moment, Problem};

/// The start of a day written as "31-12-2026" or "2026-12-31"; nothing for an empty cell.
pub(super) fn read_date(cell: &str) -> Result<Option<Moment>, Problem> {
    if cell.is_empty() {
        return Ok(None);
    }
    let iso = match cell.split('-').collect::<Vec<_>>().as_slice() {
        [day, month, year] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => cell.to_owned(),
    };
    let day = Moment::parse_date(&iso)
        .and_then(|(year, month, day)| Moment::from_amsterdam_date(year, month, day));
    day.map(Some).ok_or(Problem::DateMalformed)
}

/// The start of the next day: thirty hours on lies in it, also when the clock changes.
pub(super) fn day_after(day: Moment) -> Option<Moment> {
    let (year, month, day) = day.plus(Duration::from_secs(30 * 60 * 60)).amsterdam_date();
    Moment::from_amsterdam_date(year, month, day)
}
