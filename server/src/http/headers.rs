//! Headers on every answer, whatever it is (SEC-58). The policy for scripts is on documents and comes from `app`.

use axum::{
    extract::Request,
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

/// Adds what every answer carries.
pub async fn on_every_answer(request: Request, next: Next) -> Response {
    // A secret in the address must not travel on, not even to ourselves (SEC-21).
    let secret = [
        "/wachtwoord-instellen/",
        "/account-activeren/",
        "/blokkeren/",
    ]
    .iter()
    .any(|start| request.uri().path().starts_with(start));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // `no-referrer` would also make browsers send `Origin: null` with our own forms; where there is a secret in the
    // address, `Sec-Fetch-Site` still tells that the form is ours.
    let referrer = if secret { "no-referrer" } else { "same-origin" };
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
