//! The number by which people talk about a request, "GB-2026-00417". It names; it opens nothing.

use std::fmt;

use crate::shared::is_hidden;

/// Digits of the number within its year, at least.
const WIDTH: usize = 5;

/// The reference of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    year: u16,
    number: u32,
}

impl Reference {
    /// The request with this number in this year.
    pub const fn new(year: u16, number: u32) -> Self {
        Self { year, number }
    }

    /// Reads what somebody says on the telephone or types: small letters, spaces and missing zeros are forgiven.
    pub fn parse(text: &str) -> Option<Self> {
        let bare: String = text
            .chars()
            .filter(|sign| {
                !sign.is_whitespace()
                    && !is_hidden(*sign)
                    && !matches!(sign, '-' | '.' | '\u{2010}'..='\u{2015}')
            })
            .collect();
        let (letters, digits) = bare.split_at_checked(2)?;
        if !letters.eq_ignore_ascii_case("gb") || !digits.bytes().all(|sign| sign.is_ascii_digit())
        {
            return None;
        }
        let (year, number) = digits.split_at_checked(4)?;
        let reference = Self {
            year: year.parse().ok()?,
            number: number.parse().ok()?,
        };
        (reference.year >= 2000 && reference.number > 0).then_some(reference)
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GB-{}-{:0WIDTH$}", self.year, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_read_however_it_is_typed() {
        let reference = Reference::new(2026, 417);
        for text in [
            "GB-2026-00417",
            "gb-2026-00417",
            " GB 2026 00417 ",
            "gb2026417",
            "\u{200e}GB-2026\u{2014}00417\u{feff}",
            "GB.2026.417",
            "GB\u{2011}2026\u{2011}00417",
        ] {
            assert_eq!(Reference::parse(text), Some(reference), "{text:?}");
        }
        assert_eq!(reference.to_string(), "GB-2026-00417");
        assert_eq!(Reference::new(2027, 123_456).to_string(), "GB-2027-123456");
    }

    #[test]
    fn anything_else_is_no_reference() {
        for text in [
            "",
            "GB",
            "GB-2026",
            "GB-2026-00000",
            "GB-1026-00417",
            "AB-2026-00417",
            "GB-2026-00417x",
            "GB-2026-99999999999",
            "€-2026-00417",
        ] {
            assert_eq!(Reference::parse(text), None, "{text:?}");
        }
    }
}
