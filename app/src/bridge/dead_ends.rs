//! Pages for dead ends: what happened, one button, the telephone number. A layer around every route,
//! so that a refusal deep inside, a panic, or an address that does not exist all end on a page that helps. A link that
//! works no more (410) has a page of its own, which knows what it was for.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{AuthorisationId, Language, Moment, desk::ErrorNumber};
use flows::{Caller, audit, challenges::TooManyMessages, desk::Cause};
use leptos::prelude::*;

use super::{
    ask::{Ask, Portal},
    media::media_type,
    next::NextPath,
    screen::Screen,
    stop::{Stopped, UsedUp},
};
use crate::{
    parts::{Act, ErrorPage},
    refused::no_message,
    texts::{frame, login, refused},
};

/// A request that failed on our side, for the layer that keeps it for the service desk; in the answer's extensions.
#[derive(Clone, Debug)]
pub struct Failed {
    /// The number that stands on the page.
    pub number: ErrorNumber,
    /// What went wrong.
    pub cause: Cause,
    /// Who was logged in.
    pub whom: Option<AuthorisationId>,
}

/// An answer that a machine reads: no page takes its place; in the answer's extensions.
#[derive(Clone, Copy, Debug)]
pub struct ForMachines;

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
    page_of(&portal, parts, response).await
}

/// The page of an answer that is a bare status; any other answer as it is. `parts` are those of the request.
pub async fn page_of(portal: &Arc<Portal>, mut parts: Parts, response: Response) -> Response {
    let status = response.status();
    let as_it_is = response.extensions().get::<ForMachines>().is_some();
    if !(status.is_client_error() || status.is_server_error())
        || has_page(response.headers())
        || as_it_is
    {
        return response;
    }
    let stopped = response.extensions().get::<Stopped>().copied();
    let number = parts.extensions.get::<ErrorNumber>().cloned();
    // To look at the same page once more helps only where the fault was ours.
    let looked = parts.method == Method::GET;
    let back = way_back(&parts, &portal.origin).filter(|_| !looked || status.is_server_error());
    let cause = cause(&response, stopped.is_some());
    let Ok(ask) = Ask::from_request_parts(&mut parts, portal).await else {
        return response;
    };
    let end = DeadEnd {
        status,
        foreign_form: status == StatusCode::FORBIDDEN && stopped.is_none(),
        until: stopped.and_then(|stopped| stopped.until),
        // Whatever was cut off may have been the answer to a commit.
        unsure: cause == Some(Cause::Unsure) || !looked && cause == Some(Cause::TooSlow),
        out: cause.is_some_and(|cause| cause.is_outage() && !crowded(cause)),
        used_up: stopped.and_then(|stopped| stopped.used_up),
        no_cookies: stopped.is_some_and(|stopped| stopped.no_cookies),
        number: number.filter(|_| cause.is_some()),
        back,
        sent: !looked,
    };
    let visitor = ask.visitor().await;
    if let Ok(Some(caller)) = &visitor
        && status == StatusCode::FORBIDDEN
        && !end.foreign_form
    {
        note_refusal(&ask, caller, &parts).await;
    }
    let page = match &visitor {
        Ok(visitor) => end.page(&ask, visitor.is_some()).await.ok(),
        Err(_) => None,
    };
    let page = match page {
        Some(page) => Ok(page),
        // Who is logged in could not be read, so the database is gone: then for nobody in particular.
        None => {
            let away = || Act::link(frame::to_login(ask.language), "/inloggen");
            let act = end.going_back(ask.language).unwrap_or_else(away);
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
            if status == StatusCode::SERVICE_UNAVAILABLE {
                let headers = page.headers_mut();
                let soon = HeaderValue::from_static("5");
                headers.entry(header::RETRY_AFTER).or_insert(soon);
            }
            if let (Some(number), Some(cause)) = (end.number, cause) {
                let visitor = visitor.ok().flatten();
                let whom = visitor.map(|caller| caller.authorisation().clone());
                page.extensions_mut().insert(Failed {
                    number,
                    cause,
                    whom,
                });
            }
            page
        }
        Err(stop) => stop.into_response(),
    }
}

/// Has the trail say that somebody was refused a page. Whoever asks sees the same, also if that could not be written.
async fn note_refusal(ask: &Ask, caller: &Caller, parts: &Parts) {
    let mut words = parts.uri.path().split('/');
    let part = words
        .nth(1)
        .map_or_else(String::new, |part| format!("/{part}"));
    if let Err(trouble) = audit::page_refused(ask.services(), caller, &part).await {
        tracing::warn!(%trouble, "a refused page is not in the trail");
    }
}

/// Whether it is too many people at once that stand in the way.
const fn crowded(cause: Cause) -> bool {
    matches!(cause, Cause::Busy | Cause::TooSlow)
}

/// Why it is our fault, if it is. Being busy is said by a handler without a cause and is none; whatever else stops a request
/// without a word took too long.
fn cause(response: &Response, said: bool) -> Option<Cause> {
    let known = response.extensions().get::<Cause>().copied();
    match response.status() {
        StatusCode::SERVICE_UNAVAILABLE if !said || known.is_some() => {
            Some(known.unwrap_or(Cause::TooSlow))
        }
        StatusCode::INTERNAL_SERVER_ERROR => Some(known.unwrap_or(Cause::Program)),
        _ => None,
    }
}

fn has_page(headers: &HeaderMap) -> bool {
    media_type(headers).is_some_and(|kind| kind == "text/html" || kind.starts_with("application/"))
}

/// Where whoever asked was: the page that was asked for, or the one with the form that was sent. That is told by the browser
/// and believed if it is one of ours; from a page with a secret in its address the browser tells nothing, but its form
/// leads to the page itself.
fn way_back(parts: &Parts, origin: &str) -> Option<NextPath> {
    let here = parts.uri.path_and_query()?.as_str();
    if parts.method == Method::GET {
        return NextPath::parse(here);
    }
    NextPath::with_the_form(&parts.headers, origin).or_else(|| {
        let told = |name| parts.headers.get(name).map(HeaderValue::as_bytes);
        let ours = match told(HeaderName::from_static("sec-fetch-site")) {
            Some(site) => site == b"same-origin",
            None => told(header::ORIGIN) == Some(origin.as_bytes()),
        };
        let last = here.rsplit('/').next();
        let secret = last.is_some_and(|last| last.len() >= A_SECRET);
        NextPath::parse(here).filter(|_| ours && secret)
    })
}

/// No word of an address has as many signs as a secret in one.
const A_SECRET: usize = 40;

/// What a page of a dead end has to say.
struct DeadEnd {
    status: StatusCode,
    foreign_form: bool,
    until: Option<Moment>,
    /// Whether what we need for an answer is out of reach.
    out: bool,
    /// Nobody knows whether what was asked was done.
    unsure: bool,
    used_up: Option<UsedUp>,
    no_cookies: bool,
    number: Option<ErrorNumber>,
    /// Where whoever asked was.
    back: Option<NextPath>,
    /// Whether a form was sent.
    sent: bool,
}

impl DeadEnd {
    /// For whoever is logged in, or for somebody who is not.
    async fn page(&self, ask: &Ask, logged_in: bool) -> super::Answer {
        let l = ask.language;
        let away = if logged_in {
            Act::link(frame::to_start(l), "/start")
        } else {
            Act::link(frame::to_login(l), "/inloggen")
        };
        let act = self.going_back(l).unwrap_or(away);
        self.draw(ask, act, |screen| screen).await
    }

    /// Back to where whoever asked was, where that is what helps: nobody begins anew who is half-way.
    fn going_back(&self, l: Language) -> Option<Act> {
        let label = match self.status {
            StatusCode::INTERNAL_SERVER_ERROR | StatusCode::SERVICE_UNAVAILABLE => {
                frame::try_again(l)
            }
            StatusCode::BAD_REQUEST
            | StatusCode::REQUEST_TIMEOUT
            | StatusCode::PAYLOAD_TOO_LARGE => frame::back_to_page(l),
            StatusCode::FORBIDDEN if self.foreign_form => frame::back_to_page(l),
            StatusCode::TOO_MANY_REQUESTS if self.used_up == Some(UsedUp::Deeds) => {
                frame::back_to_page(l)
            }
            _ => return None,
        };
        let back = self.back.as_ref()?;
        Some(Act::link(label, back.as_str()))
    }

    /// What is used up, until when, and another way.
    fn what_is_used_up(&self, ask: &Ask) -> Option<(&'static str, String)> {
        let (l, phone, until) = (
            ask.language,
            ask.help_desk_so_far().phone.clone(),
            self.until?,
        );
        Some(match self.used_up? {
            UsedUp::Network => {
                let time = until.time_seen_from(ask.now, l);
                (refused::here_title(l), refused::here(l, time, phone))
            }
            UsedUp::Deeds => {
                let time = until.time_seen_from(ask.now, l);
                (frame::e429_title(l), frame::e429_text(l, time))
            }
            UsedUp::Messages(share) => {
                let refused = TooManyMessages { until, share };
                let text = no_message(l, refused, ask.now, &phone);
                (login::no_code_title(l), text)
            }
        })
    }

    /// For who stands in later, and came by the mail that told so: from when the page is theirs.
    async fn stands_in_later(&self, ask: &Ask) -> Option<String> {
        if self.status != StatusCode::FORBIDDEN || !ask.path().starts_with("/beheer") {
            return None;
        }
        let caller = ask.visitor().await.ok().flatten()?;
        let period = caller.stand_in.filter(|period| ask.now < period.from)?;
        let (l, first) = (ask.language, period.from.day(ask.language));
        Some(frame::e403_later_text(l, caller.organisation_name, first))
    }

    async fn draw(
        &self,
        ask: &Ask,
        act: Act,
        seen: impl FnOnce(Screen) -> Screen,
    ) -> super::Answer {
        let l = ask.language;
        let (status, foreign_form, until) = (self.status, self.foreign_form, self.until);
        let not_yet = self.stands_in_later(ask).await;
        let (title, text) = match status {
            StatusCode::FORBIDDEN if foreign_form => (
                frame::e403_form_title(l),
                frame::e403_form_text(l).to_owned(),
            ),
            StatusCode::FORBIDDEN if let Some(text) = not_yet => (frame::e403_later_title(l), text),
            StatusCode::FORBIDDEN => (frame::e403_title(l), frame::e403_text(l).to_owned()),
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => {
                (frame::e404_title(l), frame::e404_text(l).to_owned())
            }
            StatusCode::REQUEST_TIMEOUT => (frame::e408_title(l), frame::e408_text(l).to_owned()),
            StatusCode::PAYLOAD_TOO_LARGE => (frame::e413_title(l), frame::e413_text(l).to_owned()),
            StatusCode::TOO_MANY_REQUESTS if let Some(told) = self.what_is_used_up(ask) => told,
            StatusCode::TOO_MANY_REQUESTS => (
                frame::e429_title(l),
                until.map_or_else(
                    || frame::e429_text_soon(l).to_owned(),
                    |until| frame::e429_text(l, until.time_seen_from(ask.now, l)),
                ),
            ),
            StatusCode::SERVICE_UNAVAILABLE if self.unsure => {
                let text = frame::e503_unsure_text(l).to_owned();
                (frame::e503_out_title(l), text)
            }
            StatusCode::SERVICE_UNAVAILABLE if self.out && self.sent => {
                (frame::e503_out_title(l), frame::e503_out_text(l).to_owned())
            }
            // Perhaps the page that a deed leads to: that one counts.
            StatusCode::SERVICE_UNAVAILABLE if self.out => {
                let text = frame::e503_out_look_text(l).to_owned();
                (frame::e503_out_title(l), text)
            }
            StatusCode::SERVICE_UNAVAILABLE => {
                (frame::e503_title(l), frame::e503_text(l).to_owned())
            }
            status if status.is_server_error() => {
                (frame::e500_title(l), frame::e500_text(l).to_owned())
            }
            _ if self.no_cookies => (
                frame::no_cookies_title(l),
                frame::no_cookies_text(l).to_owned(),
            ),
            _ => (frame::e400_title(l), frame::e400_text(l).to_owned()),
        };
        let number = self
            .number
            .as_ref()
            .map(|number| (frame::e500_number(l).to_owned(), number.to_string()));
        let to_form = self.sent && self.going_back(l).is_some();
        seen(Screen::new(title).status(status))
            .show(
                ask,
                move || view! { <ErrorPage title=title lead=text number=number act to_form /> },
            )
            .await
    }
}
