//! Connections on one way to a server: so many and no more, each asked whether it is still there when that is in doubt.
//! Another way means another pool, so no connection is ever taken for one to a server that was left (docs/decisions/0021).

use std::{
    fmt,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use sqlx::{ConnectOptions, Connection, Executor, PgConnection, PgPool, postgres::PgPoolOptions};
use tokio::{sync::watch, time::timeout};

use super::{PATIENCE, ways::Way};

/// A connection that was used within this time is not asked whether it is still there, and one that is asked has as long.
const SURELY_THERE: Duration = Duration::from_secs(1);

/// A node that is gone without a word, as after a power cut, takes nobody with it: the server ends what it left open within half a
/// minute, with its locks, and not when the system gives up a connection (two hours). It does so before anybody waits in vain for
/// an answer, and before what the node had taken is anybody's again. Where somebody set a shorter time, that counts.
const LEFT_ALONE: &str = "
select set_config(name, most::text, false)
from (values ('idle_in_transaction_session_timeout', 30000), ('tcp_user_timeout', 30000), ('tcp_keepalives_idle', 10),
        ('tcp_keepalives_interval', 5), ('tcp_keepalives_count', 4)) ours (name, most)
    join pg_settings using (name)
where setting::bigint = 0 or setting::bigint > most";
/// What a deed rests on, whatever a role, a database or a server has for everybody: it waits for the disk, and sees what others did
/// meanwhile. `database.url` may not say otherwise either (`road`).
const RESTS_ON: &str = "
select set_config('synchronous_commit', 'on', false)
where current_setting('synchronous_commit') = 'off';
select set_config('default_transaction_isolation', 'read committed', false)
where current_setting('default_transaction_isolation') <> 'read committed'";
/// Whoever waits there for a lock looks whether anybody still waits for him. Not every system can.
const LOOKS_UP: &str = "
select set_config(name, '10000', false)
from pg_settings
where name = 'client_connection_check_interval' and (setting::bigint = 0 or setting::bigint > 10000)";

/// Refuses every change of a connection from now on.
const READS: &str = "set default_transaction_read_only = on";

/// How the connections are kept, whichever way they take.
#[derive(Clone, Debug)]
pub struct Keeping {
    connections: u32,
    /// Nobody here changes anything, so the server refuses that.
    only_reads: bool,
    /// When one was last found broken: every one that idles since before is asked first, so that a server that was started
    /// anew costs one request and not one for each connection.
    broke: Arc<Mutex<Option<Instant>>>,
    /// How often somebody was let in.
    entered: Arc<AtomicU64>,
}

impl Keeping {
    /// So many at most, which the server lets change something or not.
    pub fn at_most(connections: u32, only_reads: bool) -> Self {
        Self {
            connections,
            only_reads,
            broke: Arc::default(),
            entered: Arc::default(),
        }
    }

    /// How many at most.
    pub const fn most(&self) -> u32 {
        self.connections
    }

    /// Whether nobody here changes anything.
    pub const fn only_reads(&self) -> bool {
        self.only_reads
    }

    /// One was found broken.
    pub fn broke(&self) {
        *self.broke.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// How often somebody was let in so far.
    pub fn entered(&self) -> u64 {
        self.entered.load(Ordering::Relaxed)
    }

    /// Not by options of the connection: the ways are asked what their servers do by themselves, and poolers refuse them.
    async fn begin(&self, connection: &mut PgConnection) -> sqlx::Result<()> {
        connection.execute(LEFT_ALONE).await?;
        connection.execute(RESTS_ON).await?;
        let looks_up = connection.execute(LOOKS_UP).await;
        if let Err(error) = looks_up
            && !matches!(error, sqlx::Error::Database(_))
        {
            return Err(error);
        }
        if self.only_reads {
            connection.execute(READS).await?;
        }
        self.entered.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn broke_since(&self, idle_for: Duration) -> bool {
        let broke = *self.broke.lock().unwrap_or_else(PoisonError::into_inner);
        broke.is_some_and(|at| at.elapsed() <= idle_for)
    }

    /// A pool on this way; it connects when somebody comes.
    pub fn pool(&self, way: &Way) -> PgPool {
        let (begins, keeping) = (self.clone(), self.clone());
        let options = Arc::new(way.options.clone());
        PgPoolOptions::new()
            .max_connections(self.connections)
            .acquire_timeout(PATIENCE)
            .test_before_acquire(false)
            .after_connect(move |connection, _| {
                let begins = begins.clone();
                Box::pin(async move { begins.begin(connection).await })
            })
            .before_acquire(move |connection, was| {
                // A round trip before each question would cost as much as most answers do.
                let doubted = was.idle_for > SURELY_THERE || keeping.broke_since(was.idle_for);
                let (keeping, options) = (keeping.clone(), Arc::clone(&options));
                Box::pin(async move {
                    if doubted && !answers(connection).await {
                        // Put in its place: the pool says goodbye to what it throws away, and over TLS that waits for the host.
                        *connection = options.connect().await?;
                        keeping.begin(connection).await?;
                    }
                    Ok(true)
                })
            })
            .connect_lazy_with(way.options.clone())
    }
}

async fn answers(connection: &mut PgConnection) -> bool {
    matches!(timeout(SURELY_THERE, connection.ping()).await, Ok(Ok(())))
}

/// The way that is taken, and the connections on it.
pub struct Taken {
    /// The way.
    pub way: Way,
    /// The connections.
    pub pool: PgPool,
}

/// That a connection is on the way that is taken.
#[derive(Clone)]
pub struct OnWay(watch::Receiver<Taken>);

impl fmt::Debug for OnWay {
    // The options of a way hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OnWay").field(&self.is_left()).finish()
    }
}

impl OnWay {
    /// On the way that is taken now; and the connections on it.
    pub fn now(taken: &watch::Sender<Taken>) -> (PgPool, Self) {
        let mut now = taken.subscribe();
        let pool = now.borrow_and_update().pool.clone();
        (pool, Self(now))
    }

    /// Whether another way was taken since.
    pub fn is_left(&self) -> bool {
        self.0.has_changed().unwrap_or(true)
    }

    /// Waits until another way is taken.
    pub async fn left(mut self) {
        // Nobody is there any more to take one, or somebody did.
        let (Ok(()) | Err(_)) = self.0.changed().await;
    }
}
