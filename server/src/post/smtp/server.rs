//! Which mail server mail is handed in at, and how it is spoken to, read from one address.
//! `smtps://user:password@host:465`, or `smtp://host:587?tls=required`; a path is the name that we say hello with.

use lettre::transport::smtp::{
    SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT, authentication::Credentials, extension::ClientId,
};
use percent_encoding::percent_decode_str;
use url::{Host, Url};

use super::{
    encryption::{Encryption, NoTls, Tls},
    no_use::NoUse,
};

/// A mail server.
#[derive(Clone)]
pub(super) struct MailServer {
    pub host: String,
    pub port: u16,
    pub encryption: Encryption,
    pub credentials: Option<Credentials>,
    pub hello: ClientId,
    pub no_use: NoUse,
}

/// Why an address names no mail server; the text is for the operator and holds nothing of the address.
#[derive(Debug, thiserror::Error)]
pub enum NoMailServer {
    /// It is no address.
    #[error("is no address: {0}")]
    Url(#[from] url::ParseError),
    /// It lacks a host, or says something that means nothing here.
    #[error(
        "must be `smtps://user:password@host:465` or `smtp://user:password@host:587?tls=required`, with no other option"
    )]
    Form,
    /// TLS cannot be set up for this host.
    #[error("TLS cannot be set up: {0}")]
    Tls(#[from] NoTls),
}

impl MailServer {
    /// Reads the address of a mail server.
    pub fn parse(address: &str) -> Result<Self, NoMailServer> {
        let url = Url::parse(address)?;
        let host = match url.host().ok_or(NoMailServer::Form)? {
            Host::Domain("") => return Err(NoMailServer::Form),
            Host::Domain(name) => name.to_owned(),
            Host::Ipv4(address) => address.to_string(),
            // Without the brackets, which only an address of this form has.
            Host::Ipv6(address) => address.to_string(),
        };
        if url.fragment().is_some() {
            return Err(NoMailServer::Form);
        }
        let tls = || Tls::with(&host);
        let options: Vec<_> = url.query_pairs().collect();
        let option = match options.as_slice() {
            [] => None,
            [(key, value)] if key == "tls" => Some(value.as_ref()),
            _ => return Err(NoMailServer::Form),
        };
        let (encryption, port) = match (url.scheme(), option) {
            ("smtps", None) => (Encryption::Wrapped(tls()?), SUBMISSIONS_PORT),
            ("smtp", Some("required")) => (Encryption::Required(tls()?), SUBMISSION_PORT),
            ("smtp", Some("opportunistic")) => (Encryption::Offered(tls()?), SUBMISSION_PORT),
            ("smtp", None) => (Encryption::None, SMTP_PORT),
            _ => return Err(NoMailServer::Form),
        };
        let hello = match url.path().trim_matches('/') {
            "" => ClientId::default(),
            name => ClientId::Domain(name.to_owned()),
        };
        Ok(Self {
            port: url.port().unwrap_or(port),
            credentials: credentials(&url)?,
            host,
            encryption,
            hello,
            no_use: NoUse::default(),
        })
    }
}

/// A name without a password would be handed in to nobody, and so is a mistake.
fn credentials(url: &Url) -> Result<Option<Credentials>, NoMailServer> {
    let decoded = |text: &str| {
        let text = percent_decode_str(text).decode_utf8();
        text.map(String::from).map_err(|_| NoMailServer::Form)
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        (user, Some(password)) if !user.is_empty() => {
            Ok(Some(Credentials::new(decoded(user)?, decoded(password)?)))
        }
        _ => Err(NoMailServer::Form),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_where_mail_is_handed_in_and_how_privately() {
        let said = |address: &str| {
            let server = MailServer::parse(address).ok()?;
            let how = match server.encryption {
                Encryption::Wrapped(_) => "tls",
                Encryption::Required(_) => "starttls",
                Encryption::Offered(_) => "starttls?",
                Encryption::None => "plain",
            };
            let hello = server.hello;
            Some(format!("{how} {}:{} {hello}", server.host, server.port))
        };
        for (address, expected) in [
            (
                "smtps://u:p%40ss@mail.voorbeeld.example",
                Some("tls mail.voorbeeld.example:465 [127.0.0.1]"),
            ),
            (
                "smtps://u:p@mail.voorbeeld.example:2465/ons.example",
                Some("tls mail.voorbeeld.example:2465 ons.example"),
            ),
            (
                "smtp://u:p@mail.voorbeeld.example?tls=required",
                Some("starttls mail.voorbeeld.example:587 [127.0.0.1]"),
            ),
            (
                "smtp://mail.voorbeeld.example?tls=opportunistic",
                Some("starttls? mail.voorbeeld.example:587 [127.0.0.1]"),
            ),
            ("smtp://127.0.0.1", Some("plain 127.0.0.1:25 [127.0.0.1]")),
            ("smtp://[::1]:2525", Some("plain ::1:2525 [127.0.0.1]")),
            ("smtp://mail.voorbeeld.example?xtls=required", None),
            (
                "smtp://mail.voorbeeld.example?tls=opportunistic&tls=required",
                None,
            ),
            ("smtps://user@mail.voorbeeld.example", None),
            ("smtps://:p@mail.voorbeeld.example", None),
            ("http://mail.voorbeeld.example", None),
            ("smtp://", None),
            ("mail.voorbeeld.example", None),
        ] {
            assert_eq!(said(address).as_deref(), expected, "{address}");
        }
    }
}
