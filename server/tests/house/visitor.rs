//! Somebody at a browser: keeps cookies as a browser does, and says where a form comes from as a browser does.

use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
};

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{HeaderName, HeaderValue, Method, Request, header},
};

use super::{Answer, House, ORIGIN, PASSWORD, address, cast::Person};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// The session cookie.
pub const SESSION: &str = server::http::SESSION_COOKIE;

/// Somebody at a browser.
#[derive(Clone)]
pub struct Visitor<'h> {
    /// Where this person is.
    pub house: &'h House,
    /// What the browser keeps.
    pub jar: BTreeMap<String, String>,
    /// Where the browser is on the internet.
    pub from: IpAddr,
    person: Option<Person>,
    last: String,
    /// Every address this browser asked for.
    went: String,
}

impl<'h> Visitor<'h> {
    pub(super) fn new(house: &'h House, person: Option<Person>) -> Self {
        Self {
            house,
            jar: BTreeMap::new(),
            from: address(113, 7),
            person,
            last: String::new(),
            went: String::new(),
        }
    }

    /// The same person, somewhere else on the internet.
    pub fn at(mut self, from: IpAddr) -> Self {
        self.from = from;
        self
    }

    /// Who this is.
    pub fn person(&self) -> Person {
        self.person
            .unwrap_or_else(|| panic!("nobody knows who this is"))
    }

    /// Looks at a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        let request = self.request(Method::GET, path, "none");
        self.sends(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form from our own page.
    pub async fn posts(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let form = self.form(path, fields, "same-origin");
        self.sends(form).await
    }

    /// Looks at a page and sends a form of it, with what the page showed.
    pub async fn presses(&mut self, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.get(page).await;
        self.sends_as_seen(&page, path, fields).await
    }

    /// Sends a form of a page that was drawn before.
    pub async fn sends_as_seen(
        &mut self,
        page: &Answer,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let hidden =
            [app::parts::SEEN, app::parts::DRAWN].map(|name| (name, page.hidden(path, name)));
        let hidden = hidden.iter().filter(|(_, value)| !value.is_empty());
        let hidden = hidden.map(|(name, value)| (*name, value.as_str()));
        let fields: Vec<_> = fields.iter().copied().chain(hidden).collect();
        self.posts(path, &fields).await
    }

    /// Presses the button of a form on `page` twice at once, and once more when the answer has come, always with the cookies
    /// from before. Every press gets the answer of the first, with its cookies.
    pub async fn presses_thrice(
        &mut self,
        page: &Answer,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let number = (app::parts::FORM_NUMBER, page.form_number());
        assert!(!number.1.is_empty(), "no form in {}", page.in_short());
        let fields: Vec<_> = fields.iter().copied().chain([number]).collect();
        let form = || self.house.answers(self.form(path, &fields, "same-origin"));
        let (first, second) = tokio::join!(form(), form());
        for again in [second, form().await] {
            assert_eq!(again.in_short(), first.in_short(), "{path}");
            assert_eq!(again.cookies(), first.cookies(), "{path}");
            assert_eq!(again.body, first.body, "{path}");
        }
        for cookie in first.cookies() {
            self.keep(&cookie);
        }
        first.location().clone_into(&mut self.last);
        first
    }

    /// Goes where the last answer leads.
    pub async fn follows(&mut self) -> Answer {
        let path = std::mem::take(&mut self.last);
        assert!(!path.is_empty(), "the last answer leads nowhere");
        self.get(&path).await
    }

    /// Types address and password.
    pub async fn gives_password(&mut self) -> Answer {
        let email = self.person().email;
        self.types(email, PASSWORD).await
    }

    /// Types some address and password.
    pub async fn types(&mut self, email: &str, password: &str) -> Answer {
        self.posts("/inloggen", &[("email", email), ("password", password)])
            .await
    }

    /// Types the code of the newest message.
    pub async fn gives_code(&mut self) -> Answer {
        let code = self.house.code_for(self.person().name).await;
        self.types_code(&code).await
    }

    /// Types some code.
    pub async fn types_code(&mut self, code: &str) -> Answer {
        self.posts("/inloggen/code", &[("code", code)]).await
    }

    /// Logs in from address to code, and reads the warning that a browser nobody knew yet causes.
    pub async fn logs_in(&mut self) -> Answer {
        self.gives_password().await.leads_to("/inloggen/code");
        let inside = self.gives_code().await;
        assert_eq!(inside.status, 303, "{}", inside.body);
        self.reads_warning().await;
        inside
    }

    /// Logs in at one of several companies.
    pub async fn logs_in_at(&mut self, company: &str) {
        self.gives_password().await.leads_to("/inloggen/bedrijf");
        let choice = self.follows().await.choice(company);
        self.posts("/inloggen/bedrijf", &[("organisation", &choice)])
            .await
            .leads_to("/inloggen/code");
        self.gives_code().await.leads_to("/start");
        self.reads_warning().await;
    }

    /// Reads the mail about a login from a new device, if there is one; says whether there was.
    pub async fn reads_warning(&self) -> bool {
        let email = self.person().email;
        self.house.post_goes_out().await;
        let warning = |letter: &super::Letter| {
            letter.to == email && letter.subject == "Er is ingelogd op een nieuw apparaat"
        };
        !self.house.post.read(warning).is_empty()
    }

    /// Whether this browser is logged in.
    pub async fn is_inside(&mut self) -> bool {
        let answer = self.get("/start").await;
        answer.status == 200 || answer.location() == "/nieuw-wachtwoord"
    }

    /// A request as this browser would make it, still without a body. `site` is what `Sec-Fetch-Site` says.
    pub fn request(&self, method: Method, path: &str, site: &str) -> axum::http::request::Builder {
        let cookies: Vec<String> = self
            .jar
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, ORIGIN.trim_start_matches("https://"))
            .header(header::USER_AGENT, FIREFOX)
            .header("sec-fetch-site", site)
            .extension(ConnectInfo(SocketAddr::from((self.from, 50_000))));
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        request
    }

    /// A form as this browser would send it. It stood on a page, so there is a cookie at least.
    pub fn form(&self, path: &str, fields: &[(&str, &str)], site: &str) -> Request<Body> {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        let mut request = self.request(Method::POST, path, site);
        if self.jar.is_empty() {
            request = request.header(header::COOKIE, "__Host-cookies=are-kept");
        }
        request
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, ORIGIN)
            .body(Body::from(pairs.join("&")))
            .unwrap()
    }

    /// Sends a request, and keeps what a browser keeps of the answer. Whatever is answered, no link of a letter comes out with
    /// which nobody came (SEC-77).
    pub async fn sends(&mut self, request: Request<Body>) -> Answer {
        self.went.push_str(request.uri().path());
        let answer = self.house.answers(request).await;
        let said = format!("{:?}{}", answer.headers, answer.body);
        for secret in self.house.post.secrets() {
            let leaks = said.contains(&secret) && !self.went.contains(&secret);
            assert!(!leaks, "a link of a letter comes out: {said}");
        }
        for cookie in answer.cookies() {
            self.keep(&cookie);
        }
        answer.location().clone_into(&mut self.last);
        answer
    }

    /// Adds a header to a request.
    pub fn with(mut request: Request<Body>, name: &'static str, value: &str) -> Request<Body> {
        let value = HeaderValue::from_str(value).unwrap();
        request
            .headers_mut()
            .insert(HeaderName::from_static(name), value);
        request
    }

    fn keep(&mut self, cookie: &str) {
        let mut parts = cookie.split(';').map(str::trim);
        let (name, value) = parts.next().unwrap().split_once('=').unwrap();
        let attributes: Vec<String> = parts.map(str::to_lowercase).collect();
        let has = |attribute: &str| attributes.iter().any(|one| one == attribute);
        // A browser refuses such a name without these.
        let host = !name.starts_with("__Host-") || (has("secure") && has("path=/"));
        assert!(host, "a browser would not keep {cookie}");
        if has("max-age=0") || value.is_empty() {
            self.jar.remove(name);
        } else {
            self.jar.insert(name.to_owned(), value.to_owned());
        }
    }
}

fn encoded(text: &str) -> String {
    let sign = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(sign).collect()
}
