//! Databases of any size, with rows as the product writes them: organisations and their rights, accounts, authorisations,
//! the words to find them by, invitations, letters that were sent, the trail. Written by the databases themselves, set
//! by set, so that a million people take a minute.

use std::path::Path;

use flows::{Db, passwords::StoredHash};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqliteConnection};

use crate::{Result, sets};

/// Password of everybody.
pub const PASSWORD: &str = "zonnige fietstocht 2026";
/// How many people, and how they stand.
#[derive(Clone, Copy, Debug)]
pub struct Town {
    /// Organisations.
    pub organisations: usize,
    /// People of each; the first is its admin.
    pub people_each: usize,
    /// Of so many people one is blocked, one has a disabled password, one is invited and one was stopped.
    pub odd: usize,
}

/// How a person of a town stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum As {
    /// Can log in.
    Active,
    /// Blocked after wrong codes.
    Blocked,
    /// Strangers guessed too often.
    Disabled,
    /// Not activated.
    Invited,
    /// Access stopped.
    Stopped,
    /// Nobody.
    Unknown,
}

impl Town {
    /// Everybody.
    pub const fn people(&self) -> usize {
        self.organisations * self.people_each
    }

    /// Login name of a person who stands like this; `number` from 0 on.
    pub fn email(&self, stands: As, number: usize) -> String {
        let place = match stands {
            // One that somebody could have, with neighbours of its own: what is read beside it is as cold as anybody's.
            As::Unknown => {
                let neighbour = self.email_of(number * self.odd);
                return neighbour.replace(".example", ".nergens");
            }
            As::Blocked => 1,
            As::Disabled => 2,
            As::Invited => 3,
            As::Stopped => 4,
            As::Active => 5,
        };
        self.email_of(number * self.odd + place)
    }

    /// Login name of a person by place in the town.
    pub fn email_of(&self, person: usize) -> String {
        format!("p{person}@bedrijf{}.example", person / self.people_each)
    }

    /// Ids of account and authorisation of a person by place in the town.
    pub fn ids_of(&self, person: usize) -> (String, String) {
        (sets::id('a', person), sets::id('b', person))
    }

    /// Where codes for a person go.
    pub fn mobile_of(person: usize) -> String {
        format!("+316{}", 10_000_000 + person)
    }

    /// Makes the tables and fills them.
    pub async fn settle(&self, place: &Place<'_>, hash: &StoredHash) -> Result<()> {
        let db = place.open().await?;
        db.migrate().await?;
        flows::deployment::state(&db, &flows::deployment::Purpose::Development).await?;
        db.close().await;
        let sets = sets::of(self, hash);
        match place {
            Place::Sqlite(path) => {
                let address = format!("sqlite:{}", path.display());
                let mut connection = SqliteConnection::connect(&address).await?;
                // A file that a power cut spoils is made anew.
                connection.execute("pragma synchronous = off; pragma cache_size = -1000000; pragma temp_store = memory").await?;
                run(&mut connection, &sets).await?;
                connection
                    .execute("pragma wal_checkpoint(truncate)")
                    .await?;
                connection.close().await?;
            }
            Place::Postgres(url) => {
                let mut connection = PgConnection::connect(url).await?;
                run(&mut connection, &sets).await?;
                // What autovacuum would do in a minute.
                connection.execute("vacuum analyze").await?;
                connection.close().await?;
            }
        }
        Ok(())
    }
}

/// Where a town is.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// A file.
    Sqlite(&'a Path),
    /// A database of a server.
    Postgres(&'a str),
}

impl Place<'_> {
    /// As the configuration names it.
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(path) => format!("sqlite:{}", path.display()),
            Self::Postgres(url) => (*url).to_owned(),
        }
    }

    async fn open(&self) -> Result<Db> {
        Ok(match self {
            Self::Sqlite(path) => Db::sqlite(path).await?,
            Self::Postgres(url) => Db::postgres(url, flows::db::CONNECTIONS).await?,
        })
    }
}

async fn run<C>(connection: &mut C, sets: &[String]) -> Result<()>
where
    for<'c> &'c mut C: Executor<'c>,
{
    connection.execute("begin").await?;
    for set in sets {
        connection
            .execute(sqlx::raw_sql(AssertSqlSafe(set.as_str())))
            .await?;
    }
    connection.execute("commit").await?;
    Ok(())
}
