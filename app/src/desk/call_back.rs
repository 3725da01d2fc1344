//! `…/terugbellen`: for a caller who has lost both telephone and mailbox. Called back on a number from our own files, never
//! on one that the caller gives, and a colleague decides.

use axum::extract::Path;
use domain::shared::short_text::{PhoneText, SourceText};
use flows::desk::{Refusal, ask_call_back};
use leptos::prelude::*;

use super::{
    PATH, Whom, address,
    asking::{self, Asking},
    helping,
    refusals::refused,
    whom_at,
    words::{WHY, why_missing, why_of},
};
use crate::{
    bridge::{Answer, Ask, Flash, Typed, Unread},
    parts::{Field, FieldError, FieldKind, error_at},
    texts::desk as say,
    words::field_error,
};

/// Name of the field with the number that was called.
const CALLED: &str = "gebeld";
/// Name of the field that says where that number was found.
const SOURCE: &str = "bron";
const FIELDS: [&str; 3] = [CALLED, SOURCE, WHY];

/// Shows the form for a caller who was called back.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, _, whom) = whom_at(&ask, &id).await?;
    let typed = ask.typed_before(&caller, &FIELDS).await?;
    draw(&ask, &whom, &typed.unwrap_or_default(), vec![]).await
}

/// Asks a colleague to vouch for somebody who was called back.
pub async fn send(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, _, whom) = whom_at(&ask, &id).await?;
    let typed = form.only(&FIELDS)?;
    let (l, why) = (ask.language, why_of(&typed)?);
    let called = PhoneText::parse(typed.get(CALLED));
    let source = SourceText::parse(typed.get(SOURCE));
    let missing = why_missing(l, why);
    let (called, source) = match (called, source, missing) {
        (Ok(called), Ok(source), None) => (called, source),
        (called, source, missing) => {
            let errors = [
                called.err().map(|problem| field_error(l, CALLED, problem)),
                source.err().map(|problem| field_error(l, SOURCE, problem)),
                missing,
            ];
            let errors = errors.into_iter().flatten().collect();
            return draw(&ask, &whom, &typed, errors).await;
        }
    };
    let permit = helping(&ask, &whom).await?;
    match ask_call_back(ask.services(), &permit, &whom.id, why, (&called, &source)).await? {
        Ok(()) => {
            ask.tell(
                Flash::good(say::asked(l))
                    .text(say::asked_text(l))
                    .link(say::to_desk(l), PATH),
            )
            .await?;
            Ok(ask.go(&address(&whom.id, "")))
        }
        Err(Refusal::NumberOfCaller) => {
            let error = FieldError {
                field: CALLED,
                text: say::number_of_caller(l, whom.name.greeting()),
            };
            draw(&ask, &whom, &typed, vec![error]).await
        }
        Err(refusal) => refused(&ask, &refusal, &whom).await,
    }
}

async fn draw(ask: &Ask, whom: &Whom, typed: &Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let asking = Asking {
        whom,
        title: say::call_back_title(l, whom.name.full()),
        lead: say::call_back_lead(l).to_owned(),
        stops: false,
    };
    let (called, source) = (typed.value(CALLED), typed.value(SOURCE));
    asking::draw(ask, asking, typed, errors, move |errors| {
        view! {
            <Field
                kind=FieldKind::OtherMobile
                name=CALLED
                label=say::called(l)
                hint=say::called_hint(l)
                error=error_at(errors, CALLED)
                value=called
                autofocus=true
            />
            <Field
                kind=FieldKind::Text
                name=SOURCE
                label=say::source(l)
                hint=say::source_hint(l)
                error=error_at(errors, SOURCE)
                value=source
            />
        }
        .into_any()
    })
    .await
}
