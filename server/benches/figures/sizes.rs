//! Whether it matters how many there are: the same questions to a thousand accounts and to a million, in turn, on both
//! databases. Flows are asked without network and drawing, which take as long either way and would hide a difference.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use domain::{AccountId, AuthorisationId, EmailAddress, TypedPassword};
use flows::{
    Caller, Services,
    login::{Attempt, DeviceCookie, check_password},
    passwords::StoredHash,
    people::{self, Filter},
    sessions::{self, Stage},
    who_is_my_admin,
};
use server::{
    config::{Config, Sources},
    tidy::Tidy,
    wiring,
};
use sqlx::{Connection, Executor, PgConnection};

use crate::{
    Result,
    desk::Agent,
    figure::{
        Chapter, Figure,
        Limit::{AtMost, Told},
    },
    house::{CHEAP_HASHES, LARGE_BUDGETS, configure},
    sets,
    statistics::{Dice, Samples},
    town::{Place, Town},
};

const SMALL: Town = Town {
    organisations: 100,
    people_each: 10,
    odd: 200,
};
const LARGE: Town = Town {
    organisations: 100_000,
    people_each: 10,
    odd: 200,
};
/// Questions of each kind to each town.
const QUESTIONS: usize = 1_500;

/// A town with everything that flows need.
struct Inhabited {
    town: Town,
    services: Services,
    lists: Samples,
    searches: Samples,
    logins: Samples,
    agent: Agent,
}

/// Figures of one database.
pub async fn figures(folder: &Path, hash: &StoredHash, postgres: Option<&str>) -> Result<Chapter> {
    let mut small = inhabit(SMALL, folder, "small", hash, postgres).await?;
    let began = Instant::now();
    let mut large = inhabit(LARGE, folder, "large", hash, postgres).await?;
    let filled = began.elapsed();
    let mut dice = Dice(1);
    // The first questions fill caches, as those of the first minute of a day do.
    for round in 0..QUESTIONS + QUESTIONS / 5 {
        if round == QUESTIONS / 5 {
            small.forget();
            large.forget();
        }
        small.ask(&mut dice).await?;
        large.ask(&mut dice).await?;
    }
    let tidied = [small.tidy().await?, large.tidy().await?];
    let mut figures = vec![Figure::new(
        "Filling with a million accounts",
        filled.as_secs_f64(),
        "s",
        Told,
    )];
    for (what, pick) in [
        (
            "List of ten people, with who needs help",
            (|of: &Inhabited| of.lists.median()) as fn(&Inhabited) -> f64,
        ),
        ("Searching among them", |of| of.searches.median()),
        ("First login step, with a hash that costs nothing", |of| {
            of.logins.median()
        }),
        (
            "The desk finds one by address, mobile number or number of the company",
            |of| of.agent.one.median(),
        ),
    ] {
        let (few, many) = (pick(&small), pick(&large));
        figures.push(Figure::new(
            format!("{what}: p50 with 1,000 accounts"),
            few,
            "ms",
            Told,
        ));
        figures.push(Figure::new("… with 1,000,000", many, "ms", Told));
        figures.push(Figure::new("… as a multiple", many / few, "×", AtMost(1.3)));
    }
    figures.push(Figure::new(
        "The desk finds people by given and family name: p50 with 1,000,000",
        large.agent.names.median(),
        "ms",
        AtMost(50.0),
    ));
    figures.push(Figure::new(
        "… p95",
        large.agent.names.percentile(0.95),
        "ms",
        Told,
    ));
    figures.push(Figure::new(
        "Tidying, once a minute: with 1,000 accounts",
        tidied[0],
        "ms",
        Told,
    ));
    figures.push(Figure::new(
        "… with 1,000,000",
        tidied[1],
        "ms",
        AtMost(50.0),
    ));
    small.services.db.close().await;
    large.services.db.close().await;
    let title = if postgres.is_some() {
        "A million accounts in 100,000 organisations: PostgreSQL"
    } else {
        "A million accounts in 100,000 organisations: SQLite"
    };
    Ok(Chapter { title, figures })
}

async fn inhabit(
    town: Town,
    folder: &Path,
    name: &str,
    hash: &StoredHash,
    postgres: Option<&str>,
) -> Result<Inhabited> {
    let folder = folder.join(name);
    std::fs::create_dir_all(&folder)?;
    let url = match postgres {
        None => format!("sqlite:{}", folder.join("sleutelbos.db").display()),
        Some(url) => database_of_its_own(url, name).await?,
    };
    let place = url
        .strip_prefix("sqlite:")
        .map_or(Place::Postgres(&url), |path| Place::Sqlite(Path::new(path)));
    town.settle(&place, hash).await?;
    configure(&folder, &url, &[LARGE_BUDGETS, CHEAP_HASHES])?;
    let sources = Sources {
        file: Some(folder.join("sleutelbos.toml")),
        environment: Vec::new(),
        no_text: Vec::new(),
    };
    let config = Config::load(&sources).map_err(|mistakes| format!("{mistakes:?}"))?;
    let services = wiring::services(&config).await?;
    Ok(Inhabited {
        town,
        agent: Agent::new(&services, hash).await?,
        services,
        lists: Samples::default(),
        searches: Samples::default(),
        logins: Samples::default(),
    })
}

/// Somebody who has just logged in.
pub async fn inside(
    services: &Services,
    account: AccountId,
    authorisation: AuthorisationId,
) -> Result<Caller> {
    let stage = Stage::In {
        account,
        authorisation,
        factor_at: services.now(),
        began_at: services.now(),
        epoch: 0,
    };
    Ok(sessions::caller(services, &stage)
        .await?
        .ok_or("somebody who is not in")?)
}

/// Another database on the same server.
pub async fn database_of_its_own(url: &str, name: &str) -> Result<String> {
    let mut connection = PgConnection::connect(url).await?;
    let statement = format!("create database bench_{name}");
    connection.execute(sqlx::AssertSqlSafe(statement)).await?;
    connection.close().await?;
    let (server, _) = url
        .rsplit_once('/')
        .ok_or("an address without a database")?;
    Ok(format!("{server}/bench_{name}"))
}

impl Inhabited {
    fn forget(&mut self) {
        (self.lists, self.searches, self.logins) = Default::default();
        self.agent.forget();
    }

    /// An admin looks at the list and searches in it; somebody logs in.
    async fn ask(&mut self, dice: &mut Dice) -> Result<()> {
        let services = &self.services;
        let admin = dice.below(self.town.organisations) * self.town.people_each;
        let (account, authorisation) = self.town.ids_of(admin);
        let account = AccountId::from_trusted(account);
        let authorisation = AuthorisationId::from_trusted(authorisation);
        let began = Instant::now();
        let caller = inside(services, account, authorisation).await?;
        let permit = caller
            .may_see_staff()
            .map_err(|_| "an admin who may not look")?;
        people::in_need(services, &permit).await?;
        people::count(services, &permit).await?;
        let list = people::list(services, &permit, None, &Filter::Current).await?;
        who_is_my_admin::admins_of(services, &caller).await?;
        self.lists.push(began.elapsed());
        if list.people.len() < self.town.people_each - 1 {
            return Err("people are missing from the list".into());
        }
        let word = sets::family(dice.below(64));
        let began = Instant::now();
        people::list(services, &permit, None, &Filter::Search(word)).await?;
        self.searches.push(began.elapsed());
        self.agent.looks(&self.services, &self.town, dice).await?;
        self.log_in(dice.below(self.town.people())).await
    }

    async fn log_in(&mut self, person: usize) -> Result<()> {
        let email =
            EmailAddress::parse(&self.town.email_of(person)).map_err(|_| "not an address")?;
        let password = TypedPassword::parse("natte hond op het kleed".to_owned())
            .map_err(|_| "not a password")?;
        let attempt = Attempt {
            email: &email,
            password: &password,
            device: &DeviceCookie::default(),
            network: "192.0.2.0/24",
        };
        let began = Instant::now();
        check_password(&self.services, &attempt).await?;
        self.logins.push(began.elapsed());
        Ok(())
    }

    /// What the running program does every minute, in ms; the best of three, because one may meet a checkpoint.
    async fn tidy(&self) -> Result<f64> {
        let mut best = Duration::MAX;
        for _ in 0..3 {
            let began = Instant::now();
            Tidy::new(self.services.clone(), std::sync::Arc::default())
                .once()
                .await;
            best = best.min(began.elapsed());
        }
        Ok(best.as_secs_f64() * 1_000.0)
    }
}
