//! Says so when a connection ends with its answer. An answer to a request that was not read to its end (a form from
//! elsewhere, one too large, a file that takes none) is the last one on its connection: the rest of that request stands
//! where the next would begin. A proxy that is not told sends its next request there, and loses it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use axum::{
    body::{Body, HttpBody},
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};

use crate::noticed::{Noticed, Notices};

/// Adds `Connection: close` to the answer of a request that nobody read to its end.
pub async fn say_so(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let was_read = Arc::new(AtomicBool::new(false));
    let watch = Arc::clone(&was_read);
    let request = request.map(|body| Body::new(Noticed::new(body, WasRead(was_read))));
    let mut response = next.run(request).await;
    if !watch.load(Ordering::Relaxed) {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    response
}

/// Notes whether somebody came to the end of a body.
struct WasRead(Arc<AtomicBool>);

impl Notices for WasRead {
    fn ended(&mut self, whole: bool) {
        self.0.fetch_or(whole, Ordering::Relaxed);
    }
}
