//! A short number for every request: people read it out, the desk finds the log line. One span a request, without
//! addresses, names or anything typed.

use std::any::Any;

use app::bridge::ErrorNumber;
use axum::{
    body::Body,
    extract::{MatchedPath, Request},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use flows::services::{Chance, SystemChance};
use tracing::Instrument;

/// Gives the request its number and its span.
pub async fn number_and_span(mut request: Request, next: Next) -> Response {
    let number = number();
    // The pattern, never the path: a path can hold the secret of a link.
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("-", MatchedPath::as_str)
        .to_owned();
    let span = tracing::info_span!("request", number, method = %request.method(), route);
    request.extensions_mut().insert(ErrorNumber(number));
    async move {
        let response = next.run(request).await;
        tracing::debug!(status = response.status().as_u16(), "answered");
        response
    }
    .instrument(span)
    .await
}

/// Names the route in the span: the pattern, never the path, because a path can hold the secret of a link.
pub async fn name_route(request: Request, next: Next) -> Response {
    if let Some(route) = request.extensions().get::<MatchedPath>() {
        tracing::Span::current().record("route", route.as_str());
    }
    next.run(request).await
}

/// Four letters and digits, none of which is mistaken for another when read aloud or written down.
fn number() -> String {
    const SIGNS: &[u8; 31] = b"23456789ABCDEFGHJKLMNPQRSTUVWXY";
    let mut random = [0; 4];
    // Without randomness nothing else works either; the number is only a help.
    if SystemChance.fill(&mut random).is_err() {
        return "----".to_owned();
    }
    random
        .iter()
        .map(|byte| char::from(SIGNS[usize::from(*byte) % SIGNS.len()]))
        .collect()
}

/// A panic is our fault: logged here, and a page without detail for the person.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the signature that tower-http asks for"
)]
pub fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    tracing::error!(panic = text.unwrap_or("?"), "a request panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
