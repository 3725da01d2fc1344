//! What this deployment is called and where it stands, as letters and pages name it.
//! The origin comes from here and never from a request, so that a forged host reaches no letter (SEC-25).

use std::collections::BTreeMap;

use domain::{
    desks::{Desk, phone_in_sms, shared},
    opening::OpeningHours,
    organisations::Words,
};
use url::Url;

/// The brand in light, as `style/tokens.css` has it.
pub(crate) const BRAND: &str = "#0a4548";

/// Room in an SMS for name and host together, in characters; the rest is text (a test counts it).
pub const SMS_ROOM: usize = 48;

/// Names, addresses and numbers of one deployment. The default is the demo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portal {
    /// Name of the portal, "Mijn Voorbeeld".
    pub name: String,
    /// Name of the insurer, "Voorbeeld Verzekeringen".
    pub insurer: String,
    /// Name in SMS messages; with [`Portal::sms_host`] at most [`SMS_ROOM`] characters.
    pub sms_name: String,
    /// Host in the last line of an SMS, by which a browser fills in the code: the host that people log in at.
    pub sms_host: String,
    /// Where the portal stands.
    pub origin: Origin,
    /// Telephone number of the service desk, as written.
    pub help_phone: String,
    /// When it answers.
    pub help_hours: OpeningHours,
    /// The desks that help people of one kind of company, by its code; the service desk where there is none.
    pub kind_desks: BTreeMap<String, OwnDesk>,
    /// The desks that answer requests to be appointed admin, by the code of the kind of company; the service desk where
    /// there is none.
    pub request_desks: BTreeMap<String, OwnDesk>,
    /// Address that mail comes from.
    pub mail_from: String,
    /// Colour of the button in mails, dark enough for white text.
    pub brand: String,
}

/// A desk that is there for some, as letters name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnDesk {
    /// What it is called, within a sentence.
    pub name: Words,
    /// Its telephone number, as written.
    pub phone: String,
    /// Its mailbox.
    pub email: String,
    /// When it answers.
    pub hours: OpeningHours,
}

impl From<&Desk> for OwnDesk {
    fn from(desk: &Desk) -> Self {
        Self {
            name: desk.name.clone(),
            phone: desk.phone.clone(),
            email: desk.email.clone(),
            hours: desk.hours.clone(),
        }
    }
}

impl Portal {
    /// The number of a desk, or of the service desk, as an SMS has room for it.
    pub fn sms_phone(&self, desk: Option<&OwnDesk>) -> String {
        phone_in_sms(desk.map_or(&self.help_phone, |desk| &desk.phone))
    }

    /// The desk that helps somebody of all these kinds of company; `None` for the one that helps everybody.
    pub fn desk_of(&self, kinds: &[String]) -> Option<&OwnDesk> {
        shared(kinds.iter().map(|kind| self.kind_desks.get(kind))).flatten()
    }
}

impl Default for Portal {
    fn default() -> Self {
        Self {
            name: "Mijn Voorbeeld".into(),
            insurer: "Voorbeeld Verzekeringen".into(),
            sms_name: "Voorbeeld Verzekeringen".into(),
            sms_host: "voorbeeld.example".into(),
            origin: Origin("https://voorbeeld.example".into()),
            help_phone: "0800 1234".into(),
            help_hours: OpeningHours::default(),
            kind_desks: BTreeMap::new(),
            request_desks: BTreeMap::new(),
            mail_from: "inloggen@voorbeeld.example".into(),
            brand: BRAND.into(),
        }
    }
}

/// Scheme, host and, if it is not the usual one, port: "https://mijn.voorbeeld.example".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// Reads scheme, host and port and nothing else, as browsers write them: what a form comes from is compared to it. The
    /// port of the scheme goes without saying, and a dot at the end of the host would make another host of it.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        let of_scheme = match text.split_once("://")?.0 {
            "https" => ":443",
            "http" => ":80",
            _ => return None,
        };
        let url = Url::parse(&text).ok().filter(|url| {
            url.port() != Some(0) && url.host_str().is_some_and(|host| !host.ends_with('.'))
        })?;
        let written = url.origin().ascii_serialization();
        let typed = text.strip_suffix(of_scheme).unwrap_or(&text);
        (typed == written).then_some(Self(written))
    }

    /// The whole, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nobody on the way can read along.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// The host, without port.
    pub fn host(&self) -> &str {
        let authority = self.0.split("://").nth(1).unwrap_or_default();
        match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
            _ => authority,
        }
    }

    /// An address at this portal; `path` starts with a slash.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_scheme_host_and_port_and_nothing_else() {
        for (text, good) in [
            ("https://portal.voorbeeld.example", true),
            ("https://portal.voorbeeld.example:8443", true),
            ("http://[::1]:8080", true),
            ("https://portal.voorbeeld.example/", false),
            ("https://portal.voorbeeld.example/pad", false),
            ("https://portal.voorbeeld.example?x", false),
            ("https://iemand@portal.voorbeeld.example", false),
            ("https://portal.voorbeeld.example:", false),
            ("https://portal.voorbeeld.example:0", false),
            ("https://portal.voorbeeld.example:65536", false),
            ("http://127.0.0.1@elders.example", false),
            ("javascript:alert(1)", false),
            ("ftp://portal.voorbeeld.example", false),
            ("portal.voorbeeld.example", false),
            ("https://", false),
            ("https:///portal.voorbeeld.example", false),
            ("https:portal.voorbeeld.example", false),
            ("https://portal.voorbeeld.example.", false),
            ("https://portal.voorbeeld.example.:8443", false),
            ("https://portal.voorbeeld.example:0443", false),
            ("https://[2001:db8:0:0::1]", false),
            ("https://portaal.k\u{e1}ntoor.example", false),
            ("https://[2001:db8::1]", true),
        ] {
            assert_eq!(Origin::parse(text).is_some(), good, "{text:?}");
        }
        for (text, written) in [
            (
                "https://Portal.Voorbeeld.example:443",
                "https://portal.voorbeeld.example",
            ),
            ("http://127.0.0.1:80", "http://127.0.0.1"),
            ("http://127.0.0.1:443", "http://127.0.0.1:443"),
        ] {
            assert_eq!(Origin::parse(text).unwrap().as_str(), written);
        }
    }

    #[test]
    fn links_of_the_demo_begin_with_its_origin() {
        let demo = Portal::default();
        assert_eq!(
            Origin::parse(demo.origin.as_str()),
            Some(demo.origin.clone())
        );
        assert_eq!(demo.origin.host(), "voorbeeld.example");
        assert_eq!(
            demo.origin.at("/inloggen"),
            "https://voorbeeld.example/inloggen"
        );
    }
}
