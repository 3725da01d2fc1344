//! Desks: where people are helped by people, on the phone or by mail, and when. Data of a deployment.

use std::collections::BTreeMap;

use crate::{Language, Moment, opening::OpeningHours, organisations::Words};

/// Room for a telephone number in an SMS, in characters.
pub const PHONE_ROOM: usize = 12;

/// One desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// Code used in files, such as `servicedesk`.
    pub code: String,
    /// What it is called, within a sentence.
    pub name: Words,
    /// Its number, as people read it.
    pub phone: String,
    /// Its mailbox.
    pub email: String,
    /// When it answers.
    pub hours: OpeningHours,
}

/// Every desk of a deployment; there is always one that helps everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desks {
    /// The service desk: it helps everybody whose kind of organisation has no desk of its own.
    pub service: Desk,
    /// Desks for some.
    pub others: Vec<Desk>,
    /// Codes of the desks by the code of the kind of organisation whose people they help.
    pub kinds: BTreeMap<String, String>,
}

impl Desk {
    /// "nu open tot 17.30 uur", as in every page's help line.
    pub fn now(&self, now: Moment, language: Language) -> String {
        self.hours.now_in_words(now, language)
    }

    /// Its name and number, within a sentence that says to call it, or that it alone does something.
    pub fn with_number(&self, language: Language) -> String {
        format!("{} ({})", self.name.get(language), self.phone)
    }

    /// Its name at the beginning of a line.
    pub fn title(&self, language: Language) -> String {
        let mut letters = self.name.get(language).chars();
        let first = letters.next().map(char::to_uppercase);
        first.into_iter().flatten().chain(letters).collect()
    }
}

impl Desks {
    /// The desk of a code.
    pub fn get(&self, code: &str) -> Option<&Desk> {
        self.all().find(|desk| desk.code == code)
    }

    /// The desk that helps people of this kind of organisation: it is the one that their pages and letters name.
    pub fn of_kind(&self, kind: &str) -> &Desk {
        let own = self.kinds.get(kind).and_then(|code| self.get(code));
        own.unwrap_or(&self.service)
    }

    /// The desk that helps somebody of all these kinds: the service desk where they have different ones, or none.
    pub fn of_kinds(&self, kinds: &[String]) -> &Desk {
        shared(kinds.iter().map(|kind| self.of_kind(kind))).unwrap_or(&self.service)
    }

    /// All of them, the one that helps everybody first.
    pub fn all(&self) -> impl Iterator<Item = &Desk> {
        std::iter::once(&self.service).chain(&self.others)
    }
}

/// What each of several kinds of organisation names, if they all name the same.
pub fn shared<D: PartialEq>(of_each: impl IntoIterator<Item = D>) -> Option<D> {
    let mut of_each = of_each.into_iter();
    let first = of_each.next()?;
    of_each.all(|other| other == first).then_some(first)
}

/// Whether a text is a telephone number as people write one: "088 – 577 16 00", "+31 (0)70 41 47 483", "0800-1234".
pub fn is_phone(written: &str) -> bool {
    let digits = written.chars().filter(char::is_ascii_digit).count();
    let sign = |sign: char| sign.is_ascii_digit() || " +-()./\u{a0}‐‑‒–—".contains(sign);
    (3..=15).contains(&digits) && written.chars().all(sign)
}

/// A number with nothing in it but what is dialled: for a telephone, and for an SMS without room for spaces.
pub fn short_phone(written: &str) -> String {
    // "(0)" is for callers within the country, who leave the "+31" out.
    let abroad = written.trim_start().starts_with('+');
    let written = if abroad {
        written.replace("(0)", "")
    } else {
        written.to_owned()
    };
    let digits = written.chars().filter(char::is_ascii_digit);
    abroad.then_some('+').into_iter().chain(digits).collect()
}

/// A number as it stands in an SMS: as it is written, where there is room for that.
pub fn phone_in_sms(written: &str) -> String {
    if written.chars().count() <= PHONE_ROOM {
        written.to_owned()
    } else {
        short_phone(written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it_and_dialled_without_the_rest() {
        for (written, dialled, in_sms) in [
            ("0800 1234", "08001234", "0800 1234"),
            ("088 577 16 00", "0885771600", "0885771600"),
            ("088 – 577 16 00", "0885771600", "0885771600"),
            ("070 41 47 483", "0704147483", "0704147483"),
            ("+31 20 123 45 67", "+31201234567", "+31201234567"),
            ("+31 (0)70 123 45 67", "+31701234567", "+31701234567"),
            ("(070) 123 4567", "0701234567", "0701234567"),
        ] {
            assert!(is_phone(written), "{written}");
            assert_eq!(short_phone(written), dialled, "{written}");
            assert_eq!(phone_in_sms(written), in_sms, "{written}");
            assert!(in_sms.chars().count() <= PHONE_ROOM, "{written}");
        }
        for nothing in ["", "vraag Karin", "12", "0800-BELLEN", "1234567890123456"] {
            assert!(!is_phone(nothing), "{nothing}");
        }
    }

    fn desk(nl: &str) -> Desk {
        Desk {
            code: nl.to_owned(),
            name: Words {
                nl: nl.to_owned(),
                en: String::new(),
            },
            phone: String::new(),
            email: String::new(),
            hours: OpeningHours::default(),
        }
    }

    #[test]
    fn who_is_of_several_kinds_is_helped_by_the_desk_they_share_or_else_by_the_service_desk() {
        let desks = Desks {
            service: desk("service"),
            others: vec![desk("auto"), desk("garage")],
            kinds: [
                ("dealer", "auto"),
                ("leasing", "auto"),
                ("garage", "garage"),
                ("adviser", "service"),
                ("left-over", "gone"),
            ]
            .map(|(kind, desk)| (kind.to_owned(), desk.to_owned()))
            .into(),
        };
        for (kinds, helps) in [
            (&[][..], "service"),
            (&["dealer"], "auto"),
            (&["dealer", "dealer"], "auto"),
            (&["dealer", "leasing"], "auto"),
            (&["dealer", "garage"], "service"),
            (&["dealer", "adviser"], "service"),
            (&["insurer"], "service"),
            (&["left-over"], "service"),
        ] {
            let kinds: Vec<_> = kinds.iter().map(|&kind| kind.to_owned()).collect();
            assert_eq!(desks.of_kinds(&kinds).code, helps, "{kinds:?}");
        }
    }

    #[test]
    fn a_name_begins_a_line_with_a_capital() {
        assert_eq!(
            desk("onze servicedesk").title(Language::Nl),
            "Onze servicedesk"
        );
        assert_eq!(desk("ërgens").title(Language::Nl), "Ërgens");
        assert_eq!(desk("").title(Language::Nl), "");
    }
}
