//! What an agent typed into the one box, recognised: digits, an address, or words.
//! Digits can be several things at once, and are then looked for as each of them.

use crate::{
    EmailAddress,
    appointments::Reference,
    shared::{search, without_hidden},
};

/// Letters and digits that a search needs; fewer find everybody.
const FEWEST: usize = 3;
/// Signs that are looked at.
const LONGEST: usize = 100;
/// Words that are looked at, the longest ones.
const MOST_WORDS: usize = 4;
/// Digits of a mobile number that are enough to look for.
const TAIL: usize = 4;

/// Something to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// The number of a request to be appointed.
    Reference(Reference),
    /// Digits and nothing else.
    Digits(String),
    /// A whole address.
    Email(EmailAddress),
    /// Beginnings of words, folded, the longest first.
    Words {
        /// At least one, at most four.
        words: Vec<String>,
        /// The last four digits of a mobile number, typed beside them.
        tail: Option<String>,
    },
}

/// Why nothing is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryProblem {
    /// Nothing was typed.
    Missing,
    /// So little that it would find everybody.
    TooLittle,
}

impl Query {
    /// Reads what was typed.
    pub fn read(text: &str) -> Result<Self, QueryProblem> {
        let plain: Vec<String> = text.split_whitespace().map(without_hidden).collect();
        let text: String = plain.join(" ").chars().take(LONGEST).collect();
        let text = text.trim();
        if text.is_empty() {
            return Err(QueryProblem::Missing);
        }
        if let Some(reference) = Reference::parse(text) {
            return Ok(Self::Reference(reference));
        }
        if let Some(digits) = digits(text) {
            return if digits.len() < TAIL {
                Err(QueryProblem::TooLittle)
            } else {
                Ok(Self::Digits(digits))
            };
        }
        if let Some(email) = EmailAddress::in_text(text) {
            return Ok(Self::Email(email));
        }
        words(text)
    }

    /// What digits are if somebody left out the letters of a request's number: "2026-00417".
    pub fn as_reference(digits: &str) -> Option<Reference> {
        digits
            .starts_with("20")
            .then(|| Reference::parse(&format!("GB{digits}")))
            .flatten()
    }

    /// Six digits with a zero in front: no access code begins with one, so the two are never taken for each other. The
    /// number of an organisation may.
    pub fn is_belcode(digits: &str) -> bool {
        digits.len() == 6 && digits.starts_with('0')
    }

    /// Whether digits are as many as an agent types of a mobile number.
    pub const fn is_tail(digits: &str) -> bool {
        digits.len() == TAIL
    }
}

/// The digits of a number however it is spaced; nothing if there is something else as well.
fn digits(text: &str) -> Option<String> {
    let bare: String = text
        .chars()
        .filter(|sign| {
            !sign.is_whitespace()
                && !matches!(sign, '.' | '-' | '/' | '(' | ')' | '\u{2010}'..='\u{2015}')
        })
        .collect();
    let digits = bare.strip_prefix('+').unwrap_or(&bare);
    let all = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| digits.to_owned())
}

fn words(text: &str) -> Result<Query, QueryProblem> {
    let mut words = search::sought(text);
    let is_tail =
        |word: &&String| word.len() == TAIL && word.bytes().all(|byte| byte.is_ascii_digit());
    let tail = words.iter().find(is_tail).cloned();
    words.retain(|word| Some(word) != tail.as_ref());
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.truncate(MOST_WORDS);
    let letters = words
        .iter()
        .flat_map(|word| word.chars())
        .filter(|sign| sign.is_alphanumeric())
        .count();
    if letters < FEWEST {
        return Err(QueryProblem::TooLittle);
    }
    Ok(Query::Words { words, tail })
}

#[cfg(test)]
mod tests {
    use super::{Query, QueryProblem};
    use crate::{EmailAddress, appointments::Reference};

    fn words(words: &[&str], tail: Option<&str>) -> Result<Query, QueryProblem> {
        Ok(Query::Words {
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            tail: tail.map(str::to_owned),
        })
    }

    #[test]
    fn what_was_typed_is_recognised() {
        let digits = |digits: &str| Ok(Query::Digits(digits.to_owned()));
        let email = EmailAddress::parse("Karin@Kantoor-DeBoer.example").unwrap();
        let karin = EmailAddress::parse("karin@kantoor-deboer.example").unwrap();
        for (text, query) in [
            ("083 201", digits("083201")),
            (" 31.00-482 ", digits("3100482")),
            ("06 - 1234 5678", digits("0612345678")),
            ("+31 (0)6 12345678", digits("310612345678")),
            ("5678", digits("5678")),
            ("Karin@Kantoor-DeBoer.example", Ok(Query::Email(email))),
            ("Zoë van 't Hof", words(&["zoe", "van", "hof", "'t"], None)),
            ("de boer 5678", words(&["boer", "de"], Some("5678"))),
            ("Boer, Karin de", words(&["karin", "boer", "de"], None)),
            ("Boer (de); Karin", words(&["karin", "boer", "de"], None)),
            (
                "\u{200e}06\u{2013}1234\u{202f}5678\u{feff}",
                digits("0612345678"),
            ),
            (
                "\"Boer, Karin de\" <karin@kantoor-deboer.example>;",
                Ok(Query::Email(karin.clone())),
            ),
            (
                "Karin <karin@kantoor-deboer.example",
                Ok(Query::Email(karin)),
            ),
            ("Karin <karin@kan", words(&["karin@kan", "karin"], None)),
            ("karin@kan", words(&["karin@kan"], None)),
            ("Garage A1", words(&["garage", "a1"], None)),
            (
                " gb 2026 00417",
                Ok(Query::Reference(Reference::new(2026, 417))),
            ),
            (
                "GB-2026-417",
                Ok(Query::Reference(Reference::new(2026, 417))),
            ),
            ("2026-00417", digits("202600417")),
            ("gb 2026", Err(QueryProblem::TooLittle)),
            ("a b c d e", words(&["a", "b", "c", "d"], None)),
            ("Jan\u{0}sen", words(&["jansen"], None)),
            ("", Err(QueryProblem::Missing)),
            (" \t ", Err(QueryProblem::Missing)),
            ("567", Err(QueryProblem::TooLittle)),
            ("ja", Err(QueryProblem::TooLittle)),
            ("j 5678", Err(QueryProblem::TooLittle)),
            ("- - -", Err(QueryProblem::TooLittle)),
        ] {
            assert_eq!(Query::read(text), query, "{text:?}");
        }
    }

    #[test]
    fn digits_that_begin_with_a_year_may_be_the_number_of_a_request() {
        for (digits, reference) in [
            ("202600417", Some(Reference::new(2026, 417))),
            ("2026417", Some(Reference::new(2026, 417))),
            ("2026", None),
            ("202600000", None),
            ("302600417", None),
            ("0612345678", None),
        ] {
            assert_eq!(Query::as_reference(digits), reference, "{digits}");
        }
    }

    #[test]
    fn a_belcode_begins_with_a_zero_and_an_access_code_never_does() {
        for (digits, belcode) in [("083201", true), ("483201", false), ("08320", false)] {
            assert_eq!(Query::is_belcode(digits), belcode, "{digits}");
        }
    }
}
