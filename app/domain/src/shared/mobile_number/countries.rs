//! What the countries are called that codes are sent to, so that a page can name them. One that is not in the table goes by
//! its code: an operator may allow any.

use crate::Language;

use super::AllowedCountries;

/// Calling code, Dutch and English name: Europe, and where people of Dutch companies work and come from. The first is home.
const NAMES: [(&str, &str, &str); 38] = [
    (HOME, "Nederland", "the Netherlands"),
    ("30", "Griekenland", "Greece"),
    ("32", "België", "Belgium"),
    ("33", "Frankrijk", "France"),
    ("34", "Spanje", "Spain"),
    ("36", "Hongarije", "Hungary"),
    ("39", "Italië", "Italy"),
    ("40", "Roemenië", "Romania"),
    ("41", "Zwitserland", "Switzerland"),
    ("43", "Oostenrijk", "Austria"),
    ("44", "het Verenigd Koninkrijk", "the United Kingdom"),
    ("45", "Denemarken", "Denmark"),
    ("46", "Zweden", "Sweden"),
    ("47", "Noorwegen", "Norway"),
    ("48", "Polen", "Poland"),
    ("49", "Duitsland", "Germany"),
    ("90", "Turkije", "Türkiye"),
    ("212", "Marokko", "Morocco"),
    ("297", "Aruba", "Aruba"),
    ("351", "Portugal", "Portugal"),
    ("352", "Luxemburg", "Luxembourg"),
    ("353", "Ierland", "Ireland"),
    ("354", "IJsland", "Iceland"),
    ("356", "Malta", "Malta"),
    ("357", "Cyprus", "Cyprus"),
    ("358", "Finland", "Finland"),
    ("359", "Bulgarije", "Bulgaria"),
    ("370", "Litouwen", "Lithuania"),
    ("371", "Letland", "Latvia"),
    ("372", "Estland", "Estonia"),
    ("380", "Oekraïne", "Ukraine"),
    ("385", "Kroatië", "Croatia"),
    ("386", "Slovenië", "Slovenia"),
    ("420", "Tsjechië", "Czechia"),
    ("421", "Slowakije", "Slovakia"),
    ("423", "Liechtenstein", "Liechtenstein"),
    ("597", "Suriname", "Suriname"),
    (
        "599",
        "Curaçao en Caribisch Nederland",
        "Curaçao and the Caribbean Netherlands",
    ),
];

/// Where a number needs no country code.
const HOME: &str = "31";

impl AllowedCountries {
    /// What they are called within a sentence, home first; "+1" for one without a name of ours.
    pub fn names(&self, language: Language) -> Vec<String> {
        let known = NAMES.iter().filter(|(code, ..)| self.contains(code));
        let known = known.map(|(_, nl, en)| match language {
            Language::Nl => (*nl).to_owned(),
            Language::En => (*en).to_owned(),
        });
        let has_name = |code: &str| NAMES.iter().any(|(named, ..)| *named == code);
        let others = self.0.iter().filter(|code| !has_name(code));
        known.chain(others.map(|code| format!("+{code}"))).collect()
    }

    /// Whether a number as it is written at home, "06 12345678", is one that codes are sent to.
    pub fn holds_home(&self) -> bool {
        self.contains(HOME)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_that_is_allowed_has_a_name_or_goes_by_its_code() {
        for (codes, nl, en) in [
            (&["31"][..], &["Nederland"][..], &["the Netherlands"][..]),
            (
                &["49", "32", "31"],
                &["Nederland", "België", "Duitsland"],
                &["the Netherlands", "Belgium", "Germany"],
            ),
            (
                &["1", "31"],
                &["Nederland", "+1"],
                &["the Netherlands", "+1"],
            ),
            (&["32"], &["België"], &["Belgium"]),
        ] {
            let allowed = AllowedCountries::new(codes);
            assert_eq!(allowed.names(Language::Nl), nl);
            assert_eq!(allowed.names(Language::En), en);
            assert_eq!(allowed.holds_home(), codes.contains(&"31"));
        }
    }

    #[test]
    fn the_table_names_calling_codes_and_each_once() {
        for (place, (code, ..)) in NAMES.iter().enumerate() {
            assert!(AllowedCountries::new(&[code]).contains(code), "{code}");
            assert_eq!(super::super::country_of(code), Some(*code));
            assert!(
                NAMES
                    .iter()
                    .skip(place + 1)
                    .all(|(other, ..)| other != code),
                "{code}"
            );
        }
    }
}
