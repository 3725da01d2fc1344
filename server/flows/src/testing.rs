//! What tests share: a clock that is moved by hand, cheap hashes, and a fresh database for each test.
//! Every test runs on SQLite and on PostgreSQL; the latter's address comes from `SLEUTELBOS_TEST_POSTGRES`.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use domain::{
    Moment,
    organisations::{Catalogue, Kind, RightEntry, Words},
    shared::blocklist::Blocklist,
};

use crate::{
    Db, Policy, Services,
    passwords::{Cost, Hasher, Pepper},
    secrets::Keys,
    services::{Clock, SystemChance},
    trouble::Result,
};

/// Friday 20 November 2026, 14.30 in Amsterdam: where every test begins.
pub const BEGINNING: Moment = Moment::from_unix_ms(1_795_181_400_000);

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl TestClock {
    /// Moves the clock forward.
    pub fn forward(&self, by: Duration) {
        self.0.fetch_add(
            i64::try_from(by.as_millis()).unwrap_or(i64::MAX),
            Ordering::SeqCst,
        );
    }
}

impl Clock for TestClock {
    fn now(&self) -> Moment {
        Moment::from_unix_ms(self.0.load(Ordering::SeqCst))
    }
}

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// Embedded.
    Sqlite,
    /// The server that `SLEUTELBOS_TEST_POSTGRES` names; each test has a schema of its own.
    Postgres,
}

/// A world for one test.
pub struct World {
    /// What flows need.
    pub services: Services,
    /// The clock, to be moved.
    pub clock: Arc<TestClock>,
    folder: tempfile::TempDir,
}

impl World {
    /// A fresh world with the rules of production, but cheap hashes.
    pub async fn new(on: On) -> Self {
        Self::with_policy(on, Policy::default()).await
    }

    /// A fresh world with other rules.
    pub async fn with_policy(on: On, policy: Policy) -> Self {
        match Self::try_new(on, policy).await {
            Ok(world) => world,
            Err(trouble) => panic!("no world for this test: {trouble}"),
        }
    }

    async fn try_new(on: On, policy: Policy) -> Result<Self> {
        let folder = tempfile::tempdir().map_err(sqlx::Error::Io)?;
        let db = match on {
            On::Sqlite => Db::sqlite(&folder.path().join("test.db")).await?,
            On::Postgres => postgres_schema().await?,
        };
        db.migrate().await?;
        let clock = Arc::new(TestClock(AtomicI64::new(BEGINNING.unix_ms())));
        let pepper = Pepper {
            id: "test".into(),
            key: [7; 32],
        };
        let cost = Cost {
            memory_kib: 64,
            passes: 1,
        };
        let services = Services {
            db,
            hasher: Arc::new(Hasher::new(cost, vec![pepper], 2, &SystemChance)?),
            keys: Arc::new(Keys::new([9; 32])),
            policy: Arc::new(policy),
            catalogue: Arc::new(catalogue()),
            blocklist: Arc::new(Blocklist::from_text("wachtwoord2026\nverzekeringen\n")),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            chance: Arc::new(SystemChance),
        };
        Ok(Self {
            services,
            clock,
            folder,
        })
    }

    /// A folder of this test's own, gone when the world is dropped.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }
}

async fn postgres_schema() -> Result<Db> {
    let Ok(url) = std::env::var("SLEUTELBOS_TEST_POSTGRES") else {
        panic!("set SLEUTELBOS_TEST_POSTGRES, or run the tests with `make test`");
    };
    let schema = format!("t{}", uuid::Uuid::now_v7().simple());
    let pool = sqlx::PgPool::connect(&url).await?;
    sqlx::query(sqlx::AssertSqlSafe(format!("create schema {schema}")))
        .execute(&pool)
        .await?;
    pool.close().await;
    let separator = if url.contains('?') { '&' } else { '?' };
    Db::postgres(&format!(
        "{url}{separator}options=-c%20search_path%3D{schema}"
    ))
    .await
}

/// A small catalogue: three kinds with a few rights each.
pub fn catalogue() -> Catalogue {
    let words = |nl: &str, en: &str| Words {
        nl: nl.into(),
        en: en.into(),
    };
    let right = |code: &str, nl: &str, en: &str| RightEntry {
        code: code.into(),
        name: words(nl, en),
        sentence: words(nl, en),
    };
    let rights = || {
        vec![
            right("schade-melden", "Schade melden", "Report damage"),
            right("offertes", "Offertes maken", "Make quotes"),
            right("polissen", "Polissen inzien", "See policies"),
        ]
    };
    let kind = |code: &str, nl: &str, en: &str, number: &str| Kind {
        code: code.into(),
        name: words(nl, en),
        number_name: words(number, number),
        number_min: 4,
        number_max: 9,
        rights: rights(),
    };
    Catalogue {
        kinds: vec![
            kind("adviseur", "Adviseur", "Adviser", "Tussenpersoonnummer"),
            kind("garage", "Garage", "Garage", "Polisnummer"),
            kind("autoverkoper", "Autoverkoper", "Car dealer", "Dealernummer"),
        ],
    }
}

/// Writes each test twice: in a module `sqlite` and in a module `postgres`.
///
/// `on_each_database! { async fn a_used_link_cannot_be_used_again(on: On) { … } }`
#[macro_export]
macro_rules! on_each_database {
    ($($(#[$doc:meta])* async fn $name:ident($on:ident: $which:ty) $body:block)*) => {
        $(async fn $name($on: $which) $body)*
        mod sqlite {
            $($(#[$doc])* #[tokio::test] async fn $name() { Box::pin(super::$name($crate::testing::On::Sqlite)).await })*
        }
        mod postgres {
            $($(#[$doc])* #[tokio::test] async fn $name() { Box::pin(super::$name($crate::testing::On::Postgres)).await })*
        }
    };
}
