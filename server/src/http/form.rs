//! A form is taken in as a whole before anything is done with it, within a size and within a time. What does not arrive so
//! gets a page that says which: too large (413), too slow (408), not well (400). Taken in outside of the sessions, where a
//! form that comes twice is known; refused inside, where there is a page for it.

use std::{pin::Pin, sync::Arc, time::Duration};

use axum::{
    body::{Body, HttpBody},
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::time::{Instant, timeout_at};

use super::Outside;

/// Largest form, in bytes.
pub const LARGEST: usize = 64 * 1024;

/// Why a form did not arrive.
#[derive(Clone, Copy, Debug)]
struct Lost(StatusCode);

/// Waits for the whole form, and then goes on.
pub async fn take_in(
    State(outside): State<Arc<Outside>>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    if body.is_end_stream() {
        return next.run(Request::from_parts(parts, Body::empty())).await;
    }
    let body = match whole(body, outside.pause, outside.timeout).await {
        Ok(form) => Body::from(form),
        Err(status) => {
            parts.extensions.insert(Lost(status));
            Body::empty()
        }
    };
    next.run(Request::from_parts(parts, body)).await
}

/// Goes on with a form that arrived.
pub async fn has_arrived(request: Request, next: Next) -> Response {
    match request.extensions().get::<Lost>() {
        Some(Lost(status)) => status.into_response(),
        None => next.run(request).await,
    }
}

/// Everything of a body; `pause` is the longest between two pieces, `longest` the longest in all.
async fn whole(mut body: Body, pause: Duration, longest: Duration) -> Result<Vec<u8>, StatusCode> {
    if body.size_hint().lower() > LARGEST as u64 {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let end = Instant::now() + longest;
    let mut form = Vec::new();
    loop {
        let piece = std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx));
        let piece = timeout_at(end.min(Instant::now() + pause), piece).await;
        match piece.map_err(|_| StatusCode::REQUEST_TIMEOUT)? {
            None => return Ok(form),
            Some(Err(error)) => {
                tracing::debug!(%error, "a form did not arrive well");
                return Err(StatusCode::BAD_REQUEST);
            }
            Some(Ok(piece)) => {
                // What is no data is trailers, of which we have none.
                if let Ok(data) = piece.into_data() {
                    if form.len() + data.len() > LARGEST {
                        return Err(StatusCode::PAYLOAD_TOO_LARGE);
                    }
                    form.extend_from_slice(&data);
                }
            }
        }
    }
}
