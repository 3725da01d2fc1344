//! `…/terugbellen`: writing down that the company was called, at a number that was found elsewhere (SEC-26); or that nobody
//! was reached, or to turn the request down.

use axum::extract::Path;
use domain::shared::short_text::{PhoneText, SourceText};
use flows::appointments::{Case, Refused, call_back};
use leptos::prelude::*;

use super::{
    address, after,
    case::{beside, facts},
    case_at, work,
};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Typed, Unread},
    parts::{
        Act, Acts, ErrorSummary, Field, FieldError, FieldKind, Form, Key, Page, SEEN, SeenField,
        error_at,
    },
    texts::{appointments_desk as say, frame},
    words::field_error,
};

/// Neutral names, so that no browser fills in the agent's own number.
const NUMBER: &str = "called";
const SOURCE: &str = "source";
const FIELDS: [&str; 3] = [NUMBER, SOURCE, SEEN];

/// Shows the form.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, case) = case_at(&ask, &id).await?;
    let typed = ask.typed_before(&caller, &FIELDS).await?;
    draw(&ask, &case, typed.unwrap_or_default(), vec![]).await
}

/// Writes it down.
pub async fn send(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, case) = case_at(&ask, &id).await?;
    let typed = form.only(&FIELDS)?;
    let l = ask.language;
    let number = PhoneText::parse(typed.get(NUMBER));
    let source = SourceText::parse(typed.get(SOURCE));
    let (number, source) = match (number, source) {
        (Ok(number), Ok(source)) => (number, source),
        (number, source) => {
            let number = number.err().map(|_| FieldError {
                field: NUMBER,
                text: say::called_missing(l).to_owned(),
            });
            let source = source.err().map(|wrong| field_error(l, SOURCE, wrong));
            let errors = number.into_iter().chain(source).collect();
            return draw(&ask, &case, typed, errors).await;
        }
    };
    let (permit, seen) = (work(&ask, &case).await?, typed.seen());
    let id = (&case.asked.id, &seen);
    let done = call_back(ask.services(), &permit, id, &number, &source).await?;
    if done == Err(Refused::Changed) {
        let text = say::no_changed(l).to_owned();
        let changed = FieldError {
            field: NUMBER,
            text,
        };
        return draw(&ask, &case, typed, vec![changed]).await;
    }
    after(&ask, &case, done, Flash::good(say::called_back(l))).await
}

async fn draw(ask: &Ask, case: &Case, typed: Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let (facts, seen) = (facts(ask, case), case.seen.as_str().to_owned());
    let title = say::call_back_title(l);
    let back = Act::link(
        case.asked.reference.to_string(),
        address(&case.asked.id, ""),
    );
    let at = |deed: &str| address(&case.asked.id, deed);
    let missed = vec![Act::post(say::not_reached(l), at("niet-bereikt")).second()];
    let key = ask.keys().then_some(Key::X);
    let reject = vec![Act::link(say::reject(l), at("afwijzen")).key(key)];
    Screen::new(title)
        .refused_for(ask, &errors)
        .at_desk(ask)
        .show(ask, move || {
            let heading = frame::error_heading(l);
            let (number, source) = (error_at(&errors, NUMBER), error_at(&errors, SOURCE));
            let aside = beside(l, facts);
            let news = view! { <ErrorSummary heading errors /> }.into_any();
            view! {
                <Page title=title lead=say::call_back_lead(l) back=back news=news aside=aside>
                    <Form primary=say::call_back_submit(l)>
                        <SeenField seen />
                        <Field
                            kind=FieldKind::OtherMobile
                            name=NUMBER
                            label=say::called(l)
                            error=number
                            value=typed.value(NUMBER)
                            autofocus=true
                        />
                        <Field
                            kind=FieldKind::Text
                            name=SOURCE
                            label=say::source(l)
                            hint=say::source_hint(l)
                            error=source
                            value=typed.value(SOURCE)
                        />
                    </Form>
                    <p>{say::not_reached_hint(l)}</p>
                    <Acts acts=missed class="page-actions" />
                    <Acts acts=reject class="links" />
                </Page>
            }
        })
        .await
}
