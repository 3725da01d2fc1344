//! `help/help.toml` and `help/nl/*.md`, `help/en/*.md`: who people are, what does not work, and the answer to it.
//! An answer is one text for everybody, `PROBLEM.md`, or another for one capacity, `PROBLEM.CAPACITY.md`.

use std::{collections::BTreeMap, ops::Range};

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
    problems: Spanned<Vec<Spanned<String>>>,
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
    let mut listed = Vec::new();
    let capacities = capacities
        .into_iter()
        .map(|entry| {
            let capacity = capacity(&mut file, entry, &problems, catalogue, desks);
            listed.extend(capacity.1);
            capacity.0
        })
        .collect();
    let mut help = Help::new(capacities, problems);
    without_text(folder, &listed);
    answers(folder, &mut help);
    help
}

/// A problem that a capacity has, and where the file says so.
struct Listed {
    capacity: String,
    problem: String,
    place: Range<usize>,
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
    problems: &[Problem],
    catalogue: &Catalogue,
    desks: &Desks,
) -> (Capacity, Vec<Listed>) {
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
    list(file, &entry.problems, problems);
    let code = entry.code.into_inner();
    let problems = entry.problems.into_inner();
    let listed = problems.iter().map(|problem| Listed {
        capacity: code.clone(),
        problem: problem.get_ref().clone(),
        place: problem.span(),
    });
    let listed = listed.collect();
    let capacity = Capacity {
        code,
        name: entry.name,
        kind: entry.kind.map(Spanned::into_inner),
        desk: entry.desk.into_inner(),
        problems: problems.into_iter().map(Spanned::into_inner).collect(),
    };
    (capacity, listed)
}

/// The list of a capacity: problems that there are, each once, and as the last resort the telephone.
fn list(file: &mut File<'_>, list: &Spanned<Vec<Spanned<String>>>, problems: &[Problem]) {
    let known = |code: &str| problems.iter().find(|problem| problem.code == code);
    let mut seen: Vec<&str> = Vec::new();
    for code in list.get_ref() {
        let text = code.get_ref().as_str();
        if known(text).is_none() {
            file.wrong(
                code.span(),
                format_args!("`{text}` is no problem in this file"),
            );
        } else if seen.contains(&text) {
            file.wrong(code.span(), format_args!("`{text}` is listed twice"));
        }
        seen.push(text);
    }
    let Some(last) = list.get_ref().last() else {
        let what = "these people have no problem; list at least one whose button is `call`";
        file.wrong(list.span(), what);
        return;
    };
    if known(last.get_ref()).is_some_and(|last| last.action != Action::Call) {
        let what = format_args!(
            "`{}` is the last resort under every other answer; end with a problem whose button is `call`",
            last.get_ref()
        );
        file.wrong(last.span(), what);
    }
}

/// Notes every problem that is listed and has no text, where it is listed.
fn without_text(folder: &mut Folder<'_>, listed: &[Listed]) {
    for language in [Language::Nl, Language::En] {
        let missing: Vec<_> = listed
            .iter()
            .map(|listed| {
                (
                    listed,
                    text_of(folder, &listed.capacity, &listed.problem, language),
                )
            })
            .filter(|(_, name)| !folder.has(name))
            .collect();
        let mut file = folder.open("help/help.toml");
        for (listed, name) in missing {
            let what = format_args!("`{}` has no text; write {name}", listed.problem);
            file.wrong(listed.place.clone(), what);
        }
    }
}

/// Name of the text for people of a capacity about a problem: one of their own, or that of everybody.
fn text_of(folder: &Folder<'_>, capacity: &str, problem: &str, language: Language) -> String {
    let own = format!("help/{}/{problem}.{capacity}.md", language.code());
    if folder.has(&own) {
        own
    } else {
        format!("help/{}/{problem}.md", language.code())
    }
}

/// Reads the text for every problem of every capacity, in both languages; a text that nobody reads is a mistake.
fn answers(folder: &mut Folder<'_>, help: &mut Help) {
    let mut read: BTreeMap<String, Answer> = BTreeMap::new();
    for capacity in help.capacities.clone() {
        for problem in &capacity.problems {
            for language in [Language::Nl, Language::En] {
                let name = text_of(folder, &capacity.code, problem, language);
                if !folder.has(&name) {
                    continue;
                }
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
