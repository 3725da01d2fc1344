//! `…/notitie`: a few words for the colleague who picks up the telephone next time.

use axum::extract::Path;
use domain::shared::short_text::NoteText;
use flows::desk::write_note;
use leptos::prelude::*;

use super::{Whom, address, refusals::refused, whom_at};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Typed, Unread, enough},
    parts::{Act, ErrorSummary, FieldError, Form, LongText, Page, error_at},
    texts::{desk as say, frame},
    words::field_error,
};

/// Name of the field.
const FIELD: &str = "tekst";

/// Shows the form.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, _, whom) = whom_at(&ask, &id).await?;
    let typed = ask.typed_before(&caller, &[FIELD]).await?;
    draw(&ask, &whom, &typed.unwrap_or_default(), vec![]).await
}

/// Writes the note.
pub async fn write(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, permit, whom) = whom_at(&ask, &id).await?;
    let typed = form.only(&[FIELD])?;
    let l = ask.language;
    let text = match NoteText::parse(typed.get(FIELD)) {
        Ok(text) => text,
        Err(problem) => {
            return draw(&ask, &whom, &typed, vec![field_error(l, FIELD, problem)]).await;
        }
    };
    let written = match write_note(ask.services(), &permit, &whom.id, &text).await {
        Ok(written) => written,
        Err(trouble) => {
            let text = enough(&ask, trouble)?;
            return draw(&ask, &whom, &typed, vec![FieldError { field: FIELD, text }]).await;
        }
    };
    match written {
        Ok(()) => {
            ask.tell(Flash::good(say::note_written(l))).await?;
            Ok(ask.go(&address(&whom.id, "")))
        }
        Err(refusal) => refused(&ask, &refusal, &whom).await,
    }
}

async fn draw(ask: &Ask, whom: &Whom, typed: &Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let title = say::note_title(l, whom.name.full());
    let (first, person) = (whom.name.greeting().to_owned(), address(&whom.id, ""));
    let value = typed.value(FIELD);
    Screen::new(title.clone())
        .refused_for(ask, &errors)
        .at_desk(ask)
        .show(ask, move || {
            let error = error_at(&errors, FIELD);
            let heading = frame::error_heading(l);
            let news = view! { <ErrorSummary heading errors /> }.into_any();
            let back = Act::link(say::back_to(l, first), person);
            let hint = say::note_hint(l, NoteText::MOST);
            view! {
                <Page title=title back=back news=news>
                    <Form primary=say::note_save(l)>
                        <LongText name=FIELD label=say::note_label(l) hint=hint error=error value=value autofocus=true />
                    </Form>
                </Page>
            }
        })
        .await
}
