//! How long connections may take, how many there may be, and how they end (SEC-78).

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, post},
};
use server::connections::Limits;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::Notify,
    task::yield_now,
    time::timeout,
};

use super::{AT_MOST, LOOK, Listening, SHORT, WIDE, small};

#[tokio::test]
async fn sec_78_half_a_header_is_cut_however_it_comes_and_so_is_who_says_nothing() {
    let limits = Limits {
        header: SHORT,
        ..WIDE
    };
    let portal = Listening::new(small(), limits).await;
    let mut silent = portal.comes().await;
    let mut half = portal.comes().await;
    half.sends("GET / HTTP/1.1\r\nHost: voorb").await;
    let mut second = portal.comes().await;
    second.gets_the_page().await;
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
    let limits = Limits {
        idle: SHORT,
        ..WIDE
    };
    let portal = Listening::new(small(), limits).await;
    let mut idle = portal.comes().await;
    idle.gets_the_page().await;
    assert_eq!(idle.hears_the_end().await, "");
    let limits = Limits {
        header: SHORT,
        ..WIDE
    };
    let portal = Listening::new(small(), limits).await;
    let mut kept = portal.comes().await;
    for _ in 0..3 {
        kept.gets_the_page().await;
        // Longer than a header may take; nothing comes, and the connection stays.
        let mut nothing = [0; 1];
        assert!(timeout(2 * SHORT, kept.0.read(&mut nothing)).await.is_err());
    }
}

#[tokio::test]
async fn sec_78_an_answer_that_nobody_reads_keeps_no_place() {
    let much = Router::new().route("/", get(async || "x".repeat(64 * 1024 * 1024)));
    let limits = Limits {
        unread: SHORT,
        ..WIDE
    };
    let portal = Listening::new(much, limits).await;
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
        visitor.gets_the_page().await;
    }
    assert!(portal.room.len() <= 64);
}

#[tokio::test]
async fn sec_78_forms_that_never_arrive_keep_no_visitor_out() {
    let limits = Limits {
        connections: 64,
        ..WIDE
    };
    let takes = post(async |form: String| form);
    let router = small().route("/formulier", takes);
    let portal = Listening::new(router, limits).await;
    let head = "POST /formulier HTTP/1.1\r\nHost: voorbeeld.example\r\n";
    let mut slow = Vec::new();
    for number in 0..300 {
        let rest = match number % 3 {
            0 => "Content-Length: 9\r\n\r\nhalf",
            1 => "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
            _ => "Expect: 100-continue\r\nContent-Length: 9\r\n\r\n",
        };
        let mut one = portal.comes().await;
        // The oldest are gone by now.
        let _ = one.0.write_all(format!("{head}{rest}").as_bytes()).await;
        slow.push(one);
    }
    for _ in 0..10 {
        let mut visitor = portal.comes().await;
        visitor.gets_the_page().await;
        let whole = format!("{head}Content-Length: 4\r\n\r\nheel");
        visitor.sends(&whole).await;
        assert!(visitor.hears().await.unwrap().ends_with("heel"));
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
    let limits = Limits {
        stop_within: SHORT,
        ..WIDE
    };
    let portal = Listening::new(router, limits).await;
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
