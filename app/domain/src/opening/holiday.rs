//! Public holidays of the Netherlands, computed for any year.
//! Easter by the anonymous Gregorian computus (J.-M. Oudin, 1940); King's Day moves to the Saturday when it falls on a Sunday.

use jiff::{Span, civil::Date, civil::Weekday};

/// A day on which many desks are closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holiday {
    /// Nieuwjaarsdag, 1 January.
    NewYear,
    /// Goede Vrijdag: an ordinary working day for many.
    GoodFriday,
    /// Eerste paasdag.
    EasterSunday,
    /// Tweede paasdag.
    EasterMonday,
    /// Koningsdag, 27 April, or the 26th when the 27th is a Sunday.
    KingsDay,
    /// Bevrijdingsdag, 5 May: a day off once in five years for many.
    LiberationDay,
    /// Hemelvaartsdag.
    Ascension,
    /// Eerste pinksterdag.
    WhitSunday,
    /// Tweede pinksterdag.
    WhitMonday,
    /// Eerste kerstdag.
    Christmas,
    /// Tweede kerstdag.
    SecondChristmas,
}

impl Holiday {
    /// All of them, in the order of the year.
    pub const ALL: [Self; 11] = [
        Self::NewYear,
        Self::GoodFriday,
        Self::EasterSunday,
        Self::EasterMonday,
        Self::KingsDay,
        Self::LiberationDay,
        Self::Ascension,
        Self::WhitSunday,
        Self::WhitMonday,
        Self::Christmas,
        Self::SecondChristmas,
    ];

    /// The code used in files of a deployment.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NewYear => "new-year",
            Self::GoodFriday => "good-friday",
            Self::EasterSunday => "easter-sunday",
            Self::EasterMonday => "easter-monday",
            Self::KingsDay => "kings-day",
            Self::LiberationDay => "liberation-day",
            Self::Ascension => "ascension",
            Self::WhitSunday => "whit-sunday",
            Self::WhitMonday => "whit-monday",
            Self::Christmas => "christmas",
            Self::SecondChristmas => "second-christmas",
        }
    }

    /// The holiday of a code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|holiday| holiday.code() == code)
    }

    /// Whether it falls on this day.
    pub(super) fn is_on(self, day: Date) -> bool {
        let year = day.year();
        let fixed = |month, number| Date::new(year, month, number).ok();
        let after_easter = |days: i32| {
            easter(year).and_then(|easter| easter.checked_add(Span::new().days(days)).ok())
        };
        let falls = match self {
            Self::NewYear => fixed(1, 1),
            Self::GoodFriday => after_easter(-2),
            Self::EasterSunday => after_easter(0),
            Self::EasterMonday => after_easter(1),
            Self::KingsDay => fixed(4, 27).and_then(|day| match day.weekday() {
                Weekday::Sunday => day.yesterday().ok(),
                _ => Some(day),
            }),
            Self::LiberationDay => fixed(5, 5),
            Self::Ascension => after_easter(39),
            Self::WhitSunday => after_easter(49),
            Self::WhitMonday => after_easter(50),
            Self::Christmas => fixed(12, 25),
            Self::SecondChristmas => fixed(12, 26),
        };
        falls == Some(day)
    }
}

/// Easter Sunday of a year of the Gregorian calendar.
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let golden = year_number % 19;
    let (century, in_century) = (year_number / 100, year_number % 100);
    let lunar = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - lunar + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    let (month, day) = (
        i8::try_from(days / 31).ok()?,
        i8::try_from(days % 31 + 1).ok()?,
    );
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_almanac_says() {
        for (year, month, day) in [
            (1961, 4, 2),
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2028, 4, 16),
            (2038, 4, 25),
            (2285, 3, 22),
        ] {
            assert_eq!(easter(year), Date::new(year, month, day).ok(), "{year}");
        }
    }

    #[test]
    fn each_holiday_falls_on_its_day() {
        for (holiday, (year, month, day)) in [
            (Holiday::NewYear, (2027, 1, 1)),
            (Holiday::GoodFriday, (2027, 3, 26)),
            (Holiday::EasterMonday, (2027, 3, 29)),
            (Holiday::KingsDay, (2026, 4, 27)),
            (Holiday::KingsDay, (2025, 4, 26)),
            (Holiday::LiberationDay, (2027, 5, 5)),
            (Holiday::Ascension, (2027, 5, 6)),
            (Holiday::WhitSunday, (2027, 5, 16)),
            (Holiday::WhitMonday, (2027, 5, 17)),
            (Holiday::Christmas, (2026, 12, 25)),
            (Holiday::SecondChristmas, (2026, 12, 26)),
        ] {
            let day = Date::new(year, month, day).unwrap();
            assert!(holiday.is_on(day), "{holiday:?} {day}");
            assert!(!holiday.is_on(day.tomorrow().unwrap()), "{holiday:?} {day}");
        }
        let sunday = Date::new(2025, 4, 27).unwrap();
        assert!(!Holiday::KingsDay.is_on(sunday));
    }

    #[test]
    fn every_holiday_has_a_code_of_its_own() {
        for holiday in Holiday::ALL {
            assert_eq!(Holiday::from_code(holiday.code()), Some(holiday));
        }
        assert_eq!(Holiday::from_code("carnival"), None);
    }
}
