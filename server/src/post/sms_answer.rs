//! What a gateway's answer to a message means. Gateways have no common language, so only what is plain counts: a message is
//! taken if nothing says otherwise (where the settings say what shows it: if that is there, too), and a number is wrong only if
//! one sentence says so (SEC-33).

use domain::post::Obstacle;
use serde_json::{Map, Value};

use super::transport::{Accepted, Failure};

/// Bytes of the name that a gateway gives to a message.
const LONGEST_NAME: usize = 100;

/// What shows that a gateway took a message: a field of its answer, and what that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The way to it (RFC 6901).
    field: String,
    /// Any value does where none is named.
    is: Option<String>,
}

impl Taken {
    /// Reads `/id` or `/messages/0/status=0`.
    pub fn parse(text: &str) -> Option<Self> {
        let (field, is) = match text.split_once('=') {
            Some((field, is)) => (field, Some(is)),
            None => (text, None),
        };
        let mut names = field.strip_prefix('/')?.split('/');
        let good = names.all(|name| !name.is_empty()) && is != Some("");
        good.then(|| Self {
            field: field.to_owned(),
            is: is.map(str::to_owned),
        })
    }

    fn shows_in(&self, answer: &Value) -> bool {
        match (answer.pointer(&self.field), &self.is) {
            (None | Some(Value::Null), _) => false,
            (Some(_), None) => true,
            (Some(Value::String(found)), Some(is)) => found == is,
            (Some(found), Some(is)) => serde_json::from_str(is).is_ok_and(|is: Value| is == *found),
        }
    }
}

/// Reads an answer; `None` is a body that did not arrive whole.
pub(super) fn read(
    status: u16,
    body: Option<&str>,
    taken: Option<&Taken>,
) -> Result<Accepted, Failure> {
    let refused =
        |obstacle, what: &str| Err(Failure::new(obstacle, format!("http {status}{what}")));
    if !(200..=299).contains(&status) {
        return refused(refusal(status, body.unwrap_or_default()), "");
    }
    let Some(text) = body else {
        return refused(Obstacle::Unanswered, " with half an answer");
    };
    if text.trim().is_empty() && taken.is_none() {
        return Ok(Accepted::default());
    }
    // A page in between, of a proxy or a hotel; what became of the message behind it is not said.
    let answer = serde_json::from_str::<Value>(text).unwrap_or_default();
    let Some(fields) = answer.as_object() else {
        return refused(Obstacle::Unanswered, " without a JSON object");
    };
    let id = fields.get("id").filter(|id| !id.is_null());
    if id.is_none() && has_errors(fields) || says_failed(fields) {
        return refused(refusal(400, text), " with an error");
    }
    if taken.is_some_and(|taken| !taken.shows_in(&answer)) {
        return refused(refusal(400, text), " without what post.sms_taken names");
    }
    let id = id.map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
    Ok(Accepted {
        // What is no name is kept by no database, and the message left all the same.
        provider_id: id.filter(|id| is_name(id)),
    })
}

/// Whether it reads as the name of a message.
fn is_name(id: &str) -> bool {
    (1..=LONGEST_NAME).contains(&id.len()) && id.bytes().all(|sign| sign.is_ascii_graphic())
}

fn has_errors(answer: &Map<String, Value>) -> bool {
    ["error", "errors", "error-text"]
        .iter()
        .filter_map(|name| answer.get(*name))
        .any(is_error)
}

/// Many say in the field of errors that there was none.
fn is_error(said: &Value) -> bool {
    match said {
        Value::Null | Value::Bool(false) => false,
        Value::Bool(true) => true,
        Value::Number(code) => code.as_f64() != Some(0.0),
        Value::String(text) => {
            let text = text.trim().to_lowercase();
            !["", "0", "ok", "none", "no error", "success"].contains(&text.as_str())
        }
        Value::Array(errors) => !errors.is_empty(),
        Value::Object(error) => match error.get("code") {
            Some(code) => is_error(code),
            None => !error.is_empty(),
        },
    }
}

/// Whether the answer, or what it says of a message, is that it failed.
fn says_failed(answer: &Map<String, Value>) -> bool {
    let no = ["success", "ok", "accepted"]
        .iter()
        .any(|name| answer.get(*name) == Some(&Value::Bool(false)));
    let is_bad = |name: &str| match answer.get(name) {
        Some(Value::String(state)) => {
            let bad = ["fail", "reject", "error", "undeliver", "invalid", "denied"];
            let state = state.to_lowercase();
            has_one(&state, &bad) && is_error(&Value::String(state))
        }
        Some(Value::Number(code)) => code.as_u64().is_some_and(|code| (400..600).contains(&code)),
        _ => false,
    };
    let messages = answer.get("messages").and_then(Value::as_array);
    let messages = messages.into_iter().flatten().filter_map(Value::as_object);
    no || ["status", "state", "result", "code"]
        .into_iter()
        .any(is_bad)
        || messages
            .into_iter()
            .any(|one| has_errors(one) || says_failed(one))
}

fn refusal(status: u16, text: &str) -> Obstacle {
    match status {
        402 => Obstacle::NoCredit,
        // About how busy it is.
        408 | 425 | 429 => Obstacle::CarrierBusy,
        400 | 422 if sentences(text).iter().any(|one| names_the_number(one)) => {
            Obstacle::NoSuchNumber
        }
        413 => Obstacle::TextRefused,
        // About our account, our sender, our address for it, or about something that is not said.
        300..=499 => Obstacle::CarrierRefuses,
        500 | 501 | 503 | 505..=511 => Obstacle::CarrierAway,
        // Something in between waited for its answer.
        _ => Obstacle::Unanswered,
    }
}

/// Fields in which gateways say what is wrong, and with which field of the message.
const SAYING: [&str; 10] = [
    "error",
    "message",
    "description",
    "detail",
    "title",
    "reason",
    "field",
    "parameter",
    "param",
    "status",
];

/// What an answer says: one sentence for each of its objects, in small letters. What it repeats of our message says nothing.
fn sentences(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    match serde_json::from_str(text) {
        Ok(answer) => collect("", &answer, &mut all),
        Err(_) => all.push(text.to_lowercase()),
    }
    all
}

fn collect(name: &str, value: &Value, all: &mut Vec<String>) {
    match value {
        Value::String(text) => all.push(format!("'{name}' {text}").to_lowercase()),
        Value::Array(values) => values.iter().for_each(|one| collect(name, one, all)),
        Value::Object(fields) => {
            let said = SAYING.iter().filter_map(|name| fields.get(*name)?.as_str());
            let said: Vec<_> = said.map(|text| format!("'{text}'")).collect();
            all.push(said.join(" ").to_lowercase());
            for (name, value) in fields {
                if !value.is_string() && name != "request" {
                    collect(name, value, all);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Whether a sentence says that the receiver's number is wrong, and nothing of ours: our account, our key, or how the message
/// was asked for, which is never the receiver's doing.
fn names_the_number(sentence: &str) -> bool {
    const NUMBERS: [&str; 10] = [
        "phone",
        "phonenumber",
        "msisdn",
        "mobile",
        "telephone",
        "recipient",
        "recipients",
        "receiver",
        "destination",
        "to",
    ];
    /// What stands before "number" where that is a telephone.
    const OF_A_TELEPHONE: [&str; 14] = [
        "phone",
        "mobile",
        "telephone",
        "recipient",
        "receiver",
        "destination",
        "to",
        "the",
        "this",
        "valid",
        "invalid",
        "unknown",
        "incorrect",
        "malformed",
    ];
    const WRONG: [&str; 9] = [
        "invalid",
        "not valid",
        "not a valid",
        "unknown",
        "incorrect",
        "(correct)",
        "does not exist",
        "unreachable",
        "malformed",
    ];
    const OURS: [&str; 43] = [
        "sender",
        "from",
        "originator",
        "token",
        "key",
        "api",
        "credit",
        "balance",
        "account",
        "customer",
        "contract",
        "subscription",
        "project",
        "user",
        "login",
        "signature",
        "template",
        "reference",
        "request",
        "requests",
        "body",
        "json",
        "field",
        "fields",
        "parameter",
        "required",
        "missing",
        "of",
        "http",
        "https",
        "route",
        "routes",
        "routing",
        "network",
        "networks",
        "service",
        "services",
        "enabled",
        "country",
        "plan",
        "permission",
        "expired",
        "support",
    ];
    let words: Vec<&str> = sentence
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let before = |at: usize| at.checked_sub(1).map(|before| words[before]);
    let is_number = |(at, word): (usize, &&str)| match *word {
        "to" => sentence.contains("'to'") || sentence.contains("\"to\""),
        "number" | "numbers" => before(at).is_none_or(|word| OF_A_TELEPHONE.contains(&word)),
        word => NUMBERS.contains(&word),
    };
    words.iter().enumerate().any(is_number)
        && has_one(sentence, &WRONG)
        && !words.iter().any(|word| OURS.contains(word))
}

fn has_one(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_NAME, Obstacle, Obstacle::*, Taken};

    fn read(status: u16, body: Option<&str>) -> Result<super::Accepted, super::Failure> {
        super::read(status, body, None)
    }

    #[test]
    fn sec_33_where_the_settings_say_what_shows_that_a_message_was_taken_nothing_else_does() {
        let met = |taken: &str, text: &str| -> Option<Obstacle> {
            let taken = Taken::parse(taken).unwrap();
            let read = super::read(200, Some(text), Some(&taken));
            read.err().map(|failure| failure.obstacle)
        };
        for (taken, text, obstacle) in [
            ("/id", r#"{"id":"b-1"}"#, None),
            ("/id", r#"{"id":null}"#, Some(CarrierRefuses)),
            (
                "/id",
                r#"{"result":"insufficient funds"}"#,
                Some(CarrierRefuses),
            ),
            (
                "/id",
                r#"{"message":"unknown recipient"}"#,
                Some(NoSuchNumber),
            ),
            (
                "/messages/0/status=0",
                r#"{"messages":[{"status":"0"}]}"#,
                None,
            ),
            (
                "/messages/0/status=0",
                r#"{"messages":[{"status":0}]}"#,
                None,
            ),
            (
                "/messages/0/status=0",
                r#"{"messages":[{"status":7}]}"#,
                Some(CarrierRefuses),
            ),
            (
                "/messages/0/status=0",
                r#"{"messages":[]}"#,
                Some(CarrierRefuses),
            ),
            ("/result/ok=true", r#"{"result":{"ok":true}}"#, None),
            (
                "/result/ok=true",
                r#"{"result":{"ok":false}}"#,
                Some(CarrierRefuses),
            ),
            // What says that it failed is believed all the same, and what says nothing says nothing.
            (
                "/id",
                r#"{"id":"b-1","status":"rejected"}"#,
                Some(CarrierRefuses),
            ),
            ("/id", "", Some(Unanswered)),
            ("/id", "<p>Log in</p>", Some(Unanswered)),
        ] {
            assert_eq!(met(taken, text), obstacle, "{taken} {text}");
        }
        for wrong in ["id", "/", "//id", "/id/", "/id=", "=0", ""] {
            assert_eq!(Taken::parse(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn sec_33_only_a_gateway_that_names_the_number_ends_a_message() {
        for (status, text, obstacle) in [
            (400, r#"{"error":"invalid number"}"#, NoSuchNumber),
            (400, "invalid number", NoSuchNumber),
            (
                400,
                r#"{"error":"Invalid destination: route not enabled for NL"}"#,
                CarrierRefuses,
            ),
            (
                422,
                r#"{"detail":"invalid destination network, contact support"}"#,
                CarrierRefuses,
            ),
            (
                400,
                r#"{"error":"Mobile terminated service invalid or expired"}"#,
                CarrierRefuses,
            ),
            (
                422,
                r#"{"errors":[{"parameter":"to","description":"is not a valid phone"}]}"#,
                NoSuchNumber,
            ),
            (422, r#"{"errors":{"to":["is invalid"]}}"#, NoSuchNumber),
            (
                422,
                r#"{"error":{"field":"to","reason":"malformed"}}"#,
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
            (
                400,
                r#"{"error":"invalid number","request":{"from":"Voorbeeld"}}"#,
                NoSuchNumber,
            ),
            (400, r#"{"error":"invalid sender number"}"#, CarrierRefuses),
            (400, r#"{"error":"invalid account number"}"#, CarrierRefuses),
            (
                400,
                r#"{"error":"invalid api key","request":{"to":"+31612345678"}}"#,
                CarrierRefuses,
            ),
            (
                400,
                r#"{"error":"invalid signature","to":"+31612345678","phone":"0612345678"}"#,
                CarrierRefuses,
            ),
            (
                400,
                r#"{"error":"Invalid customer number"}"#,
                CarrierRefuses,
            ),
            (400, r#"{"error":"invalid order number"}"#, CarrierRefuses),
            (
                400,
                r#"{"error":"Malformed request: field recipients is required"}"#,
                CarrierRefuses,
            ),
            (
                422,
                r#"{"message":"Invalid request body: recipient, body"}"#,
                CarrierRefuses,
            ),
            (
                400,
                r#"{"message":"The number of requests is invalid for this subscription"}"#,
                CarrierRefuses,
            ),
            (
                422,
                r#"{"errors":[{"field":"to","message":"is missing or invalid"}]}"#,
                CarrierRefuses,
            ),
            (400, r#"{"error":"This number is invalid."}"#, NoSuchNumber),
            (400, r#"{"error":"Invalid mobile number"}"#, NoSuchNumber),
            (
                422,
                r#"{"message":"unknown field text, see https://gateway.example/docs/phone"}"#,
                CarrierRefuses,
            ),
            (
                422,
                r#"{"errors":[{"field":"to"},{"field":"text","message":"is invalid"}]}"#,
                CarrierRefuses,
            ),
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
            (502, "", Unanswered),
            (504, "", Unanswered),
            (522, "", Unanswered),
        ] {
            let obstacle_met = read(status, Some(text)).unwrap_err().obstacle;
            assert_eq!(obstacle_met, obstacle, "{status} {text}");
        }
        assert_eq!(read(400, None).unwrap_err().obstacle, CarrierRefuses);
    }

    #[test]
    fn sec_33_only_a_json_object_or_nothing_says_that_a_message_was_taken() {
        let id = |text| read(200, Some(text)).map(|taken| taken.provider_id.unwrap_or_default());
        let no = |text| read(200, Some(text)).unwrap_err().obstacle;
        assert_eq!(id(r#"{"id":"b-1"}"#).unwrap(), "b-1");
        assert_eq!(id(r#"{"id":17,"errors":[]}"#).unwrap(), "17");
        assert_eq!(id(r#"{"error":null}"#).unwrap(), "");
        let long = format!(r#"{{"id":"{}"}}"#, "a".repeat(LONGEST_NAME + 1));
        for no_name in [
            r#"{"id":"a\u0000b"}"#,
            r#"{"id":""}"#,
            r#"{"id":"a b"}"#,
            r#"{"id":"é"}"#,
            &long,
        ] {
            assert_eq!(id(no_name).unwrap(), "", "{no_name}");
        }
        for taken in [
            r#"{"status":"queued","success":true}"#,
            r#"{"error":0,"message":"OK"}"#,
            r#"{"error":{"code":0,"text":"none"}}"#,
            r#"{"errors":{}}"#,
            r#"{"result":"No error"}"#,
            r#"{"code":200}"#,
            r#"{"messages":[{"status":"0"}]}"#,
        ] {
            assert_eq!(id(taken).unwrap(), "", "{taken}");
        }
        assert_eq!(id("").unwrap(), "");
        assert_eq!(
            no("<!doctype html><p>Log in to this network</p>"),
            Unanswered
        );
        assert_eq!(no(r#"{"error":"invalid number"}"#), NoSuchNumber);
        assert_eq!(no(r#"{"errors":[{"code":2}]}"#), CarrierRefuses);
        for failed in [
            r#"{"status":"failed"}"#,
            r#"{"id":"b-2","state":"REJECTED"}"#,
            r#"{"success":false}"#,
            r#"{"code":401,"message":"Unauthorized"}"#,
            r#"{"messages":[{"status":"4","error-text":"Bad Credentials"}]}"#,
            r#"{"messages":[{"status":"REJECTED"}]}"#,
        ] {
            assert_eq!(no(failed), CarrierRefuses, "{failed}");
        }
        for odd in ["[]", r#"["b-1"]"#, "\"ok\"", "0", "null", r#"{"id":"b-"#] {
            assert_eq!(no(odd), Unanswered, "{odd}");
        }
        assert_eq!(read(202, None).unwrap_err().obstacle, Unanswered);
    }
}
