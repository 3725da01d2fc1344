//! Opening hours as people read them: the sentence of every page's help line, and the week on the contact page.

use super::{DayHours, Opening, OpeningHours, hours::Stretch};
use crate::{Language, Moment};

impl OpeningHours {
    /// "nu open tot 17.30 uur", "nu gesloten, maandag vanaf 8.00 uur".
    pub fn now_in_words(&self, now: Moment, language: Language) -> String {
        match (self.at(now), language) {
            (Opening::Open { until }, Language::Nl) => {
                format!("nu open tot {}", until.time_seen_from(now, language))
            }
            (Opening::Open { until }, Language::En) => {
                format!("open now until {}", until.time_seen_from(now, language))
            }
            (Opening::Closed { opens: Some(opens) }, Language::Nl) => {
                let day = opens.day_seen_from(now, language);
                format!("nu gesloten, {day} vanaf {}", opens.time(language))
            }
            (Opening::Closed { opens: Some(opens) }, Language::En) => {
                let day = opens.day_seen_from(now, language);
                format!("closed now, {day} from {}", opens.time(language))
            }
            (Opening::Closed { opens: None }, Language::Nl) => "nu gesloten".to_owned(),
            (Opening::Closed { opens: None }, Language::En) => "closed now".to_owned(),
        }
    }

    /// The ordinary week, days with the same hours taken together: "maandag tot en met vrijdag: 8.00 tot 17.30 uur".
    pub fn week_in_words(&self, language: Language) -> Vec<String> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for day in 0..self.week.len() {
            match runs.last_mut() {
                Some((first, last)) if self.week[*first] == self.week[day] => *last = day,
                _ => runs.push((day, day)),
            }
        }
        runs.into_iter()
            .filter(|(first, _)| !self.week[*first].is_closed())
            .map(|(first, last)| {
                let days = days_in_words(first, last, language);
                format!("{days}: {}", hours_in_words(&self.week[first], language))
            })
            .collect()
    }
}

fn days_in_words(first: usize, last: usize, language: Language) -> String {
    let name = |day| Moment::weekday_name(day, language);
    match (last - first, language) {
        (0, _) => name(first).to_owned(),
        (1, Language::Nl) => format!("{} en {}", name(first), name(last)),
        (1, Language::En) => format!("{} and {}", name(first), name(last)),
        (_, Language::Nl) => format!("{} tot en met {}", name(first), name(last)),
        (_, Language::En) => format!("{} to {}", name(first), name(last)),
    }
}

pub(super) fn hours_in_words(hours: &DayHours, language: Language) -> String {
    let stretches: Vec<String> = hours
        .0
        .iter()
        .map(|part| stretch_in_words(*part, language))
        .collect();
    match language {
        Language::Nl => format!("{} uur", stretches.join(" en ")),
        Language::En => stretches.join(" and "),
    }
}

fn stretch_in_words(part: Stretch, language: Language) -> String {
    let until = part
        .until
        .map_or((24, 0), |time| (time.hour(), time.minute()));
    let from = (part.from.hour(), part.from.minute());
    match language {
        Language::Nl => format!("{}.{:02} tot {}.{:02}", from.0, from.1, until.0, until.1),
        Language::En => format!("{}:{:02} to {}:{:02}", from.0, from.1, until.0, until.1),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::office;
    use super::*;

    fn at(text: &str) -> Moment {
        let (date, time) = text.split_once(' ').unwrap();
        Moment::from_amsterdam(date.parse().unwrap(), time.parse().unwrap()).unwrap()
    }

    #[test]
    fn the_help_line_says_until_when_or_from_when() {
        for (now, dutch, english) in [
            (
                "2026-11-24 10:00",
                "nu open tot 17.30 uur",
                "open now until 17:30",
            ),
            (
                "2026-11-24 07:00",
                "nu gesloten, vandaag vanaf 8.00 uur",
                "closed now, today from 8:00",
            ),
            (
                "2026-11-24 18:00",
                "nu gesloten, morgen vanaf 8.00 uur",
                "closed now, tomorrow from 8:00",
            ),
            (
                "2026-11-27 18:00",
                "nu gesloten, maandag vanaf 8.00 uur",
                "closed now, Monday from 8:00",
            ),
            (
                "2027-03-26 18:00",
                "nu gesloten, dinsdag vanaf 8.00 uur",
                "closed now, Tuesday from 8:00",
            ),
        ] {
            assert_eq!(office().now_in_words(at(now), Language::Nl), dutch);
            assert_eq!(office().now_in_words(at(now), Language::En), english);
        }
        let closed_for_long = (26..=31)
            .map(|day| (2027, 7, day))
            .chain((1..=10).map(|day| (2027, 8, day)))
            .fold(office(), |hours, day| {
                hours.except(day, DayHours::default()).unwrap()
            });
        assert_eq!(
            closed_for_long.now_in_words(at("2027-07-26 10:00"), Language::Nl),
            "nu gesloten, 11 augustus 2027 vanaf 8.00 uur"
        );
        assert_eq!(
            OpeningHours::default().now_in_words(at("2027-07-26 10:00"), Language::En),
            "closed now"
        );
    }

    #[test]
    fn days_with_the_same_hours_are_taken_together() {
        let day = |text| DayHours::parse(text).unwrap();
        assert_eq!(
            office().week_in_words(Language::Nl),
            ["maandag tot en met vrijdag: 8.00 tot 17.30 uur"]
        );
        let other = OpeningHours::of_week([
            day("8:00-12:00, 13:00-17:30"),
            day("8:00-12:00, 13:00-17:30"),
            day("closed"),
            day("9:00-24:00"),
            day("closed"),
            day("closed"),
            day("10:00-12:00"),
        ]);
        assert_eq!(
            other.week_in_words(Language::En),
            [
                "Monday and Tuesday: 8:00 to 12:00 and 13:00 to 17:30",
                "Thursday: 9:00 to 24:00",
                "Sunday: 10:00 to 12:00"
            ]
        );
    }
}
