//! What a mail server's answer means: whose affair it is, by the stage at which it came and by its code (RFC 5321, RFC 3463).
//! Before the receiver is named, a refusal is about us; afterwards only an answer that says "no such address" is about the
//! address. Whatever else it may be, the letter is kept.

use std::{error::Error, io};

use domain::post::Obstacle;
use lettre::transport::smtp;

use super::line::Endless;
use crate::post::{tls, transport::Failure};

/// How far a conversation with a mail server came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// To the connection, with TLS if that comes first, the greeting, and the names.
    Greeting,
    /// To the encryption of a connection that was open.
    Encryption,
    /// To our name and password.
    Login,
    /// To the sender.
    Sender,
    /// To the receiver.
    Receiver,
    /// To the announcement of the text.
    Data,
    /// To the end of the text.
    Text,
}

impl Stage {
    /// The word for the log.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Greeting => "greeting",
            Self::Encryption => "starttls",
            Self::Login => "auth",
            Self::Sender => "mail",
            Self::Receiver => "rcpt",
            Self::Data => "data",
            Self::Text => "text",
        }
    }

    /// What it means that nothing came back. A server that has heard who the receiver is may wait for somebody else.
    pub const fn unanswered(self) -> Obstacle {
        match self {
            Self::Greeting | Self::Encryption | Self::Login | Self::Sender => Obstacle::CarrierAway,
            Self::Receiver | Self::Data => Obstacle::CarrierBusy,
            // It has the whole letter, and may have taken it.
            Self::Text => Obstacle::Unanswered,
        }
    }
}

/// What it means that a conversation ended with `error`. The words of the server, which may hold an address, are left out.
pub(super) fn failure(stage: Stage, error: &smtp::Error) -> Failure {
    if let Some(code) = error.status().map(u16::from) {
        let text = error.source().map(ToString::to_string);
        let text = text.unwrap_or_default();
        let enhanced = Enhanced::read(code, &text);
        let detail = match enhanced {
            Some(Enhanced { subject, detail }) => {
                format!("{} {code} {}.{subject}.{detail}", stage.code(), code / 100)
            }
            None => format!("{} {code}", stage.code()),
        };
        return Failure::new(obstacle(stage, code, enhanced, &text), detail);
    }
    if error.is_client() {
        // It offers no way to log in that we know.
        let what = format!("{} not offered", stage.code());
        return Failure::new(Obstacle::CarrierRefuses, what);
    }
    broken(stage, error)
}

/// What it means that a connection ended with `error`, no answer having come.
pub(super) fn broken(stage: Stage, error: &(dyn Error + 'static)) -> Failure {
    let (obstacle, what) = if let Some(why) = tls::why(error) {
        (Obstacle::CarrierAway, format!("tls: {why}"))
    } else if caused_by::<Endless>(error) {
        (stage.unanswered(), Endless.to_string())
    } else {
        (stage.unanswered(), "connection".to_owned())
    };
    Failure::new(obstacle, format!("{} {what}", stage.code()))
}

/// Whether a `T`, handed on as a failure of the connection, is behind `error`.
fn caused_by<T: Error + 'static>(error: &(dyn Error + 'static)) -> bool {
    let mut causes = std::iter::successors(Some(error), |&cause| cause.source());
    causes.any(|cause| {
        let inner = cause.downcast_ref::<io::Error>();
        inner
            .and_then(io::Error::get_ref)
            .is_some_and(|inner| inner.is::<T>())
    })
}

/// Subject and detail of an enhanced status code, such as 1 and 1 of `5.1.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Enhanced {
    subject: u16,
    detail: u16,
}

impl Enhanced {
    /// The code that a text begins with; one of another class than the answer itself counts for nothing.
    fn read(code: u16, text: &str) -> Option<Self> {
        // Some write a sign before it.
        let word = text.split_whitespace().next()?.trim_start_matches('#');
        let word = word.trim_end_matches([':', ',', ';']);
        let mut parts = word.split('.').map(|part| part.parse::<u16>().ok());
        let (class, subject, detail) = (parts.next()??, parts.next()??, parts.next()??);
        (class == code / 100 && parts.next().is_none()).then_some(Self { subject, detail })
    }
}

fn obstacle(stage: Stage, code: u16, enhanced: Option<Enhanced>, text: &str) -> Obstacle {
    let for_good = code >= 500;
    match stage {
        Stage::Greeting | Stage::Encryption | Stage::Login | Stage::Sender | Stage::Data => {
            about_us(for_good)
        }
        // The connection ends, whoever the letter is for.
        Stage::Receiver | Stage::Text if code == 421 => Obstacle::CarrierBusy,
        Stage::Receiver | Stage::Text if names_the_sender(enhanced, text) => not_carried(for_good),
        Stage::Receiver => match enhanced {
            Some(enhanced) => about_receiver(for_good, enhanced).unwrap_or(not_carried(for_good)),
            None => unexplained(code, text),
        },
        // Some look at the address only now; whatever is not about it is about the text.
        Stage::Text => match enhanced.and_then(|enhanced| about_receiver(for_good, enhanced)) {
            Some(obstacle) => obstacle,
            None if for_good => Obstacle::TextRefused,
            None => Obstacle::CarrierBusy,
        },
    }
}

const fn about_us(for_good: bool) -> Obstacle {
    if for_good {
        Obstacle::CarrierRefuses
    } else {
        Obstacle::CarrierBusy
    }
}

/// What it says of us when it has heard who the receiver is: perhaps it would carry mail to others.
const fn not_carried(for_good: bool) -> Obstacle {
    if for_good {
        Obstacle::NotCarried
    } else {
        Obstacle::CarrierBusy
    }
}

/// `None` for what is not about the receiver: the system, the network, the protocol, policy.
const fn about_receiver(for_good: bool, enhanced: Enhanced) -> Option<Obstacle> {
    Some(match (enhanced.subject, enhanced.detail) {
        // The sender's address, and the way to the next server.
        (1, 7..=9) => return None,
        (1, _) if for_good => Obstacle::NoSuchAddress,
        (2, 2) => Obstacle::MailboxFull,
        (1 | 2, _) => Obstacle::ReceiverNotNow,
        // Letters before the @ that the receiver cannot have.
        (6, 7) if for_good => Obstacle::AddressUnsupported,
        _ => return None,
    })
}

/// An answer to the receiver's address without a code that says more. 550, 551 and 553 are for addresses that nobody has,
/// and many say the same to whoever may not send through them: the letter is kept for a while.
fn unexplained(code: u16, text: &str) -> Obstacle {
    match code {
        450 => Obstacle::ReceiverNotNow,
        452 | 552 => Obstacle::MailboxFull,
        550 | 551 | 553 | 556 if !speaks_of_us(text) => Obstacle::RefusedUnexplained,
        code => not_carried(code >= 500),
    }
}

/// Whether what is said of an address is about ours: many look at the sender when they hear the receiver, and 5.1.0 is of either.
fn names_the_sender(enhanced: Option<Enhanced>, text: &str) -> bool {
    let of_an_address = enhanced.is_some_and(|enhanced| enhanced.subject == 1);
    let text = without_addresses(text);
    of_an_address
        && ["sender", "from address", "mail from"]
            .iter()
            .any(|word| text.contains(word))
}

/// An answer in small letters, without the address that many repeat: words in that say nothing.
fn without_addresses(text: &str) -> String {
    let words = text.split([' ', '<', '>', ':', '=']);
    let words = words.filter(|word| !word.is_empty() && !word.contains('@'));
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

fn speaks_of_us(text: &str) -> bool {
    let text = without_addresses(text);
    [
        "relay",
        "rcpthosts",
        "denied",
        "policy",
        "spam",
        "block",
        "black",
        "reputation",
        "authent",
        "permitted",
        "allowed",
        "too many",
        "rate",
        "sender",
    ]
    .iter()
    .any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{Enhanced, Obstacle, Obstacle::*, Stage, Stage::*};

    fn means(stage: Stage, answer: &str) -> Obstacle {
        let (code, text) = answer.split_once(' ').unwrap_or((answer, ""));
        let code = code.parse().unwrap();
        super::obstacle(stage, code, Enhanced::read(code, text), text)
    }

    #[test]
    fn sec_33_before_the_receiver_is_named_every_refusal_is_about_us() {
        for stage in [Greeting, Encryption, Login, Sender, Data] {
            for (answer, obstacle) in [
                ("550 5.1.1 no such user", CarrierRefuses),
                ("550 5.7.1 not you", CarrierRefuses),
                ("554 5.3.2 closed", CarrierRefuses),
                ("535 5.7.8 bad password", CarrierRefuses),
                ("421 4.7.0 too many", CarrierBusy),
                ("450 4.7.1 slowly", CarrierBusy),
                ("451", CarrierBusy),
            ] {
                assert_eq!(means(stage, answer), obstacle, "{stage:?} {answer}");
            }
        }
    }

    #[test]
    fn sec_33_only_an_address_that_nobody_has_ends_a_letter() {
        for (answer, obstacle) in [
            ("550 5.1.1 User unknown", NoSuchAddress),
            ("550 5.1.10 RecipientNotFound", NoSuchAddress),
            (
                "550 5.1.1 <eva@sendertrucks.nl>: User unknown",
                NoSuchAddress,
            ),
            ("550 <eva@blockrelay.nl>: no", RefusedUnexplained),
            (
                "550 5.1.0 MAIL FROM:<noreply@voorbeeld.example> refused",
                NotCarried,
            ),
            ("550 #5.1.0 Address rejected", NoSuchAddress),
            (
                "550 5.1.0 <noreply@voorbeeld.example>: Sender address rejected: User unknown in local recipient table",
                NotCarried,
            ),
            (
                "550 5.1.1 <noreply@voorbeeld.example>: Sender address rejected",
                NotCarried,
            ),
            (
                "553 5.1.3 Bad destination mailbox address syntax",
                NoSuchAddress,
            ),
            ("551 5.1.6 moved", NoSuchAddress),
            ("554 5.1.2 no such domain", NoSuchAddress),
            ("450 4.1.1 not verified yet", ReceiverNotNow),
            ("450 4.2.0 greylisted", ReceiverNotNow),
            ("450 mailbox busy", ReceiverNotNow),
            ("550 5.2.1 mailbox disabled", ReceiverNotNow),
            ("552 5.2.2 mailbox full", MailboxFull),
            ("452 4.2.2 mailbox full", MailboxFull),
            ("552 quota", MailboxFull),
            ("452 too much", MailboxFull),
            ("550 5.1.8 bad sender", NotCarried),
            ("553 5.1.7 bad sender", NotCarried),
            ("554 5.7.1 Relay access denied", NotCarried),
            ("550 5.7.1 Unable to relay", NotCarried),
            ("550 relay not permitted", NotCarried),
            (
                "553 sorry, that domain is not in my list of allowed rcpthosts",
                NotCarried,
            ),
            ("550 4.1.1 two codes that disagree", RefusedUnexplained),
            ("550 no", RefusedUnexplained),
            ("551 elsewhere", RefusedUnexplained),
            ("553 name", RefusedUnexplained),
            ("553 5.6.7 only ASCII", AddressUnsupported),
            ("554 no", NotCarried),
            ("530 5.7.0 log in first", NotCarried),
            ("451 4.7.1 slowly", CarrierBusy),
            ("450 4.7.0 slowly", CarrierBusy),
            ("452 4.5.3 too many", CarrierBusy),
            ("421 4.2.2 closing", CarrierBusy),
            ("451 local error", CarrierBusy),
        ] {
            assert_eq!(means(Receiver, answer), obstacle, "{answer}");
        }
    }

    #[test]
    fn a_text_that_is_refused_is_our_affair_unless_the_answer_names_the_receiver() {
        for (answer, obstacle) in [
            ("554 5.7.1 spam", TextRefused),
            ("554", TextRefused),
            ("552 too big", TextRefused),
            ("552 5.3.4 too big", TextRefused),
            ("552 5.2.2 mailbox full", MailboxFull),
            ("550 5.1.1 no such user", NoSuchAddress),
            ("451 4.3.0 later", CarrierBusy),
            ("421", CarrierBusy),
        ] {
            assert_eq!(means(Text, answer), obstacle, "{answer}");
        }
    }
}
