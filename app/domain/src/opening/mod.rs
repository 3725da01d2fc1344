//! When a desk can be reached: a week, the public holidays it keeps, and days that are different.
//! Hours are those of the clock on the wall in Amsterdam, also on the two days a year when it is changed.

mod different;
mod holiday;
mod hours;
mod words;

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use jiff::civil::Date;

use crate::Moment;

pub use different::DifferentDay;
pub use holiday::Holiday;
pub use hours::{DayHours, HoursProblem};

/// The hours of one desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpeningHours {
    /// Monday first.
    week: [DayHours; 7],
    holidays: BTreeSet<Holiday>,
    exceptions: BTreeMap<Date, DayHours>,
}

/// Whether a desk can be reached at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Somebody answers.
    Open {
        /// Until then.
        until: Moment,
    },
    /// Nobody answers.
    Closed {
        /// The next moment at which somebody does; `None` if there is none within a year.
        opens: Option<Moment>,
    },
}

const CLOSED: &DayHours = &DayHours(Vec::new());

/// How far is looked ahead for the next open day.
const DAYS_AHEAD: usize = 366;

impl OpeningHours {
    /// A week, Monday first, that knows no holidays.
    pub fn of_week(week: [DayHours; 7]) -> Self {
        Self {
            week,
            ..Self::default()
        }
    }

    /// Closed on these holidays as well.
    #[must_use]
    pub fn closed_on(mut self, holidays: impl IntoIterator<Item = Holiday>) -> Self {
        self.holidays.extend(holidays);
        self
    }

    /// Other hours on one day, holiday or not; `None` when there is no such day.
    #[must_use]
    pub fn except(mut self, (year, month, day): (i16, i8, i8), hours: DayHours) -> Option<Self> {
        self.exceptions
            .insert(Date::new(year, month, day).ok()?, hours);
        Some(self)
    }

    /// Whether the desk can be reached.
    pub fn at(&self, now: Moment) -> Opening {
        for (from, until) in self.stretches_from(now) {
            if now < from {
                return Opening::Closed { opens: Some(from) };
            }
            if now < until {
                return Opening::Open { until };
            }
        }
        Opening::Closed { opens: None }
    }

    /// The moment at which the desk has been open for this long since `start`; `None` if that takes more than a year.
    pub fn after_working(&self, start: Moment, time: Duration) -> Option<Moment> {
        let mut left = time;
        for (from, until) in self.stretches_from(start) {
            let from = from.max(start);
            let there = until.since(from);
            if left <= there {
                return Some(from.plus(left));
            }
            left -= there;
        }
        None
    }

    /// The end of the `days`th open day after the day of `start`; `None` if that takes more than a year.
    pub fn end_of_working_day(&self, start: Moment, days: usize) -> Option<Moment> {
        let (day, last) = days_from(start.civil_day())
            .skip(1)
            .filter_map(|day| Some((day, self.on(day).0.last()?)))
            .nth(days.checked_sub(1)?)?;
        last.end_on(day)
    }

    /// The hours of one day, with holidays and exceptions.
    fn on(&self, day: Date) -> &DayHours {
        if let Some(hours) = self.exceptions.get(&day) {
            return hours;
        }
        if self.holidays.iter().any(|holiday| holiday.is_on(day)) {
            return CLOSED;
        }
        self.of_weekday(day)
    }

    /// The hours that this day has in an ordinary week.
    fn of_weekday(&self, day: Date) -> &DayHours {
        let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or_default();
        self.week.get(weekday).unwrap_or(CLOSED)
    }

    /// Whether nobody ever answers: no day of the week, and none that was added by hand.
    pub fn is_never_open(&self) -> bool {
        let mut days = self.week.iter().chain(self.exceptions.values());
        days.all(DayHours::is_closed)
    }

    /// Open stretches from the day of `start` on, joined where one ends as the next begins (also over midnight).
    fn stretches_from(&self, start: Moment) -> impl Iterator<Item = (Moment, Moment)> {
        let mut each = days_from(start.civil_day())
            .flat_map(|day| {
                let moments =
                    move |part: &hours::Stretch| Some((part.start_on(day)?, part.end_on(day)?));
                self.on(day).0.iter().filter_map(moments)
            })
            .peekable();
        std::iter::from_fn(move || {
            let (from, mut until) = each.next()?;
            while let Some((_, end)) = each.next_if(|(next, _)| *next == until) {
                until = end;
            }
            Some((from, until))
        })
    }
}

fn days_from(day: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(day), |day| day.tomorrow().ok()).take(DAYS_AHEAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    fn at(text: &str) -> Moment {
        let (date, time) = text.split_once(' ').unwrap();
        Moment::from_amsterdam(date.parse().unwrap(), time.parse().unwrap()).unwrap()
    }

    pub(super) fn office() -> OpeningHours {
        let day = || DayHours::parse("8:00-17:30").unwrap();
        let closed = DayHours::default;
        OpeningHours::of_week([day(), day(), day(), day(), day(), closed(), closed()])
            .closed_on(
                Holiday::ALL
                    .into_iter()
                    .filter(|day| !matches!(day, Holiday::GoodFriday | Holiday::LiberationDay)),
            )
            .except((2026, 12, 24), DayHours::parse("8:00-15:00").unwrap())
            .unwrap()
    }

    #[test]
    fn a_desk_is_open_in_its_hours_and_says_when_it_opens_otherwise() {
        let open = |until| Opening::Open { until: at(until) };
        let opens = |from| Opening::Closed {
            opens: Some(at(from)),
        };
        for (now, opening) in [
            ("2026-11-24 08:00", open("2026-11-24 17:30")),
            ("2026-11-24 17:29", open("2026-11-24 17:30")),
            ("2026-11-24 17:30", opens("2026-11-25 08:00")),
            ("2026-11-24 07:59", opens("2026-11-24 08:00")),
            // Over the weekend.
            ("2026-11-27 18:00", opens("2026-11-30 08:00")),
            // A shorter day, then two holidays and a Sunday.
            ("2026-12-24 14:59", open("2026-12-24 15:00")),
            ("2026-12-24 15:00", opens("2026-12-28 08:00")),
            ("2026-12-31 20:00", opens("2027-01-04 08:00")),
            // King's Day of 2025 was kept on Saturday; that Monday was a Monday.
            ("2025-04-27 12:00", opens("2025-04-28 08:00")),
            ("2026-04-27 12:00", opens("2026-04-28 08:00")),
            // Both weekends on which the clock changes, one of them with Easter Monday behind it.
            ("2027-03-26 20:00", opens("2027-03-30 08:00")),
            ("2027-10-29 20:00", opens("2027-11-01 08:00")),
        ] {
            assert_eq!(office().at(at(now)), opening, "{now}");
        }
    }

    #[test]
    fn a_desk_that_answers_day_and_night_stays_open_over_midnight_and_clock_changes() {
        let always = || DayHours::parse("0:00-24:00").unwrap();
        let hours = OpeningHours::of_week(std::array::from_fn(|_| always()))
            .except((2027, 4, 1), DayHours::parse("closed").unwrap())
            .unwrap();
        let until = at("2027-04-01 00:00");
        for now in ["2027-03-27 23:59", "2027-03-28 01:59", "2027-03-28 03:00"] {
            assert_eq!(hours.at(at(now)), Opening::Open { until }, "{now}");
        }
    }

    #[test]
    fn a_desk_that_never_opens_promises_nothing() {
        let never = OpeningHours::default();
        let now = at("2026-11-24 12:00");
        assert_eq!(never.at(now), Opening::Closed { opens: None });
        assert_eq!(never.after_working(now, HOUR), None);
        assert_eq!(never.end_of_working_day(now, 1), None);
    }

    #[test]
    fn working_time_runs_only_while_the_desk_is_open() {
        for (start, hours, end) in [
            ("2026-11-24 10:00", 4, "2026-11-24 14:00"),
            ("2026-11-24 15:30", 4, "2026-11-25 10:00"),
            ("2026-11-24 03:00", 1, "2026-11-24 09:00"),
            ("2026-11-27 17:00", 4, "2026-11-30 11:30"),
            ("2026-12-24 14:00", 2, "2026-12-28 09:00"),
            ("2027-03-25 17:00", 10, "2027-03-26 17:30"),
        ] {
            let reached = office().after_working(at(start), hours * HOUR);
            assert_eq!(reached, Some(at(end)), "{start} + {hours} h");
        }
    }

    #[test]
    fn working_days_are_counted_from_the_next_one() {
        for (start, days, end) in [
            ("2026-11-24 10:00", 1, "2026-11-25 17:30"),
            ("2026-11-24 03:00", 2, "2026-11-26 17:30"),
            ("2026-11-27 10:00", 1, "2026-11-30 17:30"),
            ("2026-12-23 10:00", 1, "2026-12-24 15:00"),
            ("2026-12-23 10:00", 2, "2026-12-28 17:30"),
        ] {
            let reached = office().end_of_working_day(at(start), days);
            assert_eq!(reached, Some(at(end)), "{start} + {days}");
        }
        assert_eq!(office().end_of_working_day(at("2026-11-24 10:00"), 0), None);
    }
}
