//! Opens a database: for everybody's work, or for a command that says it changes nothing.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{Db, File, Gate, PATIENCE, file::beside, readers::Readers, server::Server, work};
use crate::{
    files,
    trouble::{Cause, Result, Trouble},
};

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
/// While two processes make one file, the second looks again after this time.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

impl Db {
    /// Opens (and if need be makes) the SQLite file at `path`, for this user of the machine alone.
    ///
    /// WAL with `synchronous=FULL`: a deed that was answered survives a power cut; the price is one disk flush a deed.
    ///
    /// # Errors
    /// With the name of the file, if it cannot be opened or written to.
    pub async fn sqlite(path: &Path) -> Result<Self> {
        files::private_file(path).map_err(|error| unusable(path, &error))?;
        let options = options(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true);
        let write = options
            .clone()
            .pragma("wal_autocheckpoint", CHECKPOINT_PAGES);
        let write = open(path, write).await?;
        for beside in beside(path) {
            files::tighten(&beside).map_err(|error| unusable(&beside, &error))?;
        }
        let read = to_read(options);
        let file = File::kept_open(path, &read).await?;
        Ok(Self::of_file(read, write, file))
    }

    /// Opens the SQLite file at `path` for a command that changes nothing: SQLite itself refuses to.
    ///
    /// # Errors
    /// If there is none, or its tables are not those of this version.
    pub async fn sqlite_read_only(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(unusable(path, &"there is no such file"));
        }
        let only = options(path).read_only(true);
        match Self::looked_into(path, only.clone()).await {
            // Where nothing can be put beside the file, it can still be read if nothing waits in its log.
            Err(trouble) if trouble.cause() == Cause::Disk && nothing_waits(path) => {
                Self::looked_into(path, only.immutable(true)).await
            }
            other => other,
        }
    }

    async fn looked_into(path: &Path, options: SqliteConnectOptions) -> Result<Self> {
        let first = pool(1).connect_with(options.clone()).await?;
        let db = Self::of_file(to_read(options), first, File::open_at(path));
        db.of_this_version().await
    }

    /// Connects to the PostgreSQL server of a `postgres://` address, with so many connections at most.
    pub async fn postgres(url: &str, connections: u32) -> Result<Self> {
        let server = Server::connect(url, connections, false).await?;
        Ok(Self::Postgres(server))
    }

    /// Connects for a command that changes nothing: the server itself refuses to.
    ///
    /// # Errors
    /// If the tables are not those of this version.
    pub async fn postgres_read_only(url: &str, connections: u32) -> Result<Self> {
        let server = Server::connect(url, connections, true).await?;
        Self::Postgres(server).of_this_version().await
    }

    async fn of_this_version(self) -> Result<Self> {
        match self.schema().await? {
            None => Ok(self),
            Some(other) => Err(Trouble::Schema(other)),
        }
    }

    fn of_file(to_read: SqliteConnectOptions, write: SqlitePool, file: File) -> Self {
        let look = Readers::new(to_read.clone(), READERS);
        let read = pool(READERS as u32).connect_lazy_with(to_read);
        Self::Sqlite {
            look,
            read,
            write,
            file,
            gate: Gate::default(),
        }
    }
}

fn to_read(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .pragma("query_only", "on")
        .pragma("cache_size", READ_CACHE)
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(PATIENCE)
        .row_buffer_size(ROWS_AHEAD)
}

/// A file beside the program does not hang up, so nobody asks before each transaction whether it has.
fn pool(most: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(most)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .after_release(|connection, _| Box::pin(work::is_fit(connection)))
}

/// Opens the one connection that writes. Where several processes make one file at once, SQLite lets one of them turn it
/// into a file with a log, and does not make the others wait for that by itself.
async fn open(path: &Path, options: SqliteConnectOptions) -> Result<SqlitePool> {
    let began = Instant::now();
    loop {
        match pool(1)
            .connect_with(options.clone())
            .await
            .map_err(Trouble::from)
        {
            Ok(pool) => return Ok(pool),
            Err(trouble) if trouble.cause() == Cause::Busy && began.elapsed() < PATIENCE => {
                tokio::time::sleep(LOOK_AGAIN).await;
            }
            Err(trouble) if trouble.cause() == Cause::Busy => return Err(trouble),
            Err(trouble) => return Err(unusable(path, &trouble)),
        }
    }
}

fn nothing_waits(path: &Path) -> bool {
    let [log, _] = beside(path);
    std::fs::metadata(log).map_or(true, |about| about.len() == 0)
}

fn unusable(path: &Path, why: &dyn std::fmt::Display) -> Trouble {
    Trouble::Configuration(format!("database file {}: {why}", path.display()))
}
