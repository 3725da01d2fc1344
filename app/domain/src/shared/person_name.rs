//! What a person is called: first name, initials, tussenvoegsel and family name.
//!
//! Lists are sorted the Dutch way, on the family name without its tussenvoegsel: "de Boer" stands under B.
//! What might be somebody's name is accepted; refused is only what never is one.

use std::collections::BTreeSet;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{
    garbled::garbled,
    infix::{split, with_infix},
    lookalike::in_latin,
    text::{has_hidden, is_hidden, tidy},
};

/// The longest part of a name, in characters.
const MAX_CHARACTERS: usize = 80;

/// A person's name, tidied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName {
    given_name: String,
    initials: String,
    infix: String,
    family_name: String,
}

/// A part of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NamePart {
    /// Voornaam.
    Given,
    /// Voorletters.
    Initials,
    /// Tussenvoegsel.
    Infix,
    /// Achternaam.
    Family,
}

/// Why a part of a name is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameProblem {
    /// Nothing was typed where a name is needed.
    Missing(NamePart),
    /// More than 80 characters.
    TooLong(NamePart),
    /// A newline, a NUL, a bidi control or another character that cannot be seen.
    ControlCharacters(NamePart),
    /// No name: no letter in it, an address of a page or of mail, or signs no name has.
    NotAName(NamePart),
}

impl NameProblem {
    /// The part of the name that it is about.
    pub const fn part(self) -> NamePart {
        match self {
            Self::Missing(part)
            | Self::TooLong(part)
            | Self::ControlCharacters(part)
            | Self::NotAName(part) => part,
        }
    }
}

impl PersonName {
    /// Reads the four fields; tells everything that is wrong at once.
    ///
    /// Initials and infix may be empty. Empty initials are worked out from the given name; an infix typed in front of
    /// the family name ("de Vries") moves to its own field.
    pub fn parse(
        given: &str,
        initials: &str,
        infix: &str,
        family: &str,
    ) -> Result<Self, Vec<NameProblem>> {
        let given = part(given, NamePart::Given);
        let initials = part(initials, NamePart::Initials);
        let infix = part(infix, NamePart::Infix);
        let family = part(family, NamePart::Family);
        match (given, initials, infix, family) {
            (Ok(given_name), Ok(initials), Ok(infix), Ok(family)) => {
                let (infix, family_name) = if infix.is_empty() {
                    split(&family)
                } else {
                    (infix, family)
                };
                let initials = if initials.is_empty() {
                    initials_of(&given_name)
                } else {
                    dotted(&initials)
                };
                Ok(Self {
                    given_name,
                    initials,
                    infix,
                    family_name,
                })
            }
            (given, initials, infix, family) => Err([given, initials, infix, family]
                .into_iter()
                .filter_map(Result::err)
                .collect()),
        }
    }

    /// Takes the four parts as they were stored before.
    pub const fn from_stored(
        given_name: String,
        initials: String,
        infix: String,
        family_name: String,
    ) -> Self {
        Self {
            given_name,
            initials,
            infix,
            family_name,
        }
    }

    /// "Jan-Willem".
    pub fn given_name(&self) -> &str {
        &self.given_name
    }

    /// "J.W."; empty when the given name does not start with a letter.
    pub fn initials(&self) -> &str {
        &self.initials
    }

    /// The tussenvoegsel, "van der"; empty for most people.
    pub fn infix(&self) -> &str {
        &self.infix
    }

    /// "Boer", without tussenvoegsel.
    pub fn family_name(&self) -> &str {
        &self.family_name
    }

    /// "Jan de Boer".
    pub fn full(&self) -> String {
        full(&self.given_name, &self.infix, &self.family_name)
    }

    /// How a letter opens: "Jan". Not "heer" or "mevrouw": we do not ask.
    pub fn greeting(&self) -> &str {
        &self.given_name
    }

    /// Sorts people as a Dutch list does (NEN 1888): "boer  jan de" for Jan de Boer. Word by word, so that every Boer stands
    /// before the first Boer-Smit and that before Boerma: hyphens are spaces, other signs are nothing.
    pub fn sort_key(&self) -> String {
        let [family, given, infix] =
            [&self.family_name, &self.given_name, &self.infix].map(|part| sorted(part));
        format!("{family}  {given} {infix}").trim_end().to_owned()
    }

    /// Whether a reader takes it for the other one: the same words, in whatever order, fields and script, and however they are spelled.
    pub fn reads_as(&self, other: &Self) -> bool {
        words_that_are_read(&self.full()) == words_that_are_read(&other.full())
    }

    /// Whether two spellings may be of one person: "K. Bakker" and "Karin Bakker-de Boer" may, "Gerda Bakker" and "Karin Bakker" not.
    pub fn may_be(&self, other: &Self) -> bool {
        let family = |name: &Self| words_that_are_read(&name.family_name);
        let begins = |name: &Self| in_latin(&sorted(&name.given_name)).chars().next();
        self.reads_as(other)
            || (begins(self) == begins(other) && !family(self).is_disjoint(&family(other)))
    }

    /// Whether it reads as one of these names (of a product, a company), whatever stands beside it, or as that of a service desk.
    pub fn is_of_house(&self, names: &[String]) -> bool {
        let own = words_that_are_read(&self.full());
        let whole = in_latin(&sorted(&self.full())).replace(' ', "");
        let named = |name: &String| {
            let words = words_that_are_read(name);
            let joined = in_latin(&sorted(name)).replace(' ', "");
            let is_there = words.iter().any(|word| !word.is_empty());
            is_there && (words.is_subset(&own) || words.len() > 1 && whole.contains(&joined))
        };
        names.iter().any(named) || OF_A_DESK.iter().any(|word| whole.contains(word))
    }

    /// What is searched in, folded: "jan de boer".
    pub fn search_key(&self) -> String {
        fold(&self.full())
    }
}

/// Nobody is called so.
const OF_A_DESK: [&str; 6] = [
    "afdeling",
    "servicedesk",
    "helpdesk",
    "klantenservice",
    "klantcontact",
    "customerservice",
];

/// Its words in whatever order, letters of other scripts as the Latin ones that they are taken for.
fn words_that_are_read(name: &str) -> BTreeSet<String> {
    let plain = in_latin(&sorted(name));
    plain.split(' ').map(str::to_owned).collect()
}

/// Lower case without diacritics and without what cannot be seen, spaces collapsed: how names are compared in searching and sorting ("Çelik" is "celik").
pub fn fold(text: &str) -> String {
    let seen = |c: &char| c.is_whitespace() || !(is_combining_mark(*c) || is_hidden(*c));
    fold_bare(text.nfkd().filter(seen))
}

/// The rest of [`fold`], for letters taken apart (NFKD) and without their marks and what cannot be seen already: browsers can do that
/// themselves, and the tables for it would be more than half of what they have to load.
pub fn fold_bare(letters: impl Iterator<Item = char>) -> String {
    let mut folded = String::new();
    for character in letters.flat_map(char::to_lowercase) {
        match character {
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            // At the end of a word in small letters, and nowhere else.
            'ς' => folded.push('σ'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            '’' | '‘' | '`' | '´' => folded.push('\''),
            '\u{2010}'..='\u{2015}' => folded.push('-'),
            other => folded.push(other),
        }
    }
    collapsed(&folded)
}

fn part(text: &str, which: NamePart) -> Result<String, NameProblem> {
    let text = tidy(text);
    if has_hidden(&text) {
        return Err(NameProblem::ControlCharacters(which));
    }
    let text = collapsed(&text.chars().map(plain_dash).collect::<String>());
    let may_be_empty = matches!(which, NamePart::Initials | NamePart::Infix);
    if text.is_empty() {
        return if may_be_empty {
            Ok(text)
        } else {
            Err(NameProblem::Missing(which))
        };
    }
    if text.chars().count() > MAX_CHARACTERS {
        return Err(NameProblem::TooLong(which));
    }
    let in_a_name = |c: char| {
        c.is_alphabetic()
            || is_combining_mark(c)
            || is_hidden(c)
            || " \u{a0}-'’‘`´ʼ.,/()&·".contains(c)
    };
    let letters = text.chars().any(char::is_alphabetic);
    if !letters
        || !text.chars().all(in_a_name)
        || is_an_address(&text, which)
        || garbled(&text).is_some()
    {
        return Err(NameProblem::NotAName(which));
    }
    Ok(text)
}

/// Word processors and telephones make other dashes of a hyphen between two names.
fn plain_dash(sign: char) -> char {
    match sign {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => '-',
        other => other,
    }
}

/// Whether a mail program would make a link of it: names stand in letters to people whom nobody asked.
/// "J.W." and "St. Jean" are none, "winkel.nl" is one. Initials stand in no letter.
fn is_an_address(text: &str, which: NamePart) -> bool {
    let folded = fold(text);
    let begins = ["http", "www.", "//", "./", ".("];
    let label = |label: &str| {
        let letters = label.trim_matches(|c: char| !c.is_alphabetic());
        letters.chars().count() >= 2
    };
    let has_a_domain = |word: &str| {
        let labels: Vec<&str> = word.split('.').collect();
        labels.windows(2).any(|two| label(two[0]) && label(two[1]))
    };
    begins.iter().any(|start| folded.contains(start))
        || (which != NamePart::Initials && folded.split(' ').any(has_a_domain))
}

/// One letter for each part of the given name. "IJ" is one letter in Dutch; "Ch" and "Th" are written as C and T, as
/// the municipal register does: who wants "Chr." types it.
pub fn initials_of(given: &str) -> String {
    given
        .chars()
        .map(plain_dash)
        .collect::<String>()
        .split([' ', '\u{a0}', '-', '.'])
        .filter_map(|name| {
            let mut letters = name.chars().filter(|c| c.is_alphabetic());
            let first = letters.next()?;
            let starts_with_ij = matches!((first, letters.next()), ('I' | 'i', Some('J' | 'j')));
            if starts_with_ij || matches!(first, 'Ĳ' | 'ĳ') {
                return Some("IJ.".to_owned());
            }
            Some(format!("{}.", first.to_uppercase()))
        })
        .collect()
}

/// Initials as typed, in one spelling: "jw", "J W" and "J.W" are "J.W."; what has lower-case letters in it, as "Chr.", stays.
fn dotted(initials: &str) -> String {
    let separated: Vec<&str> = initials
        .split(['.', ' ', '-'])
        .filter(|part| !part.is_empty())
        .collect();
    let all_one_case =
        |part: &str| part.chars().all(char::is_lowercase) || part.chars().all(char::is_uppercase);
    match separated.as_slice() {
        [together] if all_one_case(together) && !initials.contains('.') => {
            initials_from_letters(together)
        }
        parts => parts
            .iter()
            .map(|part| format!("{}.", capitalised(part)))
            .collect(),
    }
}

fn initials_from_letters(letters: &str) -> String {
    let upper = letters.to_uppercase();
    let mut written = String::new();
    let mut rest = upper.chars().peekable();
    while let Some(letter) = rest.next() {
        written.push(letter);
        if letter == 'I' {
            written.extend(rest.next_if_eq(&'J'));
        }
        written.push('.');
    }
    written
}

fn capitalised(part: &str) -> String {
    let mut letters = part.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A part of a name as it is sorted.
fn sorted(part: &str) -> String {
    let plain = |sign: char| match sign {
        '-' | '/' | '·' | '&' => Some(' '),
        sign => (sign == ' ' || sign.is_alphanumeric()).then_some(sign),
    };
    let plain: String = fold(part).chars().filter_map(plain).collect();
    collapsed(&plain)
}

/// "Jan de Boer" of its three parts, of which any may be empty.
pub fn full(given: &str, infix: &str, family: &str) -> String {
    let family = with_infix(infix, family);
    let parts = [given, family.trim()];
    parts.map(str::trim).join(" ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{NamePart, NameProblem, PersonName, fold};

    fn name(given: &str, family: &str) -> PersonName {
        PersonName::parse(given, "", "", family).unwrap()
    }

    #[test]
    fn initials_follow_from_the_given_name() {
        for (given, initials) in [
            ("Jan", "J."),
            ("jan", "J."),
            ("IJsbrand", "IJ."),
            ("ijsbrand", "IJ."),
            ("Ĳsbrand", "IJ."),
            ("Jan-Willem", "J.W."),
            ("Jan Willem", "J.W."),
            ("Jan–Willem", "J.W."),
            ("Jan\u{2014}Willem", "J.W."),
            ("Jan\u{2212}Willem", "J.W."),
            ("Christiaan", "C."),
            ("Theo", "T."),
            ("Élise", "É."),
            ("Ömer", "Ö."),
            ("Øyvind", "Ø."),
            ("J.", "J."),
        ] {
            assert_eq!(name(given, "Boer").initials(), initials, "{given:?}");
        }
    }

    #[test]
    fn two_spellings_may_be_of_one_person() {
        let bart = name("Bart", "Hoekstra");
        for (given, family, may_be) in [
            ("Bart", "Hoekstra", true),
            ("B.", "Hoekstra", true),
            ("bartholomeus", "hoekstra", true),
            ("Bart", "Hoekstra-Linde", true),
            ("Hoekstra", "Bart", true),
            ("Gerda", "Hoekstra", false),
            ("Bart", "Linde", false),
            ("Gerda", "Linde", false),
        ] {
            assert_eq!(
                bart.may_be(&name(given, family)),
                may_be,
                "{given} {family}"
            );
            assert_eq!(
                name(given, family).may_be(&bart),
                may_be,
                "{given} {family}"
            );
        }
    }

    #[test]
    fn typed_initials_get_one_spelling() {
        for (typed, initials) in [
            ("J", "J."),
            ("j", "J."),
            ("jw", "J.W."),
            ("JW", "J.W."),
            ("J.W", "J.W."),
            ("J. W.", "J.W."),
            ("J W", "J.W."),
            ("IJ", "IJ."),
            ("ijm", "IJ.M."),
            ("Chr.", "Chr."),
            ("Th.J.", "Th.J."),
        ] {
            let name = PersonName::parse("Jan", typed, "", "Boer").unwrap();
            assert_eq!(name.initials(), initials, "{typed:?}");
        }
    }

    #[test]
    fn an_infix_typed_before_the_family_name_moves_to_its_own_place() {
        for (typed, infix, family) in [
            ("de Vries", "de", "Vries"),
            ("De Vries", "de", "Vries"),
            ("DE VRIES", "de", "VRIES"),
            ("van der Berg", "van der", "Berg"),
            ("Van Der Berg", "van der", "Berg"),
            ("van Dam", "van", "Dam"),
            ("van  den   Heuvel", "van den", "Heuvel"),
            ("van 't Hof", "van 't", "Hof"),
            ("van ’t Hof", "van ’t", "Hof"),
            ("in 't Veld", "in 't", "Veld"),
            ("'t Hart", "'t", "Hart"),
            ("ter Horst", "ter", "Horst"),
            ("ten Cate", "ten", "Cate"),
            ("op den Akker", "op den", "Akker"),
            ("de la Rey", "de la", "Rey"),
            ("aan het Rot", "aan het", "Rot"),
            ("op ten Noort", "op ten", "Noort"),
            ("voor in 't Holt", "voor in 't", "Holt"),
            ("van la Parra", "van la", "Parra"),
            ("d'Hondt", "d'", "Hondt"),
            ("Vries, de", "de", "Vries"),
            ("Vries,de", "de", "Vries"),
            ("Vries (de)", "de", "Vries"),
            ("BERG, VAN DER", "van der", "BERG"),
            ("von Humboldt", "", "von Humboldt"),
            ("el Amrani", "", "el Amrani"),
            ("Vries", "", "Vries"),
            ("Devries", "", "Devries"),
            ("Vandenberg", "", "Vandenberg"),
            ("Jansen-de Boer", "", "Jansen-de Boer"),
            ("Van", "", "Van"),
            ("O'Brien", "", "O'Brien"),
            ("İnce", "", "İnce"),
        ] {
            let name = name("Jan", typed);
            assert_eq!(
                (name.infix(), name.family_name()),
                (infix, family),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn an_infix_in_its_own_field_is_left_as_it_is() {
        let name = PersonName::parse("Jan", "", "van", "de Ven").unwrap();
        assert_eq!((name.infix(), name.family_name()), ("van", "de Ven"));
        assert_eq!(name.full(), "Jan van de Ven");
    }

    #[test]
    fn names_are_written_sorted_and_found() {
        for (given, family, full, sort, search) in [
            (
                "Jan",
                "de Boer",
                "Jan de Boer",
                "boer  jan de",
                "jan de boer",
            ),
            ("Jan", "Boer", "Jan Boer", "boer  jan", "jan boer"),
            (
                " Fatima ",
                "El  Amrani",
                "Fatima El Amrani",
                "el amrani  fatima",
                "fatima el amrani",
            ),
            ("Zoë", "Çelik", "Zoë Çelik", "celik  zoe", "zoe celik"),
            (
                "Zoe\u{308}",
                "C\u{327}elik",
                "Zoë Çelik",
                "celik  zoe",
                "zoe celik",
            ),
            (
                "Łukasz",
                "Żółć",
                "Łukasz Żółć",
                "zolc  lukasz",
                "lukasz zolc",
            ),
            ("Bjørn", "Groß", "Bjørn Groß", "gross  bjorn", "bjorn gross"),
            (
                "İbrahim",
                "Işık",
                "İbrahim Işık",
                "isik  ibrahim",
                "ibrahim isik",
            ),
            ("小明", "李", "小明 李", "李  小明", "小明 李"),
            (
                "Anne",
                "Smit/Jansen",
                "Anne Smit/Jansen",
                "smit jansen  anne",
                "anne smit/jansen",
            ),
        ] {
            let name = name(given, family);
            assert_eq!(name.full(), full);
            assert_eq!(name.sort_key(), sort);
            assert_eq!(name.search_key(), search);
        }
    }

    #[test]
    fn a_list_is_sorted_name_by_name_word_by_word_and_ignores_signs() {
        let order = [
            ("Anna", "Boer"),
            ("Zoë", "de Boer"),
            ("Zoë", "van den Boer"),
            ("Anna", "de Boer-Smit"),
            ("Anna", "Boer Smit van Dam"),
            ("Anna", "Boer van Dam"),
            ("Anna", "Boerma"),
            ("Anna", "d'Hondt"),
            ("Anna", "Oaks"),
            ("Anna", "O’Brien"),
            ("Anna", "Vries, de"),
        ];
        let keys: Vec<String> = order
            .map(|(given, family)| name(given, family).sort_key())
            .into();
        let mut sorted = keys.clone();
        sorted.sort();
        assert_eq!(keys, sorted);
    }

    #[test]
    fn a_dash_of_a_word_processor_is_a_hyphen() {
        let name = name("Jan–Willem", "Smit\u{2014}Jansen");
        assert_eq!(
            (name.full().as_str(), name.initials()),
            ("Jan-Willem Smit-Jansen", "J.W.")
        );
    }

    #[test]
    fn folding_makes_spellings_of_one_name_equal() {
        for (one, other) in [
            ("O’Brien", "o'brien"),
            ("ÉLISE", "elise"),
            ("  Jan   Boer ", "jan boer"),
            ("Ĳsbrand", "ijsbrand"),
            ("ΠΑΠΑΔΌΠΟΥΛΟΣ", "παπαδοπουλοσ"),
            ("Παπαδόπουλος", "παπαδοπουλοσ"),
            ("علی\u{200c}رضا", "علیرضا"),
        ] {
            assert_eq!(fold(one), other);
        }
    }

    #[test]
    fn what_never_is_a_name_is_refused() {
        use NamePart::Family;
        let long = "a".repeat(81);
        for (family, problem) in [
            ("", NameProblem::Missing(Family)),
            ("  ", NameProblem::Missing(Family)),
            ("12345", NameProblem::NotAName(Family)),
            ("-", NameProblem::NotAName(Family)),
            ("http://x.nl", NameProblem::NotAName(Family)),
            ("HTTPS x", NameProblem::NotAName(Family)),
            ("www.x.nl", NameProblem::NotAName(Family)),
            ("<b>Boer</b>", NameProblem::NotAName(Family)),
            ("jan@garage.nl", NameProblem::NotAName(Family)),
            ("winkel.nl", NameProblem::NotAName(Family)),
            ("Win op bit.ly/win", NameProblem::NotAName(Family)),
            ("Jansen(winkel.nl)", NameProblem::NotAName(Family)),
            ("Bel 06 12345678", NameProblem::NotAName(Family)),
            ("Jansen 2", NameProblem::NotAName(Family)),
            ("M\u{fffd}ller", NameProblem::NotAName(Family)),
            ("ÅŸahin", NameProblem::NotAName(Family)),
            ("JoÃªlle", NameProblem::NotAName(Family)),
            ("Jansen ①", NameProblem::NotAName(Family)),
            ("Win € honderd", NameProblem::NotAName(Family)),
            ("Jansen 🎁", NameProblem::NotAName(Family)),
            ("winkel．nl", NameProblem::NotAName(Family)),
            ("{{Boer}}", NameProblem::NotAName(Family)),
            ("Boer\nBcc", NameProblem::ControlCharacters(Family)),
            ("Bo\0er", NameProblem::ControlCharacters(Family)),
            ("Bo\ter", NameProblem::ControlCharacters(Family)),
            ("\u{202e}reoB", NameProblem::ControlCharacters(Family)),
            ("Bo\u{200b}er", NameProblem::ControlCharacters(Family)),
            ("Bo\u{2066}er", NameProblem::ControlCharacters(Family)),
            ("Bo\u{34f}er", NameProblem::ControlCharacters(Family)),
            ("Boer\u{3164}", NameProblem::ControlCharacters(Family)),
            ("\u{115f}Boer", NameProblem::ControlCharacters(Family)),
            ("Boer\u{fe0f}", NameProblem::ControlCharacters(Family)),
            ("Bo\u{17b4}er", NameProblem::ControlCharacters(Family)),
            ("Boer\u{180b}", NameProblem::ControlCharacters(Family)),
            ("李\u{e0100}", NameProblem::ControlCharacters(Family)),
            ("Boer\u{2800}Smit", NameProblem::ControlCharacters(Family)),
            ("Bo\u{200d}er", NameProblem::ControlCharacters(Family)),
            (&long, NameProblem::TooLong(Family)),
        ] {
            assert_eq!(
                PersonName::parse("Jan", "", "", family),
                Err(vec![problem]),
                "{family:?}"
            );
        }
    }

    #[test]
    fn names_with_signs_that_names_have_are_accepted() {
        for family in [
            "O'Brien",
            "d’Arc",
            "Smit-Jansen",
            "Smit/Jansen",
            "St. Jean",
            "Jansen, jr.",
            "Boer (geb. Smit)",
            "Núñez",
            "Al·lès",
            "S. de B.",
            "李",
            "Nguyễn",
            "علی\u{200c}رضا",
            "गर्\u{200d}यो",
            "ශ්\u{200d}රී",
        ] {
            assert!(
                PersonName::parse("Jan", "", "", family).is_ok(),
                "{family:?}"
            );
        }
        for given in ["J.W.", "J.-P.", "Th.J.", "Jan Willem", "Ma. del Mar"] {
            assert!(
                PersonName::parse(given, "", "", "Boer").is_ok(),
                "{given:?}"
            );
        }
        assert!(PersonName::parse("Jan", "Ch.Th.", "", "Boer").is_ok());
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let problems = PersonName::parse("", "1", "\u{202e}", " ").unwrap_err();
        assert_eq!(
            problems,
            [
                NameProblem::Missing(NamePart::Given),
                NameProblem::NotAName(NamePart::Initials),
                NameProblem::ControlCharacters(NamePart::Infix),
                NameProblem::Missing(NamePart::Family),
            ]
        );
        assert_eq!(problems[2].part(), NamePart::Infix);
    }
}
