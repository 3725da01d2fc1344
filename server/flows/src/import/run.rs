//! How a file gets into the books beside everybody else's work: its rows are put down in pieces, one short switch says that
//! the file is taken, and then its rows go in, in pieces. Before the switch nothing of it counts; after the switch all of it
//! will: whoever comes next finishes what a process that was killed left behind ([`taken_over`](super::taken_over)).

use serde::Serialize;

use super::{
    Counts, Mistake, What,
    finish::{Unreadable, finish},
    sql,
};
use crate::{
    Db, Services, Tx, execute,
    trouble::{Result, Trouble},
};

const KILOBYTE: u64 = 1024;
const MEGABYTE: u64 = 1024 * KILOBYTE;
/// Of the disk, this stays for everybody else.
const SPARE: u64 = 16 * MEGABYTE;
/// Rows that are put down in one transaction.
const PUT_DOWN: usize = 500;
/// A busy database is asked again so often, and each time waits by itself.
pub(super) const TRIES: u32 = 12;

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
    let rows: Vec<String> = rows
        .iter()
        .map(serde_json::to_string)
        .collect::<Result<_, _>>()?;
    let put = put_down(services, &run, kind, invited_by, &rows).await;
    if let Err(trouble) = put {
        // What it put down would stand in everybody's way until the sweep.
        if let Err(trouble) = throw_away(services, &run).await {
            tracing::warn!(%trouble, "rows of a file that was not taken are there for an hour");
        }
        return Err(trouble);
    }
    switch(services, &run, rows.len()).await?;
    let taken = finish(services, &run, Unreadable::Skip).await?;
    taken.ok_or(Trouble::Program("rows of an own file were left to nobody"))
}

async fn put_down(
    services: &Services,
    run: &str,
    kind: Kind,
    invited_by: Option<&str>,
    rows: &[String],
) -> Result<()> {
    let mut place: i64 = 0;
    let mut tx = patient(services).await?;
    let now = services.now().unix_ms();
    execute!(&mut tx, sql::BEGIN_RUN, run, kind.code(), invited_by, now)?;
    tx.commit().await?;
    for some in rows.chunks(PUT_DOWN) {
        if place > 0 {
            services.db.let_others().await;
        }
        let mut tx = patient(services).await?;
        execute!(&mut tx, sql::TOUCH, run, services.now().unix_ms())?;
        for row in some {
            place += 1;
            execute!(&mut tx, sql::PUT_DOWN, run, place, row)?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// A file that does not fit fills the disk for everybody. It is put down, then goes into the books and their indexes with letters and
/// rows of the trail, and each in the log first.
pub(super) fn fits(db: &Db, kind: Kind, rows: usize) -> Result<(), Mistake> {
    let each = match kind {
        Kind::Organisations => 2 * KILOBYTE,
        Kind::People => 8 * KILOBYTE,
    };
    let needed = (rows as u64).saturating_mul(each).saturating_add(SPARE);
    match db.room() {
        Some(room) if room < needed => {
            let (room, needed) = (room / MEGABYTE, needed.div_ceil(MEGABYTE));
            Err(Mistake::in_row(1, What::NoRoom { room, needed }))
        }
        _ => Ok(()),
    }
}

/// Whether the disk has so little room left that it stays for everybody else: then a file that was taken goes on when there is more.
pub(super) fn is_short_of_room(db: &Db) -> bool {
    db.room().is_some_and(|room| room < SPARE / 2)
}

async fn throw_away(services: &Services, run: &str) -> Result<()> {
    let mut tx = services.db.write().await?;
    execute!(&mut tx, sql::FORGET_WAITING_ROWS, run)?;
    execute!(&mut tx, sql::FORGET_WAITING, run)?;
    tx.commit().await
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

/// A transaction, as soon as the database is not busy any more.
async fn patient(services: &Services) -> Result<Tx> {
    let mut tries = 1;
    loop {
        match services.db.write().await {
            Err(trouble) if trouble.cause().passes() && tries < TRIES => {
                tries += 1;
                services.db.let_others().await;
            }
            other => return other,
        }
    }
}
