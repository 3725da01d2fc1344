//! A connection of a pool that comes back by itself. A pool asks each that comes back whether it is well, and waits for the
//! answer as long as it takes; of a server that went silent there is none, and the place would be lost (SEC-75).

use std::{
    io,
    ops::{Deref, DerefMut},
    time::Duration,
};

use sqlx::{Database, pool::PoolConnection};
use tokio::time::timeout;

/// A connection that goes back when it is dropped.
#[derive(Debug)]
pub struct Lent<D: Database> {
    connection: PoolConnection<D>,
    /// So long it may take to go back; a file needs no limit, because its thread always answers.
    back_within: Option<Duration>,
}

impl<D: Database> Lent<D> {
    /// One to a file.
    pub const fn of_file(connection: PoolConnection<D>) -> Self {
        Self {
            connection,
            back_within: None,
        }
    }

    /// One to a server, and how long it may take to go back.
    pub const fn of_server(connection: PoolConnection<D>, back_within: Duration) -> Self {
        Self {
            connection,
            back_within: Some(back_within),
        }
    }

    /// Nobody gets this connection again.
    pub fn throw_away(&mut self) {
        // Closing has a limit of its own.
        self.back_within = None;
        self.connection.close_on_drop();
    }
}

impl<D: Database> Drop for Lent<D> {
    fn drop(&mut self) {
        if let Some(limit) = self.back_within {
            // Given up halfway, it is cut, and its place is free.
            tokio::spawn(timeout(limit, self.connection.return_to_pool()));
        }
    }
}

impl<D: Database> Deref for Lent<D> {
    type Target = D::Connection;

    fn deref(&self) -> &D::Connection {
        &self.connection
    }
}

impl<D: Database> DerefMut for Lent<D> {
    fn deref_mut(&mut self) -> &mut D::Connection {
        &mut self.connection
    }
}

/// Waits for an answer of the database, `longest` at most.
#[doc(hidden)]
pub async fn answered<T>(
    longest: Option<Duration>,
    answer: impl Future<Output = sqlx::Result<T>>,
) -> sqlx::Result<T> {
    let Some(longest) = longest else {
        return answer.await;
    };
    match timeout(longest, answer).await {
        Ok(answer) => answer,
        Err(_) => Err(sqlx::Error::Io(io::Error::new(
            io::ErrorKind::TimedOut,
            "no answer",
        ))),
    }
}
