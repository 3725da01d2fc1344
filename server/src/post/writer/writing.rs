//! What every template can say: who we are, whom we write to, and the few shapes that are more than a sentence.
//! A shape is marked by a control character, which no value contains once it is cleaned.

use domain::Language;

use crate::portal::{OwnDesk, Portal};

/// Marks a button: label and address follow, each behind another mark.
pub(super) const BUTTON: char = '\u{1}';
/// Marks a link that is no button.
pub(super) const LINK: char = '\u{2}';
/// Marks an item of a list.
pub(super) const ITEM: char = '\u{3}';
/// Marks why the letter is sent.
pub(super) const REASON: char = '\u{4}';
/// A space at which no line ends.
pub(super) const NO_BREAK: &str = "\u{A0}";

/// One letter being written.
pub(super) struct Writing<'a> {
    pub portal: &'a Portal,
    pub language: Language,
    /// Full name of the reader, if known.
    pub name: Option<&'a str>,
    /// The address behind the letter's secret, if it carries one.
    pub link: Option<String>,
    /// The code to be read out, if it carries one.
    pub code: Option<String>,
    /// The desk that helps the reader, or answers what the letter is about; `None` for the one that helps everybody.
    pub desk: Option<&'a OwnDesk>,
}

impl Writing<'_> {
    /// The insurer.
    pub fn insurer(&self) -> &str {
        &self.portal.insurer
    }

    /// The portal.
    pub fn portal(&self) -> &str {
        &self.portal.name
    }

    /// Number of the desk, in one piece: a line does not end within it.
    pub fn phone(&self) -> String {
        let phone = self
            .desk
            .map_or(&self.portal.help_phone, |desk| &desk.phone);
        phone.replace(' ', NO_BREAK)
    }

    /// When that desk answers in an ordinary week; nothing where that is not known.
    pub fn hours(&self) -> Option<String> {
        let hours = self
            .desk
            .map_or(&self.portal.help_hours, |desk| &desk.hours);
        let week = hours.week_in_words(self.language);
        (!week.is_empty()).then(|| week.join("; ").replace(": ", ", "))
    }

    /// Whom to ask about what somebody did: that person, or, when it was the insurer, by telephone.
    pub fn ask(&self, by: &str) -> String {
        match (self.language, by == self.insurer()) {
            (Language::Nl, false) => format!("Vraag het aan {by}."),
            (Language::Nl, true) => format!("Bel ons dan: {}.", self.phone()),
            (Language::En, false) => format!("ask {by}."),
            (Language::En, true) => format!("call us: {}.", self.phone()),
        }
    }

    /// The same, with the telephone for who cannot ask that person, or would rather not.
    pub fn ask_or_call(&self, by: &str) -> String {
        match (self.language, by == self.insurer()) {
            (Language::Nl, false) => format!("Vraag het aan {by}, of bel {}.", self.phone()),
            (Language::En, false) => format!("ask {by}, or call {}.", self.phone()),
            (_, true) => self.ask(by),
        }
    }

    /// Whom to ask why it was done.
    pub fn ask_why(&self, by: &str) -> String {
        match (self.language, by == self.insurer()) {
            (Language::Nl, false) => {
                format!(
                    "Vraag {by} dan waarom dit is gedaan, of bel {}.",
                    self.phone()
                )
            }
            (Language::En, false) => {
                format!("ask {by} why it was done, or call {}.", self.phone())
            }
            (_, true) => self.ask(by),
        }
    }

    /// What the desk is called, within a sentence.
    pub fn desk_name(&self) -> &str {
        match (self.desk, self.language) {
            (Some(desk), language) => desk.name.get(language),
            (None, Language::Nl) => "onze servicedesk",
            (None, Language::En) => "our service desk",
        }
    }

    /// Its mailbox, if it is a desk for some.
    pub fn desk_mailbox(&self) -> Option<&str> {
        self.desk.map(|desk| desk.email.as_str())
    }

    /// An address at the portal; `path` starts with a slash.
    pub fn at(&self, path: &str) -> String {
        self.portal.origin.at(path)
    }

    /// The page of one member of staff.
    pub fn staff(&self, authorisation: &str) -> String {
        self.at(&format!("/beheer/medewerkers/{authorisation}"))
    }

    /// The one thing to do.
    pub fn button(&self, label: &str, address: impl AsRef<str>) -> String {
        format!("{BUTTON}{label}{BUTTON}{}", address.as_ref())
    }

    /// Something that can be done besides.
    pub fn plain_link(&self, label: &str, address: impl AsRef<str>) -> String {
        format!("{LINK}{label}{LINK}{}", address.as_ref())
    }

    /// An item of a list.
    pub fn item(&self, text: &str) -> String {
        format!("{ITEM}{text}")
    }

    /// A person, as an item of a list.
    pub fn person(&self, name: &str, email: &str) -> String {
        format!("{ITEM}{name} ({email})")
    }

    /// Why this letter is sent; stands at the very end.
    pub fn reason(&self, text: &str) -> String {
        format!("{REASON}{text}")
    }
}
