//! Says so when a connection ends with its answer. An answer to a request that was not read to its end (a form from
//! elsewhere, one too large, a file that takes none) is the last one on its connection: the rest of that request stands
//! where the next would begin. A proxy that is not told sends its next request there, and loses it.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};

/// Adds `Connection: close` to the answer of a request that nobody read to its end.
pub async fn say_so(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let was_read = Arc::new(AtomicBool::new(false));
    let watch = Arc::clone(&was_read);
    let request = request.map(|body| Body::new(Read { body, was_read }));
    let mut response = next.run(request).await;
    if !watch.load(Ordering::Relaxed) {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    response
}

/// A body that notes whether somebody came to its end.
struct Read {
    body: Body,
    was_read: Arc<AtomicBool>,
}

impl HttpBody for Read {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        if matches!(frame, Poll::Ready(None)) || self.body.is_end_stream() {
            self.was_read.store(true, Ordering::Relaxed);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.body.size_hint()
    }
}
