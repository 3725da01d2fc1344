//! What kind of thing a body is: the type and subtype of a `Content-Type`, whose case and parameters say nothing.

use axum::http::{HeaderMap, header};

/// The media type in lower case, without parameters (RFC 9110, section 8.3.1); `None` if there is none that can be read.
pub fn media_type(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let kind = kind.split(';').next().unwrap_or_default().trim();
    (!kind.is_empty()).then(|| kind.to_ascii_lowercase())
}
