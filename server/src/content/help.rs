//! `help/help.toml` and `help/nl/*.md`, `help/en/*.md`: who people are, what does not work, and the answer to it.
//! An answer is one text for everybody, `PROBLEM.md`, or another for one capacity, `PROBLEM.CAPACITY.md`.

use std::collections::BTreeMap;

use domain::{
    Language,
    desks::Desks,
    help::{Action, Answer, Capacity, Help, Problem},
    organisations::{Catalogue, Words},
};
use serde::Deserialize;
use toml::Spanned;

use super::{Folder, file::File, markdown};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CapacityEntry {
    code: Spanned<String>,
    name: Words,
    kind: Option<Spanned<String>>,
    desk: Spanned<String>,
    problems: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProblemEntry {
    code: Spanned<String>,
    name: Words,
    button: Spanned<String>,
}

pub(super) fn read(folder: &mut Folder<'_>, catalogue: &Catalogue, desks: &Desks) -> Help {
    let mut file = folder.open("help/help.toml");
    file.only(&["capacity", "problem"]);
    let capacities: Vec<CapacityEntry> = file.entries("capacity");
    let problems: Vec<ProblemEntry> = file.entries("problem");
    file.codes("capacity", capacities.iter().map(|entry| &entry.code));
    file.codes("problem", problems.iter().map(|entry| &entry.code));
    if capacities.is_empty() {
        file.wrong_altogether("there is nobody to help; add a [[capacity]]");
    }
    let problems: Vec<Problem> = problems
        .into_iter()
        .map(|entry| problem(&mut file, entry))
        .collect();
    let known = |code: &str| problems.iter().any(|problem| problem.code == code);
    let capacities = capacities
        .into_iter()
        .map(|entry| capacity(&mut file, entry, known, catalogue, desks))
        .collect();
    let mut help = Help::new(capacities, problems);
    answers(folder, &mut help);
    help
}

fn problem(file: &mut File<'_>, entry: ProblemEntry) -> Problem {
    let action = Action::from_code(entry.button.get_ref()).unwrap_or_else(|| {
        let known = Action::ALL.map(Action::code).join(", ");
        let what = format_args!(
            "`{}` is no button; there are {known}",
            entry.button.get_ref()
        );
        file.wrong(entry.button.span(), what);
        Action::Call
    });
    Problem {
        code: entry.code.into_inner(),
        name: entry.name,
        action,
    }
}

fn capacity(
    file: &mut File<'_>,
    entry: CapacityEntry,
    known: impl Fn(&str) -> bool,
    catalogue: &Catalogue,
    desks: &Desks,
) -> Capacity {
    if let Some(kind) = entry
        .kind
        .as_ref()
        .filter(|kind| catalogue.kind(kind.get_ref()).is_none())
    {
        let what = format_args!(
            "`{}` is no kind of organisation in catalogue.toml",
            kind.get_ref()
        );
        file.wrong(kind.span(), what);
    }
    let desk = entry.desk.get_ref();
    if desks.get(desk).is_none() {
        file.wrong(
            entry.desk.span(),
            format_args!("`{desk}` is no desk in desks.toml"),
        );
    }
    for code in entry.problems.iter().filter(|code| !known(code.get_ref())) {
        let what = format_args!("`{}` is no problem in this file", code.get_ref());
        file.wrong(code.span(), what);
    }
    Capacity {
        code: entry.code.into_inner(),
        name: entry.name,
        kind: entry.kind.map(Spanned::into_inner),
        desk: entry.desk.into_inner(),
        problems: entry
            .problems
            .into_iter()
            .map(Spanned::into_inner)
            .collect(),
    }
}

/// Reads the text for every problem of every capacity, in both languages; a text that nobody reads is a mistake.
fn answers(folder: &mut Folder<'_>, help: &mut Help) {
    let mut read: BTreeMap<String, Answer> = BTreeMap::new();
    for capacity in help.capacities.clone() {
        for problem in &capacity.problems {
            for language in [Language::Nl, Language::En] {
                let of_all = format!("help/{}/{problem}.md", language.code());
                let own = format!("help/{}/{problem}.{}.md", language.code(), capacity.code);
                let name = if folder.has(&own) { own } else { of_all };
                let answer = read
                    .entry(name)
                    .or_insert_with_key(|name| markdown::read(&mut folder.open(name)));
                help.say(&capacity.code, problem, language, answer.clone());
            }
        }
    }
    let unread = |name: &String| name != "help/help.toml" && !read.contains_key(name);
    for name in folder.names_in("help").into_iter().filter(unread) {
        folder.wrong(
            &name,
            "no problem of help.toml has this text; correct its name, or take it away",
        );
    }
}
