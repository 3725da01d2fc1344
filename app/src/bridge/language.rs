//! Choosing a language: `?taal=en` on any page sets a cookie and leads back to the page without it.
//! It is for this browser and changes no account: a GET changes nothing (SEC-55). The language of letters is chosen in a
//! form (`account::details`), and the pages follow.

use axum::{
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::Language;

use super::{ask::LANGUAGE_COOKIE, next::NextPath};

/// How long a choice of language is kept.
const A_YEAR: u32 = 365 * 24 * 60 * 60;

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
