//! Keeps requests that failed on our side, so that the number on the page leads the service desk to what happened. Beside
//! the answer and never before it: an error page is neither late nor lost because something more is broken. While the
//! database is what is broken, they wait here until it is back.

use std::{sync::Arc, time::Duration};

use app::bridge::Failed;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use flows::{
    Services,
    desk::{Failure, keep_failure},
};
use tokio::{
    sync::Semaphore,
    time::{sleep, timeout},
};
use tracing::Instrument;

use super::number::Route;

/// As many are written down at a time.
const AT_A_TIME: usize = 4;
/// As many wait to be written down. When everything fails at once the log has the others.
const WAITING: usize = 256;
/// A database that takes longer is what is broken.
const LONGEST: Duration = Duration::from_secs(5);
/// So long until the next try.
const PAUSE: Duration = Duration::from_secs(1);
/// The longest such pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// As often it is tried, which takes three hours.
const TRIES: u32 = 365;

/// Writes failures down.
#[derive(Clone)]
pub struct Failures {
    services: Services,
    room: Arc<Semaphore>,
    hands: Arc<Semaphore>,
}

impl Failures {
    /// Writes them down here.
    pub fn new(services: Services) -> Self {
        Self {
            services,
            room: Arc::new(Semaphore::new(WAITING)),
            hands: Arc::new(Semaphore::new(AT_A_TIME)),
        }
    }

    fn keep(&self, failure: Failure) {
        let Ok(room) = Arc::clone(&self.room).try_acquire_owned() else {
            return;
        };
        let failures = self.clone();
        let writing = async move {
            let mut pause = PAUSE;
            for tries in 1..=TRIES {
                if failures.is_kept(&failure, tries).await {
                    break;
                }
                sleep(pause).await;
                pause = (2 * pause).min(LONGEST_PAUSE);
            }
            drop(room);
        };
        tokio::spawn(writing.in_current_span());
    }

    /// Whether it is written down now, or there are so many that another says nothing new.
    async fn is_kept(&self, failure: &Failure, tries: u32) -> bool {
        let Ok(_hand) = self.hands.acquire().await else {
            return true;
        };
        let said = match timeout(LONGEST, keep_failure(&self.services, failure)).await {
            Ok(Ok(_)) => return true,
            Ok(Err(trouble)) => trouble.to_string(),
            Err(_) => "not in time".to_owned(),
        };
        // Once is enough: while a database is away, everything else says so, too.
        if tries == 1 {
            tracing::warn!(why = said, "a failed request could not be kept yet");
        }
        false
    }
}

/// Keeps the request if its page shows a number.
pub async fn keep(State(failures): State<Failures>, request: Request, next: Next) -> Response {
    let method = request.method().to_string();
    let route = request.extensions().get::<Route>().cloned();
    let response = next.run(request).await;
    if let Some(failed) = response.extensions().get::<Failed>() {
        failures.keep(Failure {
            number: failed.number.clone(),
            at: failures.services.now(),
            method,
            route: route.unwrap_or_default().pattern(),
            status: response.status().as_u16(),
            cause: failed.cause,
            whom: failed.whom.clone(),
        });
    }
    response
}
