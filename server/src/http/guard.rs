//! Only forms of our own pages change anything (SEC-54): the browser says where a request comes from, and a form left open
//! over lunch still works. `tower_http::csrf` lets requests pass that carry neither header; here they are refused.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::Outside;

/// Refuses every changing request that does not come from a page of this origin.
pub async fn only_our_own_forms(
    State(outside): State<Arc<Outside>>,
    request: Request,
    next: Next,
) -> Response {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if safe || is_same_origin(request.headers(), &outside.origin) {
        let response = next.run(request).await;
        if !safe {
            (outside.wake_post)();
        }
        return response;
    }
    tracing::warn!("a form from elsewhere was refused");
    StatusCode::FORBIDDEN.into_response()
}

fn is_same_origin(headers: &HeaderMap, origin: &str) -> bool {
    let one = |name: &str| {
        let mut values = headers.get_all(name).iter();
        match (values.next(), values.next()) {
            (Some(value), None) => Some(value.to_str().unwrap_or_default()),
            (Some(_), Some(_)) => Some(""),
            (None, _) => None,
        }
    };
    match (one("sec-fetch-site"), one("origin")) {
        (Some(site), _) => site == "same-origin",
        (None, Some(from)) => from == origin,
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_54_only_our_own_pages_may_post() {
        const OURS: &str = "https://mijn.voorbeeld.example";
        let cases: [(&[(&str, &str)], bool); 11] = [
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "same-origin"), ("origin", OURS)], true),
            (&[("origin", OURS)], true),
            (&[("sec-fetch-site", "same-site"), ("origin", OURS)], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "none")], false),
            (&[("origin", "null")], false),
            (&[("origin", "https://voorbeeld.example")], false),
            (&[("origin", "http://mijn.voorbeeld.example")], false),
            (
                &[
                    ("sec-fetch-site", "same-origin"),
                    ("sec-fetch-site", "cross-site"),
                ],
                false,
            ),
            (&[], false),
        ];
        for (given, allowed) in cases {
            let mut headers = HeaderMap::new();
            for (name, value) in given {
                headers.append(*name, value.parse().unwrap());
            }
            assert_eq!(is_same_origin(&headers, OURS), allowed, "{given:?}");
        }
    }
}
