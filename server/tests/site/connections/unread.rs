//! Answers to what was not read, or did not arrive: whoever keeps a connection loses nothing by them.

use tokio::io::AsyncWriteExt;

use super::{
    super::house::{House, ORIGIN, On},
    Client, Listening, WIDE,
};

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
