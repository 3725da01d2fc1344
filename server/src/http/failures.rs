//! Keeps requests that failed on our side, so that the number on the page leads the service desk to what happened. Beside
//! the answer and never before it: an error page is neither late nor lost because something more is broken.

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
use tokio::{sync::Semaphore, time::timeout};
use tracing::Instrument;

use super::number::Route;

/// As many are written down at a time. When everything fails at once the log has the others.
const AT_A_TIME: usize = 4;
/// A database that takes longer is what is broken.
const LONGEST: Duration = Duration::from_secs(5);

/// Writes failures down.
#[derive(Clone)]
pub struct Failures {
    services: Services,
    room: Arc<Semaphore>,
}

impl Failures {
    /// Writes them down here.
    pub fn new(services: Services) -> Self {
        Self {
            services,
            room: Arc::new(Semaphore::new(AT_A_TIME)),
        }
    }

    fn keep(&self, failure: Failure) {
        let Ok(room) = Arc::clone(&self.room).try_acquire_owned() else {
            return;
        };
        let services = self.services.clone();
        let writing = async move {
            match timeout(LONGEST, keep_failure(&services, &failure)).await {
                Ok(Ok(_)) => {}
                Ok(Err(trouble)) => tracing::warn!(%trouble, "a failed request could not be kept"),
                Err(_) => tracing::warn!("a failed request could not be kept in time"),
            }
            drop(room);
        };
        tokio::spawn(writing.in_current_span());
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
            method,
            route: route.unwrap_or_default().pattern(),
            status: response.status().as_u16(),
            cause: failed.cause,
            whom: failed.whom.clone(),
        });
    }
    response
}
