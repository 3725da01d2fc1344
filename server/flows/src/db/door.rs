//! Why a server lets us have no connection. A pool tries again and again by itself, and in the end only says that it waited:
//! so one connection is tried directly, and what the server says to that is what is told (SEC-75).

use std::{
    fmt,
    pin::{Pin, pin},
    sync::{Arc, PoisonError},
    time::{Duration, Instant},
};

use sqlx::{PgPool, Postgres, pool::PoolConnection, postgres::PgConnectOptions};
use tokio::{sync::Mutex, time::timeout};

use super::ways::{self, Way};
use crate::trouble::{Cause, Refusal, Result, Trouble};

/// Whoever waits longer than this for a connection wants to know why.
const SOON: Duration = Duration::from_secs(1);
/// What it said counts this long, however many wait: a server that has too many connections is not asked for more.
const FRESH: Duration = Duration::from_secs(3);

/// Where the usual way was silent, it is tried again after this time.
const BACK: Duration = Duration::from_secs(60);

/// The pool of a server, and the ways there past it.
#[derive(Clone)]
pub struct Door {
    pool: PgPool,
    options: Arc<PgConnectOptions>,
    last: Arc<Mutex<Option<Tried>>>,
    /// The way that the pool takes, and since when, if it is not the usual one.
    taken: Arc<std::sync::Mutex<Option<(String, Instant)>>>,
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
    /// The door of this pool, which takes the usual of the ways of these options.
    pub fn to(pool: PgPool, options: PgConnectOptions) -> Self {
        Self {
            pool,
            options: Arc::new(options),
            last: Arc::default(),
            taken: Arc::default(),
        }
    }

    /// What its ways are made of.
    pub fn options(&self) -> &PgConnectOptions {
        &self.options
    }

    /// A connection of the pool, or why there is none. Where the way that the pool takes is silent and another is open, it
    /// takes that one from then on.
    pub async fn through(&self) -> Result<PoolConnection<Postgres>> {
        self.look_back();
        let before = self.taken();
        let mut acquiring = Box::pin(self.acquire());
        let failed = match timeout(SOON, acquiring.as_mut()).await {
            Ok(Err(trouble)) if trouble.cause() == Cause::Unavailable && !self.pool.is_closed() => {
                Some(trouble)
            }
            Ok(done) => return done,
            Err(_) => None,
        };
        // On the heap, as what is rare and large.
        Box::pin(self.find_way(acquiring, failed, before)).await
    }

    async fn find_way(
        &self,
        mut acquiring: Pin<Box<impl Future<Output = Result<PoolConnection<Postgres>>>>>,
        failed: Option<Trouble>,
        before: Option<String>,
    ) -> Result<PoolConnection<Postgres>> {
        let mut asking = pin!(self.why_not());
        let why = if failed.is_some() {
            asking.await
        } else {
            tokio::select! {
                done = acquiring.as_mut() => return named(done, asking).await,
                why = asking.as_mut() => why,
            }
        };
        if self.taken() != before {
            return named(self.acquire().await, std::future::ready(None)).await;
        }
        match failed {
            Some(_) if why.is_none() => self.acquire().await,
            Some(trouble) => Err(why.map_or(trouble, Trouble::NoConnection)),
            None => named(acquiring.await, std::future::ready(why)).await,
        }
    }

    async fn acquire(&self) -> Result<PoolConnection<Postgres>> {
        self.pool.acquire().await.map_err(|error| match error {
            sqlx::Error::Database(_) => Trouble::NoConnection(Refusal::from(&error)),
            error => error.into(),
        })
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
        let said = self.tries().await;
        let at = Instant::now();
        last.insert(Tried { at, said }).said.clone()
    }

    async fn tries(&self) -> Option<Refusal> {
        match ways::first_open(&self.options).await {
            Ok(way) => {
                self.takes(way);
                None
            }
            Err(refusal) => Some(refusal),
        }
    }

    fn takes(&self, way: Way) {
        let usual = ways::usual(&self.options);
        let is_usual = way.name == usual.name;
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let now = taken
            .as_ref()
            .map_or_else(|| usual.name.clone(), |(name, _)| name.clone());
        let is_another = way.name != now;
        *taken = (!is_usual).then(|| (way.name.clone(), Instant::now()));
        if is_another {
            tracing::warn!(
                before = now,
                now = way.name,
                "the database is reached at another address"
            );
            self.pool.set_connect_options(way.options);
        }
    }

    /// Looks, beside everybody's work, whether the usual way is open again.
    fn look_back(&self) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((_, since)) = taken.as_mut().filter(|(_, since)| since.elapsed() >= BACK) else {
            return;
        };
        *since = Instant::now();
        let door = self.clone();
        tokio::spawn(async move { door.tries().await });
    }

    fn taken(&self) -> Option<String> {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.as_ref().map(|(name, _)| name.clone())
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
