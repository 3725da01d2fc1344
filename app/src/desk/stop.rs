//! `…/toegang-stoppen`: an admin who left the company, or staff whom no admin can stop. One agent asks and says where the
//! word came from, another approves; also for the last admin, because the company can then have one appointed.

use axum::extract::Path;
use domain::shared::short_text::SourceText;
use flows::desk::ask_stop;
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

/// Name of the field that says where the word came from.
const SOURCE: &str = "bron";

/// Shows the form.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, _, whom) = whom_at(&ask, &id).await?;
    let typed = ask.typed_before(&caller, &[SOURCE, WHY]).await?;
    draw(&ask, &whom, &typed.unwrap_or_default(), vec![]).await
}

/// Asks a colleague to approve it.
pub async fn send(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, _, whom) = whom_at(&ask, &id).await?;
    let typed = form.only(&[SOURCE, WHY])?;
    let (l, why) = (ask.language, why_of(&typed)?);
    let (source, missing) = (SourceText::parse(typed.get(SOURCE)), why_missing(l, why));
    let source = match (source, missing) {
        (Ok(source), None) => source,
        (source, missing) => {
            let wrong = source.err().map(|problem| field_error(l, SOURCE, problem));
            let errors = wrong.into_iter().chain(missing).collect();
            return draw(&ask, &whom, &typed, errors).await;
        }
    };
    let permit = helping(&ask, &whom).await?;
    match ask_stop(ask.services(), &permit, &whom.id, why, &source).await? {
        Ok(()) => {
            let told = Flash::good(say::asked(l)).text(say::stop_asked_text(l, whom.name.full()));
            ask.tell(told.link(say::to_desk(l), PATH)).await?;
            Ok(ask.go(&address(&whom.id, "")))
        }
        Err(refusal) => refused(&ask, &refusal, &whom).await,
    }
}

async fn draw(ask: &Ask, whom: &Whom, typed: &Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let asking = Asking {
        whom,
        title: say::stop_title(l, whom.name.full()),
        lead: say::stop_lead(l, whom.name.greeting()),
        stops: true,
    };
    let value = typed.value(SOURCE);
    asking::draw(ask, asking, typed, errors, move |errors| {
        view! {
            <Field
                kind=FieldKind::Text
                name=SOURCE
                label=say::stop_source(l)
                hint=say::stop_source_hint(l)
                error=error_at(errors, SOURCE)
                value=value
                autofocus=true
            />
        }
        .into_any()
    })
    .await
}
