//! SMS by a gateway that takes JSON over HTTP, as most do; the names of its fields are configuration.
//! Every message carries a key, so that a message tried again after a lost answer is not delivered twice (SEC-33).

use std::{sync::Arc, time::Duration};

use serde_json::{Map, Value};

use super::transport::{Accepted, Failure, Sending, Sms, SmsGateway};

/// Nobody waits longer than this for a gateway (SEC-33).
pub const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// Which gateway, and how it names things.
#[derive(Clone)]
pub struct SmsHttpSettings {
    /// Address that messages are posted to.
    pub url: String,
    /// Bearer token.
    pub token: String,
    /// Who the message comes from, as the gateway knows us.
    pub sender: String,
    /// Names of fields and headers.
    pub names: FieldNames,
    /// Longest time for one message; never more than [`LONGEST_WAIT`].
    pub timeout: Duration,
}

/// How a gateway names the things that we tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldNames {
    /// Field of the receiver's number.
    pub to: String,
    /// Field of the sender.
    pub from: String,
    /// Field of the text.
    pub text: String,
    /// Header of the key by which a message is known.
    pub idempotency_header: String,
    /// Field of the answer that names the message.
    pub id: String,
}

impl Default for FieldNames {
    fn default() -> Self {
        Self {
            to: "to".into(),
            from: "from".into(),
            text: "text".into(),
            idempotency_header: "Idempotency-Key".into(),
            id: "id".into(),
        }
    }
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
            .timeout_global(Some(settings.timeout.min(LONGEST_WAIT)))
            .http_status_as_error(false)
            .max_redirects(0)
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
                .unwrap_or_else(|_| Err(Failure::for_now("stopped")))
        })
    }
}

fn post(settings: &SmsHttpSettings, agent: &ureq::Agent, sms: &Sms) -> Result<Accepted, Failure> {
    let names = &settings.names;
    let body: Map<String, Value> = [
        (&names.to, &sms.to),
        (&names.from, &settings.sender),
        (&names.text, &sms.text),
    ]
    .into_iter()
    .map(|(name, value)| (name.clone(), Value::String(value.clone())))
    .collect();
    let mut answer = agent
        .post(&settings.url)
        .header("Authorization", &format!("Bearer {}", settings.token))
        .header(&names.idempotency_header, &sms.key)
        .send_json(&body)
        .map_err(|error| Failure::for_now(class(&error)))?;
    let status = answer.status().as_u16();
    match status {
        200..=299 => {
            let named: Option<Value> = answer.body_mut().read_json().ok();
            let id = named.as_ref().and_then(|named| named.get(&names.id));
            Ok(Accepted {
                provider_id: id.map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned)),
            })
        }
        // About our account or about how busy it is, not about this message.
        401 | 403 | 408 | 425 | 429 => Err(Failure::for_now(format!("http_{status}"))),
        400..=499 => Err(Failure::for_good(format!("http_{status}"))),
        _ => Err(Failure::for_now(format!("http_{status}"))),
    }
}

fn class(error: &ureq::Error) -> &'static str {
    match error {
        ureq::Error::Timeout(_) => "timeout",
        ureq::Error::HostNotFound => "host_not_found",
        _ => "connection",
    }
}
