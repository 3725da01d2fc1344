//! Where the post room ends and the outside world begins: what carries mail, and what carries SMS.
//! A transport tells only whether the text was accepted, and if not, whether it makes sense to try again.

use std::{fmt, future::Future, pin::Pin};

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
    /// What happened, as a code for log and database: no address, no number, no text of the other side.
    pub class: String,
    /// Whether it may go well another time.
    pub may_pass: bool,
}

impl Failure {
    /// It may go well another time.
    pub fn for_now(class: impl Into<String>) -> Self {
        Self {
            class: class.into(),
            may_pass: true,
        }
    }

    /// It will never go well.
    pub fn for_good(class: impl Into<String>) -> Self {
        Self {
            class: class.into(),
            may_pass: false,
        }
    }
}
