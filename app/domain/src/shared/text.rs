//! What no field accepts: characters that nobody sees, or that turn the reading direction round.
//!
//! They never belong to a name or an address, and in a list they make one person look like another. One property of
//! Unicode says which, for every field, letter and search.

use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{CanonicalCombiningClass, DefaultIgnorableCodePoint, JoiningType},
};
use unicode_normalization::UnicodeNormalization;

/// ZERO WIDTH NON-JOINER: keeps two letters apart that would join.
const NON_JOINER: char = '\u{200C}';
/// ZERO WIDTH JOINER: joins two letters that would stand apart.
const JOINER: char = '\u{200D}';

/// True for characters that cannot be seen: controls (also tab, newline and NUL), what Unicode lets every program leave out
/// (`Default_Ignorable_Code_Point`: format characters, bidi controls, fillers, variation selectors), and what looks like
/// nothing at all.
///
/// Of the joiners, which belong to this, a text may need some: [`has_hidden`] and [`without_hidden`] know which.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character)
        || is_blank(character)
}

/// Whether there is a character in it that cannot be seen, other than a joiner that its script needs.
pub fn has_hidden(text: &str) -> bool {
    pieces(text).any(|(_, hidden)| hidden)
}

/// The text without what cannot be seen. The joiners that Persian, Nepali or Sinhala need stay.
pub fn without_hidden(text: &str) -> String {
    pieces(text)
        .filter_map(|(character, hidden)| (!hidden).then_some(character))
        .collect()
}

/// Each character, and whether it is hidden where it stands.
fn pieces(text: &str) -> impl Iterator<Item = (char, bool)> {
    text.char_indices().map(|(at, character)| {
        let needed = || {
            let after = &text[at + character.len_utf8()..];
            is_needed(&text[..at], character, after)
        };
        (character, is_hidden(character) && !needed())
    })
}

/// Whether a joiner changes what is seen there (RFC 5892, appendix A.1 and A.2): after a virama, and between two letters of
/// a cursive script.
fn is_needed(before: &str, joiner: char, after: &str) -> bool {
    if joiner != JOINER && joiner != NON_JOINER {
        return false;
    }
    let classes = CodePointMapData::<CanonicalCombiningClass>::new();
    let after_virama = before
        .chars()
        .next_back()
        .is_some_and(|last| classes.get(last) == CanonicalCombiningClass::Virama);
    let joins = CodePointMapData::<JoiningType>::new();
    let neighbour = |letters: &mut dyn Iterator<Item = char>| {
        letters
            .map(|letter| joins.get(letter))
            .find(|kind| *kind != JoiningType::Transparent)
    };
    match joiner {
        JOINER => after_virama,
        _ if after_virama => after.chars().next().is_some_and(char::is_alphabetic),
        _ => {
            let left = neighbour(&mut before.chars().rev());
            let right = neighbour(&mut after.chars());
            matches!(
                left,
                Some(JoiningType::LeftJoining | JoiningType::DualJoining)
            ) && matches!(
                right,
                Some(JoiningType::RightJoining | JoiningType::DualJoining)
            )
        }
    }
}

/// What is no space for any program and yet leaves a gap, or nothing: line and paragraph separators, marks of annotations
/// and of hieroglyphs, fillers, the braille cell without dots, and what is no character for good.
const fn is_blank(character: char) -> bool {
    let number = character as u32;
    matches!(
        character,
        '\u{2028}' | '\u{2029}' | '\u{2800}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FFF9}'..='\u{FFFC}'
            | '\u{13430}'..='\u{13442}' | '\u{16FE4}' | '\u{1D159}'
    ) || number & 0xFFFE == 0xFFFE
}

/// NFC, without space at the ends.
pub(super) fn tidy(text: &str) -> String {
    text.trim().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::{has_hidden, is_hidden, tidy, without_hidden};

    #[test]
    fn invisible_characters_are_hidden_and_letters_are_not() {
        for hidden in [
            '\0',
            '\n',
            '\r',
            '\t',
            '\u{7f}',
            '\u{85}',
            '\u{ad}',
            '\u{34f}',
            '\u{61c}',
            '\u{115f}',
            '\u{1160}',
            '\u{17b4}',
            '\u{17b5}',
            '\u{180b}',
            '\u{180e}',
            '\u{180f}',
            '\u{200b}',
            '\u{200d}',
            '\u{202e}',
            '\u{2028}',
            '\u{2064}',
            '\u{2066}',
            '\u{2800}',
            '\u{3164}',
            '\u{fe00}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{ffa0}',
            '\u{fff0}',
            '\u{fffa}',
            '\u{fffe}',
            '\u{fdd0}',
            '\u{1bca0}',
            '\u{1d173}',
            '\u{e0001}',
            '\u{e0041}',
            '\u{e0100}',
            '\u{e01ef}',
        ] {
            assert!(is_hidden(hidden), "{hidden:?}");
        }
        for seen in [
            'a', 'é', 'ß', 'ł', '-', '\'', '’', ' ', '\u{a0}', '\u{3000}', '李', '\u{301}', 'ක',
            '\u{94d}', 'ی', '€', '🚲', '\u{fffd}',
        ] {
            assert!(!is_hidden(seen), "{seen:?}");
        }
    }

    #[test]
    fn a_joiner_stays_where_its_script_needs_it_and_nowhere_else() {
        for needed in [
            // Persian: "Ali-Reza", with two letters kept apart.
            "علی\u{200c}رضا",
            // The same with a vowel sign between.
            "علیِ\u{200c}رضا",
            // Nepali: the eyelash r. Sinhala: Sri, Chandra. Malayalam: Mohan, at the end of the word.
            "गर्\u{200d}यो",
            "ශ්\u{200d}රී",
            "චන්ද්\u{200d}ර",
            "മോഹന്\u{200d}",
            "क्\u{200c}ष",
        ] {
            assert!(!has_hidden(needed), "{needed:?}");
            assert_eq!(without_hidden(needed), needed);
        }
        for (text, plain) in [
            ("Bo\u{200c}er", "Boer"),
            ("Bo\u{200d}er", "Boer"),
            ("\u{200d}Boer", "Boer"),
            ("Boer\u{200c}", "Boer"),
            // No join there to keep apart: the letter before never joins.
            ("رضا\u{200c}علی", "رضاعلی"),
            ("علی\u{200c}", "علی"),
            ("علی\u{200d}رضا", "علیرضا"),
            ("علی\u{200c}\u{200c}رضا", "علیرضا"),
            ("क्\u{200c}", "क्"),
            ("ශ්\u{200d}\u{200d}රී", "ශ්\u{200d}රී"),
            ("李\u{e0100}", "李"),
        ] {
            assert!(has_hidden(text), "{text:?}");
            assert_eq!(without_hidden(text), plain, "{text:?}");
        }
    }

    #[test]
    fn composed_and_decomposed_spellings_become_one() {
        assert_eq!(tidy(" Rene\u{301}\u{a0}"), "René");
    }
}
