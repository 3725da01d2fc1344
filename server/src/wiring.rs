//! Connects the machines: database, clock, randomness and keys of a configuration become the services of the flows.

use std::{
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use domain::{Moment, shared::blocklist::Blocklist};
use flows::{
    Db, Services,
    passwords::Hasher,
    secrets::Keys,
    services::{Clock, SystemChance},
    trouble::Result,
};

use crate::config::{Config, Database};

/// The clock of this machine.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Moment::from_unix_ms(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// Opens the database of a configuration.
pub async fn open(database: &Database) -> Result<Db> {
    match database {
        Database::Sqlite(path) => Db::sqlite(path).await,
        Database::Postgres(url) => Db::postgres(url).await,
    }
}

/// Everything a flow needs, on a database that is brought up to date.
pub async fn services(config: &Config) -> Result<Services> {
    let db = open(&config.database).await?;
    db.migrate().await?;
    let mut blocklist = Blocklist::shipped();
    blocklist.add_lines(&config.more_passwords);
    let hasher = Hasher::new(
        config.hash_cost,
        config.secrets.peppers(),
        config.hash_threads,
        &SystemChance,
    )?;
    Ok(Services {
        db,
        hasher: Arc::new(hasher),
        keys: Arc::new(Keys::new(config.secrets.master)),
        policy: Arc::new(config.policy.clone()),
        catalogue: Arc::new(config.catalogue.clone()),
        blocklist: Arc::new(blocklist),
        clock: Arc::new(SystemClock),
        chance: Arc::new(SystemChance),
    })
}
