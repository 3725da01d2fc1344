//! A small town for tests: organisations with people in every state, and what the worker would put into their letters.

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId, ChallengeId, EmailAddress, Language, MobileNumber, Moment,
    OrganisationId, OutboxId, TypedPassword, escalation::moves_on_at, post::Letter,
    shared::code::TypedCode,
};
use flows::{
    Caller,
    account::Browser,
    challenges, execute, links,
    login::{Attempt, DeviceCookie, FirstStep, check_password},
    on,
    post::questions::{self, Stranger},
    secrets::LinkSecret,
    sessions::{self, Record, Stage},
    testing::{On, World},
};

pub const PASSWORD: &str = "zonnige fietstocht 2026";
pub const OTHER: &str = "natte hond op het kleed";
pub const DEVICE: &str = "Chrome op Windows";
pub const HOUR: Duration = Duration::from_secs(3600);
pub const MINUTE: Duration = Duration::from_secs(60);

pub struct Town {
    pub world: World,
}

/// Somebody at one organisation.
#[derive(Clone)]
pub struct Person {
    pub account: AccountId,
    pub authorisation: AuthorisationId,
    pub organisation: OrganisationId,
    pub email: EmailAddress,
}

pub fn password(text: &str) -> TypedPassword {
    TypedPassword::parse(text.to_owned()).unwrap()
}

pub fn email(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

pub fn mobile(text: &str) -> MobileNumber {
    MobileNumber::parse(
        text,
        &domain::shared::mobile_number::AllowedCountries::default(),
    )
    .unwrap()
}

/// A code that is certainly not `code`.
pub fn other_than(code: &TypedCode) -> TypedCode {
    let last = if code.expose().ends_with('0') {
        "1"
    } else {
        "0"
    };
    TypedCode::parse(&format!("{}{last}", &code.expose()[..5])).unwrap()
}

const ACCOUNT: &str = "
insert into account (id, email, email_canonical, given_name, initials, infix, family_name, language, password_hash,
    password_state, device_epoch, created_at)
values ($1, $2, $2, $3, 'X.', 'van', 'Testdorp', 'nl', $4, $5, 0, $6)";

const AUTHORISATION: &str = "
insert into authorisation (id, organisation_id, account_id, role, state, given_name, initials, infix, family_name,
    sort_key, mobile, access_code, invited_by, created_at)
values ($1, $2, $3, $4, $5, $6, 'X.', 'van', 'Testdorp', $6, $7, $1, $8, $9)";

impl Town {
    pub async fn new(on: On) -> Self {
        Self {
            world: World::new(on).await,
        }
    }

    pub fn now(&self) -> Moment {
        self.world.services.now()
    }

    /// When a question asked now moves on.
    pub fn moves_on_at(&self) -> Moment {
        let services = &self.world.services;
        moves_on_at(
            &services.desk_hours,
            self.now(),
            services.policy.help_answer,
        )
    }

    pub fn later(&self, by: Duration) {
        self.world.clock.forward(by);
    }

    pub async fn organisation(&self, name: &str) -> OrganisationId {
        let id = self.world.services.new_id().unwrap();
        let mut tx = self.world.services.db.write().await.unwrap();
        execute!(
            &mut tx,
            "insert into organisation (id, kind, number, name, name_key, created_at) values ($1, 'garage', $1, $2, $2, 0)",
            &id,
            name
        )
        .unwrap();
        tx.commit().await.unwrap();
        OrganisationId::from_trusted(id)
    }

    /// A person with a password (or, when invited, without), at one organisation.
    pub async fn person(&self, at: &OrganisationId, name: &str, role: &str, state: &str) -> Person {
        let account = self.world.services.new_id().unwrap();
        let email = email(&format!("{name}@dorp.example"));
        let (hash, password_state) = if state == "invited" {
            (None, "none")
        } else {
            let services = &self.world.services;
            let hashed = services
                .hasher
                .hash(&password(PASSWORD), services.chance.as_ref())
                .await
                .unwrap()
                .unwrap();
            (Some(hashed.for_storage().to_owned()), "set")
        };
        let mut tx = self.world.services.db.write().await.unwrap();
        execute!(
            &mut tx,
            ACCOUNT,
            &account,
            email.canonical(),
            name,
            hash,
            password_state,
            self.now().unix_ms()
        )
        .unwrap();
        tx.commit().await.unwrap();
        self.at(
            AccountId::from_trusted(account),
            &email,
            at,
            name,
            role,
            state,
        )
        .await
    }

    /// The same person at one more organisation, with a number of its own.
    pub async fn also(&self, who: &Person, at: &OrganisationId, role: &str, state: &str) -> Person {
        self.at(who.account.clone(), &who.email, at, "Elders", role, state)
            .await
    }

    async fn at(
        &self,
        account: AccountId,
        email: &EmailAddress,
        at: &OrganisationId,
        name: &str,
        role: &str,
        state: &str,
    ) -> Person {
        let id = self.world.services.new_id().unwrap();
        let number = format!(
            "+316{:08}",
            self.count("select count(*) from authorisation").await + 12_345_600
        );
        let mut tx = self.world.services.db.write().await.unwrap();
        execute!(
            &mut tx,
            AUTHORISATION,
            &id,
            at.as_str(),
            account.as_str(),
            role,
            state,
            name,
            &number,
            None::<&str>,
            self.now().unix_ms()
        )
        .unwrap();
        let authorisation = AuthorisationId::from_trusted(id);
        if state == "invited" {
            let until = self.now().plus(self.world.services.policy.invitation);
            let (services, now) = (&self.world.services, self.now());
            let purpose = links::Purpose::Activate;
            links::make(
                &mut tx,
                services,
                now,
                purpose,
                &account,
                Some(&authorisation),
                until,
            )
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        Person {
            account,
            authorisation,
            organisation: at.clone(),
            email: email.clone(),
        }
    }

    pub async fn admin(&self, at: &OrganisationId, name: &str) -> Person {
        self.person(at, name, "beheerder", "active").await
    }

    pub async fn employee(&self, at: &OrganisationId, name: &str) -> Person {
        self.person(at, name, "medewerker", "active").await
    }

    pub async fn invited(&self, at: &OrganisationId, name: &str) -> Person {
        self.person(at, name, "medewerker", "invited").await
    }

    /// Writes one text (`$2`) into the row `$1`.
    pub async fn set(&self, sql: &'static str, id: &str, value: &str) {
        let mut tx = self.world.services.db.write().await.unwrap();
        assert_eq!(execute!(&mut tx, sql, id, value).unwrap(), 1);
        tx.commit().await.unwrap();
    }

    pub async fn block(&self, who: &Person, reason: &str) {
        let sql = "update account set blocked_reason = $2, blocked_at = 1 where id = $1";
        self.set(sql, who.account.as_str(), reason).await;
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        let mut tx = self.world.services.db.read().await.unwrap();
        let (count,): (i64,) = on!(&mut tx, |c| sqlx::query_as(sql).fetch_one(c)).unwrap();
        count
    }

    /// One text of one row.
    pub async fn text(&self, sql: &'static str, id: &str) -> Option<String> {
        let mut tx = self.world.services.db.read().await.unwrap();
        let (text,): (Option<String>,) =
            on!(&mut tx, |c| sqlx::query_as(sql).bind(id).fetch_one(c)).unwrap();
        text
    }

    /// Every column of an account that a stranger might change.
    pub async fn account_state(&self, who: &Person) -> Vec<Option<String>> {
        let mut tx = self.world.services.db.read().await.unwrap();
        type Columns = (
            Option<String>,
            String,
            Option<String>,
            i64,
            Option<i64>,
            Option<i64>,
        );
        let (hash, state, blocked, epoch, changed, off): Columns = on!(&mut tx, |c| sqlx::query_as(
            "select password_hash, password_state, blocked_reason, device_epoch, password_changed_at, reset_off_until
             from account where id = $1"
        )
        .bind(who.account.as_str())
        .fetch_one(c))
        .unwrap();
        let number = |n: Option<i64>| n.map(|n| n.to_string());
        vec![
            hash,
            Some(state),
            blocked,
            number(Some(epoch)),
            number(changed),
            number(off),
        ]
    }

    /// Letters that wait for somebody, oldest first.
    pub async fn letters_to(&self, who: &Person) -> Vec<Letter> {
        let mut tx = self.world.services.db.read().await.unwrap();
        let rows: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(
            "select facts from outbox where account_id = $1 and state = 'waiting' order by id"
        )
        .bind(who.account.as_str())
        .fetch_all(c))
        .unwrap();
        rows.into_iter()
            .map(|(facts,)| serde_json::from_str(&facts).unwrap())
            .collect()
    }

    /// Names of the letters that wait for somebody, in alphabetical order.
    pub async fn names_to(&self, who: &Person) -> Vec<&'static str> {
        let mut names: Vec<_> = self
            .letters_to(who)
            .await
            .iter()
            .map(Letter::name)
            .collect();
        names.sort_unstable();
        names
    }

    /// Throws away every letter that waits.
    pub async fn empty_mailboxes(&self) {
        let mut tx = self.world.services.db.write().await.unwrap();
        execute!(&mut tx, "update outbox set state = 'sent'").unwrap();
        tx.commit().await.unwrap();
    }

    /// A secret of a person's link for one purpose.
    pub async fn link(&self, who: &Person, purpose: &str) -> LinkSecret {
        self.world.link(&who.account, purpose).await
    }

    /// The same, of the invitation that runs at one organisation.
    pub async fn invitation(&self, to: &AuthorisationId) -> LinkSecret {
        let (services, now) = (&self.world.services, self.now());
        let mut tx = services.db.write().await.unwrap();
        let link = links::running_of_authorisation(&mut tx, to, links::Purpose::Activate, now)
            .await
            .unwrap()
            .unwrap();
        let secret = links::add_secret(&mut tx, services, &link.id)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        secret
    }

    /// The code of a challenge, as the worker puts it into the message.
    pub async fn code(&self, challenge: &ChallengeId) -> TypedCode {
        let mut tx = self.world.services.db.write().await.unwrap();
        let (services, now) = (&self.world.services, self.now());
        let (code, _) = challenges::new_code(&mut tx, services, now, challenge)
            .await
            .unwrap()
            .unwrap();
        tx.commit().await.unwrap();
        TypedCode::parse(code.expose()).unwrap()
    }

    /// Answers every question that waits, as the worker does.
    pub async fn answer_questions(&self) {
        let rows: Vec<(String,)> = {
            let mut tx = self.world.services.db.read().await.unwrap();
            on!(&mut tx, |c| sqlx::query_as(
                "select id from outbox where state = 'waiting' and letter like 'asked%' order by id"
            )
            .fetch_all(c))
            .unwrap()
        };
        for (id,) in rows {
            questions::answer(&self.world.services, &OutboxId::from_trusted(id))
                .await
                .unwrap();
        }
    }

    /// Logged in, with the second factor given at this moment.
    pub async fn caller(&self, who: &Person) -> Caller {
        let stage = Stage::In {
            account: who.account.clone(),
            authorisation: who.authorisation.clone(),
            factor_at: self.now(),
            began_at: self.now(),
            epoch: self.world.epoch(&who.authorisation).await,
        };
        sessions::caller(&self.world.services, &stage)
            .await
            .unwrap()
            .unwrap()
    }

    /// A session of a person, kept under `key`.
    pub async fn session(&self, who: &Person, key: &str) {
        let record = Record {
            key,
            account: Some(who.account.as_str()),
            authorisation: Some(who.authorisation.as_str()),
            data: "{}",
        };
        let created = sessions::create(&self.world.services, &record).await;
        assert!(created.unwrap());
    }

    pub async fn has_session(&self, key: &str) -> bool {
        sessions::load(&self.world.services, key)
            .await
            .unwrap()
            .is_some()
    }

    /// Whether a password is taken at the first step of logging in.
    pub async fn gets_past(&self, who: &Person, text: &str) -> bool {
        let attempt = Attempt {
            email: &who.email,
            password: &password(text),
            device: &DeviceCookie::default(),
            network: "192.0.2.0/24",
        };
        let step = check_password(&self.world.services, &attempt)
            .await
            .unwrap();
        matches!(step, FirstStep::Right { .. })
    }

    /// Whether there is a row of this event in the trail.
    pub async fn trail_has(&self, event: &str) -> bool {
        let mut tx = self.world.services.db.read().await.unwrap();
        let (rows,): (i64,) = on!(&mut tx, |c| sqlx::query_as(
            "select count(*) from audit where event = $1"
        )
        .bind(event)
        .fetch_one(c))
        .unwrap();
        rows > 0
    }
}

/// A stranger at an own network.
pub fn stranger<'a>(email: &'a EmailAddress, network: &'a str) -> Stranger<'a> {
    Stranger {
        email,
        network,
        device: nobody(),
        language: Language::En,
    }
}

/// A browser with which nobody got in.
pub fn nobody() -> &'static DeviceCookie {
    static NOBODY: std::sync::LazyLock<DeviceCookie> =
        std::sync::LazyLock::new(DeviceCookie::default);
    &NOBODY
}

/// The browser of a caller whose session is kept under `here`.
pub fn browser(device: &DeviceCookie) -> Browser<'_> {
    Browser {
        session: "here",
        device,
        device_name: DEVICE,
        network: "192.0.2.0/24",
    }
}

/// A garage with Fatima as admin and Jan, who is logged in at two browsers.
pub async fn town_with_jan(on: On) -> (Town, Person, Person) {
    let town = Town::new(on).await;
    let garage = town.organisation("Garage Jansen").await;
    let fatima = town.admin(&garage, "fatima").await;
    let jan = town.employee(&garage, "jan").await;
    town.session(&jan, "here").await;
    town.session(&jan, "there").await;
    (town, jan, fatima)
}
