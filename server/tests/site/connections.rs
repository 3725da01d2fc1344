//! Connections, with real sockets: how long they may take, how many there may be, how they end (SEC-78), and what a proxy
//! that keeps them meets.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, routing::get};
use server::{
    connections::{Limits, Room, serve},
    http::TrustedProxies,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{Notify, watch},
    task::{JoinHandle, yield_now},
    time::{Instant, timeout},
};

use super::house::{House, ORIGIN, On};

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
    serving: JoinHandle<()>,
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

#[tokio::test]
async fn sec_78_half_a_header_is_cut_however_it_comes_and_so_is_who_says_nothing() {
    let portal = Listening::new(
        small(),
        Limits {
            header: SHORT,
            ..WIDE
        },
    )
    .await;
    let mut silent = portal.comes().await;
    let mut half = portal.comes().await;
    half.sends("GET / HTTP/1.1\r\nHost: voorb").await;
    let mut second = portal.comes().await;
    second.sends(LOOK).await;
    assert!(second.hears().await.unwrap().ends_with("dag"));
    second.sends("GET / HT").await;
    for client in [&mut silent, &mut half, &mut second] {
        assert_eq!(client.hears_the_end().await, "");
    }
    let mut drips = portal.comes().await;
    drips.sends("GET / HTTP/1.1\r\nX: ").await;
    let dripping = async {
        // A byte every ten milliseconds: each of them is in time, and all together are not.
        loop {
            if drips.0.write_all(b"x").await.is_err() {
                return;
            }
            let mut answer = [0; 1];
            if timeout(SHORT / 20, drips.0.read(&mut answer)).await.is_ok() {
                return;
            }
        }
    };
    timeout(AT_MOST, dripping).await.expect("it is cut");
    portal.holds(0).await;
}

#[tokio::test]
async fn sec_78_a_connection_on_which_nothing_is_asked_any_more_is_closed_and_a_header_has_its_own_time()
 {
    let portal = Listening::new(
        small(),
        Limits {
            idle: SHORT,
            ..WIDE
        },
    )
    .await;
    let mut idle = portal.comes().await;
    idle.sends(LOOK).await;
    assert!(idle.hears().await.unwrap().ends_with("dag"));
    assert_eq!(idle.hears_the_end().await, "");
    let portal = Listening::new(
        small(),
        Limits {
            header: SHORT,
            ..WIDE
        },
    )
    .await;
    let mut kept = portal.comes().await;
    for _ in 0..3 {
        kept.sends(LOOK).await;
        assert!(kept.hears().await.unwrap().ends_with("dag"));
        // Longer than a header may take; nothing comes, and the connection stays.
        let mut nothing = [0; 1];
        assert!(timeout(2 * SHORT, kept.0.read(&mut nothing)).await.is_err());
    }
}

#[tokio::test]
async fn sec_78_an_answer_that_nobody_reads_keeps_no_place() {
    let much = Router::new().route("/", get(async || "x".repeat(64 * 1024 * 1024)));
    let portal = Listening::new(
        much,
        Limits {
            unread: SHORT,
            ..WIDE
        },
    )
    .await;
    let mut client = portal.comes().await;
    client.sends(LOOK).await;
    portal.holds(1).await;
    portal.holds(0).await;
    let mut reader = portal.comes().await;
    reader.sends(LOOK).await;
    assert!(
        reader.hears().await.unwrap().len() > 64 * 1024 * 1024,
        "whoever reads gets all of it"
    );
}

#[tokio::test]
async fn sec_78_three_hundred_half_headers_do_not_keep_a_visitor_out() {
    let limits = Limits {
        connections: 64,
        ..WIDE
    };
    let portal = Listening::new(small(), limits).await;
    let mut silent = Vec::new();
    for _ in 0..300 {
        let mut one = portal.comes().await;
        // The oldest are gone by now.
        let _ = one.0.write_all(b"GET / HTTP/1.1\r\nHost: ").await;
        silent.push(one);
    }
    for _ in 0..10 {
        let mut visitor = portal.comes().await;
        visitor.sends(LOOK).await;
        assert!(visitor.hears().await.unwrap().ends_with("dag"));
    }
    assert!(portal.room.len() <= 64);
}

#[tokio::test]
async fn sec_78_when_everybody_is_being_served_one_more_gets_a_page_and_our_proxies_are_not_counted_as_one()
 {
    let hold = Arc::new(Notify::new());
    let held = Arc::clone(&hold);
    let slow = move || {
        let held = Arc::clone(&held);
        async move {
            held.notified().await;
            "dag"
        }
    };
    let router = Router::new().route("/", get(slow));
    let limits = Limits {
        connections: 4,
        per_address: 2,
        ..WIDE
    };
    let portal = Listening::new(router.clone(), limits).await;
    let mut served = Vec::new();
    for _ in 0..2 {
        let mut one = portal.comes().await;
        one.sends(LOOK).await;
        served.push(one);
    }
    let busy = async {
        loop {
            let mut one = portal.comes().await;
            // Being served begins with the header; until then the oldest gives way.
            let said = timeout(SHORT, one.hears_the_end()).await;
            if said
                .as_ref()
                .is_ok_and(|said| said.starts_with("HTTP/1.1 503 "))
            {
                return said.unwrap();
            }
        }
    };
    let page = timeout(AT_MOST, busy).await.unwrap();
    for text in [
        "Retry-After: 5\r\n",
        "Connection: close\r\n",
        "Het is nu erg druk",
        "It is very busy right now",
    ] {
        assert!(page.contains(text), "{text} in {page}");
    }
    let proxied = Listening::behind(router, limits, vec!["127.0.0.0/8"]).await;
    for _ in 0..4 {
        let mut one = proxied.comes().await;
        one.sends(LOOK).await;
        served.push(one);
    }
    proxied.holds(4).await;
}

#[tokio::test]
async fn sec_78_a_stop_ends_within_its_bound_whatever_is_open() {
    let router = Router::new()
        .route("/", get(async || "dag").post(async |_: String| "dag"))
        .route("/much", get(async || "x".repeat(64 * 1024 * 1024)))
        .route("/never", get(std::future::pending::<String>));
    let portal = Listening::new(
        router,
        Limits {
            stop_within: SHORT,
            ..WIDE
        },
    )
    .await;
    let (mut silent, mut idle) = (portal.comes().await, portal.comes().await);
    idle.sends(LOOK).await;
    idle.hears().await.unwrap();
    let mut open = Vec::new();
    for text in [
        "GET / HTTP/1.1\r\nHo",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        "GET /much HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /never HTTP/1.1\r\nHost: a\r\n\r\n",
    ] {
        let mut one = portal.comes().await;
        one.sends(text).await;
        open.push(one);
    }
    portal.holds(7).await;
    let took = portal.stops().await;
    assert!(took >= SHORT && took < AT_MOST / 2, "{took:?}");
    for client in [&mut silent, &mut idle].into_iter().chain(&mut open) {
        client.hears_the_end().await;
    }
}

#[tokio::test]
async fn a_stop_lets_whoever_is_being_answered_have_the_answer() {
    let (began, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (told, wait) = (Arc::clone(&began), Arc::clone(&go_on));
    let slow = move || {
        let (told, wait) = (Arc::clone(&told), Arc::clone(&wait));
        async move {
            told.notify_one();
            wait.notified().await;
            "dag"
        }
    };
    let portal = Listening::new(Router::new().route("/", get(slow)), WIDE).await;
    let mut client = portal.comes().await;
    client.sends(LOOK).await;
    began.notified().await;
    let at = portal.at;
    let stopping = tokio::spawn(portal.stops());
    let refused = async {
        while TcpStream::connect(at).await.is_ok() {
            yield_now().await;
        }
    };
    timeout(AT_MOST, refused)
        .await
        .expect("nobody new comes in");
    go_on.notify_one();
    let said = client.hears_the_end().await;
    assert!(
        said.starts_with("HTTP/1.1 200 ") && said.ends_with("dag"),
        "{said}"
    );
    assert!(said.to_lowercase().contains("connection: close"), "{said}");
    assert!(stopping.await.unwrap() < AT_MOST);
}

/// A form as it goes over the wire.
fn form(path: &str, site: &str, body: &str) -> String {
    let host = ORIGIN.trim_start_matches("https://");
    format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: {site}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn chunked(path: &str, site: &str, body: &str) -> String {
    let host = ORIGIN.trim_start_matches("https://");
    format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: {site}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n",
        body.len()
    )
}

flows::on_each_database! {
    async fn no_request_of_a_proxy_is_lost_after_an_answer_to_one_that_was_not_read(on: On) {
        let house = House::new(on).await;
        let portal = Listening::new(house.router(), WIDE).await;
        let (large, huge) = (format!("a={}", "x".repeat(40_000)), format!("a={}", "x".repeat(600_000)));
        let sent = [
            form("/inloggen", "cross-site", &large), form("/inloggen", "cross-site", "a=b"), chunked("/inloggen", "cross-site", &large),
            form("/inloggen", "same-origin", &huge), chunked("/inloggen", "same-origin", &huge),
            form("/bestaat-niet", "same-origin", &large), form("/contact", "same-origin", &large), form("/beheer", "same-origin", &large),
            form("/assets/app.css", "same-origin", &large), form("/favicon.ico", "same-origin", &huge), form("/healthz", "same-origin", &large),
            form("/inloggen", "same-origin", "email=niemand%40nergens.example&password=een+verkeerd+wachtwoord"),
            format!("GET /contact HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n{large}", large.len()),
            format!("GET /contact?taal=en HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n{huge}", huge.len()),
        ];
        let mut kept: Option<Client> = None;
        for request in &sent {
            let what = &request[..60.min(request.len())];
            for text in [request.as_str(), "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"] {
                let mut client = match kept.take() {
                    Some(client) => client,
                    None => portal.comes().await,
                };
                // As proxies do: what cannot be sent any more has its answer already.
                let _ = client.0.write_all(text.as_bytes()).await;
                let answer = client.hears().await.unwrap_or_else(|| panic!("no answer: {text:.60} after {what}"));
                if text.starts_with("GET /healthz") {
                    assert!(answer.starts_with("HTTP/1.1 200 OK"), "after {what}: {answer:.200}");
                }
                let (head, _) = answer.split_once("\r\n\r\n").unwrap();
                if !head.to_lowercase().contains("connection: close") {
                    kept = Some(client);
                }
            }
        }
    }

    async fn a_form_that_does_not_arrive_gets_a_page_that_says_why_and_ends_the_connection(on: On) {
        let house = House::new(on).await;
        let portal = Listening::new(house.router(), WIDE).await;
        let head = |rest: &str| format!("POST /inloggen HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n{rest}");
        for (rest, status, title) in [
            ("Content-Length: 100\r\n\r\nemail=", "408 Request Timeout", "Dit kwam niet op tijd binnen"),
            ("Content-Length: 100\r\nCookie: taal=en\r\n\r\n", "408 Request Timeout", "This did not arrive in time"),
            ("Transfer-Encoding: chunked\r\n\r\n20\r\nemail=", "408 Request Timeout", "Dit kwam niet op tijd binnen"),
            ("Transfer-Encoding: chunked\r\n\r\n5\r\nemail\r\nzz\r\n", "400 Bad Request", "Dit formulier kwam niet goed aan"),
            ("Transfer-Encoding: chunked\r\n\r\n5\r\nemailxxxx", "400 Bad Request", "Dit formulier kwam niet goed aan"),
            ("Transfer-Encoding: chunked\r\n\r\n-5\r\nemail\r\n", "400 Bad Request", "Dit formulier kwam niet goed aan"),
            ("Content-Length: 70000\r\n\r\nemail=", "413 Payload Too Large", "Dat is te veel tegelijk"),
        ] {
            let mut client = portal.comes().await;
            client.sends(&head(rest)).await;
            let said = client.hears_the_end().await;
            assert!(said.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{rest:?}: {said:.100}");
            assert!(said.contains(&format!("<h1>{title}</h1>")), "{rest:?}: {said}");
            let (headers, _) = said.split_once("\r\n\r\n").unwrap();
            assert_eq!(headers.to_lowercase().matches("connection: close").count(), 1, "{rest:?}: {headers}");
        }
        assert_eq!(house.number("select count(*) from failure where number <> $1", "").await, 0, "that is no failure of ours");
    }
}

#[tokio::test]
async fn an_answer_is_not_lost_with_what_was_still_being_sent() {
    let house = House::new(On::Sqlite).await;
    let portal = Listening::new(house.router(), WIDE).await;
    let huge = format!("a={}", "x".repeat(900_000));
    for _ in 0..5 {
        let mut client = portal.comes().await;
        // The whole form, and only then a look at the answer.
        let _ = client
            .0
            .write_all(form("/inloggen", "same-origin", &huge).as_bytes())
            .await;
        let said = client.hears_the_end().await;
        assert!(
            said.starts_with("HTTP/1.1 413 ") && said.contains("Dat is te veel tegelijk"),
            "{said:.200}"
        );
    }
}
