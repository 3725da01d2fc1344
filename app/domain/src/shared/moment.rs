//! A moment, and how people in the Netherlands write it.
//!
//! Stored as unix milliseconds; shown in the time of Amsterdam, wherever the server stands.
//! Nothing here reads a clock: "now" is always handed in.

use std::{sync::OnceLock, time::Duration};

use jiff::{
    Timestamp, Zoned, civil,
    tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase},
};
use serde::{Deserialize, Serialize};

use super::language::Language;

const MONTHS_NL: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS_NL: [&str; 7] = [
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
];
const DAYS_EN: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// By how much a clock can be ahead of another one, or of itself after it was put right, and still be taken for right. What
/// stands further in the future than this, and has happened, was written by a clock that was ahead.
pub const CLOCKS_APART: Duration = Duration::from_secs(15 * 60);

/// A point in time: whole milliseconds since 1 January 1970, UTC.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Moment(i64);

impl Moment {
    /// The moment so many milliseconds after 1 January 1970, UTC.
    pub const fn from_unix_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// Milliseconds since 1 January 1970, UTC.
    pub const fn unix_ms(self) -> i64 {
        self.0
    }

    /// So much later; stops at the last moment there is.
    #[must_use]
    pub fn plus(self, time: Duration) -> Self {
        Self(self.0.saturating_add(whole_ms(time)))
    }

    /// So much earlier; stops at the first moment there is.
    #[must_use]
    pub fn minus(self, time: Duration) -> Self {
        Self(self.0.saturating_sub(whole_ms(time)))
    }

    /// How long after `earlier` this is; zero when it is before it.
    pub fn since(self, earlier: Self) -> Duration {
        let ms = self.0.saturating_sub(earlier.0);
        Duration::from_millis(u64::try_from(ms).unwrap_or(0))
    }

    /// Whether this was less than so long ago. What has not come yet was written by a clock that was ahead, and is over.
    pub fn was_within(self, time: Duration, now: Self) -> bool {
        self <= now.plus(CLOCKS_APART) && now.since(self) < time
    }

    /// Whether this is to come, and no further away than it can be: what is was written by a clock that was ahead, and is over.
    pub fn is_to_come(self, farthest: Duration, now: Self) -> bool {
        now < self && self <= now.plus(farthest).plus(CLOCKS_APART)
    }

    /// "vrijdag 20 november 2026", "Friday 20 November 2026".
    pub fn day(self, language: Language) -> String {
        let weekday = self.weekday(language);
        format!("{weekday} {}", self.short_day(language))
    }

    /// "vrijdag", "Friday".
    pub fn weekday(self, language: Language) -> &'static str {
        let day = self.in_amsterdam().weekday().to_monday_zero_offset();
        Self::weekday_name(usize::try_from(day).unwrap_or_default(), language)
    }

    /// Name of a day of the week; 0 is Monday.
    pub(crate) fn weekday_name(day: usize, language: Language) -> &'static str {
        let names = match language {
            Language::Nl => DAYS_NL,
            Language::En => DAYS_EN,
        };
        names.get(day).copied().unwrap_or_default()
    }

    /// "20 november 2026", "20 November 2026".
    pub fn short_day(self, language: Language) -> String {
        short(&self.in_amsterdam(), language)
    }

    /// "20 nov", "20 Nov": where columns are narrow.
    pub fn day_and_month(self, language: Language) -> String {
        let zoned = self.in_amsterdam();
        let month = match month_name(zoned.month(), language) {
            "maart" => "mrt",
            name => name.get(..3).unwrap_or(name),
        };
        format!("{} {month}", zoned.day())
    }

    /// Year and number of the week, from Monday to Sunday, as calendars have them (ISO 8601).
    pub fn iso_week(self) -> (i16, i8) {
        let week = self.civil_day().iso_week_date();
        (week.year(), week.week())
    }

    /// When the Monday of this week began.
    #[must_use]
    pub fn monday(self) -> Self {
        let day = self.civil_day();
        let since = i64::from(day.weekday().to_monday_zero_offset());
        let monday = day
            .checked_sub(jiff::Span::new().days(since))
            .unwrap_or(day);
        Self::from_amsterdam(monday, civil::Time::midnight()).unwrap_or(self)
    }

    /// "14.30 uur", "14:30"; in the hour that comes twice when summer ends, "2.30 uur (wintertijd)".
    pub fn time(self, language: Language) -> String {
        let zoned = self.in_amsterdam();
        let (hour, minute) = (zoned.hour(), zoned.minute());
        let which = which_of_two(&zoned, language);
        match language {
            Language::Nl => format!("{hour}.{minute:02} uur{which}"),
            Language::En => format!("{hour}:{minute:02}{which}"),
        }
    }

    /// A moment on the last day of a period that ends at this one: the day before, if this is a midnight.
    #[must_use]
    pub fn last_day(self) -> Self {
        self.minus(Duration::from_millis(1))
    }

    /// "vrijdag 20 november 2026 om 14.30 uur", "Friday 20 November 2026 at 14:30".
    pub fn day_and_time(self, language: Language) -> String {
        let (day, time) = (self.day(language), self.time(language));
        match language {
            Language::Nl => format!("{day} om {time}"),
            Language::En => format!("{day} at {time}"),
        }
    }

    /// The same the other way round, to follow "vanaf" and "om": "14.30 uur op vrijdag 20 november".
    pub fn time_and_day(self, language: Language) -> String {
        let (day, time) = (self.day(language), self.time(language));
        match language {
            Language::Nl => format!("{time} op {day}"),
            Language::En => format!("{time} on {day}"),
        }
    }

    /// When something ends or begins, as told at `now`: "14.30 uur" today, "morgen 9.10 uur", "maandag 9.10 uur" within
    /// the week, "4 januari 2027, 9.10 uur" beyond it. A time without its day is read as one of today.
    pub fn time_seen_from(self, now: Self, language: Language) -> String {
        let (day, time) = (self.day_seen_from(now, language), self.time(language));
        match self.days_after(now) {
            0 => time,
            1..=6 => format!("{day} {time}"),
            _ => format!("{day}, {time}"),
        }
    }

    /// "vandaag", "morgen", "maandag" within the week, "4 januari 2027" beyond it.
    pub(crate) fn day_seen_from(self, now: Self, language: Language) -> String {
        match (self.days_after(now), language) {
            (0, Language::Nl) => "vandaag".to_owned(),
            (0, Language::En) => "today".to_owned(),
            (1, Language::Nl) => "morgen".to_owned(),
            (1, Language::En) => "tomorrow".to_owned(),
            (2..=6, _) => self.weekday(language).to_owned(),
            _ => self.short_day(language),
        }
    }

    /// Whether both are on one day of the calendar.
    pub fn is_same_day(self, other: Self) -> bool {
        self.civil_day() == other.civil_day()
    }

    /// Civil days between, which is what people count, and not stretches of 24 hours.
    fn days_after(self, earlier: Self) -> i32 {
        self.civil_day()
            .since(earlier.civil_day())
            .map_or(i32::MAX, |span| span.get_days())
    }

    /// What `<time datetime>` wants: RFC 3339 in UTC, whole seconds, "2026-11-20T13:30:00Z".
    pub fn datetime_attribute(self) -> String {
        format!("{:.0}", self.timestamp())
    }

    /// The start of this civil day in Amsterdam; `None` when there is no such day.
    pub fn from_amsterdam_date(year: i16, month: i8, day: i8) -> Option<Self> {
        let date = civil::Date::new(year, month, day).ok()?;
        let start = date.to_zoned(amsterdam().clone()).ok()?;
        Some(Self(start.timestamp().as_millisecond()))
    }

    /// Year, month (1–12) and day (1–31) of the civil day in Amsterdam.
    pub fn amsterdam_date(self) -> (i16, i8, i8) {
        let date = self.in_amsterdam().date();
        (date.year(), date.month(), date.day())
    }

    /// Reads what `<input type=date>` posts, "2026-11-20": year, month and day of a day that exists.
    pub fn parse_date(text: &str) -> Option<(i16, i8, i8)> {
        let [year, month, day] = text.trim().split('-').collect::<Vec<_>>().try_into().ok()?;
        if [year.len(), month.len(), day.len()] != [4, 2, 2] || text.contains('+') {
            return None;
        }
        let date =
            civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
        Some((date.year(), date.month(), date.day()))
    }

    /// The civil day in Amsterdam.
    pub(crate) fn civil_day(self) -> civil::Date {
        self.in_amsterdam().date()
    }

    /// The moment at which clocks in Amsterdam show this. An hour that is skipped counts as the one after it,
    /// an hour that comes twice as its first time.
    pub(crate) fn from_amsterdam(day: civil::Date, time: civil::Time) -> Option<Self> {
        let zoned = day.to_datetime(time).to_zoned(amsterdam().clone()).ok()?;
        Some(Self(zoned.timestamp().as_millisecond()))
    }

    fn in_amsterdam(self) -> Zoned {
        self.timestamp().to_zoned(amsterdam().clone())
    }

    /// Moments further away than the calendar reaches are shown as its first or last moment.
    fn timestamp(self) -> Timestamp {
        Timestamp::from_millisecond(self.0).unwrap_or(if self.0 < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        })
    }
}

/// Which of both is meant where clocks show the same time twice.
fn which_of_two(zoned: &Zoned, language: Language) -> &'static str {
    let AmbiguousOffset::Fold { before, .. } = amsterdam()
        .to_ambiguous_timestamp(zoned.datetime())
        .offset()
    else {
        return "";
    };
    match (zoned.offset() == before, language) {
        (true, Language::Nl) => " (zomertijd)",
        (true, Language::En) => " (summer time)",
        (false, Language::Nl) => " (wintertijd)",
        (false, Language::En) => " (winter time)",
    }
}

fn short(zoned: &Zoned, language: Language) -> String {
    let month = month_name(zoned.month(), language);
    format!("{} {month} {}", zoned.day(), zoned.year())
}

/// Name of a month; 1 is January.
fn month_name(month: i8, language: Language) -> &'static str {
    let names = match language {
        Language::Nl => MONTHS_NL,
        Language::En => MONTHS_EN,
    };
    let month = usize::try_from(month - 1).unwrap_or_default();
    names.get(month).copied().unwrap_or_default()
}

fn whole_ms(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}

/// From the tables inside the program: the machine's own may be missing or old.
fn amsterdam() -> &'static TimeZone {
    static AMSTERDAM: OnceLock<TimeZone> = OnceLock::new();
    AMSTERDAM.get_or_init(|| {
        TimeZoneDatabase::bundled()
            .get("Europe/Amsterdam")
            .unwrap_or(TimeZone::UTC)
    })
}

#[cfg(test)]
mod tests {
    use super::{Language, Moment};
    use std::time::Duration;

    const HOUR: Duration = Duration::from_secs(3600);

    fn at(utc: &str) -> Moment {
        let timestamp: jiff::Timestamp = utc.parse().unwrap();
        Moment::from_unix_ms(timestamp.as_millisecond())
    }

    #[test]
    fn what_is_to_come_later_than_it_can_was_written_by_a_clock_that_was_ahead() {
        let now = at("2026-11-20T13:30:00Z");
        for (until, is) in [
            (now, false),
            (now.plus(Duration::from_millis(1)), true),
            (now.plus(HOUR).plus(super::CLOCKS_APART), true),
            (now.plus(HOUR).plus(super::CLOCKS_APART * 2), false),
            (now.minus(HOUR), false),
        ] {
            assert_eq!(until.is_to_come(HOUR, now), is, "{until:?}");
        }
    }

    #[test]
    fn weeks_are_those_of_the_calendar() {
        for (utc, week, monday, written) in [
            (
                "2026-11-20T13:30:00Z",
                (2026, 47),
                "2026-11-15T23:00:00Z",
                "16 nov",
            ),
            (
                "2026-11-22T22:59:59Z",
                (2026, 47),
                "2026-11-15T23:00:00Z",
                "16 nov",
            ),
            (
                "2026-11-22T23:00:00Z",
                (2026, 48),
                "2026-11-22T23:00:00Z",
                "23 nov",
            ),
            (
                "2027-01-03T12:00:00Z",
                (2026, 53),
                "2026-12-27T23:00:00Z",
                "28 dec",
            ),
            (
                "2027-03-28T12:00:00Z",
                (2027, 12),
                "2027-03-21T23:00:00Z",
                "22 mrt",
            ),
            (
                "2027-03-29T12:00:00Z",
                (2027, 13),
                "2027-03-28T22:00:00Z",
                "29 mrt",
            ),
        ] {
            assert_eq!(at(utc).iso_week(), week, "{utc}");
            assert_eq!(at(utc).monday(), at(monday), "{utc}");
            assert_eq!(at(monday).day_and_month(Language::Nl), written);
        }
        assert_eq!(
            at("2027-03-22T12:00:00Z").day_and_month(Language::En),
            "22 Mar"
        );
    }

    #[test]
    fn a_moment_is_written_as_people_write_it_in_the_time_of_amsterdam() {
        for (utc, dutch, english) in [
            (
                "2026-11-20T13:30:00Z",
                "vrijdag 20 november 2026 om 14.30 uur",
                "Friday 20 November 2026 at 14:30",
            ),
            (
                "2026-12-31T23:00:00Z",
                "vrijdag 1 januari 2027 om 0.00 uur",
                "Friday 1 January 2027 at 0:00",
            ),
            (
                "2027-03-28T00:59:59Z",
                "zondag 28 maart 2027 om 1.59 uur",
                "Sunday 28 March 2027 at 1:59",
            ),
            (
                "2027-03-28T01:00:00Z",
                "zondag 28 maart 2027 om 3.00 uur",
                "Sunday 28 March 2027 at 3:00",
            ),
            (
                "2027-10-30T23:59:59Z",
                "zondag 31 oktober 2027 om 1.59 uur",
                "Sunday 31 October 2027 at 1:59",
            ),
            (
                "2027-10-31T00:30:00Z",
                "zondag 31 oktober 2027 om 2.30 uur (zomertijd)",
                "Sunday 31 October 2027 at 2:30 (summer time)",
            ),
            (
                "2027-10-31T01:30:00Z",
                "zondag 31 oktober 2027 om 2.30 uur (wintertijd)",
                "Sunday 31 October 2027 at 2:30 (winter time)",
            ),
            (
                "2027-10-31T02:00:00Z",
                "zondag 31 oktober 2027 om 3.00 uur",
                "Sunday 31 October 2027 at 3:00",
            ),
        ] {
            assert_eq!(at(utc).day_and_time(Language::Nl), dutch);
            assert_eq!(at(utc).day_and_time(Language::En), english);
        }
    }

    #[test]
    fn a_time_is_told_with_its_day_as_soon_as_that_is_another_one() {
        for (now, then, dutch, english) in [
            (
                "2026-11-20T13:00:00Z",
                "2026-11-20T13:30:00Z",
                "14.30 uur",
                "14:30",
            ),
            // Midnight, from either side.
            (
                "2026-11-20T22:59:00Z",
                "2026-11-20T22:59:59Z",
                "23.59 uur",
                "23:59",
            ),
            (
                "2026-11-20T22:59:00Z",
                "2026-11-20T23:00:00Z",
                "morgen 0.00 uur",
                "tomorrow 0:00",
            ),
            (
                "2026-11-20T23:00:00Z",
                "2026-11-21T08:10:00Z",
                "9.10 uur",
                "9:10",
            ),
            // Nearly 48 hours, and still tomorrow; one minute later the day has a name.
            (
                "2026-11-19T23:00:00Z",
                "2026-11-21T22:59:00Z",
                "morgen 23.59 uur",
                "tomorrow 23:59",
            ),
            (
                "2026-11-19T23:00:00Z",
                "2026-11-21T23:00:00Z",
                "zondag 0.00 uur",
                "Sunday 0:00",
            ),
            (
                "2026-11-20T13:00:00Z",
                "2026-11-26T13:00:00Z",
                "donderdag 14.00 uur",
                "Thursday 14:00",
            ),
            (
                "2026-11-20T13:00:00Z",
                "2026-11-27T13:00:00Z",
                "27 november 2026, 14.00 uur",
                "27 November 2026, 14:00",
            ),
            (
                "2026-12-31T22:30:00Z",
                "2026-12-31T23:30:00Z",
                "morgen 0.30 uur",
                "tomorrow 0:30",
            ),
            // The clock goes forward: the night has no hour after two, the day has 23.
            (
                "2027-03-27T23:30:00Z",
                "2027-03-28T01:00:00Z",
                "3.00 uur",
                "3:00",
            ),
            (
                "2027-03-27T22:30:00Z",
                "2027-03-28T21:59:00Z",
                "morgen 23.59 uur",
                "tomorrow 23:59",
            ),
            (
                "2027-03-28T21:30:00Z",
                "2027-03-28T22:00:00Z",
                "morgen 0.00 uur",
                "tomorrow 0:00",
            ),
            // The clock goes back: 24 hours later it is still the same day.
            (
                "2027-10-30T22:00:00Z",
                "2027-10-31T22:00:00Z",
                "23.00 uur",
                "23:00",
            ),
            (
                "2027-10-30T22:00:00Z",
                "2027-10-31T23:00:00Z",
                "morgen 0.00 uur",
                "tomorrow 0:00",
            ),
            // What is over is told with its date.
            (
                "2026-11-20T13:00:00Z",
                "2026-11-19T13:00:00Z",
                "19 november 2026, 14.00 uur",
                "19 November 2026, 14:00",
            ),
        ] {
            let (now, then) = (at(now), at(then));
            assert_eq!(then.time_seen_from(now, Language::Nl), dutch);
            assert_eq!(then.time_seen_from(now, Language::En), english);
        }
    }

    #[test]
    fn every_month_and_weekday_has_its_own_name() {
        let weeks: Vec<String> = (0..7)
            .map(|n| {
                at("2027-01-04T12:00:00Z")
                    .plus(24 * n * HOUR)
                    .day(Language::Nl)
            })
            .collect();
        assert!(weeks[0].starts_with("maandag 4 januari"));
        assert!(weeks[6].starts_with("zondag 10 januari"));
        for (n, month) in super::MONTHS_NL.iter().enumerate() {
            let month_number = i8::try_from(n).unwrap() + 1;
            let first = Moment::from_amsterdam_date(2027, month_number, 1).unwrap();
            assert_eq!(first.short_day(Language::Nl), format!("1 {month} 2027"));
        }
    }

    #[test]
    fn a_civil_day_starts_at_midnight_in_amsterdam_on_both_sides_of_a_clock_change() {
        for (year, month, day, utc) in [
            (2027, 3, 28, "2027-03-27T23:00:00Z"),
            (2027, 3, 29, "2027-03-28T22:00:00Z"),
            (2027, 10, 31, "2027-10-30T22:00:00Z"),
            (2027, 11, 1, "2027-10-31T23:00:00Z"),
            (2028, 2, 29, "2028-02-28T23:00:00Z"),
        ] {
            let start = Moment::from_amsterdam_date(year, month, day).unwrap();
            assert_eq!(start, at(utc));
            assert_eq!(start.amsterdam_date(), (year, month, day));
            assert_ne!(
                start.minus(Duration::from_millis(1)).amsterdam_date(),
                (year, month, day)
            );
        }
        assert_eq!(Moment::from_amsterdam_date(2027, 2, 29), None);
    }

    #[test]
    fn the_days_of_the_clock_changes_last_23_and_25_hours() {
        let day = |month, day| Moment::from_amsterdam_date(2027, month, day).unwrap();
        assert_eq!(day(3, 29).since(day(3, 28)), 23 * HOUR);
        assert_eq!(day(11, 1).since(day(10, 31)), 25 * HOUR);
    }

    #[test]
    fn only_a_day_that_exists_is_read_from_a_date_field() {
        for (text, date) in [
            ("2026-11-20", Some((2026, 11, 20))),
            (" 2026-11-20 ", Some((2026, 11, 20))),
            ("2028-02-29", Some((2028, 2, 29))),
            ("2027-02-29", None),
            ("2026-13-01", None),
            ("20-11-2026", None),
            ("2026-1-1", None),
            ("+026-11-20", None),
            ("2026-11-20-", None),
            ("2026-11", None),
            ("", None),
            ("vandaag", None),
        ] {
            assert_eq!(Moment::parse_date(text), date, "{text:?}");
        }
    }

    #[test]
    fn an_earlier_moment_is_no_time_after_a_later_one() {
        let noon = at("2026-11-20T12:00:00Z");
        assert_eq!(noon.plus(HOUR).since(noon), HOUR);
        assert_eq!(noon.minus(HOUR).since(noon), Duration::ZERO);
    }

    #[test]
    fn moments_beyond_the_calendar_stop_at_its_ends_instead_of_failing() {
        let last = Moment::from_unix_ms(i64::MAX).plus(HOUR);
        assert_eq!(last.unix_ms(), i64::MAX);
        assert!(last.short_day(Language::Nl).ends_with("9999"));
        assert!(!Moment::from_unix_ms(i64::MIN).day(Language::En).is_empty());
    }

    #[test]
    fn the_attribute_for_machines_is_utc_in_whole_seconds() {
        let moment = at("2026-11-20T13:30:00.999Z");
        assert_eq!(moment.datetime_attribute(), "2026-11-20T13:30:00Z");
    }
}
