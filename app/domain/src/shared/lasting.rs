//! A length of time, as people say it. What the operator may set is told as it was set.

use std::time::Duration;

use super::language::Language;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// "30 minuten", "24 uur", "90 dagen": in the largest unit that it is a whole number of; a single day is 24 hours.
pub fn in_words(time: Duration, language: Language) -> String {
    let seconds = time.as_secs();
    let (number, one, many) = match (seconds, language) {
        (s, Language::Nl) if s > DAY && s % DAY == 0 => (s / DAY, "dag", "dagen"),
        (s, Language::En) if s > DAY && s % DAY == 0 => (s / DAY, "day", "days"),
        (s, Language::Nl) if s >= HOUR && s % HOUR == 0 => (s / HOUR, "uur", "uur"),
        (s, Language::En) if s >= HOUR && s % HOUR == 0 => (s / HOUR, "hour", "hours"),
        (s, Language::Nl) => (s.div_ceil(MINUTE), "minuut", "minuten"),
        (s, Language::En) => (s.div_ceil(MINUTE), "minute", "minutes"),
    };
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_is_told_in_its_largest_whole_unit() {
        for (seconds, nl, en) in [
            (30, "1 minuut", "1 minute"),
            (30 * MINUTE, "30 minuten", "30 minutes"),
            (90 * MINUTE, "90 minuten", "90 minutes"),
            (HOUR, "1 uur", "1 hour"),
            (2 * HOUR, "2 uur", "2 hours"),
            (DAY, "24 uur", "24 hours"),
            (36 * HOUR, "36 uur", "36 hours"),
            (90 * DAY, "90 dagen", "90 days"),
        ] {
            let time = Duration::from_secs(seconds);
            assert_eq!(
                [in_words(time, Language::Nl), in_words(time, Language::En)],
                [nl, en]
            );
        }
    }
}
