//! `…/toegang-stoppen`: an admin who left the company, or staff whom no admin can stop. One agent asks and says where the
//! word came from, another approves; also for the last admin, because the company can then have one appointed.

use axum::extract::Path;
use domain::{Language, OrganisationId, shared::short_text::SourceText};
use flows::{
    Permit,
    caller::right::SeeDesk,
    desk::{ask_stop, only_admin_of},
};
use leptos::prelude::*;

use super::{
    PATH, Whom, address,
    asking::{self, Asking},
    helping, organisation,
    refusals::refused,
    whom_at,
    words::{WHY, why_missing, why_of},
};
use crate::{
    bridge::{Answer, Ask, Flash, Typed, Unread},
    parts::{Act, Field, FieldError, FieldKind, Notice, NoticeKind, error_at},
    texts::desk as say,
    words::field_error,
};

/// Name of the field that says where the word came from.
const SOURCE: &str = "bron";

/// Shows the form.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, permit, whom) = whom_at(&ask, &id).await?;
    let typed = ask.typed_before(&caller, &[SOURCE, WHY]).await?;
    draw(&ask, &permit, &whom, &typed.unwrap_or_default(), vec![]).await
}

/// Asks a colleague to approve it.
pub async fn send(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, see, whom) = whom_at(&ask, &id).await?;
    let typed = form.only(&[SOURCE, WHY])?;
    let (l, why) = (ask.language, why_of(&typed)?);
    let (source, missing) = (SourceText::parse(typed.get(SOURCE)), why_missing(l, why));
    let source = match (source, missing) {
        (Ok(source), None) => source,
        (source, missing) => {
            let wrong = source.err().map(|problem| field_error(l, SOURCE, problem));
            let errors = wrong.into_iter().chain(missing).collect();
            return draw(&ask, &see, &whom, &typed, errors).await;
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

async fn draw(
    ask: &Ask,
    permit: &Permit<SeeDesk>,
    whom: &Whom,
    typed: &Typed,
    errors: Vec<FieldError>,
) -> Answer {
    let (l, name) = (ask.language, whom.name.greeting());
    let left = only_admin_of(ask.services(), permit, &whom.id).await?;
    let asking = Asking {
        whom,
        title: say::stop_title(l, whom.name.full()),
        lead: match left {
            Some(_) => say::stop_lead_last(l, name),
            None => say::stop_lead(l, name),
        },
        stops: true,
    };
    let left = left.map(|company| nobody_left(l, name, company));
    let value = typed.value(SOURCE);
    asking::draw(ask, asking, typed, errors, move |errors| {
        view! {
            {left}
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

/// That the company is left without an admin, and what to do about that: nobody can be appointed without its word.
fn nobody_left(
    l: Language,
    name: &str,
    (company, called): (OrganisationId, String),
) -> impl IntoView + use<> {
    let title = say::stop_last(l, name, &called);
    let acts = vec![Act::link(
        say::to_company(l, called),
        organisation::address(&company),
    )];
    view! { <Notice kind=NoticeKind::Warn title=title acts><p>{say::stop_last_text(l)}</p></Notice> }
}
