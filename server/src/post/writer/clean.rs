//! Takes out of a value what could break out of a line: control characters, bidi controls, invisible characters.
//! Done once for every text in a letter, so that a new letter cannot forget it (SEC-60).

use domain::{post::Letter, shared::without_hidden};
use serde_json::Value;

/// The same letter with every text in it cleaned.
pub(super) fn letter(letter: &Letter) -> Result<Letter, serde_json::Error> {
    let mut facts = serde_json::to_value(letter)?;
    value(&mut facts);
    serde_json::from_value(facts)
}

fn value(facts: &mut Value) {
    match facts {
        Value::String(dirty) => *dirty = text(dirty),
        Value::Array(all) => all.iter_mut().for_each(value),
        Value::Object(all) => all.values_mut().for_each(value),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// One line of characters that can be seen, words a space apart.
pub(super) fn text(dirty: &str) -> String {
    dirty
        .split(|c: char| c.is_whitespace() || c.is_control())
        .map(without_hidden)
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_60_a_value_is_one_line_of_visible_text() {
        let cases = [
            (
                "Jan\r\nBcc: allen@elders.example",
                "Jan Bcc: allen@elders.example",
            ),
            ("Jan\u{0}Jansen", "Jan Jansen"),
            ("\u{202E}nesnaJ\u{202C}", "nesnaJ"),
            ("Jan\u{200B}sen\u{2028}de\u{85}Boer", "Jansen de Boer"),
            (
                "\u{1}Klik hier\u{1}https://elders.example",
                "Klik hier https://elders.example",
            ),
            (
                "Jan\u{2800}\u{3164}\u{E0100} \u{FE0F} de Boer",
                "Jan de Boer",
            ),
            ("علی\u{200C}رضا ගරු\u{200D}", "علی\u{200C}رضا ගරු"),
            ("  IJsbrand   d’Ëlzas ", "IJsbrand d’Ëlzas"),
            ("<script>{{ 7*7 }}</script>", "<script>{{ 7*7 }}</script>"),
        ];
        for (dirty, expected) in cases {
            assert_eq!(text(dirty), expected, "{dirty:?}");
        }
    }

    #[test]
    fn every_text_of_a_letter_is_cleaned() {
        let dirty = Letter::RightsChanged {
            by: "Karin\nde Boer".into(),
            organisation: "Kantoor\tDe Boer".into(),
            added: vec!["Schade\u{202E} melden".into()],
            removed: vec![],
        };
        let clean = Letter::RightsChanged {
            by: "Karin de Boer".into(),
            organisation: "Kantoor De Boer".into(),
            added: vec!["Schade melden".into()],
            removed: vec![],
        };
        assert_eq!(letter(&dirty).unwrap(), clean);
    }
}
