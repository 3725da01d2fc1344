//! `…/bedrijf`: which organisation a request is about: one that we know by its number, or one that is new.

use axum::extract::Path;
use domain::shared::short_text::read_line;
use flows::appointments::{Case, Refused, create, link};
use leptos::prelude::*;

use super::{
    address, after,
    case::{beside, facts},
    case_at, words, work,
};
use crate::{
    appointments::read::company_problem,
    bridge::{Answer, Ask, Flash, Screen, Typed, Unread},
    parts::{
        Act, Choice, Choices, ErrorSummary, Field, FieldError, FieldKind, Form, HowMany, Page,
        SEEN, SeenField, error_at,
    },
    texts::{appointments as public, appointments_desk as say, frame},
};

/// Number of the organisation; also what the button on the request sends.
pub(super) const NUMBER: &str = "number";
const NEW: &str = "new";
const NAME: &str = "name";
const FIELDS: [&str; 4] = [NUMBER, NEW, NAME, SEEN];
/// Longest name of a company.
const MOST: usize = 100;

/// Shows the form.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, case) = case_at(&ask, &id).await?;
    let asked = &case.asked;
    let from_request = || {
        let new = asked.new_company.clone();
        let (number, name) = new.map_or_else(
            || (asked.number.clone(), asked.company.clone()),
            |new| (Some(new.number), Some(new.name)),
        );
        Typed::with(NUMBER, number.unwrap_or_default()).and(NAME, name.unwrap_or_default())
    };
    let typed = ask.typed_before(&caller, &FIELDS).await?;
    let typed = typed.unwrap_or_else(from_request);
    draw(&ask, &case, typed, vec![]).await
}

/// Says which it is.
pub async fn send(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, case) = case_at(&ask, &id).await?;
    let typed = form.only(&FIELDS)?;
    let l = ask.language;
    let number = typed.get(NUMBER).trim().to_owned();
    let new = !typed.get(NEW).is_empty();
    let name = read_line(typed.get(NAME), MOST);
    let mut errors = Vec::new();
    if number.is_empty() {
        errors.push(FieldError {
            field: NUMBER,
            text: say::no_number_wrong(l).to_owned(),
        });
    }
    if let (true, Err(problem)) = (new, &name) {
        errors.push(FieldError {
            field: NAME,
            text: company_problem(l, public::company(l), *problem),
        });
    }
    if !errors.is_empty() {
        return draw(&ask, &case, typed, errors).await;
    }
    let (permit, seen) = (work(&ask, &case).await?, typed.seen());
    let (services, id) = (ask.services(), (&case.asked.id, &seen));
    let done = match (new, name) {
        (true, Ok(name)) => create(services, &permit, id, &number, &name).await?,
        _ => link(services, &permit, id, &number).await?,
    };
    let about_number = matches!(
        done,
        Err(Refused::NoOrganisation
            | Refused::OrganisationThere
            | Refused::NumberWrong
            | Refused::Changed)
    );
    match done {
        Err(refused) if about_number => {
            let error = FieldError {
                field: NUMBER,
                text: words::refused(l, &refused).to_owned(),
            };
            draw(&ask, &case, typed, vec![error]).await
        }
        done => after(&ask, &case, done, Flash::good(say::company_chosen(l))).await,
    }
}

async fn draw(ask: &Ask, case: &Case, typed: Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let (facts, seen) = (facts(ask, case), case.seen.as_str().to_owned());
    let title = say::company_title(l);
    let kind = ask.services().catalogue.kind(&case.asked.kind);
    let number_name = kind.map_or_else(String::new, |kind| kind.number_name.get(l).to_owned());
    let back = Act::link(
        case.asked.reference.to_string(),
        address(&case.asked.id, ""),
    );
    let new = vec![Choice {
        value: "ja".to_owned(),
        label: say::company_new(l).to_owned(),
        hint: Some(say::company_new_hint(l).to_owned()),
        chosen: !typed.get(NEW).is_empty(),
    }];
    Screen::new(title)
        .refused_for(ask, &errors)
        .at_desk(ask)
        .show(ask, move || {
            let heading = frame::error_heading(l);
            let (number, name) = (error_at(&errors, NUMBER), error_at(&errors, NAME));
            let aside = beside(l, facts);
            let news = view! { <ErrorSummary heading errors /> }.into_any();
            view! {
                <Page title=title lead=say::company_lead(l) back=back news=news aside=aside>
                    <Form primary=say::company_submit(l)>
                        <SeenField seen />
                        <Field
                            kind=FieldKind::Number
                            name=NUMBER
                            label=number_name
                            error=number
                            value=typed.value(NUMBER)
                            autofocus=true
                        />
                        <Choices
                            name=NEW
                            label=say::company_unknown(l)
                            how_many=HowMany::Any
                            choices=new
                        />
                        <Field
                            kind=FieldKind::Text
                            name=NAME
                            label=public::company(l)
                            hint=say::company_name_hint(l)
                            error=name
                            value=typed.value(NAME)
                        />
                    </Form>
                </Page>
            }
        })
        .await
}
