//! A laptop answers whoever sits at it and nobody else: its mailbox shows every code. What comes through a proxy, a tunnel
//! or a name of somebody else's is refused before anything looks at it (SEC-73).

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header::HOST, uri::Authority},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::config::is_this_host;

/// Headers by which whatever stands in between says that it does: proxies, tunnels and the networks that sell them.
const FORWARDED: [&str; 11] = [
    "cdn-loop",
    "cf-connecting-ip",
    "client-ip",
    "fastly-client-ip",
    "forwarded",
    "true-client-ip",
    "via",
    "x-client-ip",
    "x-cluster-client-ip",
    "x-envoy-external-address",
    "x-real-ip",
];
/// How others of them begin.
const FORWARDED_ANYHOW: [&str; 2] = ["x-forwarded", "x-original-"];

const REFUSED: &str = "This portal runs in development: it answers at the machine it runs on and nowhere else, because it shows \
                       every code.\nTo serve others, set server.mode to production.\n";

/// Refuses what did not come straight from this machine.
pub async fn only_this_machine(request: Request, next: Next) -> Response {
    if is_straight(request.headers(), request.uri().authority()) {
        return next.run(request).await;
    }
    tracing::warn!("a request that came through something else was refused: this is a laptop");
    (StatusCode::MISDIRECTED_REQUEST, REFUSED).into_response()
}

/// Whether nothing stands in between, and whoever asks calls this machine by a name of its own: a page of somebody else's
/// whose name leads here (DNS rebinding) does not. A name that cannot be read is none of this machine's.
fn is_straight(headers: &HeaderMap, authority: Option<&Authority>) -> bool {
    let here = |authority: &Authority| is_this_host(authority.host());
    let names_us = |host: &HeaderValue| {
        let host = host.to_str().ok().and_then(|host| host.parse().ok());
        host.as_ref().is_some_and(here)
    };
    let passed_on = |name: &HeaderName| {
        let name = name.as_str();
        FORWARDED.contains(&name) || FORWARDED_ANYHOW.iter().any(|begin| name.starts_with(begin))
    };
    !headers.keys().any(passed_on)
        && headers.get_all(HOST).iter().all(names_us)
        && authority.is_none_or(here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_73_a_laptop_answers_only_what_comes_straight_from_itself() {
        let cases: [(&[(&str, &str)], bool); 22] = [
            (&[("host", "127.0.0.1:8080")], true),
            (&[("host", "localhost:8080")], true),
            (&[("host", "[::1]:8080")], true),
            (&[], true),
            (&[("host", "demo.voorbeeld.example")], false),
            (&[("host", "127.0.0.1.evil.example")], false),
            (&[("host", "192.168.1.7:8080")], false),
            (
                &[("host", "localhost"), ("x-forwarded-for", "203.0.113.9")],
                false,
            ),
            (
                &[("host", "localhost"), ("x-forwarded-host", "a.example")],
                false,
            ),
            (
                &[("host", "localhost"), ("forwarded", "for=203.0.113.9")],
                false,
            ),
            (&[("host", "localhost"), ("via", "1.1 vegur")], false),
            (&[("host", "localhost"), ("x-real-ip", "127.0.0.1")], false),
            (
                &[("host", "localhost"), ("x-forwarded-proto", "https")],
                false,
            ),
            (&[("host", "localhost"), ("x-forwarded-port", "443")], false),
            (&[("host", "localhost"), ("x-original-url", "/")], false),
            (
                &[("host", "localhost"), ("cf-connecting-ip", "203.0.113.9")],
                false,
            ),
            (
                &[("host", "localhost"), ("true-client-ip", "203.0.113.9")],
                false,
            ),
            (&[("host", "localhost"), ("host", "evil.example")], false),
            (&[("host", "evil.example/x")], false),
            (&[("host", "evil example")], false),
            (&[("host", "")], false),
            (&[("host", "localhost"), ("accept", "text/html")], true),
        ];
        for (given, answered) in cases {
            let mut headers = HeaderMap::new();
            for (name, value) in given {
                headers.append(*name, value.parse().unwrap());
            }
            assert_eq!(is_straight(&headers, None), answered, "{given:?}");
        }
        let elsewhere = Authority::from_static("evil.example");
        assert!(!is_straight(&HeaderMap::new(), Some(&elsewhere)));
    }
}
