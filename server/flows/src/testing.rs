//! What tests share: a clock that is moved by hand, cheap hashes, and a fresh database for each test.
//! Every test runs on SQLite and on PostgreSQL; the latter's address comes from `SLEUTELBOS_TEST_POSTGRES`.

pub mod appointments;
pub mod people;

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use domain::{
    AccountId, AuthorisationId, EmailAddress, LinkId, MobileNumber, Moment, OrganisationId,
    PersonName, TypedPassword,
    opening::{DayHours, OpeningHours},
    organisations::{Catalogue, DESK_RIGHT, Kind, RightEntry, Words},
    people::{AuthorisationState, BlockReason, PasswordState, Role},
    shared::blocklist::Blocklist,
};

use crate::{
    Caller, Db, Policy, Services, db, execute, links,
    login::{Attempt, DeviceCookie, FirstStep, check_password},
    on,
    organisations::{self, NewOrganisation},
    passwords::{Cost, Hasher, Pepper},
    post::Most,
    secrets::{Keys, LinkSecret},
    seed::{self, As},
    services::{Clock, SystemChance},
    sessions::{self, Stage},
    trouble::Result,
};

const ACCEPTED_FOR: &str = "
update authorisation set state = 'active', valid_from = $2, activated_at = $3, last_login_at = null, as_of = $3
where id = $1";

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

    /// Puts the clock back to where every test begins.
    pub fn put_right(&self) {
        self.0.store(BEGINNING.unix_ms(), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Moment {
        Moment::from_unix_ms(self.0.load(Ordering::SeqCst))
    }
}

/// So many letters, whomever they are to.
pub const fn letters(most: usize) -> Most {
    Most {
        all: most,
        to_strangers: most,
        of_many: most,
    }
}

/// A clock that goes on while somebody looks at it, as every real one does: a millisecond at each look.
#[derive(Debug)]
pub struct TickingClock(pub Arc<TestClock>);

impl Clock for TickingClock {
    fn now(&self) -> Moment {
        self.0.forward(Duration::from_millis(1));
        self.0.now()
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
            desk_hours: Arc::new(desk_hours()),
            blocklist: Arc::new(Blocklist::from_text("wachtwoord2026\nverzekeringen\n")),
            leaked: None,
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            chance: Arc::new(SystemChance),
        };
        Ok(Self {
            services,
            clock,
            folder,
        })
    }

    /// The same database with connections of its own, as another process has it.
    pub async fn as_another_process(&self) -> Db {
        let db = match &self.services.db {
            Db::Sqlite { .. } => Db::sqlite(&self.folder.path().join("test.db")).await,
            Db::Postgres(server) => server.as_another_node().await.map(Db::Postgres),
        };
        db.unwrap_or_else(|trouble| panic!("no other process for this test: {trouble}"))
    }

    /// A folder of this test's own, gone when the world is dropped.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }
}

/// The password of every seeded person.
pub const PASSWORD: &str = "zonnige fietstocht 2026";

/// Somebody to be put into the books for a test. Change what differs: `Seed { role: Role::Admin, ..Seed::new(…) }`.
#[derive(Clone, Copy, Debug)]
pub struct Seed<'a> {
    /// Voornaam.
    pub given: &'a str,
    /// Tussenvoegsel.
    pub infix: &'a str,
    /// Achternaam.
    pub family: &'a str,
    /// Login name.
    pub email: &'a str,
    /// Mobile number in E.164.
    pub mobile: &'a str,
    /// What they are.
    pub role: Role,
    /// Invited, active or stopped.
    pub state: AuthorisationState,
    /// Codes of rights.
    pub rights: &'a [&'a str],
    /// Block on the account.
    pub blocked: Option<BlockReason>,
    /// State of the account's password; ignored for who is only invited.
    pub password: PasswordState,
}

impl<'a> Seed<'a> {
    /// An active employee who may report damage.
    pub const fn new(given: &'a str, infix: &'a str, family: &'a str, email: &'a str) -> Self {
        Self {
            given,
            infix,
            family,
            email,
            mobile: "+31612345678",
            role: Role::Employee,
            state: AuthorisationState::Active,
            rights: &["schade-melden"],
            blocked: None,
            password: PasswordState::Set,
        }
    }

    /// The same person as admin.
    pub const fn admin(mut self) -> Self {
        self.role = Role::Admin;
        self
    }
}

impl Seed<'_> {
    /// How this person stands; only what can be told apart by [`Standing`](domain::people::Standing) can be seeded.
    fn stands(&self, now: Moment) -> As {
        match (self.state, self.blocked, self.password) {
            (AuthorisationState::Invited, None, _) => As::Invited { at: now },
            (AuthorisationState::Stopped, None, PasswordState::Set) => As::Stopped { at: now },
            (AuthorisationState::Active, Some(reason), PasswordState::Set) => As::Blocked(reason),
            (AuthorisationState::Active, None, PasswordState::Set) => As::Active,
            (AuthorisationState::Active, None, PasswordState::MustChange) => As::MustChangePassword,
            (AuthorisationState::Active, None, PasswordState::Disabled) => As::PasswordDisabled,
            _ => panic!("nobody stands like this: {self:?}"),
        }
    }
}

impl World {
    /// An organisation of a kind of the catalogue that holds every right of its kind.
    pub async fn organisation(&self, kind: &str, name: &str) -> OrganisationId {
        match self.try_organisation(kind, name).await {
            Ok(id) => id,
            Err(trouble) => panic!("no organisation for this test: {trouble}"),
        }
    }

    async fn try_organisation(&self, kind: &str, name: &str) -> Result<OrganisationId> {
        let rights: Vec<&str> = self
            .services
            .catalogue
            .kind(kind)
            .map(|kind| {
                kind.rights
                    .iter()
                    .map(|right| right.code.as_str())
                    .collect()
            })
            .unwrap_or_default();
        let number = self.services.new_id()?;
        let new = NewOrganisation {
            kind,
            number: &number,
            name,
            rights: &rights,
        };
        let mut tx = self.services.db.write().await?;
        let id = organisations::save(&mut tx, &self.services, new).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// A person with [`PASSWORD`] at an organisation; an address that is known already gets a second authorisation.
    pub async fn person(
        &self,
        organisation: &OrganisationId,
        seed: Seed<'_>,
    ) -> (AccountId, AuthorisationId) {
        match self.try_person(organisation, seed).await {
            Ok(ids) => ids,
            Err(trouble) => panic!("no person for this test: {trouble}"),
        }
    }

    async fn try_person(
        &self,
        organisation: &OrganisationId,
        seed: Seed<'_>,
    ) -> Result<(AccountId, AuthorisationId)> {
        let services = &self.services;
        let rights: Vec<String> = seed.rights.iter().map(|code| (*code).to_owned()).collect();
        let (Ok(name), Ok(email), Ok(password)) = (
            PersonName::parse(seed.given, "", seed.infix, seed.family),
            EmailAddress::parse(seed.email),
            TypedPassword::parse(PASSWORD.to_owned()),
        ) else {
            panic!("a seed with a wrong name or address: {seed:?}");
        };
        let Ok(hash) = services.hasher.hash(&password, &SystemChance).await? else {
            panic!("too many people are seeded at once");
        };
        let whom = seed::Seed {
            organisation,
            name: &name,
            email: &email,
            mobile: &MobileNumber::from_e164_stored(seed.mobile.to_owned()),
            role: seed.role,
            rights: &rights,
            stands: seed.stands(services.now()),
            last_login: None,
            password: &hash,
            asks: None,
        };
        let mut tx = services.db.write().await?;
        let ids = seed::person(&mut tx, services, &whom).await?;
        tx.commit().await?;
        Ok(ids)
    }

    /// A secret of somebody's link for one purpose, as the worker puts it into the letter: of the one that has none yet, or of
    /// the newest.
    pub async fn link(&self, account: &AccountId, purpose: &str) -> LinkSecret {
        match self.try_link(account, purpose).await {
            Ok(secret) => secret,
            Err(trouble) => panic!("no link for this test: {trouble}"),
        }
    }

    async fn try_link(&self, account: &AccountId, purpose: &str) -> Result<LinkSecret> {
        let mut tx = self.services.db.write().await?;
        let (id,): (String,) = on!(&mut tx, |c| sqlx::query_as(
            "select l.id from link l left join link_secret s on s.link_id = l.id
             where l.account_id = $1 and l.purpose = $2
             order by s.link_id is not null, l.created_at desc
             limit 1"
        )
        .bind(account.as_str())
        .bind(purpose)
        .fetch_one(c))?;
        let secret = links::add_secret(&mut tx, &self.services, &LinkId::from_trusted(id)).await?;
        tx.commit().await?;
        Ok(secret)
    }

    /// Strangers guess, each as soon as they may, until a day's guesses are used up; gives back until when that lasts.
    pub async fn uses_up_the_guesses_at(&self, email: &str) -> Moment {
        let email = EmailAddress::parse(email).expect("an address");
        let password = TypedPassword::parse("geraden wachtwoord".to_owned()).expect("a password");
        let attempt = Attempt {
            email: &email,
            password: &password,
            device: &DeviceCookie::default(),
            network: "192.0.2.0/24",
        };
        let mut looked_at = 0;
        loop {
            let step = check_password(&self.services, &attempt).await;
            match step.expect("a database that answers") {
                FirstStep::Wrong => looked_at += 1,
                FirstStep::Wait { until } if looked_at == 10 => return until,
                FirstStep::Wait { until } => {
                    self.clock.forward(until.since(self.services.now()));
                }
                other => panic!("a wrong password gave {other:?}"),
            }
        }
    }

    /// As an invitation leaves somebody who accepted it at this moment and begins later.
    pub async fn accepted_for(&self, authorisation: &AuthorisationId, first: Moment) {
        let accepted = async {
            let mut tx = self.services.db.write().await?;
            let (whom, now) = (authorisation.as_str(), self.services.now().unix_ms());
            execute!(&mut tx, ACCEPTED_FOR, whom, first.unix_ms(), now)?;
            tx.commit().await
        };
        if let Err(trouble) = accepted.await {
            panic!("nobody begins later in this test: {trouble}");
        }
    }

    /// Logged in a moment ago, with a second factor.
    pub async fn inside(&self, account: &AccountId, authorisation: &AuthorisationId) -> Caller {
        match self.caller(account, authorisation).await {
            Some(caller) => caller,
            None => panic!("this authorisation opens nothing"),
        }
    }

    /// What a session that begins now in an authorisation holds, so that it is known when it was ended.
    pub async fn epoch(&self, authorisation: &AuthorisationId) -> i64 {
        let epoch =
            async { sessions::epoch(&mut self.services.db.read().await?, authorisation).await };
        match epoch.await {
            Ok(epoch) => epoch,
            Err(trouble) => panic!("no epoch for this test: {trouble}"),
        }
    }

    /// Who a session that was finished at this moment belongs to; `None` if it opens nothing.
    pub async fn caller(
        &self,
        account: &AccountId,
        authorisation: &AuthorisationId,
    ) -> Option<Caller> {
        let now = self.services.now();
        let epoch = self.epoch(authorisation).await;
        let stage = Stage::In {
            account: account.clone(),
            authorisation: authorisation.clone(),
            factor_at: now,
            began_at: now,
            epoch,
        };
        match sessions::caller(&self.services, &stage).await {
            Ok(caller) => caller,
            Err(trouble) => panic!("the session could not be read: {trouble}"),
        }
    }
}

async fn postgres_schema() -> Result<Db> {
    Db::postgres(&postgres_url().await?, db::CONNECTIONS).await
}

/// Address of an empty schema of its own on the server of the tests.
///
/// # Errors
/// If the server does not make one.
pub async fn postgres_url() -> Result<String> {
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
    Ok(format!(
        "{url}{separator}options=-c%20search_path%3D{schema}"
    ))
}

/// From Monday to Friday, 8.30 to 17.30.
pub fn desk_hours() -> OpeningHours {
    let day = |text| DayHours::parse(text).unwrap_or_default();
    let open = || day("8:30-17:30");
    let closed = DayHours::default;
    OpeningHours::of_week([open(), open(), open(), open(), open(), closed(), closed()])
}

/// A small catalogue: three kinds with a few rights each, and the insurer.
pub fn catalogue() -> Catalogue {
    let words = |nl: &str, en: &str| Words {
        nl: nl.into(),
        en: en.into(),
    };
    let right = |code: &str, nl: &str, en: &str| RightEntry {
        code: code.into(),
        name: words(nl, en),
        sentence: words(nl, en),
        address: (code == "schade-melden").then(|| "https://schade.voorbeeld.example/".into()),
        four_eyes: code == DESK_RIGHT,
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
        insurer: false,
    };
    let insurer = Kind {
        rights: vec![right(DESK_RIGHT, "Servicedesk", "Service desk")],
        insurer: true,
        ..kind("verzekeraar", "Verzekeraar", "Insurer", "Afdelingsnummer")
    };
    Catalogue {
        kinds: vec![
            kind("adviseur", "Adviseur", "Adviser", "Tussenpersoonnummer"),
            kind("garage", "Garage", "Garage", "Polisnummer"),
            kind("autoverkoper", "Autoverkoper", "Car dealer", "Dealernummer"),
            insurer,
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
