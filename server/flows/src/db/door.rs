//! The way to a server that is taken, and why it lets us have no connection. A pool tries again and again by itself, and in
//! the end only says that it waited: so the ways are tried directly, and what is said to that is what is told (SEC-75).

use std::{
    fmt,
    future::ready,
    pin::pin,
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use sqlx::{PgPool, Postgres, pool::PoolConnection, postgres::PgConnectOptions};
use tokio::{
    sync::{Mutex, watch},
    time::timeout,
};

use super::{
    PATIENCE,
    gate::Gate,
    pool::{Keeping, OnWay, Taken},
    ways::{self, Wanted, Way},
};
use crate::trouble::{Cause, Refusal, Result, Trouble};

/// Whoever waits longer than this for a connection wants to know why.
const SOON: Duration = Duration::from_secs(1);
/// What was said counts this long, however many wait: a server that has too many connections is not asked for more.
const FRESH: Duration = Duration::from_secs(3);

/// A connection, and the way that it is on.
type Found = (PoolConnection<Postgres>, OnWay);

/// The ways to a server, and the one that is taken.
pub struct Door {
    options: PgConnectOptions,
    keeping: Keeping,
    last: Mutex<Option<Tried>>,
    taken: watch::Sender<Taken>,
    /// When an answer last came.
    heard: RwLock<Option<Instant>>,
    gate: Gate,
}

/// When the ways were last tried, and what was said.
struct Tried {
    at: Instant,
    said: Option<Refusal>,
    /// How often somebody had been let in before.
    entered: u64,
}

impl Tried {
    /// Whether it still counts: a refusal does not when somebody was let in since.
    fn counts(&self, entered: u64) -> bool {
        self.at.elapsed() < FRESH && (self.said.is_none() || self.entered == entered)
    }
}

impl fmt::Debug for Door {
    // The options hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Door").finish_non_exhaustive()
    }
}

impl Door {
    /// The door that takes the first of the ways of these options until it does not do.
    pub fn to(options: PgConnectOptions, only_reads: bool, connections: u32) -> Self {
        let keeping = Keeping::at_most(connections, only_reads);
        let way = ways::first(&options);
        let pool = keeping.pool(&way);
        Self {
            options,
            keeping,
            last: Mutex::default(),
            heard: RwLock::default(),
            gate: Gate::default(),
            taken: watch::Sender::new(Taken { way, pool }),
        }
    }

    /// The same, as somebody else comes to it.
    pub fn anew(&self) -> Self {
        let only_reads = self.keeping.only_reads();
        Self::to(self.options.clone(), only_reads, self.connections())
    }

    /// How many connections there are at most.
    pub const fn connections(&self) -> u32 {
        self.keeping.most()
    }

    /// What stands before each deed there.
    pub const fn gate(&self) -> &Gate {
        &self.gate
    }

    /// A connection was found broken.
    pub fn broke(&self) {
        self.keeping.broke();
    }

    /// An answer came.
    pub fn heard(&self) {
        *self.heard.write().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    fn heard_within(&self, time: Duration) -> bool {
        let heard = *self.heard.read().unwrap_or_else(PoisonError::into_inner);
        heard.is_some_and(|at| at.elapsed() < time)
    }

    /// A connection, or why there is none. Where the way that is taken does not do and another does, that one is taken from
    /// then on.
    pub async fn through(&self) -> Result<Found> {
        let (pool, on) = OnWay::now(&self.taken);
        let done = tokio::select! {
            done = self.find(&pool) => done,
            () = on.clone().left() => Err(sqlx::Error::PoolClosed.into()),
        };
        if done.is_err() && on.is_left() {
            let (pool, on) = OnWay::now(&self.taken);
            return Ok((named(acquire(&pool).await, ready(None)).await?, on));
        }
        Ok((done?, on))
    }

    async fn find(&self, pool: &PgPool) -> Result<PoolConnection<Postgres>> {
        let mut acquiring = Box::pin(acquire(pool));
        match timeout(SOON, acquiring.as_mut()).await {
            // Nobody is there, or whoever is lets us in no more.
            Ok(Err(trouble))
                if !pool.is_closed()
                    && (trouble.cause() == Cause::Unavailable
                        || matches!(trouble, Trouble::NoConnection(_))) =>
            {
                match self.why_not().await {
                    Some(refusal) => Err(Trouble::NoConnection(refusal)),
                    None => acquire(pool).await,
                }
            }
            Ok(done) => done,
            Err(_) => self.find_out(acquiring, true).await,
        }
    }

    /// Waits, and has the ways looked at as long as that takes long.
    pub async fn waits<T>(self: &Arc<Self>, waiting: impl Future<Output = T>) -> T {
        let mut waiting = pin!(waiting);
        loop {
            match timeout(SOON, waiting.as_mut()).await {
                Ok(done) => return done,
                Err(_) => self.look_round(),
            }
        }
    }

    /// Waits for something that needs a connection, no longer than it takes to know that there is none, and why.
    pub async fn or_why_not<T>(&self, waiting: impl Future<Output = Result<T>>) -> Result<T> {
        let mut waiting = pin!(waiting);
        match timeout(SOON, waiting.as_mut()).await {
            Ok(done) => done,
            // On the heap, as what is rare and large.
            Err(_) => Box::pin(self.find_out(waiting, false)).await,
        }
    }

    /// Finds out why there is no connection; whoever is patient waits on all the same.
    async fn find_out<T>(
        &self,
        waiting: impl Future<Output = Result<T>>,
        patient: bool,
    ) -> Result<T> {
        let (mut waiting, mut asking) = (pin!(waiting), pin!(self.why_not()));
        let why = tokio::select! {
            done = waiting.as_mut() => return named(done, asking).await,
            why = asking.as_mut() => why,
        };
        match why {
            Some(refusal) if !patient => Err(Trouble::NoConnection(refusal)),
            why => named(waiting.await, ready(why)).await,
        }
    }

    /// Tries the ways, unless somebody did a moment ago. Why nobody gets in; `None` if somebody does.
    pub async fn why_not(&self) -> Option<Refusal> {
        let mut last = self.last.lock().await;
        let entered = self.keeping.entered();
        if let Some(tried) = last.as_ref().filter(|tried| tried.counts(entered)) {
            return tried.said.clone();
        }
        let present = self.taken.borrow().way.clone();
        let wanted = Wanted {
            only_reads: self.keeping.only_reads(),
            whose: self.gate.whose(),
            still_answers: &|| self.heard_within(ways::LONGEST),
        };
        let said = match ways::to_take(&self.options, &present, wanted).await {
            Ok(way) => {
                self.takes(way);
                None
            }
            Err(refusal) => Some(refusal),
        };
        let at = Instant::now();
        last.insert(Tried { at, said, entered }).said.clone()
    }

    /// The same, beside everybody's work.
    pub fn look_round(self: &Arc<Self>) {
        let door = Arc::clone(self);
        tokio::spawn(async move { door.why_not().await });
    }

    /// Takes this way; whoever waits for an answer on the one before is let go.
    fn takes(&self, way: Way) {
        let before = self.taken.borrow().way.name.clone();
        if way.name == before {
            return;
        }
        let now = way.name.clone();
        tracing::warn!(before, now, "the database is reached at another address");
        let pool = self.keeping.pool(&way);
        let left = self.taken.send_replace(Taken { way, pool });
        // It says goodbye to a host that may be silent.
        tokio::spawn(async move { timeout(PATIENCE, left.pool.close()).await });
    }

    /// Closes every connection.
    pub async fn close(&self) {
        let (pool, _) = OnWay::now(&self.taken);
        pool.close().await;
    }
}

async fn acquire(pool: &PgPool) -> Result<PoolConnection<Postgres>> {
    pool.acquire().await.map_err(|error| match error {
        sqlx::Error::Database(_) => Trouble::NoConnection(Refusal::from(&error)),
        error => error.into(),
    })
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
