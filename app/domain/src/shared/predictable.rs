//! Passwords that follow a pattern instead of a thought: "Welkom2026!!", "aaaaaaaaaaaa", "qwertyuiop12".
//!
//! No list holds them all, so they are recognised by their shape. Whole passwords only: a sentence may say "winter".

/// What people start a password with when it must be changed again.
const STARTS: [&str; 52] = [
    "welkom",
    "welcome",
    "wachtwoord",
    "password",
    "passwort",
    "geheim",
    "secret",
    "inloggen",
    "login",
    "toegang",
    "hallo",
    "hello",
    "lente",
    "voorjaar",
    "zomer",
    "herfst",
    "najaar",
    "winter",
    "spring",
    "summer",
    "autumn",
    "fall",
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
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "august",
    "october",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "monday",
    "friday",
    "admin",
];

/// What fingers do when nobody thinks: rows and columns of a keyboard, the alphabet, the digits.
const RUNS: [&str; 14] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "zaqxswcdevfrbgtnhymjukilop",
    "qawsedrftgyhujikolp",
    "qsdfghjklm",
    "!@#$%^&*()",
];

/// The longest piece whose repetition makes no password, in characters.
const LONGEST_PIECE: usize = 8;
/// How many neighbours in a row make a run.
const SHORTEST_RUN: usize = 3;

/// Words of [`STARTS`], one to three of them, and for the rest digits and signs. `password` is folded.
pub(super) fn is_predictable(password: &str) -> bool {
    let mut rest = password.trim_matches(|c: char| !c.is_alphabetic());
    let mut words = 0;
    while !rest.is_empty() {
        let Some(word) = STARTS
            .iter()
            .filter(|word| rest.starts_with(**word))
            .max_by_key(|word| word.len())
        else {
            return false;
        };
        rest = rest[word.len()..].trim_start_matches(|c: char| !c.is_alphabetic());
        words += 1;
    }
    (1..=3).contains(&words)
}

/// One short piece over and over, or nothing but runs along keyboard, alphabet and digits. `password` is folded.
pub(super) fn is_one_pattern(password: &str) -> bool {
    let characters: Vec<char> = password.chars().collect();
    is_repetition(&characters) || is_only_runs(&characters)
}

fn is_repetition(characters: &[char]) -> bool {
    (1..=LONGEST_PIECE)
        .filter(|piece| characters.len() >= 2 * piece)
        .any(|piece| {
            characters
                .iter()
                .zip(&characters[piece..])
                .all(|(one, next)| one == next)
        })
}

/// True when the password falls apart into pieces of three and more that are runs or repetitions of one character,
/// but for two characters in all.
fn is_only_runs(characters: &[char]) -> bool {
    let mut at = 0;
    let mut loose = 0;
    while at < characters.len() {
        let length = run_length(&characters[at..]);
        if length >= SHORTEST_RUN {
            at += length;
        } else {
            at += 1;
            loose += 1;
        }
    }
    loose <= 2 && characters.len() > loose
}

/// How many characters from the start lie next to each other on one of [`RUNS`], forwards or backwards, or are the same.
fn run_length(characters: &[char]) -> usize {
    let same = characters
        .iter()
        .take_while(|c| Some(*c) == characters.first())
        .count();
    RUNS.iter()
        .flat_map(|run| [run.chars().collect::<Vec<_>>(), run.chars().rev().collect()])
        .flat_map(|run| {
            (0..run.len())
                .map(|from| {
                    run[from..]
                        .iter()
                        .zip(characters)
                        .take_while(|(one, other)| one == other)
                        .count()
                })
                .max()
        })
        .max()
        .unwrap_or(0)
        .max(same)
}

#[cfg(test)]
mod tests {
    use super::{is_one_pattern, is_predictable};

    #[test]
    fn a_greeting_or_a_season_with_a_number_is_predictable() {
        for password in [
            "welkom2026",
            "welkom2026!!",
            "!welkom2026!",
            "welkom welkom 1",
            "zomer2026zomer",
            "herfst-2026-oktober",
            "januari2027!",
            "wachtwoord123456",
            "maandag 1 maart 2027",
            "welcome@2026!",
            "2026december2026",
            "password",
        ] {
            assert!(is_predictable(password), "{password:?}");
        }
    }

    #[test]
    fn a_sentence_with_a_season_in_it_is_not() {
        for password in [
            "",
            "123456789012",
            "zonnige fietstocht 2026",
            "de winter was koud",
            "welkom thuis lieve kat",
            "winterjas aan de kapstok",
            "meisje met de parel",
            "welkomstwoord 2026",
        ] {
            assert!(!is_predictable(password), "{password:?}");
        }
    }

    #[test]
    fn repetitions_and_runs_are_patterns() {
        for password in [
            "aaaaaaaaaaaa",
            "abababababab",
            "abcabcabcabc",
            "hallohallohallo",
            "123456789012",
            "qwertyuiop12",
            "1234567890!!",
            "abcdefghijkl",
            "zyxwvutsrqpo",
            "asdfghjklqwe",
            "qwerty123456",
            "aaabbbcccddd",
            "1qaz2wsx3edc",
            "987654321987",
            "111222333444",
            "qwertyuiopas",
            "000000000000",
        ] {
            assert!(is_one_pattern(password), "{password:?}");
        }
    }

    #[test]
    fn other_passwords_are_no_pattern() {
        for password in [
            "",
            "zonnige fietstocht 2026",
            "fk9$wq!2plz7",
            "correct horse battery staple",
            "abcdef fietsen in de zon",
            "telefoonnummer 12345",
        ] {
            assert!(!is_one_pattern(password), "{password:?}");
        }
    }
}
