//! A fresh second factor, asked for in the middle of a deed. The form waits in the session while the code is typed,
//! and then goes on by itself: nobody fills anything in twice (SEC-41, decisions.md 6). A page that needs one only
//! offers to send it: looking sends nothing, or any link on any site could have messages sent. A form that came too late
//! for its session waits too, and does not go on by itself (`kept.rs`).

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    extract::{FromRequestParts, Request, State},
    http::{Method, StatusCode, Uri, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{ChallengeId, post::Deed};
use flows::{challenges, step_up};
use serde::{Deserialize, Serialize};

use super::{
    Answer,
    ask::{Ask, Portal},
    flash::Flash,
    kept::{self, LogInFirst},
    next::NextPath,
    stop::Stop,
    typed::Typed,
};
use crate::{refused::no_message, step_up::offer, texts::step_up as say};

/// Address of the page that asks for the code.
pub const PATH: &str = "/bevestigen";
/// Where the waiting deed is kept in the session.
const PENDING: &str = "pending";
/// Largest form that can be sent on, in bytes; the layer outside takes no larger one in.
pub(super) const LARGEST: usize = 64 * 1024;
/// Largest form that can wait for a code, in bytes: more than any of ours holds.
const LARGEST_WAITING: usize = 8 * 1024;
/// Fields that are never kept; the form comes back and asks for them again.
const SECRETS: [&str; 4] = ["password", "current_password", "new_password", "code"];

/// A deed that waits for a code.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pending {
    /// Where it was going.
    path: String,
    /// What was typed, without secrets; `None` if a page was asked for.
    form: Option<String>,
    /// What it is.
    pub deed: Deed,
    /// On whom.
    pub whom: Option<String>,
    /// The challenge that stands before it.
    pub challenge: ChallengeId,
}

/// Marks an answer that means: a code first. Made by [`Stop::StepUp`].
#[derive(Clone, Debug)]
pub struct CodeWanted {
    /// What is about to be done.
    pub deed: Deed,
    /// On whom.
    pub whom: Option<String>,
}

/// Marks an answer that means: the code was right, go on.
#[derive(Clone, Debug)]
struct GoOn(Pending);

/// Marks an answer that means: send the code that this page needs.
#[derive(Clone, Debug)]
struct SendFor(NextPath);

impl Pending {
    /// The page that was asked for; `None` if a form waits.
    pub fn page(&self) -> Option<&str> {
        self.form.is_none().then_some(self.path.as_str())
    }
}

impl Ask {
    /// Nothing waits for a code any more.
    pub async fn waits_no_more(&self) -> Result<(), Stop> {
        self.forget::<Pending>(PENDING).await.map(drop)
    }

    /// The deed that waits for a code in this session.
    pub async fn pending(&self) -> Result<Option<Pending>, Stop> {
        self.recall(PENDING).await
    }

    /// Has the code sent that a page needs. The page itself says what it needs one for.
    pub fn send_for(&self, page: NextPath) -> Answer {
        let mut response = StatusCode::NO_CONTENT.into_response();
        response.extensions_mut().insert(SendFor(page));
        Ok(response)
    }

    /// Lets the waiting deed go on.
    pub async fn go_on(&self, pending: Pending) -> Answer {
        self.waits_no_more().await?;
        let mut response = StatusCode::NO_CONTENT.into_response();
        response.extensions_mut().insert(GoOn(pending));
        Ok(response)
    }
}

/// Keeps a form that needs a code, and sends it on once the code was right.
pub async fn code_between(
    State(portal): State<Arc<Portal>>,
    request: Request,
    next: Next,
) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(form) = to_bytes(body, LARGEST).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let first = Request::from_parts(parts.clone(), Body::from(form.clone()));
    let response = next.clone().run(first).await;
    if let Some(wanted) = response.extensions().get::<CodeWanted>().cloned() {
        let answer = if parts.method == Method::POST {
            keep(&portal, parts, Some(without_secrets(&form)), wanted).await
        } else {
            offered(&portal, parts, wanted).await
        };
        return answer.unwrap_or_else(IntoResponse::into_response);
    }
    if let Some(SendFor(page)) = response.extensions().get::<SendFor>().cloned() {
        return sent_for(&portal, parts, &page, next)
            .await
            .unwrap_or_else(IntoResponse::into_response);
    }
    if response.extensions().get::<LogInFirst>().is_some() {
        let typed =
            (parts.method == Method::POST).then(|| Typed::read(without_secrets(&form).as_bytes()));
        return kept::log_in_first(&portal, parts, typed, response)
            .await
            .unwrap_or_else(IntoResponse::into_response);
    }
    let Some(GoOn(pending)) = response.extensions().get::<GoOn>().cloned() else {
        return response;
    };
    let page = pending.path.clone();
    match resumed(parts, pending) {
        Some(request) => next.run(request).await,
        None => (StatusCode::SEE_OTHER, [(header::LOCATION, page)]).into_response(),
    }
}

async fn offered(portal: &Arc<Portal>, mut parts: Parts, wanted: CodeWanted) -> Answer {
    let ask = Ask::from_request_parts(&mut parts, portal).await?;
    offer(&ask, wanted.deed).await
}

/// Looks at the page once more: whether it still needs a code, and what for, is its own affair and not the form's.
async fn sent_for(portal: &Arc<Portal>, mut parts: Parts, page: &NextPath, next: Next) -> Answer {
    parts.method = Method::GET;
    parts.uri = page.as_str().parse().map_err(|_| Stop::BadForm)?;
    for name in [header::CONTENT_LENGTH, header::CONTENT_TYPE] {
        parts.headers.remove(name);
    }
    let look = Request::from_parts(parts.clone(), Body::empty());
    match next.run(look).await.extensions().get::<CodeWanted>() {
        Some(wanted) => keep(portal, parts, None, wanted.clone()).await,
        None => Err(Stop::Go(page.as_str().to_owned())),
    }
}

async fn keep(
    portal: &Arc<Portal>,
    mut parts: Parts,
    form: Option<String>,
    wanted: CodeWanted,
) -> Answer {
    let ask = Ask::from_request_parts(&mut parts, portal).await?;
    let caller = ask.caller().await?;
    // Before a code is sent for what could not wait for it.
    if form
        .as_ref()
        .is_some_and(|form| form.len() > LARGEST_WAITING)
    {
        return Err(Stop::TooMuch);
    }
    let challenge = match step_up::start(
        ask.services(),
        &caller,
        wanted.deed,
        wanted.whom.as_deref(),
        ask.network(),
    )
    .await?
    {
        Ok(challenge) => challenge,
        Err(too_many) => {
            let l = ask.language;
            let text = no_message(l, too_many, ask.now, &ask.help_desk().await?.phone);
            ask.tell(Flash::wrong(say::no_code(l)).text(text)).await?;
            return Ok(ask.go("/start"));
        }
    };
    let path = parts
        .uri
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    let pending = Pending {
        path,
        form,
        deed: wanted.deed,
        whom: wanted.whom,
        challenge,
    };
    if let Some(before) = ask.pending().await? {
        let same = (before.deed, &before.whom) == (pending.deed, &pending.whom);
        let (new, old) = (&pending.challenge, &before.challenge);
        challenges::keep_codes_of(ask.services(), new, old, same).await?;
    }
    ask.remember(PENDING, pending).await?;
    Ok(ask.go(PATH))
}

/// What may be kept of a form.
pub(super) fn without_secrets(form: &[u8]) -> String {
    let kept = form_urlencoded::parse(form).filter(|(name, _)| !SECRETS.contains(&name.as_ref()));
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(kept)
        .finish()
}

/// The form as it would have been sent, had the code been asked for before; `None` if a page was asked for.
fn resumed(mut parts: Parts, pending: Pending) -> Option<Request> {
    let form = pending.form?;
    parts.uri = pending.path.parse::<Uri>().ok()?;
    parts.headers.remove(header::CONTENT_LENGTH);
    let kind = header::HeaderValue::from_static("application/x-www-form-urlencoded");
    parts.headers.insert(header::CONTENT_TYPE, kind);
    Some(Request::from_parts(parts, Body::from(form)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_waits_in_a_session() {
        let form = b"name=Jan&password=geheim&new_password=nog+een&current_password=oud&name=Piet";
        assert_eq!(without_secrets(form), "name=Jan&name=Piet");
    }
}
