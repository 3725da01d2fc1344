//! Passwords that everybody tries first, of 12 characters and more.
//!
//! Two parts: a list of what people really chose, and the combinations of two words that Dutch and English people think
//! of next, made by a rule instead of written out. Built on the server; a browser that does not ask for it does not carry it.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use super::password_rules::MIN_CODE_POINTS;

/// Words that people make a password of when they must think of one at work, in Dutch and in English.
const WORDS: [&str; 60] = [
    "welkom",
    "wachtwoord",
    "geheim",
    "inloggen",
    "toegang",
    "kantoor",
    "garage",
    "verzekering",
    "verzekeringen",
    "polis",
    "schade",
    "auto",
    "fiets",
    "voetbal",
    "vakantie",
    "koffie",
    "zonnetje",
    "bloemen",
    "hallo",
    "hoi",
    "liefde",
    "schatje",
    "lieverd",
    "familie",
    "kinderen",
    "mama",
    "papa",
    "oranje",
    "holland",
    "nederland",
    "amsterdam",
    "rotterdam",
    "utrecht",
    "eindhoven",
    "groningen",
    "apeldoorn",
    "ajax",
    "feyenoord",
    "password",
    "welcome",
    "secret",
    "letmein",
    "login",
    "access",
    "office",
    "insurance",
    "summer",
    "winter",
    "spring",
    "autumn",
    "football",
    "coffee",
    "sunshine",
    "flower",
    "hello",
    "iloveyou",
    "family",
    "admin",
    "computer",
    "changeme",
];
/// What people put behind or between them.
const ENDS: [&str; 14] = [
    "", "!", "1", "12", "123", "1234", "12345", "123!", "01", "00", "2024", "2025", "2026", "2027",
];

/// The most used passwords, in lower case, and the rule for the combinations.
pub struct Blocklist(HashSet<String>);

impl Blocklist {
    /// Reads one password a line; lines that start with # and passwords that are too short to be taken anyway are left out.
    pub fn from_text(text: &str) -> Self {
        let mut list = Self(HashSet::new());
        list.add_lines(text);
        list
    }

    /// The 36,000 passwords that come with the product, about 3 MB once built. Build it once, at the start.
    pub fn shipped() -> Self {
        Self::from_text(include_str!("common_passwords.txt"))
    }

    /// Adds an operator's own list, in the form that [`Blocklist::from_text`] reads.
    pub fn add_lines(&mut self, text: &str) {
        let passwords = text.lines().filter(|line| !line.starts_with('#')).map(key);
        self.0
            .extend(passwords.filter(|password| is_long_enough(password)));
    }

    /// Whether the whole password is on the list, or is one of the combinations; capitals make no difference.
    pub fn contains(&self, password: &str) -> bool {
        let key = key(password);
        is_long_enough(&key) && (self.0.contains(&key) || is_combination(&key))
    }

    /// How many passwords are on the list, without the combinations.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn key(password: &str) -> String {
    password.to_lowercase().nfc().collect()
}

fn is_long_enough(password: &str) -> bool {
    password.chars().count() >= MIN_CODE_POINTS
}

/// One or two of [`WORDS`], with or without a space between, and one of [`ENDS`]: "verzekering123", "welkomgarage2026".
fn is_combination(password: &str) -> bool {
    ENDS.iter()
        .filter_map(|end| password.strip_suffix(end))
        .flat_map(|words| {
            WORDS
                .iter()
                .filter_map(move |first| words.strip_prefix(first))
        })
        .any(|second| {
            second.is_empty() || WORDS.contains(&second.strip_prefix(' ').unwrap_or(second))
        })
}

#[cfg(test)]
mod tests {
    use super::{Blocklist, ENDS, WORDS, is_long_enough};
    use std::collections::HashSet;

    #[test]
    fn the_shipped_list_holds_36_000_passwords_that_meet_the_length_rule() {
        assert_eq!(Blocklist::shipped().len(), 36_000);
    }

    #[test]
    fn the_combinations_are_more_than_20_000_other_passwords_and_each_is_found() {
        let shipped = Blocklist::shipped();
        let mut combinations = HashSet::new();
        for first in WORDS {
            for second in WORDS {
                combinations.extend(ENDS.map(|end| format!("{first}{second}{end}")));
            }
        }
        combinations.retain(|password| is_long_enough(password) && !shipped.0.contains(password));
        assert!(combinations.len() > 20_000, "{}", combinations.len());
        let missed = combinations
            .iter()
            .step_by(50)
            .find(|password| !shipped.contains(password));
        assert_eq!(missed, None);
    }

    #[test]
    fn a_common_password_is_found_in_any_case() {
        let list = Blocklist::shipped();
        for password in [
            "1q2w3e4r5t6y",
            "1Q2W3E4R5T6Y",
            "qwerty123456",
            "iloveyousomuch",
            "Wachtwoord123",
            "WachtwoordWachtwoord",
            "Welkom Garage2026",
            "verzekeringen!",
            "ajaxamsterdam",
        ] {
            assert!(list.contains(password), "{password:?}");
        }
    }

    #[test]
    fn only_whole_passwords_count() {
        let list = Blocklist::shipped();
        for password in [
            "qwerty123456 op een fiets",
            "zonnige fietstocht 2026",
            " qwerty123456",
            "",
        ] {
            assert!(!list.contains(password), "{password:?}");
        }
    }

    #[test]
    fn an_operator_adds_a_list_in_which_remarks_and_short_ones_are_skipped() {
        let mut list = Blocklist::from_text("# opmerking van ons\nkort\n");
        assert!(list.is_empty());
        list.add_lines("Onze Eigen Zin\r\nnog een lange zin\n");
        assert_eq!(list.len(), 2);
        assert!(list.contains("onze eigen zin"));
    }
}
