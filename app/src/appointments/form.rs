//! `/gebruikersbeheerder-aanvragen/{pad}`: who the company is and who is to be its admin. Whatever is filled in is kept at
//! every press, right or wrong, and also when the page is left.

use axum::{extract::Path, http::StatusCode, response::IntoResponse};
use domain::appointments::Form as Asked;
use leptos::prelude::*;

use super::{
    PATH,
    choose::EMPTY,
    fields::{EMAIL, draw as draw_field, fields},
    form_at,
    read::read,
};
use crate::{
    bridge::{Answer, Ask, Filled, Flash, Response, Screen, Stop, Typed, Unread},
    parts::{Act, ErrorSummary, FieldError, Form, KeepTyped, Notice, NoticeKind, Page},
    texts::{appointments as say, frame},
};

/// Shows the form, with what was filled in before.
pub async fn show(ask: Ask, Path(path): Path<String>) -> Answer {
    let form = form_at(&ask, &path)?;
    match ask.draft().await? {
        Some(filled) if !filled.typed.is_empty() => {
            let typed = filled.typed;
            draw(&ask, form, typed, vec![], true).await
        }
        _ => {
            let email = ask.carried_email().await?.unwrap_or_default();
            draw(&ask, form, Typed::with(EMAIL, email), vec![], false).await
        }
    }
}

/// Reads the form; what is right goes on to be checked.
pub async fn send(ask: Ask, Path(path): Path<String>, form: Unread) -> Answer {
    let asked = form_at(&ask, &path)?;
    let typed = only(&ask, asked, form)?;
    let kept = keep(&ask, asked, &typed).await?;
    ask.carry_email(typed.get(EMAIL)).await?;
    let mut response = match read(ask.language, ask.services(), asked, &typed) {
        Ok(_) => ask.go(&format!("{PATH}/{path}/controleren")),
        Err(errors) => draw(&ask, asked, typed, errors, false).await?,
    };
    kept(&mut response);
    Ok(response)
}

/// Keeps what is filled in when the page is left; sent by the browser itself, and nobody reads the answer.
pub async fn keep_typed(ask: Ask, Path(path): Path<String>, form: Unread) -> Answer {
    let asked = form_at(&ask, &path)?;
    let typed = only(&ask, asked, form)?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    if !typed.is_empty() {
        keep(&ask, asked, &typed).await?(&mut response);
    }
    Ok(response)
}

fn only(ask: &Ask, asked: &Asked, form: Unread) -> Result<Typed, Stop> {
    let all = fields(ask.language, &ask.services().catalogue, asked);
    let names: Vec<&str> = all.iter().map(|shown| shown.name).collect();
    form.only(&names)
}

/// Keeps a form; what it gives back has the browser hold on to it.
async fn keep<'a>(
    ask: &'a Ask,
    asked: &Asked,
    typed: &Typed,
) -> Result<impl FnOnce(&mut Response) + use<'a>, Stop> {
    let filled = Filled {
        form: asked.path.clone(),
        typed: typed.clone(),
    };
    let secret = ask.keep_draft(&filled).await?;
    Ok(move |response: &mut Response| ask.hold_draft(response, &secret))
}

async fn draw(
    ask: &Ask,
    asked: &Asked,
    typed: Typed,
    errors: Vec<FieldError>,
    kept: bool,
) -> Answer {
    let l = ask.language;
    let kind = ask.services().catalogue.kind(&asked.kind);
    let kind = kind.map_or("", |kind| kind.name.get(l));
    let title = say::form_title(l, kind);
    let lead = say::form_lead(l, asked.intro.get(l));
    let fresh = errors.is_empty() && !kept;
    let asked = asked.clone();
    let services = ask.services().clone();
    let keep_at = format!("{PATH}/{}/bewaren", asked.path);
    let flash = ask.told().await?.map(Flash::view);
    Screen::new(title.clone())
        .refused_for(ask, &errors)
        .show(ask, move || {
            let all = fields(l, &services.catalogue, &asked);
            let fields: Vec<AnyView> = all
                .iter()
                .enumerate()
                .map(|(place, shown)| draw_field(l, shown, &typed, &errors, fresh && place == 0))
                .collect();
            let notice = kept.then(|| {
                let acts = vec![Act::post(say::empty_form(l), EMPTY)];
                view! {
                    <Notice kind=NoticeKind::Info title=say::kept(l) acts>
                        <p>{say::kept_text(l)}</p>
                    </Notice>
                }
            });
            let heading = frame::error_heading(l);
            let news = view! { {flash} {notice} <ErrorSummary heading errors /> }.into_any();
            let back = Act::link(say::another_kind(l), PATH);
            view! {
                <Page title=title lead=lead back=back news=news>
                    <Form primary=say::submit_check(l)>
                        <KeepTyped at=keep_at />
                        <p>{say::all_needed(l)}</p>
                        {fields}
                    </Form>
                </Page>
            }
        })
        .await
}
