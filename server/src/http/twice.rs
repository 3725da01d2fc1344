//! A form that comes twice has the effect and the answer of one: whoever presses a second time because the first answer is
//! slow goes on, where the second press would find a used code and a session that moved on. Every form of ours carries a
//! number of its page; the same number with the same fields, within seconds, is the same press. It holds within one node:
//! a second press that another node gets meets what the locks of the deed leave it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use app::parts::{FORM_NUMBER, Numbered};
use axum::{
    body::{Body, Bytes, HttpBody, to_bytes},
    extract::{Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use flows::secrets::sha256_hex;
use tokio::sync::watch;
use tracing::Instrument;
use url::form_urlencoded::parse;

use super::form::LARGEST;

/// An answer is given again for so long.
const AGAIN_WITHIN: Duration = Duration::from_secs(10);
/// As many forms are known at a time; beyond these, each press stands for itself.
const KNOWN: usize = 4_096;
/// An answer that is larger, in bytes, is given once: files are, pages are not.
const LARGEST_ANSWER: u64 = 256 * 1024;
/// All answers that wait to be given again take no more, in bytes.
const ALL_ANSWERS: usize = 32 * 1024 * 1024;

/// What came of a form.
#[derive(Clone)]
enum Outcome {
    /// This; a second press gets it, too.
    Answer(Arc<Response<Bytes>>),
    /// Something that is given once.
    GivenOnce,
}

type Watched = watch::Receiver<Option<Outcome>>;

struct Known {
    outcome: Watched,
    /// When its answer came; nothing while it is being done. What time it is then says nothing: clocks are put right.
    done_at: Option<Instant>,
    bytes: usize,
}

/// The forms that came lately.
#[derive(Clone, Default)]
pub struct Forms {
    known: Arc<Mutex<HashMap<String, Known>>>,
}

enum Press {
    First(watch::Sender<Option<Outcome>>),
    Again(Watched),
    /// Too many at once to remember this one.
    ForItself,
}

impl Forms {
    fn press(&self, form: &str, now: Instant) -> Press {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, form| match form.done_at {
            Some(at) => now.saturating_duration_since(at) < AGAIN_WITHIN,
            // Nobody does it any more, and nothing came of it.
            None => form.outcome.has_changed().is_ok(),
        });
        if let Some(form) = known.get(form) {
            return Press::Again(form.outcome.clone());
        }
        let bytes: usize = known.values().map(|form| form.bytes).sum();
        if known.len() >= KNOWN || bytes > ALL_ANSWERS {
            return Press::ForItself;
        }
        let (done, outcome) = watch::channel(None);
        let form_now = Known {
            outcome,
            done_at: None,
            bytes: 0,
        };
        known.insert(form.to_owned(), form_now);
        Press::First(done)
    }

    /// Does what the form asks, to its end.
    async fn first(
        self,
        form: String,
        done: watch::Sender<Option<Outcome>>,
        request: Request,
        next: Next,
    ) -> Response {
        let response = next.run(request).await;
        let (outcome, response) = kept(response).await;
        self.done(&form, &outcome, Instant::now());
        done.send_replace(Some(outcome));
        response
    }

    /// Notes what came of a form; what failed on our side is forgotten at once, so that pressing again helps.
    fn done(&self, form: &str, outcome: &Outcome, now: Instant) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        match outcome {
            Outcome::Answer(answer) if !answer.status().is_server_error() => {
                if let Some(form) = known.get_mut(form) {
                    form.done_at = Some(now);
                    form.bytes = answer.body().len();
                }
            }
            _ => {
                known.remove(form);
            }
        }
    }
}

/// Does what a form asks once, also if it comes twice, and also if whoever sent it stopped waiting: that is what a browser
/// does with the first press when there is a second.
pub async fn once(State(forms): State<Forms>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let Ok(sent) = to_bytes(body, LARGEST).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let Some((number, fields)) = number_of(&sent) else {
        return next.run(Request::from_parts(parts, Body::from(sent))).await;
    };
    // It is shorter by the number now.
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.extensions.insert(Numbered::read(&number));
    let browser = parts.headers.get(header::USER_AGENT);
    let browser = browser.map_or(&[][..], |browser| browser.as_bytes());
    let pressed = [parts.uri.to_string().as_bytes(), browser, &sent].join(&0);
    let form = sha256_hex(&pressed);
    let request = Request::from_parts(parts, Body::from(fields));
    match forms.press(&form, Instant::now()) {
        Press::First(done) => {
            let doing = forms.first(form, done, request, next).in_current_span();
            let answer = tokio::spawn(doing).await;
            answer.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
        }
        Press::ForItself => next.run(request).await,
        Press::Again(outcome) => match outcome_of(outcome).await {
            Some(Outcome::Answer(answer)) => given_again(&answer),
            _ => next.run(request).await,
        },
    }
}

/// Waits for what comes of a form; `None` if nothing does.
async fn outcome_of(mut outcome: Watched) -> Option<Outcome> {
    let outcome = outcome.wait_for(Option::is_some).await;
    outcome.ok().and_then(|outcome| outcome.clone())
}

/// An answer, and what of it is there for a second press.
async fn kept(response: Response) -> (Outcome, Response) {
    let size = response.body().size_hint().exact();
    if size.is_none_or(|size| size > LARGEST_ANSWER) {
        return (Outcome::GivenOnce, response);
    }
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return (
            Outcome::GivenOnce,
            StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        );
    };
    let answer = Response::from_parts(parts, body);
    let kept = Outcome::Answer(Arc::new(answer.clone()));
    (kept, answer.map(Body::from))
}

/// The same once more, without what it tells the layers outside: they have heard it.
fn given_again(answer: &Response<Bytes>) -> Response {
    let mut again = answer.clone().map(Body::from);
    again.extensions_mut().clear();
    again
}

/// The number of the page, and the fields without it; `None` if they have none.
fn number_of(form: &[u8]) -> Option<(String, Vec<u8>)> {
    let number = |field: &[u8]| {
        let mut pairs = parse(field);
        let found = pairs.find(|(name, _)| name == FORM_NUMBER);
        found.map(|(_, number)| number.into_owned())
    };
    let fields = form.split(|byte| *byte == b'&');
    let found = fields.clone().find_map(number)?;
    let others: Vec<_> = fields.filter(|field| number(field).is_none()).collect();
    Some((found, others.join(&b'&')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_given_again_for_ten_seconds_whatever_becomes_of_the_first() {
        let (forms, now) = (Forms::default(), Instant::now());
        let answer = |status| {
            let mut answer = Response::new(Bytes::from_static(b"page"));
            *answer.status_mut() = status;
            Outcome::Answer(Arc::new(answer))
        };
        let is_first = |form: &str, at| matches!(forms.press(form, at), Press::First(_));
        let Press::First(doing) = forms.press("form", now) else {
            panic!("the first press");
        };
        assert!(!is_first("form", now + 6 * AGAIN_WITHIN), "being done");
        assert!(is_first("other", now));
        let done = now + 6 * AGAIN_WITHIN;
        forms.done("form", &answer(StatusCode::SEE_OTHER), done);
        drop(doing);
        assert!(!is_first("form", now), "a press that looked before");
        assert!(!is_first("form", done + AGAIN_WITHIN / 2));
        assert!(is_first("form", done + AGAIN_WITHIN), "forgotten");
        let failed = answer(StatusCode::SERVICE_UNAVAILABLE);
        let Press::First(_doing) = forms.press("failed", now) else {
            panic!("the first press");
        };
        forms.done("failed", &failed, now);
        assert!(is_first("failed", now), "so that pressing again helps");
    }

    #[test]
    fn the_number_of_the_page_is_no_field_of_the_form() {
        let read = |form: &str| {
            let read = number_of(form.as_bytes());
            read.map(|(number, form)| (number, String::from_utf8(form).unwrap()))
        };
        for (form, number, fields) in [
            (
                format!("{FORM_NUMBER}=abc&code=123456"),
                "abc",
                "code=123456",
            ),
            (format!("a=b%26&{FORM_NUMBER}=a%2Ec&c="), "a.c", "a=b%26&c="),
            (format!("{FORM_NUMBER}="), "", ""),
        ] {
            let expected = (number.to_owned(), fields.to_owned());
            assert_eq!(read(&form), Some(expected));
        }
        for form in [
            String::new(),
            "code=1".to_owned(),
            format!("{FORM_NUMBER}s=1"),
            format!("a={FORM_NUMBER}"),
        ] {
            assert_eq!(read(&form), None, "{form}");
        }
    }
}
