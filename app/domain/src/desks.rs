//! Desks: where people are helped by people, on the phone or by mail, and when. Data of a deployment.

use crate::{Language, Moment, opening::OpeningHours, organisations::Words};

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
    /// The service desk: its number stands on every page and in every letter.
    pub service: Desk,
    /// Desks for some.
    pub others: Vec<Desk>,
}

impl Desk {
    /// "nu open tot 17.30 uur", as in every page's help line.
    pub fn now(&self, now: Moment, language: Language) -> String {
        self.hours.now_in_words(now, language)
    }
}

impl Desks {
    /// The desk of a code.
    pub fn get(&self, code: &str) -> Option<&Desk> {
        std::iter::once(&self.service)
            .chain(&self.others)
            .find(|desk| desk.code == code)
    }
}
