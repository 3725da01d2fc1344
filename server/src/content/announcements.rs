//! `announcements.toml`: texts for everybody that one agent puts up at once, because they were agreed on beforehand.

use domain::{
    announcements::{Prepared, PreparedTexts},
    desks::{Desk, Desks},
    organisations::Words,
};
use serde::Deserialize;
use toml::Spanned;

use super::file::File;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: Spanned<String>,
    name: Words,
    text: Words,
}

pub(super) fn read(file: &mut File<'_>, desks: &Desks) -> PreparedTexts {
    file.only(&["announcement"]);
    let entries: Vec<Entry> = file.entries("announcement");
    file.codes("announcement", entries.iter().map(|entry| &entry.code));
    let desks: Vec<&Desk> = std::iter::once(&desks.service)
        .chain(&desks.others)
        .collect();
    let mut texts = Vec::new();
    for entry in entries {
        let at = entry.code.span();
        let text = Prepared {
            code: entry.code.into_inner(),
            name: entry.name,
            text: entry.text,
        };
        if let Some(problem) = text.problem(&desks) {
            file.wrong(at, format_args!("the text of `{}`: {problem}", text.code));
        }
        texts.push(text);
    }
    PreparedTexts(texts)
}
