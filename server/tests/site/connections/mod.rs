//! Connections, with real sockets: a portal that listens, and clients that speak HTTP in their own way.

mod limits;
mod unread;

use std::{net::SocketAddr, time::Duration};

use axum::{Router, routing::get};
use server::{
    connections::{Limits, Room, serve},
    http::TrustedProxies,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::{JoinHandle, yield_now},
    time::{Instant, timeout},
};

const SHORT: Duration = Duration::from_millis(200);
const LONG: Duration = Duration::from_secs(60);
/// Nothing here takes that long, but for a machine that has other things to do.
const AT_MOST: Duration = Duration::from_secs(20);

/// Limits that no test meets.
const WIDE: Limits = Limits {
    header: LONG,
    idle: LONG,
    unread: LONG,
    connections: 1_000,
    per_address: 1_000,
    stop_within: LONG,
};

/// A portal that listens.
struct Listening {
    at: SocketAddr,
    room: Room,
    stop: watch::Sender<bool>,
    serving: JoinHandle<Instant>,
}

impl Listening {
    async fn new(router: Router, limits: Limits) -> Self {
        Self::behind(router, limits, vec![]).await
    }

    async fn behind(router: Router, limits: Limits, proxies: Vec<&str>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let proxies = proxies.iter().map(|proxy| proxy.parse().unwrap());
        let room = Room::new(limits, TrustedProxies(proxies.collect()));
        let (stop, stopped) = watch::channel(false);
        let serving = tokio::spawn(serve(listener, router, room.clone(), stopped));
        Self {
            at,
            room,
            stop,
            serving,
        }
    }

    async fn comes(&self) -> Client {
        Client(TcpStream::connect(self.at).await.unwrap())
    }

    /// Asks it to stop; how long that took.
    async fn stops(self) -> Duration {
        let began = Instant::now();
        self.stop.send_replace(true);
        timeout(AT_MOST, self.serving)
            .await
            .expect("it stops")
            .unwrap();
        began.elapsed()
    }

    async fn holds(&self, connections: usize) {
        let counted = async {
            while self.room.len() != connections {
                yield_now().await;
            }
        };
        let held = timeout(AT_MOST, counted).await;
        assert!(
            held.is_ok(),
            "{} connections, not {connections}",
            self.room.len()
        );
    }
}

/// Something that speaks HTTP, in its own way.
struct Client(TcpStream);

impl Client {
    async fn sends(&mut self, text: &str) -> &mut Self {
        self.0.write_all(text.as_bytes()).await.unwrap();
        self
    }

    /// Waits until the other side hangs up; what it said before that.
    async fn hears_the_end(&mut self) -> String {
        let mut said = Vec::new();
        let ended = timeout(AT_MOST, self.0.read_to_end(&mut said))
            .await
            .expect("it hangs up");
        // A reset is an end as well, and what was said before it counts.
        drop(ended);
        String::from_utf8_lossy(&said).into_owned()
    }

    /// One whole answer: its head, and its body by the length that it names or by its chunks.
    async fn hears(&mut self) -> Option<String> {
        let mut said = Vec::new();
        let reading = async {
            loop {
                if let Some(end) = whole(&said) {
                    said.truncate(end);
                    return Some(());
                }
                let mut piece = [0; 16 * 1024];
                match self.0.read(&mut piece).await {
                    Ok(0) | Err(_) => return None,
                    Ok(read) => said.extend_from_slice(&piece[..read]),
                }
            }
        };
        timeout(AT_MOST, reading).await.expect("an answer")?;
        Some(String::from_utf8_lossy(&said).into_owned())
    }

    /// Asks for the page of [`small`], and gets it.
    async fn gets_the_page(&mut self) {
        self.sends(LOOK).await;
        assert!(self.hears().await.unwrap().ends_with("dag"));
    }
}

/// Where the answer at the beginning of this ends, if it is all there.
fn whole(said: &[u8]) -> Option<usize> {
    let head = said.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let text = String::from_utf8_lossy(&said[..head]).to_lowercase();
    if let Some(rest) = text.split("content-length: ").nth(1) {
        let length: usize = rest.lines().next()?.trim().parse().ok()?;
        return (said.len() >= head + length).then_some(head + length);
    }
    if text.contains("transfer-encoding: chunked") {
        let end = said.windows(5).position(|five| five == b"0\r\n\r\n")?;
        return Some(end + 5);
    }
    Some(head)
}

const LOOK: &str = "GET / HTTP/1.1\r\nHost: voorbeeld.example\r\n\r\n";

fn small() -> Router {
    Router::new().route("/", get(async || "dag"))
}
