//! What spreadsheets do to a cell: marks that say "this is text", which are taken off, and numbers that they shortened,
//! rounded or could not work out, which are told with what to do. Nothing is guessed back.

use domain::shared::{
    garbled::{Garbled, garbled},
    has_hidden, is_hidden,
};

use super::What;

/// The longest cell that can be right, in characters.
const LONGEST: usize = 1_000;
/// Characters of a cell that are shown: enough to recognise it by.
const SHOWN: usize = 40;

/// What a spreadsheet made of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoilt {
    /// "6,12E+08": the digits that are missing are gone.
    Shortened,
    /// "12345.0": taken for a quantity.
    Fraction,
    /// "#N/B", "#####": what stood there could not be worked out or did not fit.
    Error,
    /// "=A1&B1": a sum instead of what comes out.
    Formula,
}

/// A cell without space around it and without the marks by which spreadsheets keep digits as they are: `'06…`, `="06…"`,
/// and the quote that guards against formulas (SEC-61).
pub(super) fn bare(cell: &str) -> &str {
    let cell = cell.trim();
    let text = cell
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    if let Some(text) = text.filter(|text| !text.contains('"')) {
        return text.trim();
    }
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit() || "=+-@\t\r".contains(c)) => {
            rest
        }
        _ => cell,
    }
}

/// What is wrong with a cell before its column is looked at.
pub(super) fn spoilt(column: &str, cell: &str) -> Option<What> {
    if cell.chars().nth(LONGEST).is_some() {
        return Some(What::CellTooLong);
    }
    if cell.contains(['\r', '\n']) && column != "rechten" {
        return Some(What::LineBreak);
    }
    match garbled(cell) {
        Some(Garbled::Lost) => return Some(What::LetterLost),
        Some(Garbled::Twice(was)) => return Some(What::EncodedTwice { was: shown(&was) }),
        None => {}
    }
    if is_error(cell) {
        return Some(What::Spreadsheet(Spoilt::Error));
    }
    if cell.starts_with('=') {
        return Some(What::Spreadsheet(Spoilt::Formula));
    }
    let is_number = matches!(column, "nummer" | "mobiel");
    if is_number && is_shortened(cell) {
        return Some(What::Spreadsheet(Spoilt::Shortened));
    }
    if is_number && is_fraction(cell) {
        return Some(What::Spreadsheet(Spoilt::Fraction));
    }
    // A telephone puts marks around a number that is copied from it; they are no part of it.
    (column != "mobiel" && column != "rechten" && has_hidden(cell)).then_some(What::HiddenCharacter)
}

/// What is shown of a text from a file: on one line, and no more of it than recognises it.
pub(super) fn shown(text: &str) -> String {
    let mut signs = text.chars().filter(|sign| !is_hidden(*sign));
    let mut short: String = signs.by_ref().take(SHOWN).collect();
    if signs.next().is_some() {
        short.push('…');
    }
    short
}

fn is_error(cell: &str) -> bool {
    let Some(rest) = cell.strip_prefix('#') else {
        return false;
    };
    let is_word = |word: &str| {
        !word.is_empty() && word.chars().all(|c| c.is_uppercase() || "/0-".contains(c))
    };
    (rest.len() > 1 && rest.chars().all(|sign| sign == '#'))
        || matches!(rest, "N/A" | "N/B")
        || rest.strip_suffix(['!', '?']).is_some_and(is_word)
}

fn is_shortened(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    cell.split_once(['E', 'e']).is_some_and(|(number, power)| {
        let (whole, rest) = number.split_once([',', '.']).unwrap_or((number, "0"));
        digits(whole.trim_start_matches(['+', '-']))
            && digits(rest)
            && digits(power.trim_start_matches(['+', '-']))
    })
}

/// Digits, one comma or dot, and nothing but zeros that are no group of three.
fn is_fraction(cell: &str) -> bool {
    let Some((whole, rest)) = cell.split_once([',', '.']) else {
        return false;
    };
    let whole = whole.strip_prefix('+').unwrap_or(whole);
    let zeros = !rest.is_empty() && rest.bytes().all(|digit| digit == b'0');
    zeros && whole.len() > 3 && whole.bytes().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Spoilt, What, bare, shown, spoilt};

    #[test]
    fn marks_of_spreadsheets_are_taken_off_and_names_keep_theirs() {
        for (cell, text) in [
            ("'0612345678", "0612345678"),
            ("'+31612345678", "+31612345678"),
            ("=\"0612345678\"", "0612345678"),
            (" =\"001234\" ", "001234"),
            ("'t Hart", "'t Hart"),
            ("'s-Gravenmade", "'s-Gravenmade"),
            ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
            ("'", "'"),
        ] {
            assert_eq!(bare(cell), text, "{cell:?}");
        }
    }

    #[test]
    fn what_a_spreadsheet_spoilt_is_known() {
        for (column, cell, what) in [
            ("mobiel", "6,12346E+08", Some(Spoilt::Shortened)),
            ("mobiel", "3.16E+10", Some(Spoilt::Shortened)),
            ("nummer", "1e5", Some(Spoilt::Shortened)),
            ("nummer", "12345.0", Some(Spoilt::Fraction)),
            ("nummer", "12345,00", Some(Spoilt::Fraction)),
            ("mobiel", "+31612345678.0", Some(Spoilt::Fraction)),
            ("nummer", "123.000", None),
            ("mobiel", "06.12345678", None),
            ("achternaam", "#N/B", Some(Spoilt::Error)),
            ("achternaam", "#NAAM?", Some(Spoilt::Error)),
            ("mobiel", "########", Some(Spoilt::Error)),
            ("naam", "#1 Garage", None),
            ("naam", "=A1", Some(Spoilt::Formula)),
            ("e-mail", "e5@x.example", None),
        ] {
            assert_eq!(
                spoilt(column, cell),
                what.map(What::Spreadsheet),
                "{cell:?}"
            );
        }
        assert_eq!(spoilt("naam", "Ca\u{fffd}e"), Some(What::LetterLost));
        assert_eq!(spoilt("naam", "Ca\nfe"), Some(What::LineBreak));
        assert_eq!(spoilt("naam", &"a".repeat(1_001)), Some(What::CellTooLong));
        assert_eq!(shown(&format!("a\n{}", "b".repeat(99))).chars().count(), 41);
    }
}
