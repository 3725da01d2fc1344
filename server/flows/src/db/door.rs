//! Why a server lets us have no connection. A pool tries again and again by itself, and in the end only says that it waited:
//! so one connection is tried directly, and what the server says to that is what is told (SEC-75).

use std::{
    fmt,
    pin::{Pin, pin},
    sync::Arc,
    time::{Duration, Instant},
};

use sqlx::{Connection, PgConnection, postgres::PgConnectOptions};
use tokio::{sync::Mutex, time::timeout};

use crate::trouble::{Refusal, Result, Trouble};

/// Whoever waits longer than this for a connection wants to know why.
const SOON: Duration = Duration::from_secs(1);
/// A direct try takes no longer.
const LONGEST: Duration = Duration::from_secs(2);
/// What it said counts this long, however many wait: a server that has too many connections is not asked for more.
const FRESH: Duration = Duration::from_secs(3);

/// The way to a server past the pool.
#[derive(Clone)]
pub struct Door {
    options: Arc<PgConnectOptions>,
    last: Arc<Mutex<Option<Tried>>>,
}

/// When the way was last tried, and what was said.
struct Tried {
    at: Instant,
    said: Option<Refusal>,
}

impl fmt::Debug for Door {
    // The options hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Door").finish_non_exhaustive()
    }
}

impl Door {
    /// The way there.
    pub fn to(options: PgConnectOptions) -> Self {
        Self {
            options: Arc::new(options),
            last: Arc::default(),
        }
    }

    /// Waits for something that needs a connection; while that takes long, finds out why there is none. Whoever is patient
    /// waits on all the same.
    pub async fn or_why_not<T>(
        &self,
        waiting: impl Future<Output = Result<T>>,
        patient: bool,
    ) -> Result<T> {
        let mut waiting = pin!(waiting);
        match timeout(SOON, waiting.as_mut()).await {
            Ok(done) => done,
            // On the heap, as what is rare and large.
            Err(_) => Box::pin(self.find_out(waiting, patient)).await,
        }
    }

    async fn find_out<T>(
        &self,
        mut waiting: Pin<&mut impl Future<Output = Result<T>>>,
        patient: bool,
    ) -> Result<T> {
        let mut asking = pin!(self.why_not());
        let why = tokio::select! {
            done = waiting.as_mut() => return named(done, asking).await,
            why = asking.as_mut() => why,
        };
        match why {
            Some(refusal) if !patient => Err(Trouble::NoConnection(refusal)),
            why => named(waiting.await, std::future::ready(why)).await,
        }
    }

    /// Why nobody gets in; `None` if somebody does.
    async fn why_not(&self) -> Option<Refusal> {
        let mut last = self.last.lock().await;
        if let Some(tried) = last.as_ref().filter(|tried| tried.at.elapsed() < FRESH) {
            return tried.said.clone();
        }
        let tried = timeout(LONGEST, PgConnection::connect_with(&self.options)).await;
        let said = match tried {
            Ok(Ok(connection)) => {
                tokio::spawn(timeout(LONGEST, connection.close()));
                None
            }
            Ok(Err(error)) => Some(Refusal::from(&error)),
            Err(_) => Some(Refusal::silence()),
        };
        let at = Instant::now();
        last.insert(Tried { at, said }).said.clone()
    }
}

/// What is told of a wait that was in vain.
async fn named<T>(done: Result<T>, why: impl Future<Output = Option<Refusal>>) -> Result<T> {
    match done {
        Err(Trouble::Database(sqlx::Error::PoolTimedOut)) => Err(why
            .await
            .map_or(sqlx::Error::PoolTimedOut.into(), Trouble::NoConnection)),
        done => done,
    }
}
