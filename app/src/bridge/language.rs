//! The language of pages: the one that was chosen, else the one that the browser asks for. `?taal=en` on any page sets a
//! cookie and leads back to the page without it. It is for this browser and changes no account: a GET changes nothing
//! (SEC-55). The language of letters is chosen in a form (`account::details`), and the pages follow.

use axum::{
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::Language;

use super::{
    ask::{LANGUAGE_COOKIE, cookie},
    next::NextPath,
};

/// How long a choice of language is kept.
const A_YEAR: u32 = 365 * 24 * 60 * 60;

/// The language a reader chose, else the one the browser prefers, else Dutch: the language of the portal.
pub(super) fn of(parts: &Parts) -> Language {
    let chosen = cookie(parts, LANGUAGE_COOKIE).and_then(Language::from_code);
    let asked = || {
        let asked = parts.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        preferred(asked)
    };
    chosen.or_else(asked).unwrap_or_default()
}

/// The first of our languages among those with the greatest weight (RFC 9110, section 12.5.4); a weight that cannot be
/// read is none.
fn preferred(accepted: &str) -> Option<Language> {
    let mut best: Option<(f32, Language)> = None;
    for range in accepted.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
        let weight = weight.map_or(1.0, |weight| weight.parse().unwrap_or(0.0));
        let primary = tag.split('-').next().unwrap_or_default();
        let language = Language::from_code(&primary.to_ascii_lowercase());
        let better = weight > best.map_or(0.0, |(weight, _)| weight);
        best = language
            .filter(|_| better)
            .map(|language| (weight, language))
            .or(best);
    }
    best.map(|(_, language)| language)
}

/// Takes `?taal=` out of the address and remembers it.
pub async fn choose_language(request: Request, next: Next) -> Response {
    let chosen = (request.method() == Method::GET)
        .then(|| choice(request.uri().query().unwrap_or_default()))
        .flatten();
    let Some((language, rest)) = chosen else {
        return next.run(request).await;
    };
    let path = request.uri().path();
    let to = if rest.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{rest}")
    };
    let to = NextPath::parse(&to).map_or_else(|| "/".to_owned(), |to| to.as_str().to_owned());
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
    remember(&mut response, language);
    response
}

/// Has the browser keep a language.
pub(super) fn remember(response: &mut Response, language: Language) {
    let cookie = format!(
        "{LANGUAGE_COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={A_YEAR}",
        language.code()
    );
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
}

/// The language that a query asks for, and the query without it.
fn choice(query: &str) -> Option<(Language, String)> {
    let is_choice = |pair: &&str| pair.starts_with("taal=");
    let language = query
        .split('&')
        .find(is_choice)?
        .strip_prefix("taal=")
        .and_then(Language::from_code)?;
    let rest: Vec<&str> = query
        .split('&')
        .filter(|pair| !is_choice(pair) && !pair.is_empty())
        .collect();
    Some((language, rest.join("&")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_a_browser_asks_for_the_heaviest_of_ours_counts() {
        let (nl, en) = (Some(Language::Nl), Some(Language::En));
        for (accepted, language) in [
            ("nl-NL,nl;q=0.9,en-US;q=0.8,en;q=0.7", nl),
            ("en-US,en;q=0.5", en),
            ("EN-gb", en),
            ("de-DE,de;q=0.9,en;q=0.8,nl;q=0.7", en),
            ("en;q=0.3, nl-BE ;q=0.4", nl),
            ("en;q=0, nl;q=0.1", nl),
            ("en;Q=0.9,nl;q=1", nl),
            ("en;q=x", None),
            ("en;q=0", None),
            ("fr-FR,*;q=0.5", None),
            ("enough,nlx", None),
            ("", None),
        ] {
            assert_eq!(preferred(accepted), language, "{accepted}");
        }
    }

    #[test]
    fn the_language_is_taken_out_of_the_address_and_the_rest_stays() {
        assert_eq!(choice("taal=en"), Some((Language::En, String::new())));
        assert_eq!(
            choice("zoek=jan&taal=nl&na=3"),
            Some((Language::Nl, "zoek=jan&na=3".to_owned()))
        );
        assert_eq!(choice("taal=fr"), None);
        assert_eq!(choice("metaal=en"), None);
        assert_eq!(choice(""), None);
    }
}
