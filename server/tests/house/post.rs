//! A mail server and a gateway in memory. Letters lie there until somebody reads them; the gateway can break down.

use std::sync::{Mutex, MutexGuard};

use domain::post::Obstacle;
use server::post::transport::{Accepted, Failure, Mail, MailTransport, Sending, Sms, SmsGateway};

/// How the gateway behaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gateway {
    /// Takes every message.
    #[default]
    Works,
    /// Answers 503 and sends nothing.
    Down,
    /// Sends the message, but its answer is lost on the way.
    LosesAnswers,
}

/// A letter that arrived.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The same key always stands for the same text.
    pub key: String,
    /// Address or number.
    pub to: String,
    /// Subject; empty for an SMS.
    pub subject: String,
    /// The letter as plain text.
    pub text: String,
    /// The letter as HTML; empty for an SMS.
    pub html: String,
}

impl Letter {
    /// The six digits of a code, if there are any: what a browser fills in from the last line.
    pub fn code(&self) -> Option<&str> {
        self.text.rsplit_once('#').map(|(_, code)| code.trim())
    }

    /// What opens something in its links.
    pub fn secrets(&self) -> impl Iterator<Item = &str> {
        let words = self.text.split_whitespace();
        words
            .filter(|word| word.starts_with(super::ORIGIN))
            .filter_map(|link| link.rsplit('/').next())
            .filter(|last| last.len() >= 43)
    }

    /// The first address of this portal with `path` in it, without scheme and host.
    pub fn link(&self, path: &str) -> Option<&str> {
        let begin = self.text.find(path)?;
        self.text[begin..].split_whitespace().next()
    }
}

#[derive(Default)]
struct State {
    letters: Vec<(Letter, bool)>,
    gateway: Gateway,
    refuses: Option<Obstacle>,
    handed_over: Vec<String>,
}

/// Where every letter of a house ends up.
#[derive(Default)]
pub struct Postbox(Mutex<State>);

impl Postbox {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// Makes the gateway behave from now on.
    pub fn gateway(&self, manner: Gateway) {
        self.state().gateway = manner;
    }

    /// What stands in the way of mail from now on.
    pub fn refuses_mail(&self, obstacle: Option<Obstacle>) {
        self.state().refuses = obstacle;
    }

    /// Keys of the messages that the gateway was given, taken or not, in order.
    pub fn handed_over(&self) -> Vec<String> {
        self.state().handed_over.clone()
    }

    /// Takes out what is unread and fits, oldest first.
    pub fn read(&self, fits: impl Fn(&Letter) -> bool) -> Vec<Letter> {
        let mut state = self.state();
        let unread = state
            .letters
            .iter_mut()
            .filter(|(letter, read)| !read && fits(letter));
        unread
            .map(|(letter, read)| {
                *read = true;
                letter.clone()
            })
            .collect()
    }

    /// What opens something in every letter that arrived.
    pub fn secrets(&self) -> Vec<String> {
        let state = self.state();
        let letters = state.letters.iter();
        letters
            .flat_map(|(letter, _)| letter.secrets())
            .map(str::to_owned)
            .collect()
    }

    /// Receiver and subject of every letter that nobody read.
    pub fn unread(&self) -> Vec<String> {
        let state = self.state();
        let unread = state.letters.iter().filter(|(_, read)| !read);
        unread
            .map(|(letter, _)| format!("{}: {}{}", letter.to, letter.subject, letter.text))
            .collect()
    }

    fn put(&self, letter: Letter) {
        let mut state = self.state();
        // A gateway sends a key once, however often it is asked to.
        if !state
            .letters
            .iter()
            .any(|(known, _)| known.key == letter.key)
        {
            state.letters.push((letter, false));
        }
    }
}

impl MailTransport for Postbox {
    fn send<'a>(&'a self, mail: &'a Mail) -> Sending<'a> {
        Box::pin(async {
            if let Some(obstacle) = self.state().refuses {
                return Err(Failure::new(obstacle, "refused by the test"));
            }
            self.put(Letter {
                key: mail.key.clone(),
                to: mail.to.clone(),
                subject: mail.subject.clone(),
                text: mail.text.clone(),
                html: mail.html.clone(),
            });
            Ok(Accepted::default())
        })
    }
}

impl SmsGateway for Postbox {
    fn send<'a>(&'a self, sms: &'a Sms) -> Sending<'a> {
        Box::pin(async {
            self.state().handed_over.push(sms.key.clone());
            let manner = self.state().gateway;
            if manner != Gateway::Down {
                self.put(Letter {
                    key: sms.key.clone(),
                    to: sms.to.clone(),
                    subject: String::new(),
                    text: sms.text.clone(),
                    html: String::new(),
                });
            }
            match manner {
                Gateway::Works => Ok(Accepted::default()),
                Gateway::Down => Err(Failure::new(Obstacle::CarrierAway, "http 503")),
                Gateway::LosesAnswers => Err(Failure::new(Obstacle::CarrierAway, "timeout")),
            }
        })
    }
}
