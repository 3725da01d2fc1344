//! SMS by a gateway that takes JSON over HTTP, as most do. Every message carries a key, so that a message tried again after a
//! lost answer is not delivered twice (SEC-33). Only a gateway that names the number as wrong ends a message.

use std::{sync::Arc, time::Duration};

use domain::post::Obstacle;
use serde_json::{Map, Value};

use super::transport::{Accepted, Failure, Sending, Sms, SmsGateway};

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
        .map_err(|error| Failure::new(Obstacle::CarrierAway, class(&error)))?;
    let status = answer.status().as_u16();
    let body = answer.body_mut().with_config().limit(LONGEST_ANSWER);
    // A lost body changes nothing: the status says whether the message was taken.
    let text = body.lossy_utf8(true).read_to_string().unwrap_or_default();
    match status {
        200..=299 => taken(status, &text),
        _ => Err(Failure::new(
            refusal(status, &text),
            format!("http {status}"),
        )),
    }
}

/// A gateway takes a message with JSON, or with nothing. A page in between, of a proxy or a hotel, took nothing; nor did an
/// answer that is all error.
fn taken(status: u16, text: &str) -> Result<Accepted, Failure> {
    if text.trim().is_empty() {
        return Ok(Accepted::default());
    }
    let Ok(answer) = serde_json::from_str::<Value>(text) else {
        let what = format!("http {status} without JSON");
        return Err(Failure::new(Obstacle::CarrierAway, what));
    };
    let id = answer.get("id").filter(|id| !id.is_null());
    let says_error = ["error", "errors"]
        .iter()
        .any(|name| match answer.get(name) {
            None | Some(Value::Null | Value::Bool(false)) => false,
            Some(Value::Array(errors)) => !errors.is_empty(),
            Some(Value::String(error)) => !error.is_empty(),
            Some(_) => true,
        });
    if id.is_none() && says_error {
        let what = format!("http {status} with an error");
        return Err(Failure::new(refusal(400, text), what));
    }
    Ok(Accepted {
        provider_id: id.map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned)),
    })
}

fn refusal(status: u16, text: &str) -> Obstacle {
    match status {
        402 => Obstacle::NoCredit,
        // About how busy it is.
        408 | 425 | 429 => Obstacle::CarrierBusy,
        400 | 422 if names_the_number(text) => Obstacle::NoSuchNumber,
        413 => Obstacle::TextRefused,
        // About our account, our sender, our address for it, or about something that is not said.
        300..=499 => Obstacle::CarrierRefuses,
        _ => Obstacle::CarrierAway,
    }
}

/// Whether an answer says that the receiver's number is wrong. Gateways have no common word for it.
fn names_the_number(text: &str) -> bool {
    let text = text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    says(&[
        "number",
        "recipient",
        "phone",
        "msisdn",
        "receiver",
        "destination",
        "\"to\"",
        "'to'",
    ]) && says(&[
        "invalid",
        "not valid",
        "not a valid",
        "unknown",
        "incorrect",
        "(correct)",
        "does not exist",
        "unreachable",
        "malformed",
    ]) && !says(&["sender", "from", "originator", "token", "credit", "balance"])
}

fn class(error: &ureq::Error) -> &'static str {
    match error {
        ureq::Error::Timeout(_) => "timeout",
        ureq::Error::HostNotFound => "host not found",
        _ => "connection",
    }
}

#[cfg(test)]
mod tests {
    use super::{Obstacle::*, refusal, taken};

    #[test]
    fn sec_33_only_a_gateway_that_names_the_number_ends_a_message() {
        for (status, text, obstacle) in [
            (400, r#"{"error":"invalid number"}"#, NoSuchNumber),
            (
                422,
                r#"{"errors":[{"parameter":"to","description":"is not a valid phone"}]}"#,
                NoSuchNumber,
            ),
            (
                400,
                r#"{"code":21211,"message":"The 'To' number is not a valid phone number."}"#,
                NoSuchNumber,
            ),
            (
                400,
                r#"{"errors":[{"description":"no (correct) recipients found"}]}"#,
                NoSuchNumber,
            ),
            (400, r#"{"error":"invalid sender number"}"#, CarrierRefuses),
            (400, "", CarrierRefuses),
            (422, r#"{"error":"text too long"}"#, CarrierRefuses),
            (401, r#"{"error":"unknown number"}"#, CarrierRefuses),
            (403, "", CarrierRefuses),
            (404, "", CarrierRefuses),
            (302, "", CarrierRefuses),
            (402, "", NoCredit),
            (429, "", CarrierBusy),
            (408, "", CarrierBusy),
            (500, r#"{"error":"invalid number"}"#, CarrierAway),
            (503, "", CarrierAway),
        ] {
            assert_eq!(refusal(status, text), obstacle, "{status} {text}");
        }
    }

    #[test]
    fn only_json_or_nothing_says_that_a_message_was_taken() {
        let id = |text| taken(200, text).map(|accepted| accepted.provider_id.unwrap_or_default());
        let no = |text| taken(200, text).unwrap_err().obstacle;
        assert_eq!(id(r#"{"id":"b-1"}"#).unwrap(), "b-1");
        assert_eq!(id(r#"{"id":17,"errors":[]}"#).unwrap(), "17");
        assert_eq!(id(r#"{"error":null}"#).unwrap(), "");
        assert_eq!(id("").unwrap(), "");
        assert_eq!(
            no("<!doctype html><p>Log in to this network</p>"),
            CarrierAway
        );
        assert_eq!(no(r#"{"error":"invalid number"}"#), NoSuchNumber);
        assert_eq!(no(r#"{"errors":[{"code":2}]}"#), CarrierRefuses);
    }
}
