//! tower-sessions keeps its sessions in our own table: hashed ids, whose they are, ended by our own clock (SEC-36, SEC-38).

use std::collections::HashMap;

use app::bridge::{Stop, StoreNotes};
use async_trait::async_trait;
use flows::{
    Services, Trouble,
    sessions::{self, LARGEST, Record, Stage, key_of},
};
use serde::Deserialize;
use serde_json::Value;
use tower_sessions::{
    SessionStore,
    session::{Id, Record as Kept},
    session_store::{Error, Result},
};

/// The store, for one request.
#[derive(Clone)]
pub struct Store {
    services: Services,
    notes: StoreNotes,
    wakes: bool,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}

impl Store {
    /// A store in the database of these services; what it has to tell about the request goes into `notes`. A request that
    /// no person made `wakes` no session.
    pub const fn new(services: Services, notes: StoreNotes, wakes: bool) -> Self {
        Self {
            services,
            notes,
            wakes,
        }
    }

    /// What is written; the one place that holds a session to its size, whatever came into it (SEC-71).
    fn written(&self, kept: &Kept) -> Result<Written> {
        let written = Written::of(kept)?;
        if written.data.len() > LARGEST {
            let error = Error::Encode(format!("{} bytes in one session", written.data.len()));
            tracing::warn!(%error, "more than a session holds");
            self.notes.stopped(Stop::TooMuch);
            return Err(error);
        }
        Ok(written)
    }

    fn failed(&self, trouble: Trouble) -> Error {
        let error = Error::Backend(trouble.to_string());
        self.notes.stopped(trouble.into());
        error
    }
}

/// What is written: the data as JSON, and from it whose session it is.
struct Written {
    key: String,
    stage: Option<Stage>,
    data: String,
}

impl Written {
    fn of(kept: &Kept) -> Result<Self> {
        let encode = |error: serde_json::Error| Error::Encode(error.to_string());
        let stage = kept
            .data
            .get("stage")
            .cloned()
            .map(serde_json::from_value)
            .transpose()
            .map_err(encode)?;
        let data = serde_json::to_string(&kept.data).map_err(encode)?;
        Ok(Self {
            key: key_of(&kept.id.to_string()),
            stage,
            data,
        })
    }

    fn record(&self) -> Record<'_> {
        Record {
            key: &self.key,
            account: self
                .stage
                .as_ref()
                .and_then(Stage::account)
                .map(domain::AccountId::as_str),
            authorisation: self
                .stage
                .as_ref()
                .and_then(Stage::authorisation)
                .map(domain::AuthorisationId::as_str),
            data: &self.data,
        }
    }
}

/// What is stored, if this version knows how far that session is (SEC-74).
fn read(data: &str) -> Option<HashMap<String, Value>> {
    let data: HashMap<String, Value> = serde_json::from_str(data).ok()?;
    let stage = data.get("stage");
    let known = stage.is_none_or(|stage| Stage::deserialize(stage).is_ok());
    known.then_some(data)
}

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, kept: &mut Kept) -> Result<()> {
        loop {
            let written = self.written(kept)?;
            if sessions::create(&self.services, &written.record())
                .await
                .map_err(|trouble| self.failed(trouble))?
            {
                return Ok(());
            }
            kept.id = Id::default();
        }
    }

    async fn save(&self, kept: &Kept) -> Result<()> {
        let written = self.written(kept)?;
        sessions::save(&self.services, &written.record())
            .await
            .map_err(|trouble| self.failed(trouble))
    }

    async fn load(&self, id: &Id) -> Result<Option<Kept>> {
        let key = key_of(&id.to_string());
        let found = if self.wakes {
            sessions::load(&self.services, &key).await
        } else {
            sessions::look(&self.services, &key).await
        };
        let Some(data) = found.map_err(|trouble| self.failed(trouble))? else {
            return Ok(None);
        };
        let Some(data) = read(&data) else {
            // Closed: whoever has it logs in anew, and a node that knows it finds it as it was.
            let trouble = Trouble::stored("session", "data", key_of(&id.to_string()));
            tracing::error!(%trouble, "a session counts as none");
            return Ok(None);
        };
        self.notes.was_there();
        // Our own clock decides when a session is over; this date is for tower-sessions only, and never reached.
        let expiry_date = time::OffsetDateTime::now_utc() + time::Duration::days(1);
        Ok(Some(Kept {
            id: *id,
            data,
            expiry_date,
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        sessions::delete(&self.services.db, &key_of(&id.to_string()))
            .await
            .map_err(|trouble| self.failed(trouble))
    }
}
