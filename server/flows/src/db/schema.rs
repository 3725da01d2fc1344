//! Brings the tables up to date, and says whether they are.

use std::{collections::BTreeSet, time::Duration};

use sqlx::{
    Connection, SqlitePool,
    migrate::{MigrateError, Migrator},
};

use super::{Db, Server, Tx};
use crate::{
    on,
    trouble::{Result, Schema, Trouble},
};

static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

const IS_THERE_ON_SQLITE: &str =
    "select count(*) from sqlite_master where type = 'table' and name = '_sqlx_migrations'";
const IS_THERE_ON_POSTGRES: &str = "
select count(*)
from information_schema.tables
where table_schema = current_schema() and table_name = '_sqlx_migrations'";
const TAKEN: &str = "select version from _sqlx_migrations where success order by version";

/// While one process makes the tables, others wait this long for it.
const BEGIN: &str = "pragma busy_timeout = 600000; begin immediate";

impl Db {
    /// Brings the tables up to date. Safe to call from several processes and nodes at once; on SQLite all new migrations
    /// count together or not at all.
    pub async fn migrate(&self) -> Result<()> {
        match self.schema().await? {
            None => return Ok(()),
            Some(Schema::Newer) => return Err(Trouble::Schema(Schema::Newer)),
            Some(Schema::Missing | Schema::Older) => {}
        }
        match self {
            Self::Sqlite { write, .. } => migrate_file(write).await,
            Self::Postgres(server) => migrate_server(server).await,
        }
    }

    /// Why the tables are not those of this version; `None` if they are.
    pub async fn schema(&self) -> Result<Option<Schema>> {
        let mut tx = self.look().await?;
        let (is_there, ours) = match &tx {
            Tx::Sqlite(_) => (IS_THERE_ON_SQLITE, &SQLITE),
            Tx::Postgres(_) => (IS_THERE_ON_POSTGRES, &POSTGRES),
        };
        let (tables,): (i64,) = on!(&mut tx, |c| sqlx::query_as(is_there).fetch_one(c))?;
        if tables == 0 {
            return Ok(Some(Schema::Missing));
        }
        let taken: Vec<(i64,)> = on!(&mut tx, |c| sqlx::query_as(TAKEN).fetch_all(c))?;
        let taken: BTreeSet<i64> = taken.into_iter().map(|(version,)| version).collect();
        let ours: BTreeSet<i64> = ours.iter().map(|migration| migration.version).collect();
        Ok(if !taken.is_subset(&ours) {
            Some(Schema::Newer)
        } else if taken.is_empty() {
            Some(Schema::Missing)
        } else {
            (taken.len() < ours.len()).then_some(Schema::Older)
        })
    }
}

/// Whoever changes a table waits for everybody who uses it, and everybody who comes later waits behind: no longer than this.
const AT_A_TIME: &str = "set lock_timeout = '1s'";
/// So long the others go on before the next try.
const LET_OTHERS: Duration = Duration::from_secs(2);
/// So often it is tried, which takes half an hour.
const TRIES: u32 = 600;
/// So often it is said that somebody is waited for: each minute.
const SAID_EVERY: u32 = 20;

/// While somebody uses a table for long, as a backup does, it is tried again and again, and nobody waits behind it.
async fn migrate_server(server: &Server) -> Result<()> {
    let (mut connection, _place) = server.take().await?;
    // It waits for less than any other may, so it is closed afterwards.
    connection.throw_away();
    sqlx::query(AT_A_TIME).execute(&mut *connection).await?;
    for tries in 0.. {
        match POSTGRES.run_direct(None, &mut *connection, false).await {
            Err(error) if is_held(&error) && tries < TRIES => {
                if tries % SAID_EVERY == 0 {
                    tracing::warn!(
                        "somebody uses the tables for long, a backup perhaps; they are brought up to date when that is over"
                    );
                }
                // What was begun is rolled back with the next that is asked, and holds its locks until then.
                connection.ping().await?;
                tokio::time::sleep(LET_OTHERS).await;
            }
            done => return Ok(done?),
        }
    }
    Ok(())
}

/// Whether somebody else holds what is to be changed.
fn is_held(error: &MigrateError) -> bool {
    let (MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)) = error else {
        return false;
    };
    let refused = error.as_database_error();
    refused.is_some_and(|refused| refused.code().as_deref() == Some("55P03"))
}

/// One transaction around all of them: whoever comes second waits, and finds everything done. The connection waits longer than
/// any other may, so it is closed afterwards.
async fn migrate_file(write: &SqlitePool) -> Result<()> {
    let mut connection = write.acquire().await?;
    connection.close_on_drop();
    let mut tx = connection.begin_with(BEGIN).await?;
    SQLITE.run_direct(None, &mut *tx, false).await?;
    tx.commit().await?;
    // Waited for: of two that close at the same time, SQLite takes neither for the last one, and its log stays.
    Ok(connection.close().await?)
}
