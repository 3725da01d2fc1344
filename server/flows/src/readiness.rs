//! Whether this node can do its work: the database answers, has room, and takes what is written. A write of its own, on a row
//! of its own, because a database that reads may be full, read-only, or unable to commit (SEC-75).

use std::time::Duration;

use domain::{Moment, shared::moment::CLOCKS_APART};

use crate::{
    Db, Services, Tx, execute, on, sessions,
    trouble::{Cause, Result},
};

/// Rows of nodes that are no more are kept this long.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

const PROBE: &str = "
insert into probe (node, at)
values ($1, $2)
on conflict (node) do update set at = excluded.at";
const CLOCK: &str = "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";
const LOOK: &str = "select count(*) from probe";
const LAST: &str = "select max(at) from probe where node = $1";
/// Under this name it is written that something was swept: whoever starts with a wrong clock writes under others at once.
const SWEPT: &str = "swept";
/// A node that was at work so lately may be so yet, though it says so each minute.
const AT_WORK: Duration = Duration::from_secs(5 * 60);
/// The last that any node said, each under its own name; $2 is what those of a version that said less wrote.
const LAST_AT_WORK: &str =
    "select max(at) from probe where (node like 'at-work:%' or node = $2) and at <= $1";
const NOBODY_AT_WORK: &str = "delete from probe where node like 'at-work:%'";
const NOT_AT_WORK: &str = "delete from probe where node = $1";
const FORGET: &str = "delete from probe where at < $1";

/// What the first step of a login writes to: a server that cannot, because somebody holds a table or it is gone, says so here without a
/// row being written.
const FIRST_STEP: [&str; 5] = [
    "insert into budget select * from budget where bucket = ''",
    "insert into login_counter select * from login_counter where subject = ''",
    "insert into challenge select * from challenge where id = ''",
    "insert into outbox select * from outbox where id = ''",
    "insert into audit select * from audit where chain < 0",
];

/// Has a server write what its memory has no room for into a file beside its tables, 400 kB, which is gone afterwards: a row
/// that is written anew in its place needs no room, and a full disk would not show. Nothing is left to tidy up.
const ROOM: [&str; 3] = [
    "set local work_mem = '64kB'",
    "set local temp_tablespaces = ''",
    "select count(distinct repeat(md5(n::text), 32)) from generate_series(1, 400) n",
];

/// How many connections a server lets the user of `database.url` have, at most: of the server, the database and the role. All of
/// them are shared with whoever else comes as that user.
const LETS_IN: &str = "
select cast(least(nullif(r.rolconnlimit, -1), nullif(d.datconnlimit, -1),
    current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int) as bigint)
from pg_roles r, pg_database d
where r.rolname = current_user and d.datname = current_database()";

/// How many connections the database server lets us have at most; `None` for a file.
pub async fn most_connections(services: &Services) -> Result<Option<u64>> {
    let mut tx = services.db.look().await?;
    if matches!(tx, Tx::Sqlite(_)) {
        return Ok(None);
    }
    let (most,): (i64,) = on!(&mut tx, |c| sqlx::query_as(LETS_IN).fetch_one(c))?;
    Ok(u64::try_from(most).ok())
}

/// Reads something.
pub async fn reads(services: &Services) -> Result<()> {
    let db = &services.db;
    let mut tx = db.or_why_not(db.look()).await?;
    let _: (i64,) = on!(&mut tx, |c| sqlx::query_as(LOOK).fetch_one(c))?;
    Ok(())
}

/// Writes something, as durably as a deed.
pub async fn writes(services: &Services, node: &str) -> Result<()> {
    let db = &services.db;
    if matches!(db, Db::Postgres(_)) {
        has_room(db).await?;
    }
    let mut tx = db.or_why_not(db.write()).await?;
    execute!(&mut tx, PROBE, node, services.now().unix_ms())?;
    sessions::can_be_written(&mut tx, services).await?;
    for statement in FIRST_STEP {
        execute!(&mut tx, statement)?;
    }
    tx.commit().await
}

/// When a node last wrote that it swept; `None` if none ever did.
pub async fn last_swept(services: &Services) -> Result<Option<Moment>> {
    let mut tx = services.db.look().await?;
    let (last,): (Option<i64>,) = on!(&mut tx, |c| sqlx::query_as(LAST).bind(SWEPT).fetch_one(c))?;
    Ok(last.map(Moment::from_unix_ms))
}

/// When the last node that is at work said so, and until when it counts; `None` where none is, as far as the clock of today goes.
/// Nodes of a version before the tables were these say only that they sweep.
pub(crate) async fn at_work_until(
    tx: &mut Tx,
    now: Moment,
    older: bool,
) -> Result<Option<(Moment, Moment)>> {
    let latest = now.plus(CLOCKS_APART).unix_ms();
    let (last,): (Option<i64>,) = on!(tx, |c| sqlx::query_as(LAST_AT_WORK)
        .bind(latest)
        .bind(if older { SWEPT } else { "" })
        .fetch_one(c))?;
    let last = last.map(Moment::from_unix_ms);
    let until = last.map(|last| (last, last.plus(AT_WORK)));
    Ok(until.filter(|(_, until)| now < *until))
}

/// The database is another one's from now on: whoever was at work there is no more.
pub(crate) async fn nobody_at_work(tx: &mut Tx) -> Result<()> {
    execute!(tx, NOBODY_AT_WORK)?;
    Ok(())
}

/// Writes that a node is at work.
pub async fn at_work(services: &Services, node: &str) -> Result<()> {
    let mut tx = services.db.write_lightly().await?;
    execute!(
        &mut tx,
        PROBE,
        called_at_work(node),
        services.now().unix_ms()
    )?;
    tx.commit().await
}

/// Takes that back for a node that stops; what others say of themselves stays.
pub async fn not_at_work(services: &Services, node: &str) -> Result<()> {
    let mut tx = services.db.write_lightly().await?;
    execute!(&mut tx, NOT_AT_WORK, called_at_work(node))?;
    tx.commit().await
}

fn called_at_work(node: &str) -> String {
    format!("at-work:{node}")
}

/// Writes that a node swept.
pub async fn swept(services: &Services) -> Result<()> {
    let mut tx = services.db.write_lightly().await?;
    execute!(&mut tx, PROBE, SWEPT, services.now().unix_ms())?;
    tx.commit().await
}

/// What time it is for the server that several nodes share; `None` for a file, which has no clock.
pub async fn clock(db: &Db) -> Result<Option<Moment>> {
    if matches!(db, Db::Sqlite { .. }) {
        return Ok(None);
    }
    let mut tx = db.or_why_not(db.look()).await?;
    let (now,): (i64,) = on!(&mut tx, |c| sqlx::query_as(CLOCK).fetch_one(c))?;
    Ok(Some(Moment::from_unix_ms(now)))
}

async fn has_room(db: &Db) -> Result<()> {
    let mut tx = db.or_why_not(db.read()).await?;
    for statement in ROOM {
        match execute!(&mut tx, statement) {
            // Somebody allows no such files: then they say nothing.
            Err(trouble) if trouble.cause() == Cause::Setup => return Ok(()),
            done => done?,
        };
    }
    Ok(())
}

/// Forgets nodes that are no more; gives back how many.
pub async fn sweep(services: &Services) -> Result<u64> {
    let before = services.now().minus(KEPT);
    let mut tx = services.db.write().await?;
    let forgotten = execute!(&mut tx, FORGET, before.unix_ms())?;
    tx.commit().await?;
    Ok(forgotten)
}
