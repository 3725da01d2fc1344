//! Passwords that everybody tries first, of 12 characters and more.
//!
//! Two parts: a short list of what people really chose, from lists whose licence is clear, and a rule for what Dutch and
//! English people compose next ([`super::compositions`]). An operator may add a list of any size; no browser carries it.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use super::{compositions::is_composition, password_rules::MIN_CODE_POINTS};

/// The most used passwords, in lower case, and the rule for compositions.
pub struct Blocklist(HashSet<String>);

impl Blocklist {
    /// Reads one password a line; lines that start with # and passwords that are too short to be taken anyway are left out.
    pub fn from_text(text: &str) -> Self {
        let mut list = Self(HashSet::new());
        list.add_lines(text);
        list
    }

    /// The passwords that come with the product. Build it once, at the start.
    pub fn shipped() -> Self {
        Self::from_text(include_str!("common_passwords.txt"))
    }

    /// Adds an operator's own list, in the form that [`Blocklist::from_text`] reads.
    pub fn add_lines(&mut self, text: &str) {
        let passwords = text.lines().filter(|line| !line.starts_with('#')).map(key);
        self.0
            .extend(passwords.filter(|password| is_long_enough(password)));
    }

    /// Whether the whole password is on the list, or is a composition; capitals make no difference.
    pub fn contains(&self, password: &str) -> bool {
        let key = key(password);
        is_long_enough(&key) && (self.0.contains(&key) || is_composition(&key))
    }

    /// How many passwords are on the list, without the compositions.
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

#[cfg(test)]
mod tests {
    use super::Blocklist;

    #[test]
    fn the_shipped_list_holds_long_lower_case_passwords_only_and_is_small() {
        let text = include_str!("common_passwords.txt");
        let entries: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(text.len() < 150_000, "{}", text.len());
        assert!(entries.is_sorted());
        assert_eq!(Blocklist::shipped().len(), entries.len());
        for entry in entries {
            assert!(
                entry.chars().count() >= 12 && entry.to_lowercase() == entry,
                "{entry:?}"
            );
        }
    }

    #[test]
    fn only_whole_passwords_count_in_any_case() {
        let list = Blocklist::shipped();
        for (password, is_common) in [
            ("1q2w3e4r5t6y", true),
            ("1Q2W3E4R5T6Y", true),
            ("CheeseBurger", true),
            ("Welkom Garage2026", true),
            ("cheeseburger op een fiets", false),
            (" cheeseburger", false),
            ("", false),
        ] {
            assert_eq!(list.contains(password), is_common, "{password:?}");
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
