//! Gives every request its session and writes it down afterwards. The session is the one of tower-sessions; its layer is
//! ours, for three reasons. Looking never begins one (SEC-71). What fails is drawn as every other failure, where that
//! layer answers with an empty 500. And a cookie is taken back as it was given: browsers ignore a name that begins with
//! `__Host-` unless it says `Secure`.

use std::sync::Arc;

use app::bridge::{Memory, Portal, SESSION_COOKIE, StoreNotes, looks_by_itself, page_of};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use flows::trouble::Cause;
use tower_sessions::{Expiry, Session, session::Id};

use super::session_store::Store;

/// Runs the request with its session, and keeps what it remembers. After an error nothing is kept.
pub async fn remember(State(portal): State<Arc<Portal>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let sent = sent(&parts.headers);
    let looks = matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS);
    let by_itself = looks && looks_by_itself(&parts.uri);
    let memory = memory(&portal, sent, (looks, !by_itself));
    parts.extensions.insert(memory.clone());
    let again = parts.clone();
    let mut response = next.run(Request::from_parts(parts, body)).await;
    // What is told once waits for who looks.
    if by_itself {
        return response;
    }
    if memory.is_to_be_kept().await && !response.status().is_server_error() {
        if let Err(stop) = memory.save().await {
            // Whoever looks has seen what there is; what is forgotten by that is said once more next time.
            if looks {
                tracing::warn!(?stop, "a session was not written down after a look");
                return response;
            }
            let mut failed = stop.into_response();
            // What was asked for is done: only what follows on it could not be written down.
            if !response.status().is_client_error() {
                failed.extensions_mut().insert(Cause::Unsure);
            }
            let mut parts = again;
            // Nobody in particular sees that page: what could not be written is not read once more for it.
            parts
                .extensions
                .insert(self::memory(&portal, None, (true, true)));
            return page_of(&portal, parts, failed).await;
        }
        if let Some(id) = memory.id() {
            give(&mut response, &id.to_string(), "");
        }
    } else if sent.is_some() && memory.is_over().await {
        give(&mut response, "", "; Max-Age=0");
    }
    response
}

fn memory(portal: &Portal, id: Option<Id>, (looks, wakes): (bool, bool)) -> Memory {
    let notes = StoreNotes::default();
    let store = Store::new(portal.services.clone(), notes.clone(), wakes);
    let session = Session::new(id, Arc::new(store), Some(Expiry::OnSessionEnd));
    Memory::new(session, notes, looks)
}

/// The session that the browser names, if that is what it looks like.
fn sent(headers: &HeaderMap) -> Option<Id> {
    let lines = headers.get_all(header::COOKIE).iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == SESSION_COOKIE).then(|| value.parse().ok()))?
}

fn give(response: &mut Response, value: &str, age: &str) {
    let cookie = format!("{SESSION_COOKIE}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_session_is_found_among_other_cookies_and_what_is_no_id_is_none() {
        let id = Id::default();
        let named = |cookies: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, cookies.parse().unwrap());
            sent(&headers)
        };
        assert_eq!(
            named(&format!("taal=en; {SESSION_COOKIE}={id}; a=b")),
            Some(id)
        );
        for bad in [
            "taal=en",
            "__Host-sessie=",
            "__Host-sessie=abc",
            "x__Host-sessie=AAAAAAAAAAAAAAAAAAAAAA",
        ] {
            assert_eq!(named(bad), None, "{bad}");
        }
    }
}
