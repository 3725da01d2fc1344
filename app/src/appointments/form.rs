//! `/gebruikersbeheerder-aanvragen/{pad}`: who the company is and who is to be its admin. Whatever is filled in is kept at
//! every press, right or wrong, and also when the page is left.

use axum::{extract::Path, http::StatusCode, response::IntoResponse};
use domain::{EmailAddress, Language, Moment, appointments::Form as Asked, shared::lasting};
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
    words,
};

/// Shows the form, with what was filled in before.
pub async fn show(ask: Ask, Path(path): Path<String>) -> Answer {
    let form = form_at(&ask, &path)?;
    match ask.draft().await? {
        Some(filled) if !filled.typed.is_empty() => {
            let typed = filled.typed;
            draw(&ask, form, typed, vec![], Kept::Before).await
        }
        // Not with the address that this browser logs in with: whoever asks may do so for somebody else.
        _ => draw(&ask, form, Typed::default(), vec![], Kept::Nothing).await,
    }
}

/// Reads the form; what is right goes on to be checked.
pub async fn send(ask: Ask, Path(path): Path<String>, form: Unread) -> Answer {
    let asked = form_at(&ask, &path)?;
    let typed = only(&ask, asked, form)?;
    ask.needs_cookies()?;
    if let Ok(email) = EmailAddress::parse(typed.get(EMAIL)) {
        ask.carry_email_if_there_is_room(&email).await?;
    }
    let errors = read(ask.language, ask.services(), asked, &typed).err();
    let kept = match keep(&ask, asked, &typed).await? {
        Ok(kept) => kept,
        Err(until) => {
            let errors = errors.unwrap_or_default();
            return draw(&ask, asked, typed, errors, Kept::NoRoom(until)).await;
        }
    };
    let mut response = match errors {
        None => ask.go(&format!("{PATH}/{path}/controleren")),
        Some(errors) => draw(&ask, asked, typed, errors, Kept::Now).await?,
    };
    kept(&mut response);
    Ok(response)
}

/// Keeps what is filled in when the page is left; sent by the browser itself, and nobody reads the answer.
pub async fn keep_typed(ask: Ask, Path(path): Path<String>, form: Unread) -> Answer {
    let asked = form_at(&ask, &path)?;
    let typed = only(&ask, asked, form)?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    if !typed.is_empty()
        && let Ok(kept) = keep(&ask, asked, &typed).await?
    {
        kept(&mut response);
    }
    Ok(response)
}

fn only(ask: &Ask, asked: &Asked, form: Unread) -> Result<Typed, Stop> {
    let all = fields(ask.language, &ask.services().catalogue, asked);
    let names: Vec<&str> = all.iter().map(|shown| shown.name).collect();
    form.only(&names)
}

/// Keeps a form; what it gives back has the browser hold on to it. `Err`: too many were begun from here until then.
async fn keep<'a>(
    ask: &'a Ask,
    asked: &Asked,
    typed: &Typed,
) -> Result<Result<impl FnOnce(&mut Response) + use<'a>, Moment>, Stop> {
    let filled = Filled {
        form: asked.path.clone(),
        typed: typed.clone(),
    };
    let kept = ask.keep_draft(&filled).await?;
    Ok(kept.map(|secret| move |response: &mut Response| ask.hold_draft(response, &secret)))
}

/// What was kept of what the form shows.
#[derive(Clone, Copy)]
enum Kept {
    /// Nothing was filled in yet.
    Nothing,
    /// It was filled in at an earlier visit.
    Before,
    /// It was filled in just now.
    Now,
    /// It was filled in just now, and there is no room for it before this moment.
    NoRoom(Moment),
}

impl Kept {
    fn notice(self, l: Language, lasts: String) -> Option<AnyView> {
        match self {
            Self::Nothing | Self::Now => None,
            Self::Before => {
                let acts = vec![Act::post(say::empty_form(l), EMPTY)];
                let notice = view! {
                    <Notice kind=NoticeKind::Info title=say::kept(l) acts>
                        <p>{say::kept_text(l, lasts)}</p>
                    </Notice>
                };
                Some(notice.into_any())
            }
            Self::NoRoom(until) => {
                let notice = view! {
                    <Notice kind=NoticeKind::Wrong title=say::no_room(l, until.time(l))>
                        <p>{say::no_room_text(l)}</p>
                    </Notice>
                };
                Some(notice.into_any())
            }
        }
    }
}

async fn draw(
    ask: &Ask,
    asked: &Asked,
    typed: Typed,
    errors: Vec<FieldError>,
    kept: Kept,
) -> Answer {
    let l = ask.language;
    let kind = ask.services().catalogue.kind(&asked.kind);
    let kind = kind.map_or("", |kind| kind.name.get(l));
    let title = say::form_title(l, words::one(l, kind));
    let lead = say::form_lead(l, asked.intro.get(l));
    let asked = asked.clone();
    let services = ask.services().clone();
    let keep_at = format!("{PATH}/{}/bewaren", asked.path);
    let flash = ask.told().await?.map(Flash::view);
    let kept_for = lasting::in_words(ask.services().policy.appointment_draft, l);
    let screen = match kept {
        Kept::NoRoom(_) => Screen::new(title.clone()).status(StatusCode::TOO_MANY_REQUESTS),
        _ => Screen::new(title.clone()).refused_for(ask, &errors),
    };
    screen
        .show(ask, move || {
            let all = fields(l, &services.catalogue, &asked);
            let with = (l, &services.policy.countries);
            let fields: Vec<AnyView> = all
                .iter()
                .map(|shown| draw_field(with, shown, &typed, &errors))
                .collect();
            let notice = kept.notice(l, kept_for);
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
