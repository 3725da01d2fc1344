//! `appointments.toml`: what each kind of company is asked when it appoints an admin. A form that could never be answered,
//! or from which nobody could be let in, is told before anything starts.

use domain::{
    appointments::{Ask, Form, FormField, Forms, OWN_FIELDS},
    desks::Desks,
    organisations::{Catalogue, Words},
};
use serde::Deserialize;
use toml::Spanned;

use super::file::File;

/// Pages of ours that stand at the same place in an address as a form.
const TAKEN: [&str; 2] = ["ontvangen", "bevestigen"];
/// Longest answer to a field of the deployment's own.
const LONGEST: usize = 200;
/// Working days beyond which a promise is none.
const LATEST: usize = 20;
/// Without these nobody can be let in; a group is fulfilled by any of its fields.
const NEEDED: [&[&str]; 5] = [
    &["number", "company"],
    &["given-name"],
    &["family-name"],
    &["email"],
    &["mobile"],
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    kind: Spanned<String>,
    path: Spanned<String>,
    desk: Spanned<String>,
    reply_working_days: Spanned<usize>,
    intro: Words,
    #[serde(default)]
    field: Vec<Field>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Field {
    ask: Spanned<String>,
    code: Option<Spanned<String>>,
    most: Option<Spanned<usize>>,
    label: Option<Words>,
    hint: Option<Words>,
    #[serde(default)]
    optional: bool,
}

pub(super) fn read(file: &mut File<'_>, catalogue: &Catalogue, desks: &Desks) -> Forms {
    file.only(&["form"]);
    let entries: Vec<Entry> = file.entries("form");
    file.codes("form for a kind", entries.iter().map(|entry| &entry.kind));
    file.codes("form at a path", entries.iter().map(|entry| &entry.path));
    let forms = entries
        .into_iter()
        .map(|entry| form(file, entry, catalogue, desks));
    Forms(forms.collect())
}

fn form(file: &mut File<'_>, entry: Entry, catalogue: &Catalogue, desks: &Desks) -> Form {
    let (kind, desk) = (entry.kind.get_ref(), entry.desk.get_ref());
    if catalogue.kind(kind).is_none() {
        let what = format_args!("`{kind}` is no kind of organisation in catalogue.toml");
        file.wrong(entry.kind.span(), what);
    }
    if desks.get(desk).is_none() {
        let what = format_args!("`{desk}` is no desk in desks.toml");
        file.wrong(entry.desk.span(), what);
    }
    if TAKEN.contains(&entry.path.get_ref().as_str()) {
        let what = format_args!(
            "`{}` is a page of ours; choose another",
            entry.path.get_ref()
        );
        file.wrong(entry.path.span(), what);
    }
    let days = *entry.reply_working_days.get_ref();
    if days == 0 || days > LATEST {
        let what = format_args!("must be a number of working days from 1 to {LATEST}");
        file.wrong(entry.reply_working_days.span(), what);
    }
    needed(file, &entry);
    once(file, &entry);
    Form {
        fields: entry
            .field
            .into_iter()
            .map(|entry| field(file, entry))
            .collect(),
        kind: entry.kind.into_inner(),
        path: entry.path.into_inner(),
        desk: entry.desk.into_inner(),
        reply_working_days: days,
        intro: entry.intro,
    }
}

/// What is needed must be asked, and must be answered.
fn needed(file: &mut File<'_>, entry: &Entry) {
    for group in NEEDED {
        let in_group = |field: &&Field| group.contains(&field.ask.get_ref().as_str());
        let asked: Vec<&Field> = entry.field.iter().filter(in_group).collect();
        let names = group.join(" or ");
        if asked.is_empty() {
            let what = format_args!("this form has to ask {names}; add a [[form.field]]");
            file.wrong(entry.kind.span(), what);
        } else if asked.iter().all(|field| field.optional) {
            let what = format_args!("cannot be optional: without {names} nobody can be let in");
            file.wrong(asked[0].ask.span(), what);
        }
    }
}

/// What we know is asked once; fields of one's own differ by code, and there is room for a few.
fn once(file: &mut File<'_>, entry: &Entry) {
    let mut seen: Vec<&str> = Vec::new();
    for field in &entry.field {
        let ask = field.ask.get_ref().as_str();
        if ask != "text" && seen.contains(&ask) {
            file.wrong(field.ask.span(), format_args!("`{ask}` is asked twice"));
        }
        seen.push(ask);
    }
    let own = entry.field.iter().filter_map(|field| field.code.as_ref());
    file.codes("field", own);
    let texts: Vec<&Field> = entry
        .field
        .iter()
        .filter(|field| field.ask.get_ref() == "text")
        .collect();
    if let Some(beyond) = texts.get(OWN_FIELDS) {
        let what = format_args!("a form has room for {OWN_FIELDS} fields of its own");
        file.wrong(beyond.ask.span(), what);
    }
}

fn field(file: &mut File<'_>, entry: Field) -> FormField {
    let name = entry.ask.get_ref().as_str();
    let known = Ask::KNOWN
        .into_iter()
        .find_map(|(code, ask)| (code == name).then_some(ask));
    let ask = match (known, name) {
        (Some(ask), _) => {
            only_of_texts(file, &entry);
            ask
        }
        (None, "text") => own(file, &entry),
        (None, other) => {
            let known = Ask::KNOWN.map(|(code, _)| code).join(", ");
            let what = format_args!("`{other}` is no field; there are {known}, and text");
            file.wrong(entry.ask.span(), what);
            Ask::Remark
        }
    };
    FormField {
        ask,
        label: entry.label,
        hint: entry.hint,
        optional: entry.optional,
    }
}

fn only_of_texts(file: &mut File<'_>, entry: &Field) {
    if let Some(code) = &entry.code {
        file.wrong(code.span(), "only a field `text` has a code");
    }
    if let Some(most) = &entry.most {
        file.wrong(most.span(), "only a field `text` has a most");
    }
}

fn own(file: &mut File<'_>, entry: &Field) -> Ask {
    let code = entry.code.as_ref().map(Spanned::get_ref);
    if code.is_none() {
        file.wrong(entry.ask.span(), "a field `text` needs a code");
    }
    if entry.label.is_none() {
        file.wrong(entry.ask.span(), "a field `text` needs a label");
    }
    let most = entry.most.as_ref().map_or(LONGEST, |most| *most.get_ref());
    if most == 0 || most > LONGEST {
        let at = entry.most.as_ref().map_or(entry.ask.span(), Spanned::span);
        file.wrong(at, format_args!("must be a number from 1 to {LONGEST}"));
    }
    Ask::Own {
        code: code.cloned().unwrap_or_default(),
        most,
    }
}
