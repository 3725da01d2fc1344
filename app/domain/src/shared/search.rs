//! What people type into a search box, as words: names in any order and as other programs copy them, "Boer, Karin de" and
//! "Karin <karin@kantoor.example>".
//!
//! Whatever is searched, on whichever page, is read by this.

use std::collections::BTreeSet;

use super::{email_address::EmailAddress, person_name::fold};

/// The words of a text that is folded already; what stands between names in lists and letters belongs to no word.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    let between = |sign: char| sign.is_whitespace() || ",;<>()[]\"".contains(sign);
    folded.split(between).filter(|word| !word.is_empty())
}

/// The words that somebody looks for, folded. An address is one word, spelled as accounts are found by.
pub fn sought(typed: &str) -> Vec<String> {
    let folded = fold(typed);
    let spelled = |word: &str| match EmailAddress::parse(word) {
        Ok(email) => fold(email.canonical()),
        Err(_) => without_stops(word).to_owned(),
    };
    words(&folded).map(spelled).collect()
}

/// A word without the full stops of an abbreviation; of initials the first letter, which begins the first name.
fn without_stops(word: &str) -> &str {
    let bare = match word.split('.').all(|part| part.chars().count() <= 1) {
        true => word.split('.').find(|part| !part.is_empty()),
        false => Some(word.trim_end_matches('.')),
    };
    bare.unwrap_or(word)
}

/// Every word whose beginning finds a name: each one, and each part of it.
pub fn words_of(name: &str) -> impl Iterator<Item = String> {
    let folded = fold(name);
    let found: Vec<String> = words(&folded)
        .flat_map(|word| std::iter::once(word).chain(word.split(['-', '\'', '.'])))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    found.into_iter()
}

/// Those of them that stand by themselves in other spellings of a name, too, each once: of "Bakker-Smit" not the whole.
pub fn plain_words_of(name: &str) -> BTreeSet<String> {
    words_of(name)
        .filter(|word| word.chars().all(char::is_alphanumeric))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{plain_words_of, sought, words_of};

    #[test]
    fn words_of_a_name_that_other_spellings_have_too() {
        let words: Vec<String> = plain_words_of("Bakker-de Boer").into_iter().collect();
        assert_eq!(words, ["bakker", "boer", "de"]);
    }

    #[test]
    fn a_name_is_looked_for_however_other_programs_write_it() {
        for (typed, words) in [
            ("Karin de Boer", &["karin", "de", "boer"][..]),
            ("Boer, Karin de", &["boer", "karin", "de"]),
            ("Boer,Karin de", &["boer", "karin", "de"]),
            ("Boer (de), Karin", &["boer", "de", "karin"]),
            ("Boer; Karin", &["boer", "karin"]),
            ("\"Boer, Karin de\" <", &["boer", "karin", "de"]),
            (
                "Karin <karin@kantoor.example>",
                &["karin", "karin@kantoor.example"],
            ),
            ("<Karin@Kantoor.example>;", &["karin@kantoor.example"]),
            ("info@müller.de", &["info@muller.de"]),
            ("karin@kan", &["karin@kan"]),
            ("Boer\u{a0}Karin\u{3000}de", &["boer", "karin", "de"]),
            ("\u{200e}Boer\u{ad}\u{feff}", &["boer"]),
            ("علی\u{200c}رضا", &["علیرضا"]),
            ("van 't Hof", &["van", "'t", "hof"]),
            ("K. de Boer", &["k", "de", "boer"]),
            ("k.j. de boer", &["k", "de", "boer"]),
            ("Boer jr.", &["boer", "jr"]),
            ("Ph. Bos", &["ph", "bos"]),
            (", <> ()", &[]),
        ] {
            assert_eq!(sought(typed), words, "{typed:?}");
        }
    }

    #[test]
    fn every_part_of_a_name_finds_it() {
        let words: Vec<String> = words_of("Boer-Smit (geb. d'Hondt), jr.").collect();
        for word in ["boer-smit", "boer", "smit", "geb", "d'hondt", "hondt", "jr"] {
            assert!(words.contains(&word.to_owned()), "{word} {words:?}");
        }
    }
}
