//! `/dev/postvak`: every mail and SMS of a demo, newest first. Production refuses to start with it.

use std::sync::Arc;

use app::{
    bridge::{Answer, Ask, Portal, Screen, Stop},
    parts::{Page, Section},
    texts::demo as say,
};
use axum::{
    Extension, Json, Router,
    extract::Path,
    http::{HeaderValue, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use domain::{Language, post::Channel};
use leptos::prelude::*;

use crate::post::{DevMailbox, dev_mailbox::Letter};

/// Letters on the page; the rest is in the JSON.
const SHOWN: usize = 50;

/// The page, the same as JSON, and each mail as its reader sees it.
pub fn dev_mailbox(mailbox: Arc<DevMailbox>) -> Router<Arc<Portal>> {
    Router::new()
        .route("/dev/postvak", get(page))
        .route("/dev/postvak.json", get(json))
        .route("/dev/postvak/{id}", get(mail))
        .layer(Extension(mailbox))
}

async fn json(Extension(mailbox): Extension<Arc<DevMailbox>>) -> Json<Vec<Letter>> {
    Json(mailbox.list())
}

async fn page(ask: Ask, Extension(mailbox): Extension<Arc<DevMailbox>>) -> Answer {
    let letters: Vec<Letter> = mailbox.list().into_iter().take(SHOWN).collect();
    let l = ask.language;
    let title = say::mailbox_title(l);
    Screen::new(title)
        .show(&ask, move || {
            let letters = letters.into_iter().map(|one| letter(l, one)).collect_view();
            view! { <Page title=title lead=say::mailbox_lead(l)>{letters}</Page> }
        })
        .await
}

fn letter(l: Language, letter: Letter) -> impl IntoView {
    let title = match letter.channel {
        Channel::Sms => say::sms(l, &letter.to),
        Channel::Mail => say::mail(l, &letter.subject),
    };
    let as_seen = (letter.channel == Channel::Mail).then(|| {
        let href = format!("/dev/postvak/{}", letter.id);
        view! { <p><a href=href>{say::as_seen(l, &letter.subject)}</a></p> }
    });
    view! {
        <Section id=format!("letter-{}", letter.id) title=title>
            <p class="row-sub">{letter.to} " · " {letter.sent_at}</p>
            <p class="letter-text">{linked(&letter.text)}</p>
            {as_seen}
        </Section>
    }
}

/// The text with its addresses as links, so that a demo can be clicked through.
fn linked(text: &str) -> Vec<AnyView> {
    text.split_inclusive(char::is_whitespace)
        .map(|word| {
            let address = word.trim_end();
            if address.starts_with("http://") || address.starts_with("https://") {
                let (href, shown, after) = (
                    address.to_owned(),
                    address.to_owned(),
                    word[address.len()..].to_owned(),
                );
                view! { <a href=href>{shown}</a> {after} }.into_any()
            } else {
                word.to_owned().into_any()
            }
        })
        .collect()
}

/// A mail as HTML, alone on its page: its own inline styles are allowed here, and nothing else is.
async fn mail(
    Path(id): Path<String>,
    Extension(mailbox): Extension<Arc<DevMailbox>>,
) -> Result<Response, Stop> {
    let html = mailbox
        .find(&id)
        .and_then(|letter| letter.html)
        .ok_or(Stop::NotFound)?;
    let mut response = Html(html).into_response();
    let policy =
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
    response.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(policy),
    );
    Ok(response)
}
