//! SMS by a gateway that takes JSON over HTTP, as most do. Every message carries a key, so that a message tried again after a
//! lost answer is not delivered twice (SEC-33). Only a gateway that names the number as wrong ends a message.

use std::{sync::Arc, time::Duration};

use domain::post::Obstacle;
use serde_json::{Map, Value};

pub use super::sms_answer::Taken;
use super::{
    sms_answer, tls,
    transport::{Accepted, Failure, Sending, Sms, SmsGateway},
};

/// Header of the key by which a message is known.
const IDEMPOTENCY: &str = "Idempotency-Key";
/// More of an answer is not read, in bytes.
const LONGEST_ANSWER: u64 = 64 * 1024;

/// Which gateway, and who we are there.
#[derive(Clone)]
pub struct SmsHttpSettings {
    /// Address that messages are posted to.
    pub url: String,
    /// Bearer token.
    pub token: String,
    /// Who the message comes from, as the gateway knows us.
    pub sender: String,
    /// What its answer holds when it took a message; `None` for what is plain.
    pub taken: Option<Taken>,
    /// Longest time for one message.
    pub timeout: Duration,
}

impl std::fmt::Debug for SmsHttpSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmsHttpSettings")
            .field("url", &self.url)
            .field("token", &"…")
            .finish_non_exhaustive()
    }
}

/// A gateway that messages are handed to.
#[derive(Debug)]
pub struct SmsHttp {
    settings: Arc<SmsHttpSettings>,
    agent: ureq::Agent,
}

impl SmsHttp {
    /// Prepares to speak to a gateway; nothing is sent yet.
    pub fn new(settings: SmsHttpSettings) -> Self {
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(settings.timeout))
            // Shorter, so that it is known that nothing was handed over.
            .timeout_resolve(Some(settings.timeout / 2))
            .timeout_connect(Some(settings.timeout / 2))
            .http_status_as_error(false)
            .max_redirects(0)
            // The way is the one that the configuration names and was judged by: none that the environment of this machine
            // has for everybody, which would read every number and code.
            .proxy(None)
            .build()
            .new_agent();
        Self {
            settings: Arc::new(settings),
            agent,
        }
    }
}

impl SmsGateway for SmsHttp {
    fn send<'a>(&'a self, sms: &'a Sms) -> Sending<'a> {
        let (settings, agent, sms) = (Arc::clone(&self.settings), self.agent.clone(), sms.clone());
        Box::pin(async move {
            tokio::task::spawn_blocking(move || post(&settings, &agent, &sms))
                .await
                .unwrap_or_else(|_| Err(Failure::new(Obstacle::NotWritten, "stopped")))
        })
    }
}

fn post(settings: &SmsHttpSettings, agent: &ureq::Agent, sms: &Sms) -> Result<Accepted, Failure> {
    let body: Map<String, Value> = [
        ("to", &sms.to),
        ("from", &settings.sender),
        ("text", &sms.text),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), Value::String(value.clone())))
    .collect();
    let mut answer = agent
        .post(&settings.url)
        .header("Authorization", &format!("Bearer {}", settings.token))
        .header(IDEMPOTENCY, &sms.key)
        .send_json(&body)
        .map_err(|error| Failure::new(obstacle(&error), detail(&error)))?;
    let status = answer.status().as_u16();
    let body = answer.body_mut().with_config().limit(LONGEST_ANSWER);
    // A body that broke off, or is longer than any gateway's, tells nothing: perhaps a page in between. The key keeps a
    // message that was taken all the same from being delivered twice.
    let text = body.lossy_utf8(true).read_to_string().ok();
    sms_answer::read(status, text.as_deref(), settings.taken.as_ref())
}

/// Before there is a connection nothing was handed over; after that it may have been taken, whatever became of the answer.
fn obstacle(error: &ureq::Error) -> Obstacle {
    use std::io::ErrorKind;
    use ureq::{Error, Timeout};
    let before = match error {
        Error::HostNotFound | Error::ConnectionFailed => true,
        Error::Timeout(step) => matches!(step, Timeout::Resolve | Timeout::Connect),
        Error::Io(error) if error.get_ref().is_none() => matches!(
            error.kind(),
            ErrorKind::ConnectionRefused
                | ErrorKind::HostUnreachable
                | ErrorKind::NetworkUnreachable
                | ErrorKind::AddrNotAvailable
        ),
        error => tls::why(error).is_some(),
    };
    if before {
        Obstacle::CarrierAway
    } else {
        Obstacle::Unanswered
    }
}

fn detail(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Timeout(_) => "timeout".to_owned(),
        ureq::Error::HostNotFound => "host not found".to_owned(),
        // Its errors do not name their causes.
        ureq::Error::Rustls(error) => said(tls::why(error)),
        ureq::Error::Io(error) => said(tls::why(error)),
        _ => said(None),
    }
}

fn said(about_tls: Option<String>) -> String {
    about_tls.map_or_else(|| "connection".to_owned(), |why| format!("tls: {why}"))
}
