//! What no field accepts: characters that are invisible, or that turn the reading direction round.
//!
//! They never belong to a name or an address, and in a list they make one person look like another.

use unicode_normalization::UnicodeNormalization;

/// True for control characters (also tab, newline and NUL), for bidi controls and for invisible format characters.
///
/// The zero-width joiner and non-joiner are refused too: no name in Latin script needs them.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
        )
}

/// NFC, without space at the ends.
pub(super) fn tidy(text: &str) -> String {
    text.trim().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::{is_hidden, tidy};

    #[test]
    fn invisible_characters_are_hidden_and_letters_are_not() {
        for hidden in [
            '\0', '\n', '\r', '\t', '\u{7f}', '\u{85}', '\u{200b}', '\u{202e}', '\u{2066}',
            '\u{feff}',
        ] {
            assert!(is_hidden(hidden), "{hidden:?}");
        }
        for seen in [
            'a', 'é', 'ß', 'ł', '-', '\'', '’', ' ', '\u{a0}', '李', '\u{301}',
        ] {
            assert!(!is_hidden(seen), "{seen:?}");
        }
    }

    #[test]
    fn composed_and_decomposed_spellings_become_one() {
        assert_eq!(tidy(" Rene\u{301}\u{a0}"), "René");
    }
}
