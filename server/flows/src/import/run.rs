//! How a file gets into the books beside everybody else's work: its rows are put down in pieces, one short switch says that
//! the file is taken, and then its rows go in, in pieces. Before the switch nothing of it counts; after the switch all of it
//! will: whoever comes next finishes what a process that was killed left behind.

use std::time::Duration;

use serde::Serialize;
use serde_json::json;

use super::{
    Counts,
    known::{Organisations, known_organisations},
    piece, sql,
};
use crate::{
    Db, Services, Tx,
    audit::{self, Actor, Entry, Event},
    execute, on,
    sweeps::is_of_the_row,
    trouble::{Result, Trouble},
};

/// Rows that are put down in one transaction.
const PUT_DOWN: usize = 500;
/// Rows that go into the books in one transaction: a login beside it waits for less than half a second.
const PIECE: i64 = 50;
/// Others get a turn after each piece. SQLite looks at most every 100 ms whether a file is free.
const TURN: Duration = Duration::from_millis(110);
/// A busy database is asked again so often, and each time waits by itself.
const TRIES: u32 = 12;
/// Nobody finishes a run any more that was not touched for so long.
const ABANDONED: Duration = Duration::from_secs(60);
/// Rows of which nobody said that they are all there are thrown away after this time.
const NEVER_READY: Duration = Duration::from_secs(60 * 60);
/// That a file was taken is kept for so long.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Organisations,
    People,
}

impl Kind {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Organisations => "organisations",
            Self::People => "people",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Organisations, Self::People]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// Takes rows, all of them or none; gives back what they brought about.
pub(super) async fn take(
    services: &Services,
    kind: Kind,
    invited_by: Option<&str>,
    rows: &[impl Serialize],
) -> Result<Counts> {
    let run = services.new_id()?;
    put_down(services, &run, kind, invited_by, rows).await?;
    switch(services, &run, rows.len()).await?;
    finish(services, &run).await
}

async fn put_down(
    services: &Services,
    run: &str,
    kind: Kind,
    invited_by: Option<&str>,
    rows: &[impl Serialize],
) -> Result<()> {
    let mut place: i64 = 0;
    let mut tx = patient(services).await?;
    let now = services.now().unix_ms();
    execute!(&mut tx, sql::BEGIN_RUN, run, kind.code(), invited_by, now)?;
    tx.commit().await?;
    for some in rows.chunks(PUT_DOWN) {
        if place > 0 {
            let_others(&services.db).await;
        }
        let mut tx = patient(services).await?;
        execute!(&mut tx, sql::TOUCH, run, services.now().unix_ms())?;
        for row in some {
            place += 1;
            execute!(
                &mut tx,
                sql::PUT_DOWN,
                run,
                place,
                serde_json::to_string(row)?
            )?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// From here on the file is taken.
async fn switch(services: &Services, run: &str, total: usize) -> Result<()> {
    let total = i64::try_from(total).unwrap_or(i64::MAX);
    let mut tx = patient(services).await?;
    let now = services.now().unix_ms();
    if execute!(&mut tx, sql::SWITCH, run, total, now)? == 0 {
        return Err(Trouble::Program(
            "the rows of a file were thrown away too early",
        ));
    }
    tx.commit().await
}

/// Puts what is left of a run into the books.
pub(super) async fn finish(services: &Services, run: &str) -> Result<Counts> {
    let known = {
        let mut tx = services.db.read().await?;
        known_organisations(&mut tx, services.now()).await?
    };
    // Rows that are taken one at a time, because one of them cannot be read.
    let mut alone = 0;
    let mut tries = 1;
    loop {
        let most = if alone > 0 { 1 } else { PIECE };
        match piece(services, run, &known, most).await {
            Ok(Went::Done(counts)) => return Ok(counts),
            Ok(Went::Last) => continue,
            Ok(Went::On) => {
                alone -= i64::from(alone > 0);
                tries = 1;
            }
            Err(trouble) if is_of_the_row(trouble.cause()) && most > 1 => alone = PIECE,
            Err(trouble) if is_of_the_row(trouble.cause()) => {
                skip(services, run, &trouble).await?;
            }
            Err(trouble) if trouble.cause().passes() && tries < TRIES => tries += 1,
            Err(trouble) => return Err(trouble),
        }
        let_others(&services.db).await;
    }
}

/// What came of a piece.
enum Went {
    /// There may be more.
    On,
    /// There is no more, but to say so.
    Last,
    /// Everything is in the books.
    Done(Counts),
}

#[derive(sqlx::FromRow)]
struct RunRow {
    kind: String,
    state: String,
    total: i64,
    through: i64,
    invited_by: Option<String>,
    added: i64,
    changed: i64,
    unchanged: i64,
    left_alone: i64,
    invitations: i64,
    skipped: i64,
}

impl RunRow {
    fn counts(&self) -> Counts {
        let count = |number: i64| u64::try_from(number).unwrap_or_default();
        Counts {
            new: count(self.added),
            changed: count(self.changed),
            unchanged: count(self.unchanged),
            left_alone: count(self.left_alone),
            invitations: count(self.invitations),
            skipped: count(self.skipped),
        }
    }
}

/// The next rows, in one transaction; the counts of the whole once everything is in. The run is locked first: of two who
/// finish it one waits.
async fn piece(services: &Services, run: &str, known: &Organisations, most: i64) -> Result<Went> {
    let now = services.now();
    let mut tx = services.db.write_lightly().await?;
    let row: Option<RunRow> = on!(&mut tx, |c| sqlx::query_as(sql::LOCK_RUN)
        .bind(run)
        .bind(now.unix_ms())
        .fetch_optional(c))?;
    let row = row.ok_or_else(|| Trouble::missing("import_run", "id", run))?;
    if row.state == "done" {
        return Ok(Went::Done(row.counts()));
    }
    let kind = Kind::from_code(&row.kind);
    let kind = kind.ok_or_else(|| Trouble::stored("import_run", "kind", run))?;
    let rows: Vec<(i64, String)> = on!(&mut tx, |c| sqlx::query_as(sql::NEXT_ROWS)
        .bind(run)
        .bind(row.through)
        .bind(most)
        .fetch_all(c))?;
    let Some((through, _)) = rows.last() else {
        let counts = row.counts();
        let facts = json!({ "kind": kind.code(), "rows": row.total, "new": counts.new, "changed": counts.changed });
        execute!(&mut tx, sql::RUN_DONE, run, now.unix_ms())?;
        let entry = Entry::new(Event::Imported, Actor::Operator).facts(facts);
        audit::record(&mut tx, now, entry)?;
        tx.commit().await?;
        return Ok(Went::Done(counts));
    };
    let contents: Vec<&str> = rows.iter().map(|(_, content)| content.as_str()).collect();
    let by = row.invited_by.as_deref();
    let counts = piece::save(&mut tx, services, now, (kind, by), known, &contents).await?;
    execute!(
        &mut tx,
        sql::WENT_ON,
        run,
        *through,
        i64::try_from(counts.new).unwrap_or(i64::MAX),
        i64::try_from(counts.changed).unwrap_or(i64::MAX),
        i64::try_from(counts.unchanged).unwrap_or(i64::MAX),
        i64::try_from(counts.left_alone).unwrap_or(i64::MAX),
        i64::try_from(counts.invitations).unwrap_or(i64::MAX),
        i64::try_from(counts.skipped).unwrap_or(i64::MAX),
    )?;
    execute!(&mut tx, sql::FORGET_ROWS, run, *through)?;
    tx.commit().await?;
    let full = i64::try_from(rows.len()).is_ok_and(|rows| rows == most);
    Ok(if full { Went::On } else { Went::Last })
}

/// Leaves the next row out: something about it cannot be read, and the others wait for it.
async fn skip(services: &Services, run: &str, why: &Trouble) -> Result<()> {
    let mut tx = services.db.write().await?;
    let next: Option<(i64,)> = on!(&mut tx, |c| sqlx::query_as(sql::NEXT_ROW)
        .bind(run)
        .fetch_optional(c))?;
    let Some((place,)) = next else { return Ok(()) };
    execute!(
        &mut tx,
        sql::WENT_ON,
        run,
        place,
        0_i64,
        0_i64,
        0_i64,
        0_i64,
        0_i64,
        1_i64
    )?;
    execute!(&mut tx, sql::FORGET_ROWS, run, place)?;
    tx.commit().await?;
    tracing::error!(run, row = place, trouble = %why, "a row of a file could not be taken");
    Ok(())
}

/// Finishes what was switched on before, in the order in which it was.
pub(super) async fn finish_earlier(services: &Services) -> Result<()> {
    let before = services.now();
    for (run,) in going(services, before.unix_ms()).await? {
        finish(services, &run).await?;
    }
    Ok(())
}

async fn going(services: &Services, untouched_since: i64) -> Result<Vec<(String,)>> {
    let mut tx = services.db.look().await?;
    on!(&mut tx, |c| sqlx::query_as(sql::GOING)
        .bind(untouched_since)
        .fetch_all(c))
}

/// Finishes files that were taken by a process that is gone, throws away what never came to that, and forgets what was
/// long ago; gives back how many were finished.
pub async fn finish_abandoned(services: &Services) -> Result<u64> {
    let now = services.now();
    let mut finished = 0;
    for (run,) in going(services, now.minus(ABANDONED).unix_ms()).await? {
        let counts = finish(services, &run).await?;
        tracing::warn!(
            run,
            ?counts,
            "a file that was being taken is in the books now"
        );
        finished += 1;
    }
    let never = now.minus(NEVER_READY).unix_ms();
    let old = now.minus(KEPT).unix_ms();
    let mut tx = services.db.write().await?;
    execute!(&mut tx, sql::FORGET_NEVER_READY_ROWS, never)?;
    execute!(&mut tx, sql::FORGET_RUNS, never, old)?;
    tx.commit().await?;
    Ok(finished)
}

/// A transaction, as soon as the database is not busy any more.
async fn patient(services: &Services) -> Result<Tx> {
    let mut tries = 1;
    loop {
        match services.db.write().await {
            Err(trouble) if trouble.cause().passes() && tries < TRIES => {
                tries += 1;
                let_others(&services.db).await;
            }
            other => return other,
        }
    }
}

async fn let_others(db: &Db) {
    match db {
        Db::Sqlite { .. } => tokio::time::sleep(TURN).await,
        Db::Postgres(..) => {}
    }
}
