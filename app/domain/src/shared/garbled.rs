//! Text that a program spoilt on its way to us: a letter that was lost, or letters that were turned into bytes twice.
//!
//! Nobody is called "MÃ¼ller". Such a text is refused and not repaired: what it was meant to be is a guess.

/// What happened to a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Garbled {
    /// A letter was replaced by U+FFFD, and nobody can tell any more which it was.
    Lost,
    /// UTF-8 that was read in the alphabet of Windows; what it probably was.
    Twice(String),
}

/// What Windows-1252 has at 0x80–0x9f; where it has nothing, the control character that programs make of it.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// What happened to `text`, if it shows.
pub fn garbled(text: &str) -> Option<Garbled> {
    if text.contains('\u{fffd}') {
        return Some(Garbled::Lost);
    }
    let mut signs: Vec<char> = text.chars().collect();
    let mut found = false;
    // What went wrong twice shows once more after the first repair.
    while let Some(repaired) = once(&signs) {
        found = true;
        signs = repaired;
    }
    found.then(|| Garbled::Twice(signs.into_iter().collect()))
}

/// The text with every run of signs that is UTF-8 put right; `None` if there is none that tells.
fn once(signs: &[char]) -> Option<Vec<char>> {
    let (mut repaired, mut tells, mut at) = (Vec::new(), false, 0);
    while let Some(first) = signs.get(at) {
        let letter = read(&signs[at..]);
        if let Some((letter, long)) = letter {
            tells |= is_evidence(&signs[at..at + long], letter);
            repaired.push(letter);
            at += long;
        } else {
            repaired.push(*first);
            at += 1;
        }
    }
    tells.then_some(repaired)
}

/// The letter of which these signs begin with the bytes, and how many signs it takes.
fn read(signs: &[char]) -> Option<(char, usize)> {
    let long = match byte_of(*signs.first()?)? {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let bytes: Option<Vec<u8>> = signs.get(..long)?.iter().copied().map(byte_of).collect();
    let letter = std::str::from_utf8(&bytes?).ok()?.chars().next()?;
    Some((letter, long))
}

/// Whether these signs are never written by anybody who means them. An apostrophe or a dash behind a capital with a mark
/// is ("JOSÉ’S"), and so are two letters that happen to be bytes; a sign of trade or a bracket behind "Ã" is not.
fn is_evidence(signs: &[char], letter: char) -> bool {
    let by_a_person = |sign: &char| matches!(sign, '’' | '–' | '—' | '…' | '”' | '“');
    match signs {
        ['Ã', _] => letter.is_alphabetic(),
        ['Â', second] => *second != '\u{a0}' && !by_a_person(second),
        ['Ä' | 'Å' | 'È', second] => letter.is_alphabetic() && !by_a_person(second),
        ['Ì', second] => !by_a_person(second) && !second.is_alphabetic(),
        ['Ð' | 'Ñ' | 'Î' | 'Ï' | 'Ø' | 'Ù', second] => {
            letter.is_alphabetic() && !by_a_person(second) && !second.is_alphabetic()
        }
        ['ï', '»', '¿'] => true,
        ['â' | 'á', ..] => signs.len() == 3,
        _ => signs.len() == 4,
    }
}

fn byte_of(sign: char) -> Option<u8> {
    if let Some(at) = WINDOWS.iter().position(|windows| *windows == sign) {
        return u8::try_from(0x80 + at).ok();
    }
    u8::try_from(u32::from(sign))
        .ok()
        .filter(|byte| *byte >= 0x80)
}

#[cfg(test)]
mod tests {
    use super::{Garbled, garbled};

    #[test]
    fn a_name_that_was_turned_into_bytes_twice_is_known_and_so_is_what_it_was() {
        for (text, was) in [
            ("MÃ¼ller", "Müller"),
            ("RenÃ©", "René"),
            ("Ã‡elik", "Çelik"),
            ("FranÃ§ois", "François"),
            ("NuÃ±ez", "Nuñez"),
            ("Ãªtre", "être"),
            ("YÄ±lmaz", "Yılmaz"),
            ("Ä°brahim", "İbrahim"),
            ("ÅŸahin", "şahin"),
            ("Å\u{81}ukasz", "Łukasz"),
            ("DvoÅ™Ã¡k", "Dvořák"),
            ("Oâ€™Brien", "O’Brien"),
            ("JansenÂ´s", "Jansen´s"),
            ("Garage â€“ West", "Garage – West"),
            ("MÃƒÂ¼ller", "Müller"),
            ("ï»¿Jan", "\u{feff}Jan"),
            ("Ð\u{90}Ð½Ð½Ð°", "Анна"),
        ] {
            let found = garbled(text);
            assert_eq!(found, Some(Garbled::Twice(was.into())), "{text:?}");
        }
        assert_eq!(garbled("M\u{fffd}ller"), Some(Garbled::Lost));
    }

    #[test]
    fn names_with_every_mark_are_left_alone() {
        for text in [
            "Müller",
            "René",
            "Çelik",
            "Yılmaz",
            "Łukasz",
            "JOSÉ’S",
            "JOÃO",
            "Ântonio",
            "ÅSE",
            "Äänekoski",
            "Ñuñez",
            "GARAGE Â B",
            "Dvořák",
            "Ã",
            "Îles",
            "Ø. Åsen",
            "Søren",
            "Ætt",
            "Nguyễn",
            "Анна",
            "李",
            "Café “Ï”",
            "Noël – Zoë",
            "d’Été",
            "ÉÈÊ",
            "Ï’s",
            "ÄÖÜ GmbH",
            "BJÖRN…",
        ] {
            assert_eq!(garbled(text), None, "{text:?}");
        }
    }
}
