//! Takes the session cookie back in a way that browsers follow. A name that begins with `__Host-` is ignored unless the
//! cookie is `Secure`, also when it is taken back, and tower-sessions leaves that out.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use super::SESSION_COOKIE;

/// Makes every answer that takes the session cookie back do so with the attributes it was given with.
pub async fn really_forget(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    put_right(response.headers_mut());
    response
}

fn put_right(headers: &mut HeaderMap) {
    let taken_back = |cookie: &HeaderValue| {
        let text = cookie.to_str().unwrap_or_default();
        text.strip_prefix(SESSION_COOKIE)
            .is_some_and(|rest| rest.starts_with("=;"))
    };
    let cookies: Vec<HeaderValue> = headers
        .get_all(header::SET_COOKIE)
        .iter()
        .cloned()
        .collect();
    if !cookies.iter().any(taken_back) {
        return;
    }
    headers.remove(header::SET_COOKIE);
    for cookie in cookies {
        let forget =
            format!("{SESSION_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
        let cookie = match HeaderValue::from_str(&forget) {
            Ok(forget) if taken_back(&cookie) => forget,
            _ => cookie,
        };
        headers.append(header::SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_follows_when_the_session_cookie_is_taken_back_and_other_cookies_stay() {
        let mut headers = HeaderMap::new();
        for cookie in [
            "__Host-sessie=; Path=/; Max-Age=0",
            "taal=en; Path=/",
            "__Host-sessie=abc; Path=/; Secure",
        ] {
            headers.append(header::SET_COOKIE, HeaderValue::from_static(cookie));
        }
        put_right(&mut headers);
        let now: Vec<_> = headers.get_all(header::SET_COOKIE).iter().collect();
        assert_eq!(
            now,
            [
                "__Host-sessie=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0",
                "taal=en; Path=/",
                "__Host-sessie=abc; Path=/; Secure",
            ]
        );
    }
}
