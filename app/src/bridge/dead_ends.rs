//! Pages for dead ends: what happened, one button, the telephone number. A layer around every route,
//! so that a refusal deep inside, a panic, or an address that does not exist all end on a page that helps.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::Moment;
use leptos::prelude::*;

use super::{
    ask::{Ask, Portal},
    screen::Screen,
    stop::Stopped,
};
use crate::{
    parts::{Act, ErrorPage},
    texts::frame,
};

/// The number by which the service desk finds a failed request in the log; in every request's extensions.
#[derive(Clone, Debug)]
pub struct ErrorNumber(pub String);

/// Draws a page for every answer that is a bare status.
pub async fn dead_ends(
    State(portal): State<Arc<Portal>>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let again = parts.clone();
    let response = next
        .run(Request::from_parts(
            std::mem::replace(&mut parts, again),
            body,
        ))
        .await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || has_page(response.headers()) {
        return response;
    }
    let until = response
        .extensions()
        .get::<Stopped>()
        .and_then(|stopped| stopped.until);
    let number = parts.extensions.get::<ErrorNumber>().cloned();
    let Ok(ask) = Ask::from_request_parts(&mut parts, &portal).await else {
        return response;
    };
    let foreign_form =
        status == StatusCode::FORBIDDEN && response.extensions().get::<Stopped>().is_none();
    let end = DeadEnd {
        status,
        foreign_form,
        until,
        number,
    };
    let page = match end.page(&ask).await {
        Ok(page) => Ok(page),
        // Who is logged in could not be read, so the database is gone: then for nobody in particular.
        Err(_) => {
            let act = Act::link(frame::to_login(ask.language), "/inloggen");
            end.draw(&ask, act, Screen::for_nobody).await
        }
    };
    match page {
        Ok(mut page) => {
            for name in [header::RETRY_AFTER, header::ALLOW] {
                if let Some(value) = response.headers().get(&name) {
                    page.headers_mut().insert(name, value.clone());
                }
            }
            page
        }
        Err(stop) => stop.into_response(),
    }
}

fn has_page(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    kind.starts_with("text/html") || kind.starts_with("application/")
}

/// What a page of a dead end has to say.
struct DeadEnd {
    status: StatusCode,
    foreign_form: bool,
    until: Option<Moment>,
    number: Option<ErrorNumber>,
}

impl DeadEnd {
    /// For whoever is logged in, or for somebody who is not.
    async fn page(&self, ask: &Ask) -> super::Answer {
        let l = ask.language;
        let act = match ask.visitor().await? {
            Some(_) => Act::link(frame::to_start(l), "/start"),
            None => Act::link(frame::to_login(l), "/inloggen"),
        };
        self.draw(ask, act, |screen| screen).await
    }

    async fn draw(
        &self,
        ask: &Ask,
        act: Act,
        seen: impl FnOnce(Screen) -> Screen,
    ) -> super::Answer {
        let l = ask.language;
        let (status, foreign_form, until) = (self.status, self.foreign_form, self.until);
        let (title, text) = match status {
            StatusCode::FORBIDDEN if foreign_form => (
                frame::e403_form_title(l),
                frame::e403_form_text(l).to_owned(),
            ),
            StatusCode::FORBIDDEN => (frame::e403_title(l), frame::e403_text(l).to_owned()),
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => {
                (frame::e404_title(l), frame::e404_text(l).to_owned())
            }
            StatusCode::GONE => (frame::e410_title(l), frame::e410_text(l).to_owned()),
            StatusCode::PAYLOAD_TOO_LARGE => (frame::e413_title(l), frame::e413_text(l).to_owned()),
            StatusCode::TOO_MANY_REQUESTS => (
                frame::e429_title(l),
                until.map_or_else(
                    || frame::e429_text_soon(l).to_owned(),
                    |until| frame::e429_text(l, until.time_seen_from(ask.now, l)),
                ),
            ),
            StatusCode::SERVICE_UNAVAILABLE => {
                (frame::e503_title(l), frame::e503_text(l).to_owned())
            }
            status if status.is_server_error() => {
                (frame::e500_title(l), frame::e500_text(l).to_owned())
            }
            _ => (frame::e400_title(l), frame::e400_text(l).to_owned()),
        };
        let number = self
            .number
            .clone()
            .filter(|_| status == StatusCode::INTERNAL_SERVER_ERROR)
            .map(|ErrorNumber(number)| (frame::e500_number(l).to_owned(), number));
        seen(Screen::new(title).status(status))
            .show(
                ask,
                move || view! { <ErrorPage title=title lead=text number=number act /> },
            )
            .await
    }
}
