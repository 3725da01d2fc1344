//! Tussenvoegsels: which words before a family name are no part of it in a Dutch list, wherever people write them: "de Vries",
//! "Vries, de" and "Vries (de)".
//!
//! The Dutch ones are those of the register of persons (BRP, table 36). Particles of other languages stay with the name: who
//! is called El Amrani or Von Humboldt looks for it under E or V.

/// Split off however they are written.
#[rustfmt::skip]
const DUTCH: [&str; 82] = [
    "aan", "aan 't", "aan de", "aan den", "aan der", "aan het", "aan t", "bij", "bij 't", "bij de",
    "bij den", "bij het", "bij t", "boven d'", "de", "de die", "de die le", "de l'", "de la",
    "de las", "de le", "de van der", "den", "der", "die le", "het", "in", "in 't", "in de",
    "in den", "in der", "in het", "in t", "onder", "onder 't", "onder de", "onder den", "onder der",
    "onder het", "onder t", "op", "op 't", "op de", "op den", "op der", "op gen", "op het", "op t",
    "op ten", "op ter", "over", "over 't", "over de", "over den", "over het", "over t", "'s", "'t",
    "te", "ten", "ter", "tot", "uit", "uit 't", "uit de", "uit den", "uit het", "uit t",
    "uit te de", "uit ten", "van", "van 't", "van de", "van de l'", "van den", "van der", "van gen",
    "van het", "van la", "van t", "van ter", "van van de",
];
/// The rest of [`DUTCH`]: what is written otherwise, too.
#[rustfmt::skip]
const DUTCH_TOO: [&str; 29] = [
    "aan't", "bij't", "in't", "onder't", "op't", "over't", "uit't", "van't", "voor't", "uijt",
    "uijt 't", "uijt de", "uijt den", "uijt te de", "uijt ten", "voor", "voor 't", "voor de",
    "voor den", "voor in 't", "voor in t", "voor t", "v.d.", "v. d.", "v/d", "v.", "vd", "van d'",
    "van l'",
];
/// Split off when they are written small: with a capital they are names, or the beginning of one ("To", "La Fontaine",
/// "D'Angelo").
#[rustfmt::skip]
const WRITTEN_SMALL: [&str; 14] = [
    "d'", "des", "du", "l'", "la", "le", "of", "s", "t", "tho", "thoe", "thor", "to", "toe",
];
/// Split off only where somebody set them apart, behind the name.
#[rustfmt::skip]
const SET_APART: [&str; 22] = [
    "al", "am", "ben", "bin", "da", "das", "degli", "dei", "del", "della", "di", "do", "dos", "el",
    "las", "les", "los", "von", "von dem", "von der", "zu", "zur",
];

/// "de Vries" is "de" and "Vries"; so are "Vries, de" and "Vries (de)". A name that is nothing but tussenvoegsels ("Van den")
/// stays whole.
pub(super) fn split(family: &str) -> (String, String) {
    behind(family)
        .or_else(|| before(family))
        .unwrap_or_else(|| (String::new(), family.to_owned()))
}

/// Family name with its tussenvoegsel before it: no space behind an apostrophe that swallowed a vowel ("d'Hondt").
pub(super) fn with_infix(infix: &str, family: &str) -> String {
    let elided = normal(infix).ends_with('\'');
    let between = if infix.is_empty() || elided { "" } else { " " };
    format!("{infix}{between}{family}")
}

fn behind(family: &str) -> Option<(String, String)> {
    let (name, apart) = match family.strip_suffix(')') {
        Some(open) => open.rsplit_once('(')?,
        None => family.rsplit_once(',')?,
    };
    let (name, apart) = (name.trim(), apart.trim());
    let written = normal(apart);
    let known = is_infix(&written)
        || WRITTEN_SMALL.contains(&written.as_str())
        || SET_APART.contains(&written.as_str());
    (known && !name.is_empty()).then(|| (apart.to_lowercase(), name.to_owned()))
}

/// The longest tussenvoegsel that a name begins with.
fn before(family: &str) -> Option<(String, String)> {
    let ends = family.char_indices().filter_map(|(at, sign)| {
        let behind = at + sign.len_utf8();
        match sign {
            ' ' => Some((at, behind)),
            _ if is_apostrophe(sign) => Some((behind, behind)),
            _ => None,
        }
    });
    let mut candidates = ends.filter_map(|(end, next)| {
        let (infix, name) = (&family[..end], family[next..].trim_start());
        let written = normal(infix);
        let small = infix.starts_with(|first: char| !first.is_uppercase());
        let known = is_infix(&written) || (small && WRITTEN_SMALL.contains(&written.as_str()));
        let is_name =
            name.starts_with(|first: char| first.is_alphanumeric() || is_apostrophe(first));
        (known && is_name && !is_infix(&normal(name)))
            .then(|| (infix.to_lowercase(), name.to_owned()))
    });
    candidates.next_back()
}

fn is_infix(written: &str) -> bool {
    DUTCH.contains(&written) || DUTCH_TOO.contains(&written)
}

/// Small letters and one kind of apostrophe.
fn normal(infix: &str) -> String {
    infix
        .chars()
        .map(|sign| if is_apostrophe(sign) { '\'' } else { sign })
        .flat_map(char::to_lowercase)
        .collect()
}

const fn is_apostrophe(sign: char) -> bool {
    matches!(sign, '\'' | '’' | '‘' | '`' | '´' | 'ʼ')
}

#[cfg(test)]
mod tests {
    use super::{DUTCH, DUTCH_TOO, SET_APART, WRITTEN_SMALL, split, with_infix};

    #[test]
    fn every_dutch_tussenvoegsel_is_split_off_whole_before_and_behind_a_name() {
        for infix in DUTCH.iter().chain(&DUTCH_TOO).chain(&WRITTEN_SMALL) {
            let expected = ((*infix).to_owned(), "Berg".to_owned());
            assert_eq!(split(&with_infix(infix, "Berg")), expected, "{infix}");
            assert_eq!(split(&format!("{infix} Berg")), expected, "{infix}");
            assert_eq!(split(&format!("Berg, {infix}")), expected, "{infix}");
            assert_eq!(split(&format!("Berg ({infix})")), expected, "{infix}");
        }
        for infix in DUTCH {
            let capitals = format!("{} BERG", infix.to_uppercase());
            assert_eq!(split(&capitals), (infix.to_owned(), "BERG".to_owned()));
        }
    }

    #[test]
    fn particles_of_other_languages_stay_with_the_name_unless_somebody_set_them_apart() {
        #[rustfmt::skip]
        let whole = [
            "El Amrani", "el Amrani", "Al Hassan", "al-Hassan", "Ben Ali", "bin Laden",
            "Da Silva", "da Silva", "dos Santos", "Del Piero", "della Valle", "Di Stefano",
            "von Humboldt", "von der Leyen", "zu Guttenberg", "La Fontaine", "Le Pen",
            "Los Arcos", "D'Angelo", "O'Brien", "Mac Donald", "St. Jean", "To Thi",
            "Abd el Kader", "ter", "Van", "Van den", "Jansen, jr.", "Boer (geb. Smit)", "de",
            "Vries (", ", de", "d'", "Jansen-de Boer", "Bosch van Drakestein", "İnce",
        ];
        for family in whole {
            assert_eq!(
                split(family),
                (String::new(), family.to_owned()),
                "{family}"
            );
        }
        for infix in SET_APART {
            let apart = split(&format!("Berg, {infix}"));
            assert_eq!(apart, (infix.to_owned(), "Berg".to_owned()));
        }
    }

    #[test]
    fn an_apostrophe_that_swallowed_a_vowel_keeps_the_name_close() {
        for (typed, infix, family, written) in [
            ("d'Hondt", "d'", "Hondt", "d'Hondt"),
            ("d’ Hondt", "d’", "Hondt", "d’Hondt"),
            ("van de l'Isle", "van de l'", "Isle", "van de l'Isle"),
            ("van 't Hof", "van 't", "Hof", "van 't Hof"),
            ("van't Hof", "van't", "Hof", "van't Hof"),
            ("’t Hart", "’t", "Hart", "’t Hart"),
            ("Hof (van ‘t)", "van ‘t", "Hof", "van ‘t Hof"),
            ("Hondt,d'", "d'", "Hondt", "d'Hondt"),
        ] {
            assert_eq!(
                split(typed),
                (infix.to_owned(), family.to_owned()),
                "{typed}"
            );
            assert_eq!(with_infix(infix, family), written);
        }
    }
}
