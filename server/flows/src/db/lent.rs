//! A connection of a pool that comes back by itself. A pool asks each that comes back whether it is well, and waits for the
//! answer as long as it takes; of a server that went silent there is none, and the place would be lost (SEC-75).

use std::{
    io,
    ops::{Deref, DerefMut},
    sync::Arc,
    time::Duration,
};

use sqlx::{Database, Postgres, pool::PoolConnection};
use tokio::time::timeout;

use super::{PATIENCE, door::Door, pool::OnWay};

/// A connection that goes back when it is dropped.
#[derive(Debug)]
pub struct Lent<D: Database> {
    connection: PoolConnection<D>,
    /// For what a server answers; a file needs no limit, because its thread always does.
    waits: Option<Waits>,
}

/// How long an answer is waited for: so long, and not when the way is left on which it would come.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Waits {
    pub(super) longest: Duration,
    pub(super) way: OnWay,
    pub(super) door: Arc<Door>,
}

impl<D: Database> Lent<D> {
    /// One to a file.
    pub const fn of_file(connection: PoolConnection<D>) -> Self {
        Self {
            connection,
            waits: None,
        }
    }

    /// How long an answer on it is waited for.
    pub fn waits(&self) -> Option<Waits> {
        self.waits.clone()
    }

    /// Nobody gets this connection again.
    pub fn throw_away(&mut self) {
        // Closing has a limit of its own.
        self.waits = None;
        self.connection.close_on_drop();
    }
}

impl Lent<Postgres> {
    /// One to a server.
    pub const fn of_server(connection: PoolConnection<Postgres>, waits: Waits) -> Self {
        Self {
            connection,
            waits: Some(waits),
        }
    }
}

impl<D: Database> Drop for Lent<D> {
    fn drop(&mut self) {
        if let Some(mut waits) = self.waits.take() {
            waits.longest = waits.longest.min(PATIENCE);
            let returning = self.connection.return_to_pool();
            // Given up halfway, it is cut, and its place is free.
            let back = async move {
                returning.await;
                Ok(())
            };
            tokio::spawn(waited(waits, back));
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

/// Waits for an answer of the database. On a way that was left none counts: what a server says that woke up again may be known
/// to nobody else.
#[doc(hidden)]
pub async fn answered<T>(
    waits: Option<Waits>,
    answer: impl Future<Output = sqlx::Result<T>>,
) -> sqlx::Result<T> {
    let Some(waits) = waits else {
        return answer.await;
    };
    let door = Arc::clone(&waits.door);
    let answer = waited(waits, answer).await;
    if !matches!(answer, Err(sqlx::Error::Io(_))) {
        door.heard();
    }
    answer
}

async fn waited<T>(
    Waits { longest, way, door }: Waits,
    answer: impl Future<Output = sqlx::Result<T>>,
) -> sqlx::Result<T> {
    let why = tokio::select! {
        biased;
        () = way.left() => "the way to the database was left",
        answer = door.waits(timeout(longest, answer)) => match answer {
            Ok(answer) => return answer,
            Err(_) => "no answer",
        },
    };
    Err(sqlx::Error::Io(io::Error::new(
        io::ErrorKind::TimedOut,
        why,
    )))
}
