//! The next days on which a desk has other hours than in its ordinary week: holidays, and days of the operator's own.

use super::{DayHours, Holiday, OpeningHours, days_from, words::hours_in_words};
use crate::{Language, Moment};

/// How many days are looked ahead: far enough to plan a call, near enough to be read.
const AHEAD: usize = 60;

/// A day with other hours than its weekday has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferentDay {
    /// Its beginning.
    pub day: Moment,
    /// The holiday that it is, if that is why.
    pub holiday: Option<Holiday>,
    /// When somebody answers.
    pub hours: DayHours,
}

impl OpeningHours {
    /// The days from today on that differ from the ordinary week, soonest first. A holiday on a day off is no news.
    pub fn different_days(&self, now: Moment) -> Vec<DifferentDay> {
        days_from(now.civil_day())
            .take(AHEAD)
            .filter_map(|day| {
                let (hours, ordinary) = (self.on(day), self.of_weekday(day));
                let by_hand = self.exceptions.contains_key(&day);
                let mut holidays = self.holidays.iter();
                Some(DifferentDay {
                    day: Moment::from_amsterdam_date(day.year(), day.month(), day.day())?,
                    holiday: holidays.find(|one| !by_hand && one.is_on(day)).copied(),
                    hours: hours.clone(),
                })
                .filter(|_| hours != ordinary)
            })
            .collect()
    }
}

impl DifferentDay {
    /// "vrijdag 25 december 2026 (eerste kerstdag): gesloten".
    pub fn in_words(&self, language: Language) -> String {
        let hours = match (self.hours.is_closed(), language) {
            (true, Language::Nl) => "gesloten".to_owned(),
            (true, Language::En) => "closed".to_owned(),
            (false, _) => hours_in_words(&self.hours, language),
        };
        let day = self.day.day(language);
        match self.holiday {
            Some(holiday) => format!("{day} ({}): {hours}", holiday.name(language)),
            None => format!("{day}: {hours}"),
        }
    }
}

impl Holiday {
    /// What people call it, within a sentence.
    pub const fn name(self, language: Language) -> &'static str {
        let (dutch, english) = match self {
            Self::NewYear => ("nieuwjaarsdag", "New Year's Day"),
            Self::GoodFriday => ("Goede Vrijdag", "Good Friday"),
            Self::EasterSunday => ("eerste paasdag", "Easter Sunday"),
            Self::EasterMonday => ("tweede paasdag", "Easter Monday"),
            Self::KingsDay => ("Koningsdag", "King's Day"),
            Self::LiberationDay => ("Bevrijdingsdag", "Liberation Day"),
            Self::Ascension => ("Hemelvaartsdag", "Ascension Day"),
            Self::WhitSunday => ("eerste pinksterdag", "Whit Sunday"),
            Self::WhitMonday => ("tweede pinksterdag", "Whit Monday"),
            Self::Christmas => ("eerste kerstdag", "Christmas Day"),
            Self::SecondChristmas => ("tweede kerstdag", "Boxing Day"),
        };
        match language {
            Language::Nl => dutch,
            Language::En => english,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::office;
    use super::*;

    fn on(text: &str) -> Vec<String> {
        let now = Moment::from_amsterdam(
            text.parse().unwrap(),
            jiff::civil::Time::constant(12, 0, 0, 0),
        );
        let days = office().different_days(now.unwrap());
        days.iter().map(|day| day.in_words(Language::Nl)).collect()
    }

    #[test]
    fn the_days_that_differ_are_named_with_what_makes_them_so() {
        assert_eq!(
            on("2026-12-01"),
            [
                "donderdag 24 december 2026: 8.00 tot 15.00 uur",
                "vrijdag 25 december 2026 (eerste kerstdag): gesloten",
                "vrijdag 1 januari 2027 (nieuwjaarsdag): gesloten",
            ],
            "the second day of Christmas is a Saturday"
        );
        assert_eq!(on("2027-01-02"), Vec::<String>::new());
        assert_eq!(on("2027-01-01").len(), 1, "today counts");
    }

    #[test]
    fn english_days_are_in_english() {
        let now = Moment::from_amsterdam_date(2027, 4, 20).unwrap();
        let days = office().different_days(now);
        let words: Vec<_> = days.iter().map(|day| day.in_words(Language::En)).collect();
        assert_eq!(
            words,
            [
                "Tuesday 27 April 2027 (King's Day): closed",
                "Thursday 6 May 2027 (Ascension Day): closed",
                "Monday 17 May 2027 (Whit Monday): closed",
            ]
        );
    }

    #[test]
    fn a_holiday_with_hours_of_its_own_is_no_day_off() {
        let open = office()
            .except((2027, 4, 27), DayHours::parse("10:00-14:00").unwrap())
            .unwrap();
        let days = open.different_days(Moment::from_amsterdam_date(2027, 4, 20).unwrap());
        assert_eq!(
            days[0].in_words(Language::Nl),
            "dinsdag 27 april 2027: 10.00 tot 14.00 uur"
        );
    }
}
