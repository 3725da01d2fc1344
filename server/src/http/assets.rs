//! Files of the frame: embedded in the program, named by their hash, so that browsers keep them for a year.

use std::collections::HashMap;

use app::bridge::Assets;
use axum::{
    Router,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use flows::{Trouble, trouble::Result};
use rust_embed::{EmbeddedFile, RustEmbed};

/// What `make site` built.
#[derive(RustEmbed)]
#[folder = "../target/site"]
pub struct Files;

/// The addresses of the files, from the list that the build wrote.
pub fn site_assets() -> Result<Assets> {
    let missing = || {
        Trouble::Configuration(
            "the files of the frame are missing: run `make site`, then build again".into(),
        )
    };
    let list = Files::get("manifest.json").ok_or_else(missing)?;
    let names: HashMap<String, String> = serde_json::from_slice(&list.data)?;
    let address = |name: &str| {
        names
            .get(name)
            .map(|file| format!("/assets/{file}"))
            .ok_or_else(missing)
    };
    Ok(Assets {
        stylesheet: address("app.css")?,
        font: address("font.woff2")?,
        favicon: address("favicon.svg")?,
        script: address("app.js")?,
        module: address("app.wasm")?,
        theme: None,
    })
}

/// Serves the files.
pub fn router() -> Router {
    Router::new()
        .route("/assets/{file}", get(file))
        .route("/favicon.ico", get(no_content))
}

async fn no_content() -> StatusCode {
    StatusCode::NO_CONTENT
}

async fn file(Path(name): Path<String>, headers: HeaderMap) -> Response {
    if name == "manifest.json" {
        return StatusCode::NOT_FOUND.into_response();
    }
    let accepts_brotli = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|accepted| accepted.to_str().ok())
        .is_some_and(|accepted| {
            accepted
                .split(',')
                .any(|one| one.trim().split(';').next() == Some("br"))
        });
    let small = accepts_brotli
        .then(|| Files::get(&format!("{name}.br")))
        .flatten();
    let encoded = small.is_some();
    match small.or_else(|| Files::get(&name)) {
        Some(found) if !name.ends_with(".br") => answer(&name, found, encoded),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn answer(name: &str, found: EmbeddedFile, encoded: bool) -> Response {
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let mut response = found.data.into_owned().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if encoded {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether `text` occurs in `bytes`.
    fn holds(bytes: &[u8], text: &str) -> bool {
        bytes
            .windows(text.len())
            .any(|piece| piece == text.as_bytes())
    }

    #[test]
    fn sec_59_nothing_of_the_server_is_in_what_browsers_load() {
        const CANARIES: [&str; 14] = [
            "select ",
            "insert into",
            "password_hash",
            "argon2",
            "zonnige fietstocht",
            "kantoor-deboer",
            "Heeft uw hulp nodig",
            "/beheer/",
            "server/flows",
            "audit_head",
            "blocked_reason",
            "SLEUTELBOS__",
            "development-only",
            "/dev/postvak",
        ];
        let mut looked = 0;
        for name in Files::iter().filter(|name| name.ends_with(".wasm") || name.ends_with(".js")) {
            let file = Files::get(&name).expect("a file that is on the list");
            let found: Vec<_> = CANARIES
                .iter()
                .filter(|canary| holds(&file.data, canary))
                .collect();
            assert!(found.is_empty(), "{name} holds {found:?}");
            looked += 1;
        }
        assert!(looked >= 2, "the script and the module are there");
    }
}
