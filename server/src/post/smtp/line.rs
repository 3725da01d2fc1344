//! What the library speaks SMTP over. It reads ahead, and would read on for ever; this lets it do neither: in the open it gets
//! one byte at a time, so that nothing is left in its hands when encryption begins, and no answer is longer than any is.

use std::{
    fmt::Debug,
    io,
    net::SocketAddr,
    pin::Pin,
    task::{Context, Poll, ready},
};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};
use tokio_rustls::client::TlsStream;

/// The longest answer, in bytes: of all its lines together, and of one that has no end.
const LONGEST_ANSWER: usize = 16 * 1024;

/// The most lines of an answer: the library reads all of it anew with each, so a thousand would cost a million.
const MOST_LINES: usize = 128;

/// The library waits for a greeting, and after STARTTLS there is none.
const GREETED_BEFORE: &[u8] = b"220 go on\r\n";

/// An answer longer than any is.
#[derive(Debug, thiserror::Error)]
#[error("an answer without end")]
pub(super) struct Endless;

/// A connection to a mail server.
#[derive(Debug)]
pub(super) struct Line<S> {
    stream: S,
    peer: SocketAddr,
    /// What the library is to hear first, though the server does not say it.
    first: &'static [u8],
    /// The most that is read at once, in bytes.
    step: usize,
    /// What was read since we spoke last, in bytes, and how many lines that was.
    heard: (usize, usize),
}

impl<S> Line<S> {
    const fn is_endless(&self) -> bool {
        self.heard.0 > LONGEST_ANSWER || self.heard.1 > MOST_LINES
    }
}

impl Line<TcpStream> {
    /// In the open. Whatever the library has not asked for stays with the connection.
    pub const fn bare(stream: TcpStream, peer: SocketAddr) -> Self {
        Self {
            stream,
            peer,
            first: b"",
            step: 1,
            heard: (0, 0),
        }
    }
}

impl Line<TlsStream<TcpStream>> {
    /// Encrypted from the first byte.
    pub const fn wrapped(stream: TlsStream<TcpStream>, peer: SocketAddr) -> Self {
        Self {
            stream,
            peer,
            first: b"",
            step: LONGEST_ANSWER,
            heard: (0, 0),
        }
    }

    /// Encrypted after STARTTLS.
    pub fn encrypted(stream: TlsStream<TcpStream>, peer: SocketAddr) -> Self {
        Self {
            first: GREETED_BEFORE,
            ..Self::wrapped(stream, peer)
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Line<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if !self.first.is_empty() {
            let (now, later) = self.first.split_at(self.first.len().min(buf.remaining()));
            buf.put_slice(now);
            self.first = later;
            return Poll::Ready(Ok(()));
        }
        let most = self.step.min(buf.remaining());
        let mut part = ReadBuf::new(buf.initialize_unfilled_to(most));
        ready!(Pin::new(&mut self.stream).poll_read(cx, &mut part))?;
        let read = part.filled().len();
        self.heard.0 += read;
        self.heard.1 += part.filled().iter().filter(|&&byte| byte == b'\n').count();
        buf.advance(read);
        Poll::Ready(if self.is_endless() {
            Err(io::Error::other(Endless))
        } else {
            Ok(())
        })
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Line<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        // Not after an answer without end: whoever asks once more hears the rest of it.
        if !self.is_endless() {
            self.heard = (0, 0);
        }
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl<S: AsyncRead + AsyncWrite + Send + Sync + Unpin + Debug> AsyncTokioStream for Line<S> {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.peer)
    }
}
