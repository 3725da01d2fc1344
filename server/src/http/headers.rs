//! Headers on every answer, whatever it is (SEC-58). The policy for scripts is on documents and comes from `app`.

use std::{collections::HashSet, sync::Arc};

use app::site::Endpoint;
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

const ALWAYS: [(HeaderName, &str); 7] = [
    (
        header::STRICT_TRANSPORT_SECURITY,
        "max-age=63072000; includeSubDomains",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), otp-credentials=(self)",
    ),
    (HeaderName::from_static("origin-agent-cluster"), "?1"),
];

/// Where the secret of a link stands in the address, by the table of the site: a new link is known by being there.
#[derive(Debug)]
pub struct Secrets {
    /// What addresses with a secret begin with, up to their first parameter.
    beginnings: Vec<&'static str>,
    /// Addresses that only begin so, such as the page where a code is typed. Their forms keep their `Origin`.
    without: HashSet<&'static str>,
}

impl Secrets {
    /// Looks through the table.
    pub fn of(table: &[Endpoint]) -> Self {
        let paths = || table.iter().map(|endpoint| endpoint.path);
        let with_secret = paths().filter(|path| path.contains("{token}"));
        Self {
            beginnings: with_secret
                .filter_map(|path| path.split('{').next())
                .collect(),
            without: paths().filter(|path| !path.contains('{')).collect(),
        }
    }

    /// Whether an address may hold one. A link that a mail program mangled may, too.
    fn may_stand_in(&self, path: &str) -> bool {
        let begins_so = self.beginnings.iter().any(|start| path.starts_with(start));
        begins_so && !self.without.contains(path)
    }
}

/// Adds what every answer carries.
pub async fn on_every_answer(
    State(secrets): State<Arc<Secrets>>,
    request: Request,
    next: Next,
) -> Response {
    // A secret in the address must not travel on, not even to ourselves (SEC-21).
    let secret = secrets.may_stand_in(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // `no-referrer` would also make browsers send `Origin: null` with our own forms, and where no `Sec-Fetch-Site` comes
    // along, nothing then tells that a form is ours. `strict-origin` tells who we are and not where.
    let referrer = if secret {
        "strict-origin"
    } else {
        "same-origin"
    };
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static(referrer));
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        let nothing =
            HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
        headers.insert(header::CONTENT_SECURITY_POLICY, nothing);
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}
