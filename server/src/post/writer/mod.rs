//! From a letter and its facts to words: one template a language, from which both parts of a mail are made.
//! Values are cleaned before they reach a template, and what a template marks cannot come from a value (SEC-60).

mod clean;
mod frame;
mod gsm;
mod mails;
mod texts;
mod writing;

use std::sync::Arc;

use domain::post::{Letter, LinkTo};
use flows::post::{Addressed, Recipient, Secret};

use self::{texts::Sender, writing::Writing};
use super::transport::{Mail, Sms};
use crate::portal::Portal;

pub use gsm::{SMS_LENGTH, septets, sms_room};

/// Writes the letters of one portal.
#[derive(Clone, Debug)]
pub struct Writer {
    portal: Arc<Portal>,
}

/// A letter, ready to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// By mail.
    Mail(Mail),
    /// By SMS.
    Sms(Sms),
}

/// Why a letter cannot be written. A version that can may come, so the letter is kept.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    /// A question is answered, not sent.
    #[error("a question is not a letter")]
    Question,
    /// The letter is nothing without the link or code that is not there.
    #[error("the letter lacks its link or code")]
    NoSecret,
    /// The letter travels otherwise than its receiver.
    #[error("the letter does not fit its receiver")]
    WrongReceiver,
    /// The facts of the letter do not survive cleaning.
    #[error("facts: {0}")]
    Facts(#[from] serde_json::Error),
    /// A template failed.
    #[error("template: {0}")]
    Template(#[from] askama::Error),
}

impl Unwritable {
    /// Code for the log.
    pub const fn class(&self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::NoSecret => "no_secret",
            Self::WrongReceiver => "wrong_receiver",
            Self::Facts(_) => "facts",
            Self::Template(_) => "template",
        }
    }
}

impl Writer {
    /// A writer for this portal.
    pub const fn new(portal: Arc<Portal>) -> Self {
        Self { portal }
    }

    /// Writes one letter.
    pub fn write(&self, addressed: &Addressed) -> Result<Written, Unwritable> {
        let letter = clean::letter(&addressed.letter)?;
        let desk = match &addressed.request_of {
            Some(kind) => self.portal.request_desks.get(kind),
            None => self.portal.desk_of(&addressed.kinds),
        };
        match &addressed.to {
            Recipient::Mailbox { address, name } => {
                let name = name.as_deref().map(clean::text);
                let code = code(addressed.secret.as_ref());
                let writing = Writing {
                    portal: &self.portal,
                    language: addressed.language,
                    name: name.as_deref(),
                    link: self.link(&letter, addressed.secret.as_ref()),
                    code: code.map(str::to_owned),
                    desk,
                };
                let body = mails::body(&writing, &letter)?;
                let (subject, blocks) = frame::read(&body);
                Ok(Written::Mail(Mail {
                    key: addressed.key.clone(),
                    to: clean::text(address),
                    to_name: name.clone(),
                    text: frame::text(&writing, &blocks),
                    html: frame::html(&writing, &subject, &blocks)?,
                    subject,
                }))
            }
            Recipient::Number { e164 } => {
                let code = code(addressed.secret.as_ref());
                let sender = Sender::of(&self.portal, desk);
                Ok(Written::Sms(Sms {
                    key: addressed.key.clone(),
                    to: e164.clone(),
                    text: texts::text(&sender, addressed.language, &letter, code)?,
                }))
            }
        }
    }

    /// The address behind the secret. The origin is configured, whatever host a request named (SEC-25).
    fn link(&self, letter: &Letter, secret: Option<&Secret>) -> Option<String> {
        let Some(Secret::Link(secret)) = secret else {
            return None;
        };
        let page = match letter.which().link() {
            LinkTo::Nothing => return None,
            LinkTo::Password => "wachtwoord-instellen".to_owned(),
            LinkTo::Activation => "account-activeren".to_owned(),
            LinkTo::Address => "e-mailadres-bevestigen".to_owned(),
            LinkTo::Appointment => "gebruikersbeheerder-aanvragen/bevestigen".to_owned(),
            LinkTo::Progress => format!("aanvraag/{}", letter.request()?),
            LinkTo::Freeze => "blokkeren".to_owned(),
        };
        Some(
            self.portal
                .origin
                .at(&format!("/{page}/{}", secret.expose())),
        )
    }
}

fn code(secret: Option<&Secret>) -> Option<&str> {
    match secret {
        Some(Secret::Code(code, _)) => Some(code.expose()),
        _ => None,
    }
}
