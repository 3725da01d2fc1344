//! Mail by SMTP: one message of two parts, text and HTML, that says it was sent by a machine. Each mail has a connection of
//! its own: one that the server closed meanwhile, or that was left in the middle of a command, cannot take a mail with it.

mod answer;
mod conversation;
mod encryption;
mod line;
mod no_use;
mod opening;
mod server;
#[cfg(test)]
mod tests;

use std::time::Duration;

use domain::{EmailAddress, post::Obstacle};
use lettre::{
    Address, Message,
    address::Envelope,
    message::{
        Mailbox, MultiPart,
        header::{Header, HeaderName, HeaderValue},
    },
};

use super::transport::{Accepted, Failure, Mail, MailTransport, Sending};
use server::MailServer;

pub use server::NoMailServer;

/// A mail server that letters are handed to.
pub struct Smtp {
    server: MailServer,
    from: Mailbox,
    timeout: Duration,
}

/// Settings that no mail server can be reached with; the text is for the operator.
#[derive(Debug, thiserror::Error)]
pub enum SmtpTrouble {
    /// The sender's address is none.
    #[error("the address that mail comes from: {0}")]
    From(#[from] lettre::address::AddressError),
    /// The address of the mail server is none.
    #[error(transparent)]
    Server(#[from] NoMailServer),
}

/// Host of a mail server, and whether nobody on the way can read along, from its address; `None` for what names none.
pub(crate) fn road(address: &str) -> Option<(String, bool)> {
    let server = MailServer::parse(address).ok()?;
    let private = server.encryption.is_private();
    Some((server.host, private))
}

impl Smtp {
    /// Prepares to speak to the mail server at an address such as `smtps://user:password@host:465`, for a sender such as
    /// `Portaal <a@b.example>`; nothing is sent yet. No mail takes longer than `timeout`.
    pub fn from_url(url: &str, from: &str, timeout: Duration) -> Result<Self, SmtpTrouble> {
        Ok(Self {
            server: MailServer::parse(url)?,
            from: from.parse()?,
            timeout,
        })
    }

    fn message(&self, mail: &Mail) -> Result<Message, Failure> {
        let unusable = || Failure::new(Obstacle::AddressUnsupported, "address");
        let to = receiver(&mail.to).ok_or_else(unusable)?;
        let from = Some(self.from.email.clone());
        let envelope = Envelope::new(from, vec![to.clone()]).map_err(|_| unusable())?;
        Message::builder()
            .envelope(envelope)
            .from(self.from.clone())
            .to(Mailbox::new(mail.to_name.clone(), to))
            .subject(mail.subject.clone())
            .message_id(Some(format!("<{}@{}>", mail.key, self.from.email.domain())))
            .header(AutoSubmitted)
            .multipart(MultiPart::alternative_plain_html(
                mail.text.clone(),
                mail.html.clone(),
            ))
            .map_err(|_| Failure::new(Obstacle::NotWritten, "message"))
    }
}

/// The address of a receiver, byte for byte. One judge says what an address is, here as where it was typed: the library's own
/// takes and refuses others, and reading a header once more it leaves letters out.
fn receiver(to: &str) -> Option<Address> {
    let judged = EmailAddress::parse(to).ok()?;
    let (local, domain) = to.rsplit_once('@')?;
    (judged.for_display() == to).then(|| Address::new_dangerous(local, domain))
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Smtp({}:{})", self.server.host, self.server.port)
    }
}

impl MailTransport for Smtp {
    fn send<'a>(&'a self, mail: &'a Mail) -> Sending<'a> {
        Box::pin(async move {
            let message = self.message(mail)?;
            self.server.hand_over(&message, self.timeout).await?;
            Ok(Accepted::default())
        })
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
