//! Addresses with something behind them that does not belong there: a slash, and what mail programs make part of a link (a
//! full stop, a bracket, `>`, the link once more). They lead to the address itself: nobody gets stuck on a sign.
//!
//! Only addresses of our own table are led to, so no link of ours can lead elsewhere.

use std::sync::Arc;

use app::site::Endpoint;
use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Letters of the secret in a link.
const SECRET: usize = 43;
/// What stands behind a link in a sentence, also as browsers write it in an address.
const TAILS: [&str; 34] = [
    "/",
    ".",
    ",",
    ";",
    ":",
    "!",
    "?",
    ")",
    "]",
    "}",
    ">",
    "\"",
    "'",
    "*",
    "=",
    "%3e",
    "%3c",
    "%22",
    "%27",
    "%29",
    "%5d",
    "%7d",
    "%2e",
    "%2c",
    "%3b",
    "%3a",
    "%20",
    "%0a",
    "%0d",
    "%09",
    "%c2%a0",
    "%e2%80%99",
    "%e2%80%9d",
    "%e2%80%8b",
];

/// The addresses there are.
#[derive(Debug)]
pub struct Known(Vec<Vec<&'static str>>);

impl Known {
    /// Looks through the table.
    pub fn of(table: &[Endpoint]) -> Self {
        let paths = table.iter().map(|endpoint| endpoint.path);
        Self(paths.map(|path| path.split('/').collect()).collect())
    }

    /// The address that was meant, where it is another one.
    fn meant(&self, path: &str) -> Option<String> {
        let bare = without_tail(path);
        if self.fixed(bare) {
            return (bare != path).then(|| bare.to_owned());
        }
        self.with_secret(path)
            .or_else(|| (bare != path && self.has(bare)).then(|| bare.to_owned()))
    }

    /// Whether it is an address without anything of its own in it.
    fn fixed(&self, path: &str) -> bool {
        self.0
            .iter()
            .any(|known| path.split('/').eq(known.iter().copied()))
    }

    fn has(&self, path: &str) -> bool {
        self.0.iter().any(|known| {
            let parts: Vec<&str> = path.split('/').collect();
            parts.len() == known.len()
                && parts.iter().zip(known).all(|(part, name)| fits(part, name))
        })
    }

    /// A link up to the end of its secret, where more follows that is no address of ours.
    fn with_secret(&self, path: &str) -> Option<String> {
        let parts: Vec<&str> = path.split('/').collect();
        let at = self.0.iter().find_map(|known| {
            let at = known.iter().position(|name| *name == "{token}")?;
            let begins = parts.len() > at
                && parts
                    .iter()
                    .zip(&known[..at])
                    .all(|(part, name)| fits(part, name));
            begins.then_some(at)
        })?;
        let (before, token) = (parts[..at].join("/"), parts[at]);
        let letters = token
            .bytes()
            .take_while(|sign| sign.is_ascii_alphanumeric() || b"-_".contains(sign));
        let secret = &token[..letters.take(SECRET).count()];
        let whole = format!("{before}/{secret}");
        let more = &path[whole.len()..];
        let known = more.starts_with('/') && self.has(path);
        (!secret.is_empty() && !more.is_empty() && !known).then_some(whole)
    }
}

fn fits(part: &str, name: &str) -> bool {
    part == name || (name.starts_with('{') && !part.is_empty())
}

fn without_tail(path: &str) -> &str {
    let mut bare = path;
    loop {
        let ends = |tail: &&str| {
            let start = bare.len().checked_sub(tail.len())?;
            let end = bare.get(start..)?;
            end.eq_ignore_ascii_case(tail).then_some(start)
        };
        match TAILS.iter().find_map(ends) {
            Some(start) => bare = &bare[..start],
            None => return bare,
        }
    }
}

/// Leads to the address that was meant. Only who looks is led: what a form carries stays where it is.
pub async fn lead_on(State(known): State<Arc<Known>>, request: Request, next: Next) -> Response {
    let looks = matches!(*request.method(), Method::GET | Method::HEAD);
    let uri = request.uri();
    let meant = looks.then(|| known.meant(uri.path())).flatten();
    let meant = meant.and_then(|path| {
        let query = uri.query().map(|query| format!("?{query}"));
        HeaderValue::try_from(format!("{path}{}", query.unwrap_or_default())).ok()
    });
    match meant {
        Some(address) => {
            let kept = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            (StatusCode::SEE_OTHER, [(header::LOCATION, address), kept]).into_response()
        }
        None => next.run(request).await,
    }
}

#[cfg(test)]
mod tests {
    use super::Known;

    const SECRET: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM-_01";

    #[test]
    fn an_address_with_a_tail_leads_to_the_one_that_was_meant_and_to_no_other() {
        let known = Known::of(&app::site::table());
        let link = format!("/wachtwoord-instellen/{SECRET}");
        let request = format!("/aanvraag/GB-2026-00001/{SECRET}");
        for tail in [
            "/",
            "//",
            ".",
            ",",
            ")",
            ">",
            "%3E",
            "%3e.",
            "%20",
            "%0A",
            "=",
            "%00",
            "\"",
            "%22%3E",
            "%E2%80%8B",
            "%C2%A0",
            "/%3C/a%3E",
            "%3E%3Chttps://portaal.example/x%3E",
            "/x/y",
            "abc",
            SECRET,
            "/nieuwe-link/",
            "/../..",
        ] {
            for link in [&link, &request] {
                let typed = format!("{link}{tail}");
                assert_eq!(known.meant(&typed).as_ref(), Some(link), "{typed}");
            }
        }
        for (typed, meant) in [
            ("/inloggen/", "/inloggen"),
            ("/inloggen.", "/inloggen"),
            ("/wachtwoord-instellen/code/", "/wachtwoord-instellen/code"),
            ("/wachtwoord-vergeten%3E", "/wachtwoord-vergeten"),
            ("/beheer/medewerkers/", "/beheer/medewerkers"),
            (
                "/beheer/medewerkers/0193464e/",
                "/beheer/medewerkers/0193464e",
            ),
        ] {
            assert_eq!(known.meant(typed).as_deref(), Some(meant), "{typed}");
        }
        for typed in [
            "/",
            "//",
            "/.",
            "/inloggen",
            "/wachtwoord-instellen/code",
            &link,
            &request,
            &format!("{link}/nieuwe-link"),
            "//elders.example/",
            "/\\elders.example/",
            "/%5Celders.example/",
            "/nergens/",
            "/wachtwoord-instellen/%3E%3E",
            "https://elders.example/",
            "",
        ] {
            assert_eq!(known.meant(typed), None, "{typed}");
        }
    }
}
