//! The page that somebody wanted who has to log in first: kept in the browser for the length of a session, so that a link
//! into the portal writes nothing here (SEC-71), and the way by a forgotten password leads there too. It is read by the
//! same rule as the address it came from (SEC-57), so whoever makes one up gets no further than with that.

use axum::http::{HeaderValue, header};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{Response, ask::Ask, next::NextPath};

/// Name of the cookie.
pub(super) const WANTED_COOKIE: &str = "__Host-verder";

/// The page in a cookie, if it is one of ours.
pub(super) fn read(value: &str) -> Option<NextPath> {
    let path = URL_SAFE_NO_PAD.decode(value).ok()?;
    NextPath::parse(std::str::from_utf8(&path).ok()?)
}

impl Ask {
    /// Has the browser keep the page that was wanted.
    pub fn keep_wanted(&self, response: &mut Response, page: &NextPath) {
        let value = URL_SAFE_NO_PAD.encode(page.as_str());
        set(
            response,
            &value,
            self.services().policy.session_idle.as_secs(),
        );
    }

    /// Has the browser forget it, once it is shown.
    pub fn forget_wanted(&self, response: &mut Response) {
        if self.wanted().is_some() {
            set(response, "", 0);
        }
    }
}

fn set(response: &mut Response, value: &str, age: u64) {
    let cookie =
        format!("{WANTED_COOKIE}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={age}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_57_a_cookie_leads_nowhere_but_to_a_page_of_this_site() {
        let cookie = |page: &str| URL_SAFE_NO_PAD.encode(page);
        let page = "/beheer/medewerkers?zoek=a;b,\"c\"";
        assert_eq!(read(&cookie(page)).unwrap().as_str(), page);
        for bad in [
            "//elsewhere.example",
            "https://elsewhere.example",
            "/a\r\nb",
            "",
        ] {
            assert!(read(&cookie(bad)).is_none(), "{bad:?}");
        }
        for bad in ["/beheer", "%2Fbeheer", "_w", ""] {
            assert!(read(bad).is_none(), "{bad:?}");
        }
    }
}
