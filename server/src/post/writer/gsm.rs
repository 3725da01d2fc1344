//! The alphabet of SMS. One letter outside it, an ë say, would halve the room to 70 characters (screens 2.6),
//! so names are written with the nearest letters that are in it.

use unicode_normalization::UnicodeNormalization;

/// Room in one SMS, in septets.
pub const SMS_LENGTH: usize = 160;

/// The letters of GSM 03.38 that count once. Those behind the escape (€, [, {, …) count twice and are avoided.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// How many septets a text takes; `None` if a letter of it is not in the alphabet.
pub fn septets(text: &str) -> Option<usize> {
    text.chars()
        .all(|c| BASIC.contains(c))
        .then(|| text.chars().count())
}

/// How many septets a text takes in an SMS, spelt as one spells it.
pub fn sms_room(text: &str) -> usize {
    spell(text).chars().count()
}

/// The text with the nearest letters of the alphabet.
pub(super) fn spell(text: &str) -> String {
    text.nfc().flat_map(nearest).collect()
}

fn nearest(c: char) -> Vec<char> {
    if BASIC.contains(c) {
        return vec![c];
    }
    let letters = match c {
        '’' | '‘' | '`' | '´' => "'",
        '“' | '”' | '„' => "\"",
        '–' | '—' | '‐' | '‑' => "-",
        '…' => "...",
        'ł' => "l",
        'Ł' => "L",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'ı' => "i",
        'œ' => "oe",
        'Œ' => "OE",
        'þ' => "th",
        'Þ' => "Th",
        '[' | '{' => "(",
        ']' | '}' => ")",
        _ => "",
    };
    if !letters.is_empty() {
        return letters.chars().collect();
    }
    let plain: Vec<char> = c.nfkd().filter(|c| BASIC.contains(*c)).collect();
    if plain.is_empty() { vec!['?'] } else { plain }
}

/// At most `room` characters of a text, with a dot where it was cut.
pub(super) fn cut(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let kept: String = text.chars().take(room.saturating_sub(1)).collect();
    format!("{}.", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelt_with_the_nearest_letters_of_sms() {
        let cases = [
            ("Zoë", "Zoe"),
            ("Loïs", "Lois"),
            ("Jose\u{301}", "José"),
            ("Çelik", "Çelik"),
            ("çelik", "celik"),
            ("Małgorzata", "Malgorzata"),
            ("D’Ancona – Œuvre", "D'Ancona - OEuvre"),
            ("ĳ", "ij"),
            ("Åse", "Åse"),
            ("李", "?"),
            ("{{x}}", "((x))"),
        ];
        for (name, expected) in cases {
            assert_eq!(spell(name), expected);
            assert!(septets(&spell(name)).is_some());
        }
        assert_eq!(septets("Zoë"), None);
    }

    #[test]
    fn a_name_that_is_too_long_is_cut_with_a_dot() {
        assert_eq!(cut("Jan Jansen", 10), "Jan Jansen");
        assert_eq!(cut("Jan Jansen", 9), "Jan Jans.");
        assert_eq!(cut("Jan Jansen", 5), "Jan.");
    }
}
