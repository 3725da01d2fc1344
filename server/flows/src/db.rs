//! One SQL text for two databases: [`Db`] and [`Tx`] are enums over the SQLite and the PostgreSQL driver.
//! `on!` writes a statement's expression into both arms, so that each is typed for its own driver (docs/decisions/0002).

mod door;
mod file;
mod gate;
mod held;
mod lent;
mod open;
mod pool;
mod readers;
mod road;
mod schema;
mod server;
mod ways;
mod work;

use std::time::Duration;

use sqlx::{Postgres, Sqlite, SqlitePool};

pub use file::File;
pub use gate::{Gate, Stated};
pub use held::Held;
#[doc(hidden)]
pub use lent::answered;
pub use readers::Readers;
pub use road::{Road, postgres_road};
pub use server::Server;

use crate::{
    audit::{self, Chains, Ledger},
    trouble::{Result, Trouble},
};
use lent::Lent;
use work::Work;

/// Nobody waits longer than this for a connection that others use, nor for a file that another process holds.
const PATIENCE: Duration = Duration::from_secs(5);

/// Connections to a server, where nobody says otherwise.
pub const CONNECTIONS: u32 = 16;

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
        /// The file itself.
        file: File,
        /// What stands before each deed in it.
        gate: Gate,
    },
    /// A server, shared by several nodes.
    Postgres(Server),
}

/// SQLite looks at most every 100 ms whether a file is free.
const TURN: Duration = Duration::from_millis(110);

impl Db {
    /// Between pieces of work that is long: others get a turn.
    pub async fn let_others(&self) {
        match self {
            Self::Sqlite { .. } => tokio::time::sleep(TURN).await,
            Self::Postgres(..) => {}
        }
    }

    /// Bytes of room on the disk of the file; `None` where another machine has it, or it is not known.
    pub(crate) fn room(&self) -> Option<u64> {
        match self {
            Self::Sqlite { file, .. } => file.room().ok(),
            Self::Postgres(..) => None,
        }
    }
}

/// A transaction. Dropped without [`Tx::commit`], it is rolled back. One in which a statement failed can do nothing more
/// and cannot be committed: PostgreSQL would say so, SQLite would go on without it.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite.
    Sqlite(Held<Sqlite>),
    /// On PostgreSQL.
    Postgres(Held<Postgres>),
}

/// Runs one sqlx expression on whichever database `$tx` is: `on!(tx, |c| sqlx::query(SQL).bind(x).execute(c))`.
#[macro_export]
macro_rules! on {
    ($tx:expr, |$c:ident| $run:expr) => {
        match $tx {
            $crate::db::Tx::Sqlite(tx) => $crate::on_held!(tx, |$c| $run),
            $crate::db::Tx::Postgres(tx) => $crate::on_held!(tx, |$c| $run),
        }
    };
}

/// One arm of [`on!`].
#[doc(hidden)]
#[macro_export]
macro_rules! on_held {
    ($tx:ident, |$c:ident| $run:expr) => {
        if $tx.is_lost() {
            Err($crate::trouble::Trouble::Undone)
        } else {
            let waits = $tx.waits();
            let done = {
                let $c = &mut **$tx;
                $crate::db::answered(waits, $run).await
            };
            done.map_err(|error| $tx.failed(error))
        }
    };
}

/// Runs a statement that gives no rows; gives back how many rows it changed.
#[macro_export]
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $tx {
            $crate::db::Tx::Sqlite(tx) => $crate::on_held!(tx, |c| sqlx::query($sql)$(.bind($bind))*.execute(c))
                .map(|done| done.rows_affected()),
            $crate::db::Tx::Postgres(tx) => $crate::on_held!(tx, |c| sqlx::query($sql)$(.bind($bind))*.execute(c))
                .map(|done| done.rows_affected()),
        }
    };
}

impl Db {
    /// A transaction for reading: all of it is of one moment, as a page that is put together from several questions needs.
    pub async fn read(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::Sqlite(begin_on_file(read, "begin").await?),
            Self::Postgres(server) => {
                let begin = "begin isolation level repeatable read read only";
                Tx::Postgres(begin_on_server(server, begin).await?)
            }
        })
    }

    /// For questions that each stand by themselves, as those of most pages do: without the two statements that a
    /// transaction costs.
    pub async fn look(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { look, .. } => Tx::Sqlite(Held::each(look.take().await?)),
            Self::Postgres(server) => {
                let (connection, place) = server.take().await?;
                Tx::Postgres(Held::each(connection).of(server, place))
            }
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
        self.gate().lets_write()?;
        Ok(match self {
            Self::Sqlite { write, file, .. } => {
                file.is_in_place()?;
                Tx::Sqlite(begin_on_file(write, begin).await?.in_file(file))
            }
            Self::Postgres(server) => Tx::Postgres(begin_on_server(server, "begin").await?),
        })
    }

    /// What stands before each deed in it.
    pub fn gate(&self) -> &Gate {
        match self {
            Self::Sqlite { gate, .. } => gate,
            Self::Postgres(server) => server.door().gate(),
        }
    }

    /// Waits for something that needs a connection, no longer than it takes to know that there is none, and why.
    pub(crate) async fn or_why_not<T>(
        &self,
        waiting: impl Future<Output = Result<T>>,
    ) -> Result<T> {
        match self {
            Self::Sqlite { .. } => waiting.await,
            Self::Postgres(server) => server.door().or_why_not(waiting).await,
        }
    }

    /// How many chains the trail has here.
    pub(crate) const fn chains(&self) -> u32 {
        match self {
            Self::Sqlite { .. } => Chains::One.count(),
            Self::Postgres(server) => server.chains().count(),
        }
    }

    /// Closes every connection, so that nothing is lost when the process ends.
    pub async fn close(&self) {
        match self {
            Self::Sqlite {
                look,
                read,
                write,
                file,
                ..
            } => {
                look.close().await;
                read.close().await;
                file.close().await;
                write.close().await;
            }
            Self::Postgres(server) => server.close().await,
        }
    }
}

async fn begin_on_file(pool: &SqlitePool, begin: &'static str) -> Result<Held<Sqlite>> {
    let connection = pool.acquire().await.map_err(|error| match error {
        // Every place is taken, and the file is always there.
        sqlx::Error::PoolTimedOut => Trouble::Busy("the connection that writes"),
        error => error.into(),
    })?;
    let ledger = Ledger::new(Chains::One);
    Ok(Held::together(
        Work::begin(Lent::of_file(connection), begin).await?,
        ledger,
    ))
}

async fn begin_on_server(server: &Server, begin: &'static str) -> Result<Held<Postgres>> {
    let (work, place) = server.begin(begin).await?;
    let ledger = Ledger::new(server.chains().clone());
    Ok(Held::together(work, ledger).of(server, place))
}

impl Tx {
    /// What was recorded and is not written yet; `None` where each question stands by itself.
    pub(crate) const fn ledger(&mut self) -> Option<&mut Ledger> {
        match self {
            Self::Sqlite(held) => held.ledger(),
            Self::Postgres(held) => held.ledger(),
        }
    }

    /// Makes the deed true, with what was recorded of it: a head of the trail is locked here, after everything else.
    ///
    /// # Errors
    /// If a statement failed before ([`Trouble::Undone`]), and if the database does not say that it counts. Then it may
    /// still do: an answer can be lost on its way.
    pub async fn commit(mut self) -> Result<()> {
        audit::write_down(&mut self).await?;
        match self {
            Self::Sqlite(held) => held.commit().await,
            Self::Postgres(held) => held.commit().await,
        }
    }
}
