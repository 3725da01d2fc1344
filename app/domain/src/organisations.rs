//! Kinds of organisation and the catalogue of rights per kind. Both are data of a deployment, not code:
//! the shipped catalogue is a TOML file that an operator may replace.

use serde::{Deserialize, Serialize};

use crate::{Language, shared::without_hidden};

/// A text in every language we speak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The text in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.nl,
            Language::En => &self.en,
        }
    }
}

/// A kind of organisation, such as a garage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Code used in files and in the database, such as `garage`.
    pub code: String,
    /// What it is called.
    pub name: Words,
    /// What its identifying number is called, such as "Polisnummer".
    pub number_name: Words,
    /// Shortest length of the number, in digits.
    pub number_min: usize,
    /// Longest length of the number, in digits.
    pub number_max: usize,
    /// What its people can be allowed to do, in the order of screens.
    pub rights: Vec<RightEntry>,
    /// Whether this is the insurer itself, whose people can work at the service desk ([`DESK_RIGHT`]).
    pub insurer: bool,
}

/// Code of the right, at the insurer's own organisation, that makes somebody an agent of the service desk.
pub const DESK_RIGHT: &str = "servicedesk";

/// One right of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightEntry {
    /// Code used in files and in the database, such as `schade-melden`.
    pub code: String,
    /// Short name, such as "Schade melden".
    pub name: Words,
    /// One plain sentence that says what somebody with this right can do.
    pub sentence: Words,
    /// Where that is done: `https://…`, or a path of this site. Without one there is nothing to open.
    pub address: Option<String>,
    /// Whether whoever holds it counts as a pair of eyes ([`crate::four_eyes`]): one person alone does not give it.
    pub four_eyes: bool,
}

/// Every kind of organisation that this deployment serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    /// The kinds, in the order of screens.
    pub kinds: Vec<Kind>,
}

impl Catalogue {
    /// The kind of a code.
    pub fn kind(&self, code: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.code == code)
    }

    /// The kind that is the insurer itself.
    pub fn insurer(&self) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.insurer)
    }

    /// Whether a code is that of a right that takes four eyes, at any kind of organisation; or of one that nobody here knows, as
    /// while nodes get new content one by one: what it opens elsewhere is not known either (SEC-74).
    pub fn has_four_eyes(&self, code: &str) -> bool {
        let mut known = self
            .kinds
            .iter()
            .filter_map(|kind| kind.right(code))
            .peekable();
        known.peek().is_none() || known.any(|right| right.four_eyes)
    }

    /// Whether a right takes two people, or the operator, to be given at this kind of organisation: also one that is not known
    /// there, and any where the kind is not.
    pub fn takes_four_eyes(&self, kind: &str, code: &str) -> bool {
        let right = self.kind(kind).and_then(|kind| kind.right(code));
        right.is_none_or(|right| right.four_eyes)
    }

    /// What the numbers of companies are called, within a sentence, each once: "polisnummer", "dealernummer".
    pub fn number_names(&self, language: Language) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for kind in self.kinds.iter().filter(|kind| !kind.insurer) {
            let name = within_a_sentence(kind.number_name.get(language));
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// A name that begins with a capital, in the middle of a sentence; an abbreviation such as "KvK-nummer" stays as it is.
fn within_a_sentence(name: &str) -> String {
    let mut signs = name.chars();
    let word = name.chars().skip(1).take_while(|sign| sign.is_alphabetic());
    if word.into_iter().any(char::is_uppercase) {
        return name.to_owned();
    }
    let first = signs.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(signs).collect()
}

impl Kind {
    /// The right of a code.
    pub fn right(&self, code: &str) -> Option<&RightEntry> {
        self.rights.iter().find(|right| right.code == code)
    }

    /// Where a right stands in the catalogue: whatever names several keeps to that order. Behind all others if it left it.
    pub fn place_of(&self, code: &str) -> usize {
        let place = self.rights.iter().position(|right| right.code == code);
        place.unwrap_or(usize::MAX)
    }

    /// Reads an identifying number: digits, in groups as people write them. Nothing is cleaned away that could make of it the
    /// number of somebody else ("12345.0" is not 123450).
    pub fn read_number(&self, typed: &str) -> Result<String, NumberProblem> {
        let typed = without_hidden(typed);
        let typed = typed.trim();
        let bare: String = typed.chars().filter(|sign| !is_between(*sign)).collect();
        let has = bare.chars().count();
        if bare.is_empty() {
            Err(NumberProblem::Missing)
        } else if !bare.chars().all(|c| c.is_ascii_digit()) {
            Err(NumberProblem::NotDigits)
        } else if !is_grouped(typed, self.number_min) {
            Err(NumberProblem::Groups)
        } else if has < self.number_min || has > self.number_max {
            Err(NumberProblem::Length {
                has,
                min: self.number_min,
                max: self.number_max,
            })
        } else {
            Ok(bare)
        }
    }
}

/// What may stand between groups of digits.
fn is_between(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '.' | '-')
}

/// Whether digits stand in groups as people write them: one kind of separator, groups of two to four digits, of which the first
/// may be shorter; all others are alike unless spaces stand between them ("31 00 517"). What could as well be a fraction
/// ("1234.500"), a month ("12-34") or a number with another one behind it ("123456-1") is none.
fn is_grouped(typed: &str, fewest: usize) -> bool {
    let groups: Vec<usize> = typed
        .split(is_between)
        .map(|group| group.chars().count())
        .collect();
    let [first, .., last] = groups.as_slice() else {
        return true;
    };
    let kind = |sign: char| if sign.is_whitespace() { ' ' } else { sign };
    let mut kinds: Vec<char> = typed.chars().filter(|c| is_between(*c)).map(kind).collect();
    kinds.dedup();
    if kinds == [' '] {
        let others_fit = groups.iter().skip(1).all(|group| (2..=4).contains(group));
        return others_fit && (1..=4).contains(first);
    }
    let alike = groups.iter().skip(1).all(|group| group == last);
    let size_fits = match (kinds.as_slice(), groups.len()) {
        (['-'], 2) => (3..=4).contains(last),
        (['.'], 2) => *last == 3 && *first < fewest,
        (['-' | '.'], _) => (2..=4).contains(last),
        _ => false,
    };
    alike && size_fits && (1..=*last).contains(first)
}

/// What is wrong with an identifying number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberProblem {
    /// Nothing typed.
    Missing,
    /// Something other than digits.
    NotDigits,
    /// Digits with something between them that is no way to write one number: "12345.0", "123456-1".
    Groups,
    /// Too short or too long, in digits.
    Length {
        /// Digits typed.
        has: usize,
        /// Fewest digits.
        min: usize,
        /// Most digits.
        max: usize,
    },
}

/// Whether a text can be a code of content: lower-case letters, digits and hyphens.
pub fn is_code(code: &str) -> bool {
    !code.is_empty()
        && code
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        Words {
            nl: text.into(),
            en: text.into(),
        }
    }

    #[test]
    fn a_number_is_never_cleaned_into_that_of_another_company() {
        for typed in [
            "12345.0",
            "12345.00",
            "77001.0",
            "123456.000",
            "1234.5",
            "123456-1",
            "123456 1",
            "123456-01",
            "12-3456.7",
            "12..3456",
            "123456.",
            "-123456",
            ".123456",
            "12-34567",
            "1.23456",
            "12  3456",
            "12.345 678",
        ] {
            assert_eq!(
                garage().read_number(typed),
                Err(NumberProblem::Groups),
                "{typed:?}"
            );
        }
        for typed in [
            "12345,0",
            "1,23E+05",
            "'123456",
            "+123456",
            "１２３４５６",
            "123456/1",
        ] {
            assert_eq!(
                garage().read_number(typed),
                Err(NumberProblem::NotDigits),
                "{typed:?}"
            );
        }
    }

    fn garage() -> Kind {
        Kind {
            code: "garage".into(),
            name: words("Garage"),
            number_name: words("Polisnummer"),
            number_min: 6,
            number_max: 9,
            rights: vec![RightEntry {
                code: "schade-melden".into(),
                name: words("Schade melden"),
                sentence: words("…"),
                address: None,
                four_eyes: false,
            }],
            insurer: false,
        }
    }

    #[test]
    fn a_number_may_be_typed_with_spaces_dots_and_hyphens() {
        for typed in [
            "123456",
            " 12 34 56 ",
            "12.34.56",
            "123-456",
            "12\u{a0}3456",
            "\u{feff}12\u{200b}3456\u{200e}",
        ] {
            assert_eq!(
                garage().read_number(typed).as_deref(),
                Ok("123456"),
                "{typed:?}"
            );
        }
        assert_eq!(garage().read_number(" "), Err(NumberProblem::Missing));
        for typed in [
            "1 234 567",
            "1.234.567",
            "123.456",
            "123-456-789",
            "1234 5678",
            "31 00 517",
            "123 4567",
        ] {
            let bare: String = typed.chars().filter(char::is_ascii_digit).collect();
            assert_eq!(garage().read_number(typed), Ok(bare), "{typed:?}");
        }
        assert_eq!(
            garage().read_number("12345A"),
            Err(NumberProblem::NotDigits)
        );
        assert_eq!(
            garage().read_number("12345"),
            Err(NumberProblem::Length {
                has: 5,
                min: 6,
                max: 9
            })
        );
    }
}
