//! Puts the rows of a file into the books, piece after piece, whoever does it. What cannot be read of one row keeps no other
//! from it, and a run that cannot be read as a whole ends the loop.

use domain::Moment;
use serde_json::json;

use super::{
    Counts,
    known::{Organisations, known_organisations},
    piece::Piece,
    run::{Kind, TRIES, is_short_of_room},
    sql,
};
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    execute, on,
    sweeps::is_of_the_row,
    trouble::{Result, Trouble, readable},
};

/// Rows that go into the books in one transaction: a login beside it waits for less than half a second.
const PIECE: i64 = 50;

/// Rows that are looked at together, to see whether any can be read.
const LOOKED_AT: i64 = 1_000;

/// What becomes of a row that this version cannot take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// It is left out and counted: whoever brought the file is told, and can bring it again.
    Skip,
    /// It stays where it is: a newer version may have put it down, and can read it (SEC-74).
    Leave,
}

/// Puts what is left of a run into the books; `None` if rows of it were left.
///
/// # Errors
/// Also if it is the run that this version cannot read; nothing of it is touched then.
pub(super) async fn finish(
    services: &Services,
    run: &str,
    unreadable: Unreadable,
) -> Result<Option<Counts>> {
    let (kind, known) = {
        let mut tx = services.db.read().await?;
        let kind = kind_of(&mut tx, run).await?;
        (kind, known_organisations(&mut tx, services.now()).await?)
    };
    // Rows that are taken one at a time, because one of them cannot be read.
    let mut alone = 0;
    let mut tries = 1;
    let mut reach = Reach {
        past: 0,
        most: PIECE,
        unreadable,
    };
    loop {
        if unreadable == Unreadable::Leave {
            // What nobody here can read is looked at and not written over, so nobody waits for it, each minute anew.
            reach.past = past_unread(services, run, kind, reach.past).await?;
        }
        if is_short_of_room(&services.db) {
            return Err(Trouble::NoRoom(
                "the file is taken, and the rest of it follows by itself once there is room",
            ));
        }
        reach.most = if alone > 0 { 1 } else { PIECE };
        match piece(services, run, (kind, &known), reach).await {
            Ok(Went::Done(counts)) => return Ok(Some(counts)),
            Ok(Went::Left) => return Ok(None),
            Ok(Went::Past { place, full }) => {
                reach.past = place;
                alone -= i64::from(alone > 0);
                tries = 1;
                if !full {
                    continue;
                }
            }
            Err(trouble) if is_of_the_row(trouble.cause()) && alone == 0 => alone = PIECE,
            Err(trouble) if is_of_the_row(trouble.cause()) => {
                // Without another row it is the run.
                let Some(place) = get_past(services, run, reach, &trouble).await? else {
                    return Err(trouble);
                };
                reach.past = place;
                if unreadable == Unreadable::Leave && place % PIECE > 0 {
                    // Nothing was written, so nobody waited.
                    continue;
                }
            }
            Err(trouble) if trouble.cause().passes() && tries < TRIES => tries += 1,
            Err(trouble) => return Err(trouble),
        }
        services.db.let_others().await;
    }
}

async fn kind_of(tx: &mut Tx, run: &str) -> Result<Kind> {
    let kind: Option<(String,)> = on!(tx, |c| sqlx::query_as(sql::KIND)
        .bind(run)
        .fetch_optional(c))?;
    let (kind,) = kind.ok_or_else(|| Trouble::missing("import_run", "id", run))?;
    readable(Kind::from_code(&kind), "import_run", "kind", run)
}

/// Which rows are next.
#[derive(Clone, Copy)]
struct Reach {
    /// Those up to this place are in the books, or left.
    past: i64,
    most: i64,
    unreadable: Unreadable,
}

/// What came of a piece.
enum Went {
    /// This place was reached; unless the piece was full there is no more, but to say so.
    Past { place: i64, full: bool },
    /// What is left of the run cannot be read.
    Left,
    /// Everything is in the books.
    Done(Counts),
}

#[derive(sqlx::FromRow)]
struct RunRow {
    state: String,
    total: i64,
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
async fn piece(
    services: &Services,
    run: &str,
    (kind, known): (Kind, &Organisations),
    reach: Reach,
) -> Result<Went> {
    let now = services.now();
    let mut tx = services.db.write_lightly().await?;
    let row: Option<RunRow> = on!(&mut tx, |c| sqlx::query_as(sql::LOCK_RUN)
        .bind(run)
        .bind(now.unix_ms())
        .fetch_optional(c))?;
    let row = row.ok_or_else(|| Trouble::missing("import_run", "state", run))?;
    if row.state == "done" {
        return Ok(Went::Done(row.counts()));
    }
    let rows: Vec<(i64, String)> = on!(&mut tx, |c| sqlx::query_as(sql::NEXT_ROWS)
        .bind(run)
        .bind(reach.past)
        .bind(reach.most)
        .fetch_all(c))?;
    let Some(&(place, _)) = rows.last() else {
        return settle(tx, now, run, kind, &row).await;
    };
    let Piece { rows: read, unread } = Piece::read(kind, &rows);
    let by = row.invited_by.as_deref();
    let mut counts = read.save(&mut tx, services, now, by, known).await?;
    // What is left stands between what is forgotten.
    let mut past = reach.past;
    if reach.unreadable == Unreadable::Leave {
        for left in unread {
            execute!(&mut tx, sql::FORGET_ROWS, run, past, left)?;
            past = left;
        }
    } else {
        counts.skipped += u64::try_from(unread.len()).unwrap_or(u64::MAX);
    }
    execute!(&mut tx, sql::FORGET_ROWS, run, past, place + 1)?;
    go_on(&mut tx, run, place, &counts).await?;
    tx.commit().await?;
    let full = i64::try_from(rows.len()).is_ok_and(|rows| rows == reach.most);
    Ok(Went::Past { place, full })
}

/// When there are no more rows: everything is in the books, unless some were left.
async fn settle(mut tx: Tx, now: Moment, run: &str, kind: Kind, row: &RunRow) -> Result<Went> {
    if next_row(&mut tx, run, 0).await?.is_some() {
        return Ok(Went::Left);
    }
    let counts = row.counts();
    let facts = json!({ "kind": kind.code(), "rows": row.total, "new": counts.new, "changed": counts.changed });
    execute!(&mut tx, sql::RUN_DONE, run, now.unix_ms())?;
    let entry = Entry::new(Event::Imported, Actor::Operator).facts(facts);
    audit::record(&mut tx, now, entry)?;
    tx.commit().await?;
    Ok(Went::Done(counts))
}

async fn go_on(tx: &mut Tx, run: &str, place: i64, counts: &Counts) -> Result<()> {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    execute!(
        tx,
        sql::WENT_ON,
        run,
        place,
        number(counts.new),
        number(counts.changed),
        number(counts.unchanged),
        number(counts.left_alone),
        number(counts.invitations),
        number(counts.skipped),
    )?;
    Ok(())
}

async fn next_row(tx: &mut Tx, run: &str, past: i64) -> Result<Option<i64>> {
    let next: (Option<i64>,) = on!(tx, |c| sqlx::query_as(sql::NEXT_ROW)
        .bind(run)
        .bind(past)
        .fetch_one(c))?;
    Ok(next.0)
}

/// The place before the first row from here on that can be read; if none can, that of the last.
async fn past_unread(services: &Services, run: &str, kind: Kind, past: i64) -> Result<i64> {
    let mut past = past;
    loop {
        let mut tx = services.db.look().await?;
        let rows: Vec<(i64, String)> = on!(&mut tx, |c| sqlx::query_as(sql::NEXT_ROWS)
            .bind(run)
            .bind(past)
            .bind(LOOKED_AT)
            .fetch_all(c))?;
        drop(tx);
        let Some(&(last, _)) = rows.last() else {
            return Ok(past);
        };
        let unread = Piece::read(kind, &rows).unread;
        // Both in the order of the places: the first that is not among the unread is read.
        let first = rows
            .iter()
            .map(|(place, _)| *place)
            .zip(unread.into_iter().map(Some).chain(std::iter::repeat(None)))
            .find(|(place, unread)| Some(*place) != *unread);
        if let Some((first, _)) = first {
            return Ok(first - 1);
        }
        past = last;
    }
}

/// Gets past the next row: something about it cannot be read, and the others wait for it. Its place, if there is one.
async fn get_past(
    services: &Services,
    run: &str,
    reach: Reach,
    why: &Trouble,
) -> Result<Option<i64>> {
    let mut tx = match reach.unreadable {
        Unreadable::Skip => services.db.write().await?,
        Unreadable::Leave => services.db.look().await?,
    };
    let Some(place) = next_row(&mut tx, run, reach.past).await? else {
        return Ok(None);
    };
    if reach.unreadable == Unreadable::Skip {
        let skipped = Counts {
            skipped: 1,
            ..Counts::default()
        };
        execute!(&mut tx, sql::FORGET_ROWS, run, reach.past, place + 1)?;
        go_on(&mut tx, run, place, &skipped).await?;
        tx.commit().await?;
    }
    tracing::error!(run, row = place, trouble = %why, "a row of a file could not be taken");
    Ok(Some(place))
}
