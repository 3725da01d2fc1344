//! `catalogue.toml`: kinds of organisation, their identifying number, and the rights of their people.

use axum::http::{Uri, uri::Scheme};
use domain::organisations::{Catalogue, DESK_RIGHT, Kind, RightEntry, Words};
use serde::Deserialize;
use toml::Spanned;

use super::file::File;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: Spanned<String>,
    name: Words,
    number_name: Words,
    number_min: Spanned<usize>,
    number_max: usize,
    insurer: Option<Spanned<bool>>,
    #[serde(default)]
    right: Vec<Right>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Right {
    code: Spanned<String>,
    name: Words,
    sentence: Words,
    address: Option<Spanned<String>>,
    four_eyes: Option<Spanned<bool>>,
}

pub(super) fn read(file: &mut File<'_>) -> Catalogue {
    file.only(&["kind"]);
    let entries: Vec<Entry> = file.entries("kind");
    if entries.is_empty() {
        file.wrong_altogether("there is no kind of organisation; add a [[kind]]");
    }
    file.codes("kind", entries.iter().map(|entry| &entry.code));
    insurer(file, &entries);
    let kinds = entries.into_iter().map(|entry| kind(file, entry)).collect();
    Catalogue { kinds }
}

/// One kind is the insurer itself, and without the right of the service desk nobody could work there.
fn insurer(file: &mut File<'_>, entries: &[Entry]) {
    let flag = |entry: &Entry| entry.insurer.clone().filter(|insurer| *insurer.get_ref());
    let marked = entries
        .iter()
        .filter_map(|entry| Some((entry, flag(entry)?)));
    let mut marked = marked.enumerate().peekable();
    if marked.peek().is_none() && !entries.is_empty() {
        file.wrong_altogether(
            "no kind is the insurer, whose people work at the service desk; write `insurer = true` with one",
        );
    }
    for (place, (entry, insurer)) in marked {
        if place > 0 {
            file.wrong(insurer.span(), "a second kind with `insurer = true`");
        }
        let is_desk = |right: &Right| right.code.get_ref() == DESK_RIGHT;
        let Some(desk) = entry.right.iter().find(|right| is_desk(right)) else {
            let what =
                format_args!("the insurer's people need a right with the code `{DESK_RIGHT}`");
            file.wrong(insurer.span(), what);
            continue;
        };
        let two = desk.four_eyes.as_ref().is_some_and(|two| *two.get_ref());
        if !two {
            let at = desk
                .four_eyes
                .as_ref()
                .map_or(desk.code.span(), Spanned::span);
            file.wrong(
                at,
                "who has this right approves what a colleague asks, so one person alone must not give it; write `four_eyes = true`",
            );
        }
    }
}

fn kind(file: &mut File<'_>, entry: Entry) -> Kind {
    let number_min = *entry.number_min.get_ref();
    if number_min == 0 || number_min > entry.number_max {
        file.wrong(
            entry.number_min.span(),
            "number_min must be 1 or more, and number_max no less",
        );
    }
    file.codes("right", entry.right.iter().map(|right| &right.code));
    Kind {
        code: entry.code.into_inner(),
        name: entry.name,
        number_name: entry.number_name,
        number_min,
        number_max: entry.number_max,
        rights: entry
            .right
            .into_iter()
            .map(|entry| right(file, entry))
            .collect(),
        insurer: entry.insurer.is_some_and(Spanned::into_inner),
    }
}

fn right(file: &mut File<'_>, entry: Right) -> RightEntry {
    if let Some(address) = entry
        .address
        .as_ref()
        .filter(|to| !leads_somewhere(to.get_ref()))
    {
        let what = format_args!(
            "`{}` leads nowhere; write https://… or a path of this site, such as /schade",
            address.get_ref()
        );
        file.wrong(address.span(), what);
    }
    RightEntry {
        code: entry.code.into_inner(),
        name: entry.name,
        sentence: entry.sentence,
        address: entry.address.map(Spanned::into_inner),
        four_eyes: entry.four_eyes.is_some_and(Spanned::into_inner),
    }
}

/// Whether a browser gets somewhere by an address: over TLS at a host, or at this site itself.
fn leads_somewhere(address: &str) -> bool {
    let Ok(uri) = address.parse::<Uri>() else {
        return false;
    };
    match uri.scheme() {
        Some(scheme) => *scheme == Scheme::HTTPS && uri.host().is_some_and(|host| !host.is_empty()),
        None => address.starts_with('/') && !address.starts_with("//"),
    }
}
