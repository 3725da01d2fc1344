//! The short number of a request that went wrong: people read it out, and an agent finds what happened. It names; it opens
//! nothing.

use std::fmt;

use crate::shared::is_hidden;

/// Letters and digits none of which is mistaken for another when read aloud or written down.
const SIGNS: &[u8; 31] = b"23456789ABCDEFGHJKLMNPQRSTUVWXY";
/// Signs of a number.
const LENGTH: usize = 4;

/// "7F3K", on the page of who met the error.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ErrorNumber(String);

impl ErrorNumber {
    /// A number from random bytes. It is only a help, so the small bias of a remainder does not matter.
    pub fn draw(random: [u8; LENGTH]) -> Self {
        let sign = |byte: u8| char::from(SIGNS[usize::from(byte) % SIGNS.len()]);
        Self(random.into_iter().map(sign).collect())
    }

    /// Reads what somebody says on the telephone or types: small letters and spaces are forgiven.
    pub fn parse(text: &str) -> Option<Self> {
        let number: String = text
            .chars()
            .filter(|sign| {
                !sign.is_whitespace()
                    && !is_hidden(*sign)
                    && !matches!(sign, '-' | '\u{2010}'..='\u{2015}')
            })
            .map(|sign| sign.to_ascii_uppercase())
            .collect();
        let ours = number.len() == LENGTH && number.bytes().all(|sign| SIGNS.contains(&sign));
        ours.then_some(Self(number))
    }

    /// The number as it stands on the page.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ErrorNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::ErrorNumber;

    #[test]
    fn a_number_is_read_however_it_is_said_and_anything_else_is_none() {
        for (text, number) in [
            ("7F3K", Some("7F3K")),
            (" 7f 3k ", Some("7F3K")),
            ("7f-3k", Some("7F3K")),
            ("\u{200b}7f\u{2011}3k\u{fe0f}", Some("7F3K")),
            ("2345", Some("2345")),
            ("jans", Some("JANS")),
            ("7F3", None),
            ("7F3KK", None),
            ("7F3O", None),
            ("7F31", None),
            ("7É3", None),
            ("", None),
        ] {
            let read = ErrorNumber::parse(text);
            assert_eq!(read.as_ref().map(ErrorNumber::as_str), number, "{text:?}");
        }
    }

    #[test]
    fn every_number_that_is_drawn_is_read_again() {
        for byte in 0..=u8::MAX {
            let drawn = ErrorNumber::draw([byte, 0, 255, byte]);
            assert_eq!(ErrorNumber::parse(drawn.as_str()), Some(drawn));
        }
    }
}
