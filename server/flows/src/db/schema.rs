//! Brings the tables up to date, and says whether they are.

use std::collections::BTreeSet;

use sqlx::{Connection, SqlitePool, migrate::Migrator};

use super::{Db, Tx};
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
            Self::Postgres(server) => Ok(POSTGRES.run(server.pool()).await?),
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
