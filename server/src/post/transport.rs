//! Where the post room ends and the outside world begins: what carries mail, and what carries SMS.
//! A transport tells only whether the text was accepted, and if not, what stands in the way.

use std::{fmt, future::Future, pin::Pin};

use domain::post::Obstacle;

/// What a transport gives back, boxed so that the worker need not know which transport it has.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<Accepted, Failure>> + Send + 'a>>;

/// Carries mail.
pub trait MailTransport: Send + Sync + 'static {
    /// Hands one mail over.
    fn send<'a>(&'a self, mail: &'a Mail) -> Sending<'a>;
}

/// Carries SMS.
pub trait SmsGateway: Send + Sync + 'static {
    /// Hands one message over.
    fn send<'a>(&'a self, sms: &'a Sms) -> Sending<'a>;
}

/// A mail, written. Prints without its contents.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// The same key always stands for the same text.
    pub key: String,
    /// Address of the receiver.
    pub to: String,
    /// Name of the receiver, if known.
    pub to_name: Option<String>,
    /// Subject.
    pub subject: String,
    /// The letter as plain text.
    pub text: String,
    /// The letter as HTML.
    pub html: String,
}

/// An SMS, written. Prints without its contents.
#[derive(Clone, PartialEq, Eq)]
pub struct Sms {
    /// The same key always stands for the same text.
    pub key: String,
    /// Number of the receiver in E.164.
    pub to: String,
    /// The message, at most 160 characters of GSM-7.
    pub text: String,
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mail({})", self.key)
    }
}

impl fmt::Debug for Sms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sms({})", self.key)
    }
}

/// The other side took the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Their name for it, if they gave one.
    pub provider_id: Option<String>,
}

/// The other side did not take the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What stands in the way.
    pub obstacle: Obstacle,
    /// How that came out, for the log: no address, no number, no text of the other side.
    pub detail: String,
}

impl Failure {
    /// A text that was not taken because of `obstacle`.
    pub fn new(obstacle: Obstacle, detail: impl Into<String>) -> Self {
        Self {
            obstacle,
            detail: detail.into(),
        }
    }
}
