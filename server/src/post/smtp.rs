//! Mail by SMTP: one message of two parts, text and HTML, that says it was sent by a machine.
//! A mail server that hangs, refuses for now or breaks off is tried again; one that refuses for good is believed.

use std::time::Duration;

use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{Header, HeaderName, HeaderValue},
    },
    transport::smtp::{
        authentication::Credentials,
        client::{Tls, TlsParameters},
    },
};

use super::transport::{Accepted, Failure, Mail, MailTransport, Sending};

/// How a mail server is spoken to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encryption {
    /// TLS from the first byte (port 465).
    #[default]
    Tls,
    /// STARTTLS, required (port 587).
    StartTls,
    /// None; for a mail server on this machine only.
    None,
}

/// Which mail server, and how.
#[derive(Clone)]
pub struct SmtpSettings {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Encryption.
    pub encryption: Encryption,
    /// User name and password, if it asks for them.
    pub credentials: Option<(String, String)>,
    /// Address that mail comes from.
    pub from: String,
    /// Name that mail comes from.
    pub from_name: String,
    /// Longest time for one mail.
    pub timeout: Duration,
}

impl std::fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SmtpSettings({}:{})", self.host, self.port)
    }
}

/// A mail server that letters are handed to.
#[derive(Debug)]
pub struct Smtp {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    timeout: Duration,
}

/// Settings that no mail server can be reached with; the text is for the operator.
#[derive(Debug, thiserror::Error)]
pub enum SmtpTrouble {
    /// The sender's address is none.
    #[error("the address that mail comes from: {0}")]
    From(#[from] lettre::address::AddressError),
    /// TLS cannot be set up for this host.
    #[error("TLS to the mail server: {0}")]
    Tls(#[from] lettre::transport::smtp::Error),
}

impl Smtp {
    /// Prepares to speak to a mail server; nothing is sent yet.
    pub fn new(settings: SmtpSettings) -> Result<Self, SmtpTrouble> {
        let tls = match settings.encryption {
            Encryption::Tls => Tls::Wrapper(TlsParameters::new(settings.host.clone())?),
            Encryption::StartTls => Tls::Required(TlsParameters::new(settings.host.clone())?),
            Encryption::None => Tls::None,
        };
        // A connection for each mail (lettre without its pool): one that was left in the middle of a command must not be
        // spoken to again, or the answer to one mail would be taken for that to another.
        let mut server = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(settings.host)
            .port(settings.port)
            .tls(tls)
            .timeout(Some(settings.timeout));
        if let Some((user, password)) = settings.credentials {
            server = server.credentials(Credentials::new(user, password));
        }
        Ok(Self {
            server: server.build(),
            from: Mailbox::new(Some(settings.from_name), settings.from.parse()?),
            timeout: settings.timeout,
        })
    }

    /// The same from an address such as `smtps://user:password@host:465`, and a sender such as `Portaal <a@b.example>`.
    pub fn from_url(url: &str, from: &str, timeout: Duration) -> Result<Self, SmtpTrouble> {
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?
            .timeout(Some(timeout))
            .build();
        Ok(Self {
            server,
            from: from.parse()?,
            timeout,
        })
    }

    fn message(&self, mail: &Mail) -> Result<Message, Failure> {
        let to: Address = mail
            .to
            .parse()
            .map_err(|_| Failure::for_good("address_refused"))?;
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(mail.to_name.clone(), to))
            .subject(mail.subject.clone())
            .message_id(Some(format!("<{}@{}>", mail.key, self.from.email.domain())))
            .header(AutoSubmitted)
            .multipart(MultiPart::alternative_plain_html(
                mail.text.clone(),
                mail.html.clone(),
            ))
            .map_err(|_| Failure::for_good("message_refused"))
    }
}

impl MailTransport for Smtp {
    fn send<'a>(&'a self, mail: &'a Mail) -> Sending<'a> {
        Box::pin(async move {
            let message = self.message(mail)?;
            // The library's time limit is for one command; a server that answers each of them late must not hold us up.
            match tokio::time::timeout(self.timeout, self.server.send(message)).await {
                Ok(Ok(_)) => Ok(Accepted::default()),
                Ok(Err(error)) => Err(failure(&error)),
                Err(_) => Err(Failure::for_now("timeout")),
            }
        })
    }
}

/// A refusal of our own account or of the whole connection says nothing about this mail, so it is tried again.
fn failure(error: &lettre::transport::smtp::Error) -> Failure {
    let Some(code) = error.status().map(u16::from) else {
        return Failure::for_now(if error.is_timeout() {
            "timeout"
        } else {
            "connection"
        });
    };
    let class = format!("smtp_{code}");
    let about_us = matches!(code, 530 | 534 | 535 | 538);
    if error.is_permanent() && !about_us {
        Failure::for_good(class)
    } else {
        Failure::for_now(class)
    }
}

/// Keeps out-of-office answers away (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
