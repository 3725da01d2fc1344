//! One conversation with a mail server, command by command, so that it is known how far it came when it ended.
//! A mail that was taken stays taken, whatever happens to the goodbye.

use std::{net::SocketAddr, time::Duration};

use domain::post::{Obstacle, Whose};
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
use tokio::time::{Instant, timeout, timeout_at};

use super::{
    answer::{Stage, failure},
    opening::silent,
    server::MailServer,
};
use crate::post::transport::Failure;

/// A server that looks through what it got, or hands it on at once, has it already while it is silent: whoever gives up then
/// sends it a second time. So it has that many times longer than for all that comes before (RFC 5321, 4.5.3.2.6).
const TEXT_TAKES: u32 = 4;
/// A server that does not say goodbye is left.
const FAREWELL: Duration = Duration::from_secs(2);

/// How long a mail server may take.
#[derive(Clone, Copy)]
pub(super) struct Patience {
    /// Until when for everything up to the text.
    until: Instant,
    /// For the text, and the answer to it.
    text: Duration,
}

impl Patience {
    /// So long for everything up to the text.
    pub fn of(longest: Duration) -> Self {
        Self {
            until: Instant::now() + longest,
            text: longest * TEXT_TAKES,
        }
    }
}

impl MailServer {
    /// Hands one message over: within `longest`, and four times that for the answer to its text.
    pub async fn hand_over(&self, message: &Message, longest: Duration) -> Result<(), Failure> {
        let patience = Patience::of(longest);
        let addresses = self.addresses(patience.until).await?;
        self.hand_over_at(addresses, message, patience).await
    }

    /// The same, at one of these addresses. One that would not have it now comes last for the next mail.
    pub(super) async fn hand_over_at(
        &self,
        addresses: Vec<SocketAddr>,
        message: &Message,
        patience: Patience,
    ) -> Result<(), Failure> {
        let (line, address) = self.open(addresses, patience.until).await?;
        let outcome = self.say_all(line, message, patience).await;
        if let Err(failure) = &outcome
            && failure.obstacle.whose() == Whose::Ours
        {
            self.no_use.note(&[address], None);
        }
        outcome
    }

    /// Has the whole conversation on a line that is open, and says goodbye.
    async fn say_all(
        &self,
        mut line: AsyncSmtpConnection,
        message: &Message,
        patience: Patience,
    ) -> Result<(), Failure> {
        let (mut stage, text) = (Stage::Login, message.formatted());
        // A server that answers each command late must not hold us up: the limit is for all of them.
        let announcing = self.announce(&mut line, message, &text, &mut stage);
        let Ok(announced) = timeout_at(patience.until, announcing).await else {
            return Err(silent(stage));
        };
        let outcome = match announced {
            Ok(()) => {
                let Ok(answer) = timeout(patience.text, line.message(&text)).await else {
                    return Err(silent(Stage::Text));
                };
                let answer = answer.map_err(|error| failure(Stage::Text, &error));
                answer.and_then(|answer| in_step(Stage::Text, &answer))
            }
            no => no,
        };
        tokio::spawn(async move { timeout(FAREWELL, line.quit()).await });
        outcome
    }

    /// Everything up to the text.
    async fn announce(
        &self,
        line: &mut AsyncSmtpConnection,
        message: &Message,
        text: &[u8],
        stage: &mut Stage,
    ) -> Result<(), Failure> {
        let mut at = |next: Stage| {
            *stage = next;
            move |error| failure(next, &error)
        };
        if let Some(credentials) = &self.credentials {
            let lost = at(Stage::Login);
            line.auth(DEFAULT_MECHANISMS, credentials)
                .await
                .map_err(lost)?;
        }
        let envelope = message.envelope();
        let lost = at(Stage::Sender);
        let options = options(line, message, text)?;
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
        in_step(Stage::Data, &answer)
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
