//! A form does what it says for the company on whose page it stood, and for no other: a tab of one company stays open while
//! another tab goes to the next one. Here, before any handler, so that none can forget it (SEC-45).

use std::sync::Arc;

use axum::{
    body::to_bytes,
    extract::{FromRequestParts, Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::AuthorisationId;
use flows::{Caller, login::choices, sessions::Stage};
use leptos::prelude::*;

use super::{
    Answer,
    ask::{Ask, Portal},
    next::NextPath,
    screen::Screen,
    step_up::{LARGEST, without_secrets},
    stop::Stop,
    typed::Typed,
};
use crate::{
    login::{code::LOG_OUT, organisation::ELSEWHERE},
    parts::{Act, Numbered, Page},
    texts::{frame, login as say},
};

/// Has a form go on if its page was drawn for who sends it, or for nobody; of any other nothing is done, and a page says so.
pub async fn only_of_here(
    State(portal): State<Arc<Portal>>,
    request: Request,
    next: Next,
) -> Response {
    let numbered = request.extensions().get::<Numbered>();
    let Some(drawn_for) = numbered.and_then(|form| form.drawn_for.clone()) else {
        return next.run(request).await;
    };
    let (mut parts, body) = request.into_parts();
    let asked = async {
        let ask = Ask::from_request_parts(&mut parts, &portal).await?;
        let elsewhere = is_elsewhere(&ask, &drawn_for).await?;
        Ok::<_, Stop>((ask, elsewhere))
    };
    let (ask, caller) = match asked.await {
        Ok((ask, Some(caller))) => (ask, caller),
        Ok((_, None)) => return next.run(Request::from_parts(parts, body)).await,
        Err(stop) => return stop.into_response(),
    };
    let Ok(form) = to_bytes(body, LARGEST).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let typed = Typed::read(without_secrets(&form).as_bytes());
    let page = NextPath::with_the_form(&parts.headers, &portal.origin);
    refuse(&ask, &caller, drawn_for, page, typed)
        .await
        .unwrap_or_else(IntoResponse::into_response)
}

/// Who is logged in, if that is for another company than the one the form was drawn for.
async fn is_elsewhere(ask: &Ask, drawn_for: &AuthorisationId) -> Result<Option<Caller>, Stop> {
    match ask.stage().await? {
        // Whoever wants out is out.
        Some(Stage::In { authorisation, .. })
            if authorisation != *drawn_for && ask.path() != LOG_OUT =>
        {
            ask.visitor().await
        }
        _ => Ok(None),
    }
}

async fn refuse(
    ask: &Ask,
    caller: &Caller,
    drawn_for: AuthorisationId,
    page: Option<NextPath>,
    typed: Typed,
) -> Answer {
    let (l, here) = (ask.language, &caller.organisation_name);
    let mut acts = vec![match &page {
        // Whom a page is about works for one company.
        Some(page) if !page.names_a_row() => Act::link(say::form_anew(l, here), page.as_str()),
        _ => Act::link(frame::to_start(l), "/start"),
    }];
    let own = choices(ask.services(), caller.account()).await?;
    let of = own.into_iter().find(|one| one.authorisation == drawn_for);
    let (title, lead) = match of.map(|of| of.organisation_name) {
        Some(there) => {
            let whose = (caller.account().clone(), drawn_for);
            let page = page.unwrap_or_else(NextPath::start);
            let lead = match ask.keep(whose, &page, typed).await? {
                true => say::form_of_kept(l, here, &there),
                false => say::form_of_text(l, here),
            };
            acts.insert(0, Act::link(say::form_back(l, &there), ELSEWHERE).primary());
            (say::form_of(l, &there), lead)
        }
        None => {
            let title = say::form_of_others(l).to_owned();
            (title, say::form_of_text(l, here))
        }
    };
    Screen::new(title.clone())
        .status(StatusCode::CONFLICT)
        .seen_by(caller)
        .show(
            ask,
            move || view! { <Page title=title lead=lead acts>""</Page> },
        )
        .await
}
