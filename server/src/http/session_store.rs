//! tower-sessions keeps its sessions in our own table: hashed ids, whose they are, ended by our own clock (SEC-36, SEC-38).

use async_trait::async_trait;
use flows::{
    Services,
    sessions::{self, Record, Stage, key_of},
};
use tower_sessions::{
    SessionStore,
    session::{Id, Record as Kept},
    session_store::{Error, Result},
};

/// The store.
#[derive(Clone)]
pub struct Store {
    services: Services,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}

impl Store {
    /// A store in the database of these services.
    pub const fn new(services: Services) -> Self {
        Self { services }
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

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, kept: &mut Kept) -> Result<()> {
        loop {
            let written = Written::of(kept)?;
            if sessions::create(&self.services, &written.record())
                .await
                .map_err(backend)?
            {
                return Ok(());
            }
            kept.id = Id::default();
        }
    }

    async fn save(&self, kept: &Kept) -> Result<()> {
        let written = Written::of(kept)?;
        sessions::save(&self.services, &written.record())
            .await
            .map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Kept>> {
        let Some(data) = sessions::load(&self.services, &key_of(&id.to_string()))
            .await
            .map_err(backend)?
        else {
            return Ok(None);
        };
        let data = serde_json::from_str(&data).map_err(|error| Error::Decode(error.to_string()))?;
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
            .map_err(backend)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "reads well in map_err")]
fn backend(trouble: flows::Trouble) -> Error {
    Error::Backend(trouble.to_string())
}
