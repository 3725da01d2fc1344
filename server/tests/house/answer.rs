//! An answer of the portal, read to its end.

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Response, header},
};

/// Status, headers and body.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body, as text.
    pub body: String,
}

impl Answer {
    pub(super) async fn of(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Self {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }

    /// A header; empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    /// Where it leads to; empty if nowhere.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// Every cookie it sets, as it stands in the header.
    pub fn cookies(&self) -> Vec<String> {
        let cookies = self.headers.get_all(header::SET_COOKIE).iter();
        cookies
            .map(|cookie| cookie.to_str().unwrap().to_owned())
            .collect()
    }

    /// The nonce that allows the scripts of this document.
    pub fn nonce(&self) -> &str {
        let policy = self.header("content-security-policy");
        let from_nonce = policy.split("'nonce-").nth(1).unwrap_or_default();
        from_nonce.split('\'').next().unwrap_or_default()
    }

    /// The number that the forms of this document carry; empty if it has none.
    pub fn form_number(&self) -> &str {
        let name = format!("name=\"{}\" value=\"", app::parts::FORM_NUMBER);
        let number = self.body.split(&name).nth(1).unwrap_or_default();
        number.split('"').next().unwrap_or_default()
    }

    /// What the form with this address says that the page showed; else what any form of it says, and nothing if none does.
    pub fn seen(&self, action: &str) -> String {
        self.hidden(action, app::parts::SEEN)
    }

    /// A hidden field of the form with this address, or else of any form of the page.
    pub(super) fn hidden(&self, action: &str, name: &str) -> String {
        let form = self.body.split_once(&format!("action=\"{action}\""));
        let form = form.map_or("", |(_, after)| after);
        let form = form.split("</form>").next().unwrap_or_default();
        let name = format!("name=\"{name}\" value=\"");
        let value = [form, &self.body]
            .into_iter()
            .find_map(|text| text.split(&name).nth(1));
        let value = value.unwrap_or_default().split('"').next();
        value.unwrap_or_default().replace("&quot;", "\"")
    }

    /// The title of the page.
    pub fn title(&self) -> &str {
        let from_title = self.body.split("<title>").nth(1).unwrap_or_default();
        from_title.split("</title>").next().unwrap_or_default()
    }

    /// Status and title in one line, for messages and tables.
    pub fn in_short(&self) -> String {
        let what = if self.location().is_empty() {
            self.title()
        } else {
            self.location()
        };
        format!("{} {what}", self.status)
    }

    /// What is sent when the answer with this label is chosen.
    #[track_caller]
    pub fn choice(&self, label: &str) -> String {
        let (before, _) = self
            .body
            .split_once(&format!(">{label}</label>"))
            .unwrap_or_else(|| panic!("no choice {label:?} in {}", self.body));
        let (_, value) = before.rsplit_once("value=\"").unwrap();
        value.split('"').next().unwrap().to_owned()
    }

    /// Fails unless the page shows this text.
    #[track_caller]
    pub fn shows(&self, text: &str) -> &Self {
        assert!(
            self.body.contains(text),
            "no {text:?} in {}\n{}",
            self.in_short(),
            self.body
        );
        self
    }

    /// Fails if the page shows this text.
    #[track_caller]
    pub fn hides(&self, text: &str) -> &Self {
        assert!(
            !self.body.contains(text),
            "{text:?} in {}\n{}",
            self.in_short(),
            self.body
        );
        self
    }

    /// Fails unless it leads to this address by 303.
    #[track_caller]
    pub fn leads_to(&self, path: &str) -> &Self {
        assert_eq!(self.in_short(), format!("303 {path}"), "{}", self.body);
        self
    }

    /// Everything that somebody outside can compare: status, headers and body, without what is fresh in every answer
    /// (date, nonce, number of the page, the value of the session cookie), and with `typed` taken out where it is shown again.
    pub fn bytes_but_for(&self, typed: &str) -> String {
        let mut lines: Vec<String> = self
            .headers
            .iter()
            .filter(|(name, _)| *name != header::DATE)
            .map(|(name, value)| {
                let value = value.to_str().unwrap();
                let value = match value.split_once('=') {
                    Some((cookie, rest)) if name == header::SET_COOKIE => {
                        let attributes = rest.split_once(';').map_or("", |(_, rest)| rest);
                        format!("{cookie};{attributes}")
                    }
                    _ => value.to_owned(),
                };
                // The address that was typed is as long as it is; whoever typed it knows.
                if name == header::CONTENT_LENGTH {
                    String::new()
                } else {
                    format!("{name}: {value}")
                }
            })
            .collect();
        lines.sort();
        let all = format!("{}\n{}\n{}", self.status, lines.join("\n"), self.body);
        let fresh = [
            (self.nonce(), "NONCE"),
            (self.form_number(), "NUMBER"),
            (typed, "TYPED"),
        ];
        let found = fresh.into_iter().filter(|(text, _)| !text.is_empty());
        found.fold(all, |all, (text, name)| all.replace(text, name))
    }
}
