//! A content file while it is read: its entries, and its mistakes with the line they stand on.

use std::{fmt, ops::Range};

use serde::{Deserialize, de::IntoDeserializer};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::config::Mistake;

/// One file of content.
pub(super) struct File<'a> {
    name: String,
    text: String,
    mistakes: &'a mut Vec<Mistake>,
}

impl<'a> File<'a> {
    /// A file by the name that mistakes give it.
    pub fn new(name: String, text: String, mistakes: &'a mut Vec<Mistake>) -> Self {
        Self {
            name,
            text,
            mistakes,
        }
    }

    /// Notes what is wrong at a place in the file.
    pub fn wrong(&mut self, at: Range<usize>, what: impl fmt::Display) {
        let line = line_of(&self.text, at.start);
        let origin = format_args!("{}:{line}", self.name);
        self.mistakes.push(Mistake::new(origin, what));
    }

    /// Notes what is wrong with the file as a whole.
    pub fn wrong_altogether(&mut self, what: impl fmt::Display) {
        self.mistakes.push(Mistake::new(&self.name, what));
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Notes what is no TOML, and whatever stands at the top of the file and is none of `names`.
    pub fn only(&mut self, names: &[&str]) {
        let text = self.text.clone();
        let (table, wrong) = DeTable::parse_recoverable(&text);
        for wrong in &wrong {
            self.wrong(wrong.span().unwrap_or_default(), wrong.message());
        }
        for (key, value) in table.get_ref() {
            let is_list = matches!(value.get_ref(), DeValue::Array(_));
            if !is_list || !names.contains(&key.get_ref().as_ref()) {
                let known = names.join("]] or [[");
                let what = format_args!("`{}` is not known here; write [[{known}]]", key.get_ref());
                self.wrong(key.span(), what);
            }
            self.blanks(value);
        }
    }

    /// Notes every text that is there in one language only: a button without a word on it.
    fn blanks(&mut self, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::Array(list) => list.iter().for_each(|entry| self.blanks(entry)),
            DeValue::Table(table) => {
                for (key, value) in table {
                    let language = matches!(key.get_ref().as_ref(), "nl" | "en");
                    let text = value.get_ref().as_str();
                    if language && text.is_some_and(|text| text.trim().is_empty()) {
                        let what = format_args!("`{}` is empty; write the words", key.get_ref());
                        self.wrong(value.span(), what);
                    }
                    self.blanks(value);
                }
            }
            _ => {}
        }
    }

    /// The entries `[[name]]`, each read by itself, so that a mistake in one does not hide those of the next.
    pub fn entries<T: for<'de> Deserialize<'de>>(&mut self, name: &str) -> Vec<T> {
        let text = self.text.clone();
        let (table, _) = DeTable::parse_recoverable(&text);
        let list = table.into_inner().remove(name).map(Spanned::into_inner);
        let Some(DeValue::Array(list)) = list else {
            return Vec::new();
        };
        list.into_iter()
            .filter_map(|entry| self.entry(entry))
            .collect()
    }

    fn entry<T: for<'de> Deserialize<'de>>(&mut self, entry: Spanned<DeValue<'_>>) -> Option<T> {
        let place = entry.span();
        match T::deserialize(entry.into_deserializer()) {
            Ok(entry) => Some(entry),
            Err(wrong) => {
                self.wrong(wrong.span().unwrap_or(place), wrong.message());
                None
            }
        }
    }

    /// Notes every code that stands in the list a second time, and every one that is no code.
    pub fn codes<'c>(&mut self, what: &str, codes: impl IntoIterator<Item = &'c Spanned<String>>) {
        let mut seen: Vec<&str> = Vec::new();
        for code in codes {
            let text = code.get_ref().as_str();
            if !domain::organisations::is_code(text) {
                self.wrong(
                    code.span(),
                    format_args!("`{text}` is no code: use lower-case letters, digits and hyphens"),
                );
            } else if seen.contains(&text) {
                self.wrong(
                    code.span(),
                    format_args!("a second {what} with the code `{text}`"),
                );
            }
            seen.push(text);
        }
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}
