//! Connections: how many, how long, and how they end. A browser or proxy that sends half a header or half a form, goes silent, or
//! reads nothing of its answer is let go of after a while; when there is no place left, whoever kept a place for nothing longest
//! goes first, so that silent ones never keep visitors out; and a stop ends within its bound, whatever is open (SEC-78).
//!
//! hyper has a timer for headers. It begins when a connection begins to wait, so it would also end every idle one after a
//! few seconds, under the hands of a proxy that keeps them for a minute; that is why the times are kept here.

mod guest;
mod room;
mod watched;

use std::{
    io,
    net::{Shutdown, SocketAddr},
    pin::Pin,
    time::Duration,
};

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
    time::{Instant, sleep, timeout, timeout_at},
};
use tower::ServiceExt;

use crate::noticed::Noticed;
use guest::Guest;
pub use room::Room;
use watched::{Arrives, Leaves, Watched};

/// Headers of one request, in bytes; hyper answers 431 to more.
const LARGEST_HEADER: usize = 32 * 1024;
/// What hyper keeps of one connection at a time, in bytes.
const BUFFER: usize = 64 * 1024;
/// After this long the listener is tried again that had no file left for a visitor.
const NO_FILE: Duration = Duration::from_millis(50);
/// So long and so much is read of what a client still sends that has its answer: or the answer would be lost with it.
const LINGER: (Duration, usize) = (Duration::from_secs(2), 1024 * 1024);

/// How long connections may take, and how many there may be.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From the first byte of a request to the end of its header; and from a new connection to its first byte.
    pub header: Duration,
    /// From an answer to the first byte of the next request.
    pub idle: Duration,
    /// So long nobody may read of an answer.
    pub unread: Duration,
    /// Connections at once.
    pub connections: usize,
    /// Connections at once from one address (an IPv6 network of /64); our own proxies excepted.
    pub per_address: usize,
    /// So long a stop waits for what is under way.
    pub stop_within: Duration,
}

/// Answers whoever comes until `stop` says so (or its sender is gone), and then at most `limits.stop_within` longer. Gives back when it
/// was said.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    room: Room,
    mut stop: watch::Receiver<bool>,
) -> Instant {
    let mut connections = JoinSet::new();
    let stopping = stop.clone();
    loop {
        let came = tokio::select! {
            came = listener.accept() => came,
            Some(_) = connections.join_next(), if !connections.is_empty() => continue,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        match came {
            Ok((stream, peer)) => match room.admit(peer.ip()) {
                Some(place) => {
                    let (router, stopping) = (router.clone(), stopping.clone());
                    connections.spawn(async move {
                        let guest = place.guest();
                        attend(stream, peer, router, guest, stopping).await;
                        drop(place);
                    });
                }
                None => turn_away(stream),
            },
            Err(error) => not_accepted(&error, &room).await,
        }
    }
    drop(listener);
    let said = Instant::now();
    let end = said + room.limits().stop_within;
    let all = async { while connections.join_next().await.is_some() {} };
    if timeout_at(end, all).await.is_err() {
        tracing::warn!(open = connections.len(), "connections are cut off");
        connections.shutdown().await;
    }
    said
}

/// Why nobody came in: one who went away again is nothing, but without a file for the next one somebody has to go.
async fn not_accepted(error: &io::Error, room: &Room) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset
    ) {
        return;
    }
    tracing::error!(%error, "a connection could not be accepted");
    room.let_one_go();
    sleep(NO_FILE).await;
}

/// One connection, from its first request to its last.
async fn attend(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    guest: Guest,
    mut stopping: watch::Receiver<bool>,
) {
    // Answers are written in one piece; waiting for more to send along only makes them late.
    let _ = stream.set_nodelay(true);
    let asked = guest.clone();
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request =
            request.map(|body| Body::new(Arrives::all_of(Body::new(body), asked.clone())));
        request.extensions_mut().insert(ConnectInfo(peer));
        let (answer, guest) = (router.clone().oneshot(request), asked.clone());
        let answer = async move {
            answer
                .await
                .map(|answer| answer.map(|body| Noticed::new(body, Leaves(guest))))
        };
        Box::pin(answer) as Pin<Box<dyn Future<Output = _> + Send>>
    });
    let mut connection = http1::Builder::new()
        .header_read_timeout(None)
        .max_buf_size(BUFFER)
        .max_header_size(LARGEST_HEADER)
        .serve_connection(Watched::new(stream, guest.clone()), service);
    let mut told = false;
    loop {
        tokio::select! {
            ended = std::future::poll_fn(|cx| connection.poll_without_shutdown(cx)) => {
                if let Err(error) = ended {
                    tracing::debug!(%error, "a connection broke off");
                }
                break;
            }
            () = guest.is_sent_away() => return,
            () = guest.has_no_time_left() => return,
            _ = stopping.wait_for(|stop| *stop), if !told => {
                told = true;
                Pin::new(&mut connection).graceful_shutdown();
            }
        }
    }
    // Whoever gets its place meanwhile has more use for it.
    guest.is_idle();
    tokio::select! {
        () = linger(connection.into_parts().io.into_inner()) => {}
        () = guest.is_sent_away() => {}
    }
}

/// Closes our side, and reads for a moment what the other one was still sending.
async fn linger(stream: TcpStream) {
    let Ok(stream) = stream.into_std() else {
        return;
    };
    let closed = stream.shutdown(Shutdown::Write).is_ok();
    let Ok(stream) = TcpStream::from_std(stream) else {
        return;
    };
    if !closed {
        return;
    }
    let reading = async {
        let (mut left, mut scrap) = (LINGER.1, [0; 4096]);
        while left > 0 && stream.readable().await.is_ok() {
            match stream.try_read(&mut scrap) {
                Ok(0) => return,
                Ok(read) => left = left.saturating_sub(read),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(_) => return,
            }
        }
    };
    // Long enough for whoever meant well.
    let _ = timeout(LINGER.0, reading).await;
}

/// Every place is taken by somebody who is being served. The page is fixed: drawing one is what there is no room for.
fn turn_away(stream: TcpStream) {
    const PAGE: &str = include_str!("full.http");
    // As much as the system takes at once, which is all of it; nobody waits for the rest.
    let _ = stream.try_write(PAGE.replace('\n', "\r\n").as_bytes());
    if let Ok(stream) = stream.into_std() {
        let _ = stream.shutdown(Shutdown::Write);
    }
}
