//! Connections to a PostgreSQL server: so many and no more, each asked whether it is still there when that is in doubt.

use std::{
    fmt,
    str::FromStr,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::{Duration, Instant},
};

use sqlx::{
    Connection, PgPool, Postgres,
    pool::PoolConnection,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{
    PATIENCE,
    door::Door,
    lent::{Lent, answered},
    ways,
    work::Work,
};
use crate::{
    audit::Chains,
    trouble::{Cause, Result, Trouble},
};

/// A connection that was used within this time is not asked whether it is still there.
const SURELY_THERE: Duration = Duration::from_secs(1);

/// A statement that is not answered within this time never is: the server froze, or something on the way to it forgot the
/// connection without a word. Ten times as long as anything here takes.
const LONGEST: Duration = Duration::from_secs(60);

/// Whether triggers fire: the trail that nobody changes and who is out of reach rest on them.
const FIRES: &str = "select current_setting('session_replication_role')";

/// A server, and the connections to it.
#[derive(Clone, Debug)]
pub struct Server {
    pool: PgPool,
    door: Door,
    connections: u32,
    places: Arc<Semaphore>,
    broke: Broke,
    longest: Duration,
    /// Of the trail.
    chains: Chains,
    asked: Asked,
}

/// Whether this node may write now, as somebody else knows.
type Ask = Arc<dyn Fn() -> bool + Send + Sync>;

/// Who is asked before each deed, if anybody is.
#[derive(Clone, Default)]
struct Asked(Arc<RwLock<Option<Ask>>>);

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Asked")
    }
}

/// When a connection was last found broken: every one that idles since before is asked first, so that a server that was
/// started anew costs one request and not one for each connection.
#[derive(Clone, Debug, Default)]
struct Broke(Arc<Mutex<Option<Instant>>>);

impl Broke {
    fn now(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    fn since(&self, idle_for: Duration) -> bool {
        let broke = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        broke.is_some_and(|at| at.elapsed() <= idle_for)
    }
}

impl Server {
    /// Connects, with so many connections at most; `only_reads` has the server refuse every change.
    pub(super) async fn connect(url: &str, connections: u32, only_reads: bool) -> Result<Self> {
        let mut options = PgConnectOptions::from_str(url)?;
        if only_reads {
            options = options.options([("default_transaction_read_only", "on")]);
        }
        Self::by(options, connections).await
    }

    /// The same server as another node sees it, with connections of its own.
    ///
    /// # Errors
    /// If it cannot be reached.
    pub async fn as_another_node(&self) -> Result<Self> {
        let options = self.door.options().clone();
        Self::by(options, self.connections).await
    }

    async fn by(options: PgConnectOptions, connections: u32) -> Result<Self> {
        let broke = Broke::default();
        let asked = broke.clone();
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(PATIENCE)
            .test_before_acquire(false)
            .before_acquire(move |connection, was| {
                let asked = asked.clone();
                Box::pin(async move {
                    // A round trip before each question would cost as much as most answers do.
                    if was.idle_for > SURELY_THERE || asked.since(was.idle_for) {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_lazy_with(ways::usual(&options).options);
        let server = Self {
            door: Door::to(pool.clone(), options),
            pool,
            connections,
            places: Arc::new(Semaphore::new(connections as usize)),
            broke,
            longest: LONGEST,
            chains: Chains::of_server()?,
            asked: Asked::default(),
        };
        // Whether anybody gets in is known before anybody comes.
        let mut connection = server.connection().await?;
        let role: String = sqlx::query_scalar(FIRES)
            .fetch_one(&mut *connection)
            .await?;
        if role == "replica" {
            return Err(Trouble::Configuration(
                "the database fires no triggers for our user: `session_replication_role` is `replica`, in `database.url`, or by \
                 `alter role` or `alter database`; without them the audit trail can be changed and protections do not begin"
                    .to_owned(),
            ));
        }
        Ok(server)
    }

    /// The same connections for deeds that are recorded from another chain of the trail on.
    pub fn beginning_after(&self, chain: u32) -> Self {
        Self {
            chains: Chains::beginning_after(chain),
            ..self.clone()
        }
    }

    /// The same connections for whoever waits no longer than this for an answer.
    #[must_use]
    pub fn answering_within(&self, longest: Duration) -> Self {
        Self {
            longest,
            ..self.clone()
        }
    }

    /// Asks this before each deed.
    pub(super) fn asks_before_writing(&self, ask: Ask) {
        *self.asked.0.write().unwrap_or_else(PoisonError::into_inner) = Some(ask);
    }

    /// Whether this node may write.
    ///
    /// # Errors
    /// If its clock and that of the server are apart.
    pub(super) fn may_write(&self) -> Result<()> {
        let asked = self.asked.0.read().unwrap_or_else(PoisonError::into_inner);
        match asked.as_ref() {
            Some(ask) if !ask() => Err(Trouble::ClocksApart),
            _ => Ok(()),
        }
    }

    /// So long an answer may take.
    pub(super) const fn longest(&self) -> Duration {
        self.longest
    }

    /// The chains of its trail.
    pub(super) const fn chains(&self) -> &Chains {
        &self.chains
    }

    /// The way there past the pool.
    pub(super) const fn door(&self) -> &Door {
        &self.door
    }

    /// A connection and the place it takes. Whoever waits for a place waits for others; whoever has one and gets no
    /// connection waits for a server that does not answer.
    pub(super) async fn take(&self) -> Result<(PoolConnection<Postgres>, OwnedSemaphorePermit)> {
        let place = Arc::clone(&self.places).acquire_owned();
        let place = tokio::time::timeout(PATIENCE, place).await;
        let place = place
            .map_err(|_| Trouble::Busy("every connection"))?
            .map_err(|_| sqlx::Error::PoolClosed)?;
        Ok((self.connection().await?, place))
    }

    /// A connection, or why there is none.
    async fn connection(&self) -> Result<PoolConnection<Postgres>> {
        // On the heap, because everything that touches the database carries it along.
        Box::pin(self.door.through()).await
    }

    /// A transaction. One that cannot begin because its connection is gone begins on another: nothing was done yet.
    pub(super) async fn begin(&self) -> Result<(Work<Postgres>, OwnedSemaphorePermit)> {
        let (connection, place) = self.take().await?;
        match self.begin_on(connection).await {
            Ok(work) => Ok((work, place)),
            Err(trouble) if trouble.cause() == Cause::Unavailable => {
                self.broke.now();
                let again = self.connection().await?;
                Ok((self.begin_on(again).await?, place))
            }
            Err(trouble) => Err(trouble),
        }
    }

    /// A connection that goes back in time, or not at all.
    pub(super) fn lend(&self, connection: PoolConnection<Postgres>) -> Lent<Postgres> {
        Lent::of_server(connection, PATIENCE.min(self.longest))
    }

    async fn begin_on(&self, connection: PoolConnection<Postgres>) -> Result<Work<Postgres>> {
        let work = Work::begin(self.lend(connection), "begin");
        Ok(answered(Some(self.longest), work).await?)
    }

    /// A connection was found broken.
    pub(super) fn broke(&self) {
        self.broke.now();
    }

    /// Closes every connection.
    pub(super) async fn close(&self) {
        self.places.close();
        self.pool.close().await;
    }
}
