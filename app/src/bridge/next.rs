//! Where somebody wanted to go before logging in. Only paths of this site, or a crafted link could lead away (SEC-57).

use axum::http::{HeaderMap, header};
use domain::AuthorisationId;

/// A path on this site, query included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextPath(String);

impl NextPath {
    /// Reads a path: one slash at the start, no second slash or backslash after it, no control characters, at most 512 bytes.
    pub fn parse(text: &str) -> Option<Self> {
        let mut signs = text.chars();
        let rooted = signs.next() == Some('/') && !matches!(signs.next(), Some('/' | '\\'));
        let clean = text.len() <= 512
            && !text
                .chars()
                .any(|sign| sign.is_control() || sign == '\\' || sign.is_whitespace());
        (rooted && clean).then(|| Self(text.to_owned()))
    }

    /// The first page inside.
    pub fn start() -> Self {
        Self("/start".to_owned())
    }

    /// The page that a form stood on, as the browser tells it; `None` if it does not, or if that page is none of `origin`.
    /// Of a page with a secret in its address it tells the origin alone.
    pub fn with_the_form(headers: &HeaderMap, origin: &str) -> Option<Self> {
        let page = headers.get(header::REFERER)?.to_str().ok()?;
        Self::parse(page.strip_prefix(origin)?).filter(|page| page.0 != "/")
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the page of one row: of a person, or of a request.
    pub fn names_a_row(&self) -> bool {
        let path = self.0.split('?').next().unwrap_or_default();
        path.split('/')
            .any(|part| AuthorisationId::parse(part).is_some())
    }

    /// The login page, with the way back in its query.
    pub fn after_login(&self) -> String {
        if matches!(self.0.as_str(), "/" | "/start") {
            return "/inloggen".to_owned();
        }
        let next: String = form_urlencoded::byte_serialize(self.0.as_bytes()).collect();
        format!("/inloggen?next={next}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_57_only_paths_of_this_site_are_ways_back() {
        for good in ["/", "/beheer", "/beheer/medewerkers?zoek=jan", "/a//b"] {
            assert!(NextPath::parse(good).is_some(), "{good:?}");
        }
        let long = format!("/{}", "a".repeat(512));
        for bad in [
            "",
            "beheer",
            "//elsewhere.example",
            "/\\elsewhere.example",
            "https://elsewhere.example",
            "/a\r\nb",
            "/a\tb",
            "/\u{0}",
            &long,
        ] {
            assert!(NextPath::parse(bad).is_none(), "{bad:?}");
        }
        assert_eq!(
            NextPath::parse("/beheer?a=b").unwrap().after_login(),
            "/inloggen?next=%2Fbeheer%3Fa%3Db"
        );
    }
}
