//! A transaction on a connection of a pool. A connection on which one did not begin or end as it should is thrown away:
//! whoever got it next would find a transaction of somebody else on it, or could begin none (SEC-75).

use std::ops::{Deref, DerefMut};

use sqlx::{Connection, Database, sqlite::SqliteConnection};

use sqlx_core::transaction::TransactionManager;

use super::lent::Lent;

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
/// such as a pooler that lost its server, answers in the same words, but in classes of the connection (SQLSTATE 08, 57P), and
/// 40003 is the database's own word for that nobody knows.
pub fn says_no(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(refused) = error else {
        return false;
    };
    let about_file = refused
        .try_downcast_ref::<sqlx::sqlite::SqliteError>()
        .is_some();
    let code = refused.code().unwrap_or_default();
    about_file || !(code.starts_with("08") || code.starts_with("57P") || code == "40003")
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
