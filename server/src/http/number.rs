//! A short number for every request: people read it out, the desk finds the log line. One span a request, without
//! addresses, names or anything typed.

use std::{
    any::Any,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    body::Body,
    extract::{MatchedPath, Request},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::desk::ErrorNumber;
use flows::{
    desk::Cause,
    services::{Chance, SystemChance},
};
use tracing::Instrument;

/// The pattern of the route that a request turned out to take, for layers outside the routes; in its extensions.
#[derive(Clone, Debug, Default)]
pub struct Route(Arc<Mutex<Option<String>>>);

impl Route {
    /// The pattern; a dash for a request that found no route.
    pub fn pattern(&self) -> String {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.clone().unwrap_or_else(|| "-".to_owned())
    }

    /// A form that waited for a code takes a second route; the last one is where it is.
    fn is(&self, pattern: &str) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(pattern.to_owned());
    }
}

/// Gives the request its number and its span.
pub async fn number_and_span(mut request: Request, next: Next) -> Response {
    let number = number();
    let said = number.as_ref().map_or("----", ErrorNumber::as_str);
    // Which route it takes is known further in.
    let route = tracing::field::Empty;
    let span = tracing::info_span!("request", number = said, method = %request.method(), route);
    request.extensions_mut().insert(Route::default());
    if let Some(number) = number {
        request.extensions_mut().insert(number);
    }
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
        if let Some(known) = request.extensions().get::<Route>() {
            known.is(route.as_str());
        }
    }
    next.run(request).await
}

/// A number drawn at random. Without randomness nothing else works either; the number is only a help.
fn number() -> Option<ErrorNumber> {
    let mut random = [0; 4];
    SystemChance
        .fill(&mut random)
        .ok()
        .map(|()| ErrorNumber::draw(random))
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
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(Cause::Panic);
    response
}
