//! Reasons not to show what was asked for. A layer outside the routes draws the page that belongs to each,
//! so that nothing inside needs to know how a dead end looks.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{Moment, messages::Share};
use flows::{Trouble, challenges::TooManyMessages, desk::Cause};

use super::{
    ask::Ask,
    kept::LogInFirst,
    next::NextPath,
    step_up::{self, CodeWanted},
};
use crate::texts::frame;

/// Why a handler stops.
#[derive(Debug)]
pub enum Stop {
    /// Nobody is logged in: to the login page, and back here afterwards.
    LogIn(NextPath),
    /// A new password has to be chosen first.
    MustChangePassword,
    /// The second factor is too long ago: a code first, then on from here by itself.
    StepUp(CodeWanted),
    /// Elsewhere, by 303.
    Go(String),
    /// Not for this person.
    Forbidden,
    /// Does not exist, or is none of this person's business: the same page for both.
    NotFound,
    /// The form holds something we never asked for.
    BadForm,
    /// The browser keeps no cookies, and what was asked for goes on in a session.
    NoCookies,
    /// More than we keep.
    TooMuch,
    /// Too often.
    TooMany {
        /// When it can be tried again.
        until: Moment,
    },
    /// Whoever asks did this more often than others can bear.
    Enough {
        /// When it can be done again.
        until: Moment,
    },
    /// Too often from this network, whoever it was.
    TooManyHere {
        /// When it can be tried again.
        until: Moment,
    },
    /// No message with a code goes out.
    NoMessages(TooManyMessages),
    /// Too many people at once.
    Busy,
    /// Our fault.
    Trouble(Box<Trouble>),
}

/// What is said beside a field to somebody who did enough for now, so that what was typed stays.
///
/// # Errors
/// Any other trouble.
pub fn enough(ask: &Ask, trouble: Trouble) -> Result<String, Stop> {
    match trouble {
        Trouble::Enough { until } => {
            let l = ask.language;
            Ok(frame::e429_text(l, until.time_seen_from(ask.now, l)))
        }
        other => Err(other.into()),
    }
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::RightGone => Self::Forbidden,
            Trouble::Enough { until } => Self::Enough { until },
            trouble => Self::Trouble(Box::new(trouble)),
        }
    }
}

/// What the outer layer needs to draw the page of a dead end; travels in the response's extensions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stopped {
    /// When it can be tried again, if that is known.
    pub until: Option<Moment>,
    /// What is used up, if more is to be said about it.
    pub used_up: Option<UsedUp>,
    /// Whether it is the browser that keeps no cookies.
    pub no_cookies: bool,
}

/// What is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsedUp {
    /// What one network may ask.
    Network,
    /// Messages with a code.
    Messages(Share),
    /// What one person does.
    Deeds,
}

/// Says when to come back, in seconds.
fn come_back(seconds: &'static str, mut response: Response) -> Response {
    let after = header::HeaderValue::from_static(seconds);
    response.headers_mut().insert(header::RETRY_AFTER, after);
    response
}

fn busy(response: Response) -> Response {
    come_back("5", response)
}

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        let go = |to: &str| (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
        let stopped = |status: StatusCode, why: Stopped| {
            let mut response = status.into_response();
            response.extensions_mut().insert(why);
            response
        };
        let end = |status: StatusCode, until: Option<Moment>| {
            let why = Stopped {
                until,
                ..Stopped::default()
            };
            stopped(status, why)
        };
        let used_up = |until: Moment, what| {
            let why = Stopped {
                until: Some(until),
                used_up: Some(what),
                ..Stopped::default()
            };
            stopped(StatusCode::TOO_MANY_REQUESTS, why)
        };
        match self {
            Self::LogIn(next) => {
                let mut response = go(&next.after_login());
                response.extensions_mut().insert(LogInFirst);
                response
            }
            Self::MustChangePassword => go("/nieuw-wachtwoord"),
            Self::StepUp(wanted) => {
                let mut response = go(step_up::PATH);
                response.extensions_mut().insert(wanted);
                response
            }
            Self::Go(to) => go(&to),
            Self::Forbidden => end(StatusCode::FORBIDDEN, None),
            Self::NotFound => end(StatusCode::NOT_FOUND, None),
            Self::BadForm => end(StatusCode::BAD_REQUEST, None),
            Self::NoCookies => {
                let why = Stopped {
                    no_cookies: true,
                    ..Stopped::default()
                };
                stopped(StatusCode::BAD_REQUEST, why)
            }
            Self::TooMuch => end(StatusCode::PAYLOAD_TOO_LARGE, None),
            Self::TooMany { until } => end(StatusCode::TOO_MANY_REQUESTS, Some(until)),
            Self::Enough { until } => used_up(until, UsedUp::Deeds),
            Self::TooManyHere { until } => used_up(until, UsedUp::Network),
            Self::NoMessages(TooManyMessages { until, share }) => {
                used_up(until, UsedUp::Messages(share))
            }
            Self::Busy => busy(end(StatusCode::SERVICE_UNAVAILABLE, None)),
            // Nobody's mistake: somebody else is writing, for longer than we wait.
            Self::Trouble(trouble) if trouble.cause() == Cause::Busy => {
                tracing::warn!(error = %trouble, "the database is busy");
                busy(end(StatusCode::SERVICE_UNAVAILABLE, None))
            }
            // Ours, in everybody's way, and perhaps over in a moment: a number to name, and when to come back.
            Self::Trouble(trouble) if trouble.cause().is_outage() => {
                let cause = trouble.cause();
                tracing::error!(error = %trouble, cause = cause.code(), "a request failed");
                let seconds = if cause.passes() { "5" } else { "60" };
                let mut response = come_back(seconds, end(StatusCode::SERVICE_UNAVAILABLE, None));
                response.extensions_mut().insert(cause);
                response
            }
            Self::Trouble(trouble) => {
                // Logged here, once; the layer adds the number that the person sees, from the request's span.
                tracing::error!(error = %trouble, "a request failed");
                let mut response = end(StatusCode::INTERNAL_SERVER_ERROR, None);
                response.extensions_mut().insert(Cause::from(&*trouble));
                response
            }
        }
    }
}
