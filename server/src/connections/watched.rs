//! The stream under a connection, which notices what comes and goes on it; and what notices when the body of a
//! request is in, and that of an answer out.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use axum::body::{Body, HttpBody};
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::guest::Guest;
use crate::noticed::{Noticed, Notices};

/// A stream that notices what comes and goes on it.
pub struct Watched {
    io: TokioIo<TcpStream>,
    guest: Guest,
}

impl Watched {
    /// Watches a stream.
    pub fn new(stream: TcpStream, guest: Guest) -> Self {
        Self {
            io: TokioIo::new(stream),
            guest,
        }
    }

    /// The stream.
    pub fn into_inner(self) -> TcpStream {
        self.io.into_inner()
    }

    fn wrote(&self, poll: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        match poll {
            Poll::Ready(_) => self.guest.reads(),
            Poll::Pending => self.guest.reads_nothing(),
        }
        poll
    }
}

impl Read for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let poll = Pin::new(&mut self.io).poll_read(cx, buffer);
        if poll.is_ready() {
            self.guest.sent_something();
        }
        poll
    }
}

impl Write for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let poll = Pin::new(&mut self.io).poll_write(cx, bytes);
        self.wrote(poll)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let poll = Pin::new(&mut self.io).poll_write_vectored(cx, pieces);
        self.wrote(poll)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}

/// Notices when the body of a request is in: as long as it is not all there, its sender keeps a place for nothing.
pub struct Arrives(Guest);

impl Arrives {
    /// Watches what arrives of `body`.
    pub fn all_of(body: Body, guest: Guest) -> Noticed<Self> {
        if body.is_end_stream() {
            guest.is_served();
        } else {
            guest.sends_a_form();
        }
        Noticed::new(body, Self(guest))
    }
}

impl Notices for Arrives {
    fn ended(&mut self, _whole: bool) {
        self.0.sent_its_form();
    }
}

impl Drop for Arrives {
    fn drop(&mut self) {
        self.0.sent_its_form();
    }
}

/// Notices when the body of an answer is out.
pub struct Leaves(pub Guest);

impl Notices for Leaves {
    // The last of it may still have to be written.
    fn ended(&mut self, _whole: bool) {}
}

impl Drop for Leaves {
    fn drop(&mut self) {
        self.0.is_idle();
    }
}
