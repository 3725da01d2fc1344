//! What a session remembers: the one of tower-sessions, with two things that it does not have. What went wrong in the
//! database stays what it was instead of becoming a text, and a browser that nobody knows begins a session only by sending
//! something, never by looking, and only while its network has room (SEC-71).

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use domain::Moment;
use flows::{Trouble, sessions};
use serde::{Serialize, de::DeserializeOwned};
use tower_sessions::{
    Session,
    session::{Error, Id},
};

use super::{
    ask::{Ask, STAGE},
    stop::Stop,
};

/// What the store of sessions has to tell about one request, beside what tower-sessions lets it say.
#[derive(Clone, Debug, Default)]
pub struct StoreNotes(Arc<Notes>);

#[derive(Debug, Default)]
struct Notes {
    was_there: AtomicBool,
    stop: Mutex<Option<Stop>>,
}

impl StoreNotes {
    /// The session that the browser named is there.
    pub fn was_there(&self) {
        self.0.was_there.store(true, Ordering::Relaxed);
    }

    /// Reading or writing it ended like this.
    pub fn stopped(&self, stop: Stop) {
        let mut kept = self.0.stop.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Some(stop);
    }

    /// Why something of tower-sessions failed.
    pub fn why(&self, error: &Error) -> Stop {
        let mut kept = self.0.stop.lock().unwrap_or_else(PoisonError::into_inner);
        kept.take()
            .unwrap_or_else(|| Trouble::Configuration(format!("session: {error}")).into())
    }
}

/// What the session of one request remembers.
#[derive(Clone, Debug)]
pub struct Memory {
    session: Session,
    notes: StoreNotes,
    looks: bool,
    room: Arc<Mutex<Option<Result<(), Moment>>>>,
}

impl Memory {
    /// Of this session; `looks` is whether the request asks to see something and changes nothing.
    pub fn new(session: Session, notes: StoreNotes, looks: bool) -> Self {
        Self {
            session,
            notes,
            looks,
            room: Arc::default(),
        }
    }

    /// Whether there is something to be written down.
    pub async fn is_to_be_kept(&self) -> bool {
        let begins = self.session.id().is_none() && !self.came_with_one();
        self.session.is_modified() && !self.session.is_empty().await && !(begins && self.looks)
    }

    /// Whether this request ended the session that the browser named, and began no other.
    pub async fn is_over(&self) -> bool {
        self.session.is_modified() && self.session.is_empty().await
    }

    fn came_with_one(&self) -> bool {
        self.notes.0.was_there.load(Ordering::Relaxed)
    }

    /// Sees to it that something can be remembered: always where there is a session, else if the network has room for a
    /// browser that nobody knows. Counted once a request.
    pub(super) async fn has_room(&self, ask: &Ask) -> Result<(), Stop> {
        // Read first: only then it is known whether the session that the browser names is there.
        let known = self.get::<serde_json::Value>(STAGE).await?.is_some();
        if known || self.looks || self.session.id().is_some() || self.came_with_one() {
            return Ok(());
        }
        let before = *self.room.lock().unwrap_or_else(PoisonError::into_inner);
        let room = match before {
            Some(room) => room,
            None => {
                sessions::room_for_a_newcomer(ask.services(), ask.network(), ask.device()).await?
            }
        };
        *self.room.lock().unwrap_or_else(PoisonError::into_inner) = Some(room);
        room.map_err(|until| Stop::TooManyHere { until })
    }

    /// Its id; none if it was never kept.
    pub fn id(&self) -> Option<Id> {
        self.session.id()
    }

    pub(super) async fn insert(&self, key: &str, value: impl Serialize) -> Result<(), Stop> {
        self.said(self.session.insert(key, value).await)
    }

    pub(super) async fn get<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Stop> {
        let found = self.session.get(key).await;
        self.known(key, found)
    }

    /// Takes something out. What is not there changes nothing.
    pub(super) async fn remove<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Stop> {
        if self.said(self.session.get_value(key).await)?.is_none() {
            return Ok(None);
        }
        let taken = self.session.remove(key).await;
        self.known(key, taken)
    }

    /// What a session holds under a name, if this version can read it: what it cannot is not there (SEC-74).
    fn known<T>(&self, key: &str, found: Result<Option<T>, Error>) -> Result<Option<T>, Stop> {
        if let Err(Error::SerdeJson(_)) = &found {
            let id = self
                .session
                .id()
                .map(|id| sessions::key_of(&id.to_string()));
            let trouble = Trouble::stored("session", "data", id.unwrap_or_default());
            tracing::error!(%trouble, key, "something in a session counts as nothing");
            return Ok(None);
        }
        self.said(found)
    }

    /// Writes it down.
    pub async fn save(&self) -> Result<(), Stop> {
        self.said(self.session.save().await)
    }

    pub(super) async fn clear(&self) {
        self.session.clear().await;
    }

    pub(super) async fn flush(&self) -> Result<(), Stop> {
        self.said(self.session.flush().await)
    }

    pub(super) async fn cycle_id(&self) -> Result<(), Stop> {
        self.said(self.session.cycle_id().await)
    }

    fn said<T>(&self, result: Result<T, Error>) -> Result<T, Stop> {
        result.map_err(|error| self.notes.why(&error))
    }
}
