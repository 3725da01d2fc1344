//! Letters and the log tell people apart by their names, and by nothing else. Nobody may be taken there for somebody who looks
//! after others or decides with others, nor may these be taken for anybody.

use crate::PersonName;

/// Whose name it is that nobody may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// A colleague's, and one of the two signs deeds to others.
    Colleagues,
    /// Ours: the portal, the insurer or the service desk, who sign with it.
    House,
}

/// Somebody's name, or the one that somebody wants.
#[derive(Clone, Debug)]
pub struct Called {
    /// The name.
    pub name: PersonName,
    /// Whether it stands under deeds to others: of who looks after them, or holds a right that counts as a pair of eyes.
    pub signs: bool,
}

impl Called {
    /// Whether this name may be given to somebody beside a colleague who has that one. Others who truly are called alike go on
    /// being so.
    pub fn may_stand_beside(&self, colleague: &Self) -> bool {
        !(self.signs || colleague.signs) || !self.name.reads_as(&colleague.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_called_as_we_are() {
        let house = [
            "Mijn Voorbeeld".to_owned(),
            "Voorbeeld Verzekeringen".to_owned(),
            String::new(),
        ];
        for (given, family, ours) in [
            ("Voorbeeld", "Verzekeringen", true),
            ("Verzekeringen", "Voorbeeld", true),
            ("VOORBEELD verzekeringen", "NV", true),
            ("V\u{43e}\u{43e}rbeeld", "Verzekeringen", true),
            ("Servicedesk", "Voorbeeld", true),
            ("Service", "Desk", true),
            ("Voorbeeldverzekeringen", "Utrecht", true),
            ("Afdeling", "Garages", true),
            ("Service-desk", "Adviseurs", true),
            ("Piet", "Voorbeeld", false),
            ("Mijn", "Bakker", false),
            ("Desk", "Bakker", false),
        ] {
            let name = PersonName::parse(given, "", "", family).unwrap();
            assert_eq!(name.is_of_house(&house), ours, "{given} {family}");
        }
    }

    #[test]
    fn nobody_is_taken_for_who_signs_and_who_signs_for_nobody() {
        let called = |given: &str, family: &str, signs| Called {
            name: PersonName::parse(given, "", "", family).unwrap(),
            signs,
        };
        for (name, alike) in [
            (("Saskia", "van Dam"), true),
            (("SASKIA", "Van  Dam"), true),
            (("Saskía", "Dam, van"), true),
            (("Saskia van", "Dam"), true),
            (("Van Dam", "Saskia"), true),
            (("Saskia", "Van-Dam"), true),
            (("S\u{430}skia", "van D\u{430}m"), true),
            (
                ("\u{405}\u{430}\u{455}\u{43a}\u{456}\u{430}", "van Dam"),
                true,
            ),
            (("Saskla", "van Dam"), false),
            (("Saskia M.", "van Dam"), false),
            (("Saskia", "Dam"), false),
            (("Sas", "van Dam"), false),
        ] {
            for (one, other) in [(true, true), (true, false), (false, true), (false, false)] {
                let wanted = called(name.0, name.1, one);
                let there = called("Saskia", "van Dam", other);
                let expected = !(alike && (one || other));
                assert_eq!(
                    wanted.may_stand_beside(&there),
                    expected,
                    "{name:?} {one} {other}"
                );
            }
        }
    }
}
