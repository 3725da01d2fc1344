//! Connections that only read an SQLite file. A pool of sqlx asks every connection that comes back whether it is well, in
//! a task of its own: that costs as much as most questions of a page, and a file beside the program does not hang up.

use std::{
    ops::{Deref, DerefMut},
    sync::{Arc, Mutex, PoisonError},
};

use sqlx::{Connection, Sqlite, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

use super::{PATIENCE, held::Look};
use crate::trouble::{Result, Trouble};

/// Connections for questions that each stand by themselves; opened when they are needed, and kept.
#[derive(Clone, Debug)]
pub struct Readers(Arc<Room>);

#[derive(Debug)]
struct Room {
    options: SqliteConnectOptions,
    places: Arc<Semaphore>,
    free: Mutex<Vec<SqliteConnection>>,
}

/// A connection in use. Whoever stops listening halfway leaves it fit for the next: its thread ends a question that nobody
/// listens to before it begins another.
#[derive(Debug)]
pub struct Reader {
    connection: Option<SqliteConnection>,
    fit: bool,
    room: Arc<Room>,
    _place: OwnedSemaphorePermit,
}

impl Readers {
    /// At most so many at a time.
    pub fn new(options: SqliteConnectOptions, most: usize) -> Self {
        Self(Arc::new(Room {
            options,
            places: Arc::new(Semaphore::new(most)),
            free: Mutex::default(),
        }))
    }

    /// A connection, as soon as one is free.
    pub async fn take(&self) -> Result<Reader> {
        let place = Arc::clone(&self.0.places).acquire_owned();
        let place = timeout(PATIENCE, place)
            .await
            .map_err(|_| Trouble::Busy("every connection that reads"))?
            .map_err(|_| sqlx::Error::PoolClosed)?;
        let kept = self.0.free().pop();
        let connection = match kept {
            Some(connection) => connection,
            None => SqliteConnection::connect_with(&self.0.options).await?,
        };
        Ok(Reader {
            connection: Some(connection),
            fit: true,
            room: Arc::clone(&self.0),
            _place: place,
        })
    }

    /// Closes those that are free; the others close when they come back.
    pub async fn close(&self) {
        self.0.places.close();
        let free = std::mem::take(&mut *self.0.free());
        for connection in free {
            // It only read, so there is nothing to lose.
            let _ = connection.close().await;
        }
    }
}

impl Room {
    fn free(&self) -> std::sync::MutexGuard<'_, Vec<SqliteConnection>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Deref for Reader {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        match &self.connection {
            Some(connection) => connection,
            None => unreachable!("it leaves with the reader"),
        }
    }
}

impl DerefMut for Reader {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        match &mut self.connection {
            Some(connection) => connection,
            None => unreachable!("it leaves with the reader"),
        }
    }
}

impl Look<Sqlite> for Reader {
    fn throw_away(&mut self) {
        self.fit = false;
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let connection = self.connection.take();
        if self.fit && !self.room.places.is_closed() {
            self.room.free().extend(connection);
        }
    }
}
