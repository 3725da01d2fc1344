//! One conversation with a mail server, command by command, so that it is known how far it came when it ended.
//! A mail that was taken stays taken, whatever happens to the goodbye.

use std::time::Duration;

use domain::post::Obstacle;
use lettre::{
    Message,
    transport::smtp::{
        authentication::DEFAULT_MECHANISMS,
        client::AsyncSmtpConnection,
        commands::{Data, Mail, Rcpt},
        extension::{Extension, MailBodyParameter, MailParameter},
        response::{Response, Severity},
    },
};
use tokio::time::timeout;

use super::{
    answer::{Stage, failure},
    server::{Encryption, MailServer},
};
use crate::post::transport::Failure;

/// A server that does not say goodbye is left.
const FAREWELL: Duration = Duration::from_secs(2);

impl MailServer {
    /// Hands one message over, within `longest`.
    pub async fn hand_over(&self, message: &Message, longest: Duration) -> Result<(), Failure> {
        let (mut stage, mut line) = (Stage::Greeting, None);
        // The library's limit is for one command; a server that answers each of them late must not hold us up.
        let speaking = self.speak(message, longest, &mut stage, &mut line);
        let Ok(outcome) = timeout(longest, speaking).await else {
            let what = format!("{} timeout", stage.code());
            return Err(Failure::new(stage.unanswered(), what));
        };
        if let Some(mut line) = line {
            tokio::spawn(async move { timeout(FAREWELL, line.quit()).await });
        }
        outcome
    }

    async fn speak(
        &self,
        message: &Message,
        longest: Duration,
        stage: &mut Stage,
        line: &mut Option<AsyncSmtpConnection>,
    ) -> Result<(), Failure> {
        let wrapped = match &self.encryption {
            Encryption::Wrapped(tls) => Some(tls.clone()),
            Encryption::Required(_) | Encryption::Offered(_) | Encryption::None => None,
        };
        let place = (self.host.as_str(), self.port);
        let opened =
            AsyncSmtpConnection::connect_tokio1(place, Some(longest), &self.hello, wrapped, None);
        let line = line.insert(opened.await.map_err(|error| failure(*stage, &error))?);
        let mut at = |next: Stage| {
            *stage = next;
            move |error| failure(next, &error)
        };
        let starts = match &self.encryption {
            Encryption::Required(tls) => Some(tls),
            Encryption::Offered(tls) => Some(tls).filter(|_| line.can_starttls()),
            Encryption::Wrapped(_) | Encryption::None => None,
        };
        if let Some(tls) = starts {
            let encrypted = line.starttls(tls.clone(), &self.hello);
            let lost = at(Stage::Encryption);
            encrypted.await.map_err(lost)?;
        }
        if let Some(credentials) = &self.credentials {
            let lost = at(Stage::Login);
            line.auth(DEFAULT_MECHANISMS, credentials)
                .await
                .map_err(lost)?;
        }
        let (envelope, text) = (message.envelope(), message.formatted());
        let lost = at(Stage::Sender);
        let options = options(line, message, &text)?;
        let sender = Mail::new(envelope.from().cloned(), options);
        let answer = line.command(sender).await.map_err(lost)?;
        in_step(Stage::Sender, &answer)?;
        let lost = at(Stage::Receiver);
        for receiver in envelope.to() {
            let receiver = Rcpt::new(receiver.clone(), vec![]);
            let answer = line.command(receiver).await.map_err(&lost)?;
            in_step(Stage::Receiver, &answer)?;
        }
        let lost = at(Stage::Data);
        let answer = line.command(Data).await.map_err(lost)?;
        in_step(Stage::Data, &answer)?;
        let lost = at(Stage::Text);
        let answer = line.message(&text).await.map_err(lost)?;
        in_step(Stage::Text, &answer)
    }
}

/// Whether a yes is an answer to what was asked: only DATA is answered by "go on", and nothing else may be. The library takes
/// either for a yes, and a server that is one answer behind would seem to have taken a letter that it did not.
fn in_step(stage: Stage, answer: &Response) -> Result<(), Failure> {
    let expected = match stage {
        Stage::Data => Severity::PositiveIntermediate,
        _ => Severity::PositiveCompletion,
    };
    if answer.code().severity == expected {
        return Ok(());
    }
    let what = format!("{} {} out of step", stage.code(), answer.code());
    Err(Failure::new(stage.unanswered(), what))
}

/// What the message needs that not every server has. An address with other letters before the @ needs SMTPUTF8 (RFC 6531);
/// the domain is in ASCII by then.
fn options(
    line: &AsyncSmtpConnection,
    message: &Message,
    text: &[u8],
) -> Result<Vec<MailParameter>, Failure> {
    let (envelope, offers) = (message.envelope(), line.server_info());
    let is_ascii = |address: &lettre::Address| AsRef::<str>::as_ref(address).is_ascii();
    let mut options = Vec::new();
    let (to, from) = (
        envelope.to().iter().all(is_ascii),
        envelope.from().is_none_or(is_ascii),
    );
    if !(to && from) {
        if !offers.supports_feature(Extension::SmtpUtfEight) {
            let obstacle = if to {
                Obstacle::CarrierRefuses
            } else {
                Obstacle::AddressUnsupported
            };
            return Err(Failure::new(obstacle, "mail no SMTPUTF8"));
        }
        options.push(MailParameter::SmtpUtfEight);
    }
    if !text.is_ascii() && offers.supports_feature(Extension::EightBitMime) {
        options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    Ok(options)
}
