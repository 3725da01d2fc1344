//! Files of the frame: embedded in the program, named by their hash, so that browsers keep them for a year.

use std::{collections::HashMap, sync::Arc};

use app::bridge::{Assets, Logo};
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use flows::{Trouble, secrets::sha256_hex, trouble::Result};
use rust_embed::RustEmbed;

use crate::config::Theme;

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
        logo: None,
    })
}

/// The files of a theme, under names with a hash as well.
#[derive(Clone, Debug, Default)]
pub struct ThemeFiles(Vec<(String, Vec<u8>)>);

impl ThemeFiles {
    /// Takes the files of a theme, and puts their addresses beside those of the frame.
    pub fn of(theme: &Theme, assets: &mut Assets) -> Self {
        let mut files = Vec::new();
        let mut add = |name: &str, kind: &str, bytes: &[u8]| {
            let hash = sha256_hex(bytes);
            let name = format!("{name}.{}.{kind}", hash.get(..8).unwrap_or(&hash));
            let address = format!("/assets/{name}");
            files.push((name, bytes.to_vec()));
            address
        };
        assets.theme = Some(add("theme", "css", theme.stylesheet.as_bytes()));
        let dark = theme.logo_dark.as_ref();
        let dark = dark.map(|bytes| add("logo-dark", "svg", bytes));
        assets.logo = theme.logo.as_ref().map(|bytes| Logo {
            light: add("logo", "svg", bytes),
            dark,
        });
        Self(files)
    }

    fn find(&self, name: &str) -> Option<Vec<u8>> {
        let mut files = self.0.iter();
        files
            .find(|(file, _)| file == name)
            .map(|(_, bytes)| bytes.clone())
    }
}

/// Serves the files, and those of a theme.
pub fn router(theme: ThemeFiles) -> Router {
    Router::new()
        .route("/assets/{file}", get(file))
        .route("/favicon.ico", get(no_content))
        .with_state(Arc::new(theme))
}

async fn no_content() -> StatusCode {
    StatusCode::NO_CONTENT
}

async fn file(
    State(theme): State<Arc<ThemeFiles>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
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
        Some(found) if !name.ends_with(".br") => answer(&name, found.data.into_owned(), encoded),
        _ => match theme.find(&name) {
            Some(bytes) => answer(&name, bytes, false),
            None => StatusCode::NOT_FOUND.into_response(),
        },
    }
}

fn answer(name: &str, bytes: Vec<u8>, encoded: bool) -> Response {
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let mut response = bytes.into_response();
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
        const CANARIES: [&str; 15] = [
            "select ",
            "insert into",
            "password_hash",
            "argon2",
            "zonnige fietstocht",
            "kantoor-deboer",
            "Hulp nodig",
            "/beheer/",
            "server/flows",
            "audit_head",
            "blocked_reason",
            "SLEUTELBOS__",
            "development-only",
            "/dev/postvak",
            "/dev/klok",
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
