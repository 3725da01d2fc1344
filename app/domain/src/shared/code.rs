//! A code as a person types it over from a text message: six digits.
//!
//! Spaces, hyphens and dots between them are forgiven, and what nobody sees; nothing else is.

use std::fmt;

use super::is_hidden;

/// How many digits a code has.
const DIGITS: usize = 6;

/// Six digits, as typed. Compared by the server only, with what it kept of the real one.
#[derive(Clone, PartialEq, Eq)]
pub struct TypedCode(String);

/// Why a text is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeProblem {
    /// Nothing was typed.
    Missing,
    /// Too few or too many digits.
    Length {
        /// Digits typed.
        has: usize,
        /// Digits a code has.
        needs: usize,
    },
    /// Something else than digits.
    NotDigits,
}

impl TypedCode {
    /// Reads a code; full-width digits count as digits.
    pub fn parse(text: &str) -> Result<Self, CodeProblem> {
        let code: String = text.chars().filter_map(digit_or_other).collect();
        let has = code.chars().count();
        match () {
            () if has == 0 => Err(CodeProblem::Missing),
            () if !code.bytes().all(|byte| byte.is_ascii_digit()) => Err(CodeProblem::NotDigits),
            () if has != DIGITS => Err(CodeProblem::Length { has, needs: DIGITS }),
            () => Ok(Self(code)),
        }
    }

    /// The six digits, for comparing.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for TypedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedCode(…)")
    }
}

/// `None` for what may stand between the digits.
fn digit_or_other(character: char) -> Option<char> {
    match character {
        '０'..='９' => char::from_digit(character as u32 - '０' as u32, 10),
        '-' | '.' | '\u{2010}'..='\u{2015}' => None,
        other if other.is_whitespace() || (is_hidden(other) && !other.is_control()) => None,
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::{CodeProblem, TypedCode};

    #[test]
    fn six_digits_are_a_code_however_they_are_spaced() {
        for text in [
            "482915",
            "482 915",
            " 482-915 ",
            "48.29.15",
            "482\u{a0}915",
            "４８２９１５",
            "482–915\n",
            "\u{200e}482915\u{200e}",
            "\u{feff}482915",
            "482\u{200b}915",
            "482\u{ad}915",
            "4\u{fe0f}8\u{fe0f}2915",
            "\u{2068}482\u{202f}915\u{2069}",
            "482\u{3000}915\u{3164}",
        ] {
            let code = TypedCode::parse(text).map(|code| code.expose().to_owned());
            assert_eq!(code.as_deref(), Ok("482915"), "{text:?}");
        }
    }

    #[test]
    fn anything_else_is_refused_for_its_own_reason() {
        for (text, problem) in [
            ("", CodeProblem::Missing),
            (" - ", CodeProblem::Missing),
            ("48291", CodeProblem::Length { has: 5, needs: 6 }),
            ("4829155", CodeProblem::Length { has: 7, needs: 6 }),
            ("48291O", CodeProblem::NotDigits),
            ("code 482915", CodeProblem::NotDigits),
            ("+482915", CodeProblem::NotDigits),
            ("482\0915", CodeProblem::NotDigits),
            ("\u{200b}", CodeProblem::Missing),
        ] {
            assert_eq!(TypedCode::parse(text), Err(problem), "{text:?}");
        }
    }

    #[test]
    fn a_code_is_never_printed() {
        let code = TypedCode::parse("482915").unwrap();
        assert_eq!(format!("{code:?}"), "TypedCode(…)");
    }
}
