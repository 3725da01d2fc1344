//! A transaction on a connection of a pool. A connection on which one did not begin or end as it should is thrown away:
//! whoever got it next would find a transaction of somebody else on it, or could begin none (SEC-75).

use std::ops::{Deref, DerefMut};

use sqlx::{Connection, Database, sqlite::SqliteConnection};

use sqlx_core::transaction::TransactionManager;

use super::lent::{Lent, Waits};

/// A transaction. Dropped without [`Work::commit`], it is rolled back.
#[derive(Debug)]
pub struct Work<D: Database> {
    connection: Lent<D>,
    stands: Stands,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    /// It was to begin or to end, and nobody knows whether it did: also when nobody listened any more.
    Unsure,
    /// Under way.
    Open,
    /// Committed.
    Over,
}

impl<D: Database> Work<D> {
    /// Begins one by this statement.
    pub async fn begin(connection: Lent<D>, begin: &'static str) -> sqlx::Result<Self> {
        let mut work = Self {
            connection,
            stands: Stands::Unsure,
        };
        let begin = sqlx::SqlSafeStr::into_sql_str(begin);
        D::TransactionManager::begin(&mut work.connection, Some(begin)).await?;
        work.stands = Stands::Open;
        Ok(work)
    }

    /// Makes it count.
    pub async fn commit(mut self) -> sqlx::Result<()> {
        self.stands = Stands::Unsure;
        D::TransactionManager::commit(&mut self.connection).await?;
        self.stands = Stands::Over;
        Ok(())
    }

    /// How long an answer on it is waited for.
    pub fn waits(&self) -> Option<Waits> {
        self.connection.waits()
    }

    /// Nobody gets this connection again.
    pub fn throw_away(&mut self) {
        self.stands = Stands::Unsure;
    }
}

impl<D: Database> Deref for Work<D> {
    type Target = D::Connection;

    fn deref(&self) -> &D::Connection {
        &self.connection
    }
}

impl<D: Database> DerefMut for Work<D> {
    fn deref_mut(&mut self) -> &mut D::Connection {
        &mut self.connection
    }
}

impl<D: Database> Drop for Work<D> {
    fn drop(&mut self) {
        match self.stands {
            Stands::Unsure => self.connection.throw_away(),
            Stands::Open => D::TransactionManager::start_rollback(&mut self.connection),
            Stands::Over => {}
        }
    }
}

/// Whether a connection that comes back may be given to somebody else: not when its last transaction could neither be
/// committed nor rolled back. SQLite ends a transaction by itself when the disk fails; sqlx goes on counting it, and then
/// begins no other on this connection.
pub async fn is_fit(connection: &mut SqliteConnection) -> sqlx::Result<bool> {
    if connection.is_in_transaction() {
        // Perhaps the roll back is only on its way; whatever was asked before is done when this is answered.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

/// Whether a connection may be used on after this: the database refused what was asked, for a reason that lies in the data.
pub fn stays_fit(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(refused) => match refused.kind() {
            sqlx::error::ErrorKind::Other => refused
                .try_downcast_ref::<sqlx::sqlite::SqliteError>()
                .is_none(),
            _ => true,
        },
        error => !fails(error),
    }
}

/// Whether it is certain that a commit that ended like this does not count: the database says so itself. What stands between,
/// such as a pooler that lost its server, answers in the same words, in whatever class it likes; so what is certain is named:
/// the data are against it (22, 23, P0), another transaction is (40, but 40003 is the word for that nobody knows), or it had
/// failed before (25). SQLite leaves the transaction open when a file is held by somebody else, and knows its own rules;
/// when the disk fails, what was written of the log may count at the next start.
pub fn says_no(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(refused) = error else {
        return false;
    };
    let code = refused.code().unwrap_or_default();
    let about_file = refused
        .try_downcast_ref::<sqlx::sqlite::SqliteError>()
        .is_some();
    if about_file {
        let code = code.parse::<i32>().map(|code| code & 0xff);
        // Error, busy, locked, only to be read, full, a rule of the tables.
        return matches!(code, Ok(1 | 5 | 6 | 8 | 13 | 19));
    }
    let certain = ["22", "23", "25", "40", "P0"];
    code != "40003" && certain.iter().any(|class| code.starts_with(class))
}

/// Whether the transaction in which this happened is lost: the database itself says so, and not only the reader of a row.
pub fn fails(error: &sqlx::Error) -> bool {
    use sqlx::Error;
    matches!(
        error,
        Error::Database(_)
            | Error::Io(_)
            | Error::Tls(_)
            | Error::Protocol(_)
            | Error::PoolClosed
            | Error::WorkerCrashed
    )
}
