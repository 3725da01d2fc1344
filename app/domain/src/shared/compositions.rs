//! Passwords that people compose when they must think of one at work: a word or two, the year, an exclamation mark.
//!
//! No list holds them all; a rule does. The words below are our own choice, Dutch and English, of what is near at hand.

/// What people make a password of at an office, a garage or a dealer's: greetings, work, home, football, places, seasons.
pub(super) const WORDS: [&str; 140] = [
    "aanmelden",
    "access",
    "account",
    "adviseur",
    "ajax",
    "alarm",
    "amsterdam",
    "apeldoorn",
    "appel",
    "arnhem",
    "augustus",
    "auto",
    "autobedrijf",
    "autohuis",
    "autos",
    "autumn",
    "baseball",
    "bedrijf",
    "beheerder",
    "beveiliging",
    "bloemen",
    "breda",
    "camping",
    "changeme",
    "chocola",
    "coffee",
    "computer",
    "december",
    "donderdag",
    "dragon",
    "drowssap",
    "eindhoven",
    "familie",
    "family",
    "feyenoord",
    "fiets",
    "flower",
    "football",
    "formule",
    "friday",
    "garage",
    "gebruiker",
    "geheim",
    "groningen",
    "guest",
    "haarlem",
    "hallo",
    "hello",
    "herfst",
    "hoi",
    "holland",
    "hond",
    "huis",
    "iloveyou",
    "ingang",
    "inloggen",
    "insurance",
    "internet",
    "januari",
    "kantoor",
    "kat",
    "kerstmis",
    "kinderen",
    "klant",
    "koffie",
    "kantine",
    "leeuwarden",
    "lente",
    "letmein",
    "liefde",
    "lieverd",
    "login",
    "london",
    "maandag",
    "maastricht",
    "mama",
    "manager",
    "master",
    "medewerker",
    "mercedes",
    "michael",
    "monday",
    "monkey",
    "motor",
    "nederland",
    "nijmegen",
    "november",
    "office",
    "oktober",
    "onderhoud",
    "oranje",
    "paard",
    "papa",
    "passwort",
    "password",
    "poes",
    "polis",
    "portaal",
    "portal",
    "princess",
    "provincie",
    "rotterdam",
    "schade",
    "schatje",
    "secret",
    "september",
    "shadow",
    "snoopy",
    "spring",
    "stage",
    "starwars",
    "summer",
    "sunshine",
    "superman",
    "systeem",
    "telefoon",
    "test",
    "thuis",
    "tijdelijk",
    "tilburg",
    "toegang",
    "toyota",
    "trustno",
    "utrecht",
    "vakantie",
    "veilig",
    "verzekering",
    "verzekeringen",
    "voetbal",
    "volkswagen",
    "vrijdag",
    "wachtwoord",
    "welcome",
    "welkom",
    "werk",
    "winter",
    "zaterdag",
    "zomer",
    "zonnetje",
    "zwolle",
];

/// How many digits and signs before and behind the words add nothing: "welkomgarage2026!" and "!!koffiekantoor".
const MOST_AROUND: usize = 8;
/// How many digits and signs between two words add nothing: "welkom-2026-garage".
const MOST_BETWEEN: usize = 6;
/// How often a word may be said again.
const MOST_WORDS: usize = 6;

/// One of [`WORDS`] any number of times, or two of them, with digits and signs around and between; digits and signs that
/// look like letters count as those letters. `password` is in lower case.
pub(super) fn is_composition(password: &str) -> bool {
    let core = password.trim_matches(|c: char| !c.is_alphabetic());
    let around = password.chars().count() - core.chars().count();
    around <= MOST_AROUND && (is_made_of_words(core) || is_made_of_words(&plain_letters(core)))
}

fn is_made_of_words(core: &str) -> bool {
    begins(core).any(|(first, rest)| {
        rest.is_empty()
            || begins(rest).any(|(_, rest)| rest.is_empty())
            || is_repeated(first, rest, MOST_WORDS - 1)
    })
}

/// Each word that a text may begin with, and what is left behind it and the signs that follow.
fn begins(text: &str) -> impl Iterator<Item = (&'static str, &str)> {
    WORDS.into_iter().filter_map(move |word| {
        let rest = text.strip_prefix(word)?;
        let next = rest.trim_start_matches(|c: char| !c.is_alphabetic());
        let between = rest.chars().count() - next.chars().count();
        (between <= MOST_BETWEEN).then_some((word, next))
    })
}

fn is_repeated(word: &str, rest: &str, times: usize) -> bool {
    times > 0
        && begins(rest).any(|(next, rest)| {
            next == word && (rest.is_empty() || is_repeated(word, rest, times - 1))
        })
}

/// "w3lk0m" and "p@$$w0rd" as the words they stand for.
fn plain_letters(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | '!' => 'i',
            '3' | '€' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{WORDS, is_composition};
    use crate::shared::password_rules::MIN_CODE_POINTS;
    use std::collections::HashSet;

    /// A part of what the rule covers, written out: each pair of words, with the endings that a yearly change brings.
    fn written_out() -> impl Iterator<Item = String> {
        const ENDS: [&str; 6] = ["", "!", "1", "123", "2026", "2027!"];
        WORDS.into_iter().flat_map(|first| {
            WORDS
                .into_iter()
                .flat_map(move |second| ENDS.map(|end| format!("{first}{second}{end}")))
        })
    }

    #[test]
    fn sec_14_the_rule_covers_far_more_than_twenty_thousand_different_passwords_of_sufficient_length()
     {
        let covered: HashSet<String> = written_out()
            .filter(|password| {
                password.chars().count() >= MIN_CODE_POINTS && is_composition(password)
            })
            .collect();
        assert!(covered.len() > 60_000, "{}", covered.len());
    }

    #[test]
    fn words_stand_once_and_are_lower_case_letters() {
        let distinct: HashSet<&str> = WORDS.into_iter().collect();
        assert_eq!(distinct.len(), WORDS.len());
        for word in WORDS {
            assert!(
                word.len() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase()),
                "{word:?}"
            );
        }
    }

    #[test]
    fn two_words_or_one_again_and_again_with_signs_around_are_a_composition() {
        for password in [
            "welkomgarage",
            "welkom garage",
            "welkom-2026-garage",
            "!!koffiekantoor",
            "kantoor2026!!!",
            "w3lk0mw3lk0m",
            "p@$$w0rd2026",
            "koffie koffie koffie",
            "verzekeringen12345678",
        ] {
            assert!(is_composition(password), "{password:?}");
        }
    }

    #[test]
    fn a_third_word_or_one_that_is_not_near_at_hand_is_not() {
        for password in [
            "",
            "123456789012",
            "welkom garage koffie",
            "zonnige fietstocht 2026",
            "welkomstwoord in de garage",
            "welkom123456789",
            "welkom 1234567 garage",
        ] {
            assert!(!is_composition(password), "{password:?}");
        }
    }
}
