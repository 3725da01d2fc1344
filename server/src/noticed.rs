//! A body that is passed on as it is, and somebody who notices when it ends.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use axum::body::{Body, Bytes, HttpBody};

/// Whoever notices the end of a body. That nobody wants any more of it is noticed by dropping.
pub trait Notices: Unpin {
    /// It came to its end (`whole`), or broke off.
    fn ended(&mut self, whole: bool);
}

/// A body, and who notices its end.
#[derive(Debug)]
pub struct Noticed<N> {
    body: Body,
    by: N,
}

impl<N> Noticed<N> {
    /// From now on `by` is told.
    pub const fn new(body: Body, by: N) -> Self {
        Self { body, by }
    }
}

impl<N: Notices> HttpBody for Noticed<N> {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        if matches!(frame, Poll::Ready(None)) || self.body.is_end_stream() {
            self.by.ended(true);
        } else if matches!(frame, Poll::Ready(Some(Err(_)))) {
            self.by.ended(false);
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
