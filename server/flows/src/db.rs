//! One SQL text for two databases: [`Db`] and [`Tx`] are enums over the SQLite and the PostgreSQL driver.
//! `on!` writes a statement's expression into both arms, so that each is typed for its own driver (docs/decisions/0002).

mod readers;
mod road;

use std::{
    fmt,
    ops::{Deref, DerefMut},
    path::Path,
    str::FromStr,
    time::Duration,
};

use readers::Readers;
pub use road::{Road, postgres_road};
use sqlx::{
    Connection, PgPool, Postgres, Sqlite, SqlitePool,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::trouble::{Result, Trouble};

static SQLITE: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/postgres");

/// Memory in which one reading connection of SQLite keeps pages of the file, at most, in negative KiB: the upper floors of
/// every index of a million accounts, so that a question reads little else than its own rows.
const READ_CACHE: &str = "-8192";

/// Rows that SQLite's thread hands over before it waits for whoever asked: more than a page of any list has, because each
/// wait is two changes of thread.
const ROWS_AHEAD: usize = 256;

/// Pages that wait in the log of SQLite (16 MiB) before they are put into their places. Everybody who logs in writes the
/// same few of them anew, so that four times as many wait for a quarter of the work.
const CHECKPOINT_PAGES: &str = "4000";
/// Questions that are answered at the same time, at most.
const READERS: usize = 4;
/// A connection to a server that was used within this time is not asked whether it is still there.
const SURELY_THERE: Duration = Duration::from_secs(10);

/// A database: embedded SQLite (readers beside one writer) or PostgreSQL.
#[derive(Clone, Debug)]
pub enum Db {
    /// A file on this machine.
    Sqlite {
        /// Connections for questions that each stand by themselves.
        look: Readers,
        /// Connections for questions that belong together.
        read: SqlitePool,
        /// The one connection that writes: SQLite has one writer, and a queue here beats retries there.
        write: SqlitePool,
    },
    /// A server, shared by several nodes.
    Postgres(PgPool),
}

/// A transaction. Dropped without [`Tx::commit`], it is rolled back.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite.
    Sqlite(Held<Sqlite>),
    /// On PostgreSQL.
    Postgres(Held<Postgres>),
}

/// A connection, with or without a transaction on it.
pub enum Held<D: sqlx::Database> {
    /// What is read here belongs together, and what is written counts from the commit on.
    Together(sqlx::Transaction<'static, D>),
    /// Each question stands by itself; see [`Db::look`].
    Each(Box<dyn DerefMut<Target = D::Connection> + Send + Sync>),
}

impl<D: sqlx::Database> fmt::Debug for Held<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Together(_) => "Together",
            Self::Each(_) => "Each",
        })
    }
}

impl<D: sqlx::Database> Deref for Held<D> {
    type Target = D::Connection;

    fn deref(&self) -> &D::Connection {
        match self {
            Self::Together(transaction) => transaction,
            Self::Each(connection) => connection,
        }
    }
}

impl<D: sqlx::Database> DerefMut for Held<D> {
    fn deref_mut(&mut self) -> &mut D::Connection {
        match self {
            Self::Together(transaction) => transaction,
            Self::Each(connection) => connection,
        }
    }
}

/// Runs one sqlx expression on whichever database `$tx` is: `on!(tx, |c| sqlx::query(SQL).bind(x).execute(c))`.
#[macro_export]
macro_rules! on {
    ($tx:expr, |$c:ident| $run:expr) => {
        match $tx {
            $crate::db::Tx::Sqlite(tx) => {
                let $c = &mut **tx;
                $run.await.map_err($crate::trouble::Trouble::from)
            }
            $crate::db::Tx::Postgres(tx) => {
                let $c = &mut **tx;
                $run.await.map_err($crate::trouble::Trouble::from)
            }
        }
    };
}

/// Runs a statement that gives no rows; gives back how many rows it changed.
#[macro_export]
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $tx {
            $crate::db::Tx::Sqlite(tx) => sqlx::query($sql)$(.bind($bind))*.execute(&mut **tx).await
                .map(|done| done.rows_affected()).map_err($crate::trouble::Trouble::from),
            $crate::db::Tx::Postgres(tx) => sqlx::query($sql)$(.bind($bind))*.execute(&mut **tx).await
                .map(|done| done.rows_affected()).map_err($crate::trouble::Trouble::from),
        }
    };
}

impl Db {
    /// Opens (and if need be makes) the SQLite file at `path`.
    ///
    /// WAL with `synchronous=FULL`: a deed that was answered survives a power cut; the price is one disk flush a deed.
    pub async fn sqlite(path: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(5))
            .row_buffer_size(ROWS_AHEAD)
            .foreign_keys(true);
        let write = options
            .clone()
            .pragma("wal_autocheckpoint", CHECKPOINT_PAGES);
        // A file beside the program does not hang up, so nobody asks before each transaction whether it has.
        let pool = || SqlitePoolOptions::new().test_before_acquire(false);
        let write = pool().max_connections(1).connect_with(write).await?;
        let options = options
            .pragma("query_only", "on")
            .pragma("cache_size", READ_CACHE);
        let look = Readers::new(options.clone(), READERS);
        let read = pool()
            .max_connections(READERS as u32)
            .connect_lazy_with(options);
        Ok(Self::Sqlite { look, read, write })
    }

    /// Connects to the PostgreSQL server of a `postgres://` address.
    pub async fn postgres(url: &str) -> Result<Self> {
        let options = sqlx::postgres::PgConnectOptions::from_str(url)?;
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(Duration::from_secs(5))
            .test_before_acquire(false)
            .before_acquire(|connection, was| {
                Box::pin(async move {
                    // A round trip before each question would cost as much as most answers do.
                    if was.idle_for > SURELY_THERE {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_with(options)
            .await?;
        Ok(Self::Postgres(pool))
    }

    /// Brings the tables up to date. Safe to call from several nodes at once.
    pub async fn migrate(&self) -> Result<()> {
        match self {
            Self::Sqlite { write, .. } => SQLITE.run(write).await?,
            Self::Postgres(pool) => POSTGRES.run(pool).await?,
        }
        Ok(())
    }

    /// A transaction for reading.
    pub async fn read(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::Sqlite(Held::Together(read.begin().await?)),
            Self::Postgres(pool) => Tx::Postgres(Held::Together(pool.begin().await?)),
        })
    }

    /// For questions that each stand by themselves, as those of most pages do: without the two statements that a
    /// transaction costs.
    pub async fn look(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { look, .. } => Tx::Sqlite(Held::Each(Box::new(look.take().await?))),
            Self::Postgres(pool) => Tx::Postgres(Held::Each(Box::new(pool.acquire().await?))),
        })
    }

    /// A transaction for writing. On SQLite it takes the write lock at once, so that what it reads stays true.
    pub async fn write(&self) -> Result<Tx> {
        self.write_after("pragma synchronous = full; begin immediate")
            .await
    }

    /// The same for what may be lost in a power cut, and in nothing less: tries that are being counted, sessions on their
    /// way in, leases, codes that are being sent. SQLite then does not wait for the disk; it is safe there with the next deed.
    pub async fn write_lightly(&self) -> Result<Tx> {
        self.write_after("pragma synchronous = normal; begin immediate")
            .await
    }

    async fn write_after(&self, begin: &'static str) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { write, .. } => {
                Tx::Sqlite(Held::Together(write.begin_with(begin).await?))
            }
            Self::Postgres(pool) => Tx::Postgres(Held::Together(pool.begin().await?)),
        })
    }

    /// Closes every connection, so that nothing is lost when the process ends.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { look, read, write } => {
                look.close().await;
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Makes the deed true.
    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(Held::Together(tx)) => tx.commit().await,
            Self::Postgres(Held::Together(tx)) => tx.commit().await,
            Self::Sqlite(Held::Each(_)) | Self::Postgres(Held::Each(_)) => Ok(()),
        }
        .map_err(Trouble::from)
    }
}
