//! Every form of the site, filled in wrong: all problems at once, in the summary and at the field, with the remedy; what was
//! typed stays, passwords and codes excepted. An address that takes a form and has no row here fails.

mod arrive;
mod rows;

use std::collections::BTreeSet;

use super::house::{Answer, House, On, Visitor};
use arrive::arrives;
pub use arrive::id_of;
use rows::{At, BUTTONS, NO_FORMS, ROWS, Row};

#[test]
fn every_form_has_a_row_and_every_row_a_form() {
    let rows = ROWS.iter().map(|Row(form, ..)| *form);
    let written: BTreeSet<&str> = rows
        .chain(BUTTONS.iter().copied())
        .chain(NO_FORMS.iter().copied())
        .collect();
    let table = app::site::table();
    let there: BTreeSet<&str> = table
        .iter()
        .filter(|one| one.changes)
        .map(|one| one.path)
        .collect();
    assert_eq!(
        written, there,
        "add what is missing to ROWS, or to BUTTONS if there is nothing to fill in"
    );
}

/// As it stands in an attribute or in a text.
fn written(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Field and text of every line of the error summary.
pub fn summary(answer: &Answer) -> Vec<(String, String)> {
    let from_summary = answer
        .body
        .split("class=\"error-summary\"")
        .nth(1)
        .unwrap_or_default();
    let list = from_summary.split("</ul>").next().unwrap_or_default();
    let lines = list
        .split("<a href=\"#")
        .skip(1)
        .filter_map(|line| line.split("</a>").next());
    lines
        .filter_map(|line| line.split_once("\">"))
        .map(|(field, text)| (field.to_owned(), text.to_owned()))
        .collect()
}

/// The tag of a field, of its option, or of one of its answers.
pub fn tag<'a>(body: &'a str, name: &str, value: Option<&str>) -> Option<&'a str> {
    let value = value.map(|value| format!("value=\"{}\"", written(value)));
    body.split('<')
        .map(|tag| tag.split('>').next().unwrap_or_default())
        .find(|tag| {
            tag.contains(&format!("name=\"{name}\""))
                && value
                    .as_ref()
                    .is_none_or(|value| tag.contains(value.as_str()))
        })
}

flows::on_each_database! {
    async fn every_form_tells_every_problem_at_once_at_its_field_and_keeps_what_was_typed(on: On) {
        let house = House::new(on).await;
        let jan = id_of(&house, "jan").await;
        let mut here: Option<(At, Visitor<'_>, String)> = None;
        for Row(form, at, typed, told) in ROWS {
            if here.as_ref().is_none_or(|(before, ..)| before != at) {
                let (visitor, link) = arrives(&house, *at).await;
                here = Some((*at, visitor, link));
            }
            let (_, visitor, link) = here.as_mut().unwrap();
            let path = if form.contains("{token}") { link.clone() } else if *at == At::Request { form.replace("{id}", link) } else { form.replace("{id}", &jan).replace("{form}", "garage") };
            let before = visitor.get(&path).await;
            let answer = visitor.sends_as_seen(&before, &path, typed).await;
            assert_eq!(answer.status, 422, "{form} {typed:?}: {}", answer.in_short());
            assert!(answer.title().starts_with("Fout: ") && answer.title().ends_with(before.title()), "{}", answer.title());
            let expected: Vec<(String, String)> = told.iter().map(|(field, text)| ((*field).to_owned(), written(text))).collect();
            assert_eq!(summary(&answer), expected, "{form} {typed:?}");
            // Going back to it asks for the page anew, and sent again it comes back at its top: an agent's cursor in the field that
            // is wrong, everybody else's on what is.
            assert!(answer.body.contains(&format!("data-page=\"{}\"", written(&path))), "{form}: goes back to no page");
            for form in answer.body.split("<form ").skip(1).filter_map(|form| form.split('>').next()).filter(|form| form.contains("\"post\"")) {
                assert!(form.contains(" action=\"/") && !form.contains('#'), "{path}: {form}");
            }
            let focused = answer.body.split('<').find(|tag| tag.contains(" autofocus")).unwrap_or_default();
            let place = if form.starts_with("/servicedesk") { format!("id=\"{}\"", told[0].0) } else { "class=\"error-summary\"".to_owned() };
            assert!(focused.contains(&place), "{form} {typed:?}: the focus is at {focused:?}");
            for (field, text) in *told {
                let at_field = answer.body.split(&format!("id=\"{field}-error\" class=\"field-error\">")).nth(1).unwrap_or_default();
                assert!(at_field.starts_with(&written(text)), "{form}: {text:?} is not at {field}");
                assert!(answer.body.contains(&format!("id=\"{field}\"")), "{form}: the summary leads to no {field}");
                let mut described = answer.body.split("aria-describedby=\"").skip(1).filter_map(|rest| rest.split('"').next());
                let error = format!("{field}-error");
                assert!(described.any(|ids| ids.split(' ').any(|id| id == error)), "{form}: {field} is not described by its error");
            }
            for (field, value) in typed.iter().filter(|(_, value)| !value.is_empty()) {
                if field.contains("password") || *field == "code" {
                    let tag = tag(&answer.body, field, None).unwrap();
                    assert!(!tag.contains(" value="), "{form}: a secret comes back in {tag}");
                    continue;
                }
                let shown = tag(&answer.body, field, Some(value));
                let shown = shown.unwrap_or_else(|| panic!("{form}: {value:?} is gone from {field}"));
                let answers = shown.contains("radio") || shown.contains("checkbox");
                assert!(!answers || shown.contains(" checked"), "{form}: {shown}");
            }
        }
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn a_button_takes_no_field_that_nobody_sent_with_it(on: On) {
        let house = House::new(on).await;
        let (mut karin, mut mo, mut sanne) = (house.visitor("karin"), house.visitor("mo"), house.visitor("sanne"));
        karin.logs_in().await;
        sanne.logs_in().await;
        mo.gives_password().await;
        let jan = id_of(&house, "jan").await;
        let last = |path: &&&str| **path == "/uitloggen";
        for button in BUTTONS.iter().filter(|path| !last(path)).chain(BUTTONS.iter().filter(last)) {
            let path = button.replace("{id}", &jan).replace("{token}", &"A".repeat(43)).replace("{session}", "x").replace("{request}", &jan).replace("{organisation}", &jan).replace("{form}", "garage");
            let visitor = match button.split('/').nth(1) {
                Some("inloggen") => &mut mo,
                Some("servicedesk") => &mut sanne,
                _ => &mut karin,
            };
            let answer = visitor.posts(&path, &[("rol", "beheerder")]).await;
            // Where nothing waits for a code, the way leads on before the form is read.
            assert!(answer.status == 400 || answer.status == 303, "{button}: {}", answer.in_short());
        }
        assert!(house.number("select count(*) from session where id_hash <> $1 and account_id is not null", "").await > 0, "nobody was logged out");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }
}
