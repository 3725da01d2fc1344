//! A clock that leaps forward was behind, and is right now, or is ahead from now on; nobody can tell. What was done by it
//! before protects for as long as if it were done now; where the leap is taken back, it is what it was (SEC-75).

use std::time::Duration;

use domain::{Moment, shared::moment::CLOCKS_APART};
use sqlx::AssertSqlSafe;

use super::{
    list::{LASTING, Table},
    put_back::{gives_back, place_of},
};
use crate::{Policy, Services, Tx, execute, on, trouble::Result};

const TAKEN_BACK: &str = "
select distinct place from moved_along
where to_at > $1
order by place";
const FORGET_TAKEN_BACK: &str = "
delete from moved_along
where place = $1 and to_at > $2";
const IS_ANY: &str = "select count(*) from (select 1 from moved_along limit 1) any_row";
const FORGET: &str = "delete from moved_along";

/// How far a clock is from where it would be, had it gone on as it did for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leap {
    /// What time it was by it at the end of that while.
    pub from: Moment,
    /// How long it had gone evenly.
    pub after: Duration,
    /// How much later it is now than it would be.
    pub by: Duration,
}

/// Moves what protects somebody along with a clock that is `now` and leapt so, each row once and from where it was, whoever
/// else does so, too, and however often. What moved with a leap that is taken back is what it was before. Gives back how many
/// rows changed.
pub async fn moved_along(services: &Services, leaps: &[Leap], now: Moment) -> Result<u64> {
    let mut tx = services.db.write().await?;
    let back = take_back(&mut tx, now).await?;
    let mut along = 0;
    for leap in leaps.iter().filter(|leap| leap.by > CLOCKS_APART) {
        for table in LASTING {
            for column in table.guards {
                along += moves(&mut tx, table, column, &services.policy, *leap, now).await?;
            }
        }
    }
    tx.commit().await?;
    if back > 0 {
        tracing::warn!(
            rows = back,
            "the clock went back: what had moved along with it is what it was"
        );
    }
    if along > 0 {
        let seconds = leaps.iter().map(|leap| leap.by.as_secs()).max();
        tracing::warn!(
            rows = along,
            seconds,
            "the clock leapt forward: what protects somebody moves along with it"
        );
    }
    Ok(back + along)
}

/// Whether a clock that is `now` took a leap back with which something moved.
pub async fn is_taken_back(services: &Services, now: Moment) -> Result<bool> {
    let mut tx = services.db.look().await?;
    Ok(!taken_back(&mut tx, now).await?.is_empty())
}

/// The clock has gone evenly for so long that its leaps are believed: what moved along stays so.
pub async fn believed(services: &Services) -> Result<()> {
    let mut tx = services.db.look().await?;
    let (any,): (i64,) = on!(&mut tx, |c| sqlx::query_as(IS_ANY).fetch_one(c))?;
    drop(tx);
    if any > 0 {
        let mut tx = services.db.write().await?;
        execute!(&mut tx, FORGET)?;
        tx.commit().await?;
    }
    Ok(())
}

async fn taken_back(tx: &mut Tx, now: Moment) -> Result<Vec<(String,)>> {
    on!(tx, |c| sqlx::query_as(TAKEN_BACK)
        .bind(now.plus(CLOCKS_APART).unix_ms())
        .fetch_all(c))
}

async fn take_back(tx: &mut Tx, now: Moment) -> Result<u64> {
    let after = now.plus(CLOCKS_APART).unix_ms();
    let mut rows = 0;
    for (place,) in taken_back(tx, now).await? {
        // A column of another version stays for that one.
        if place_of(&place).is_some() {
            let of = format!("p.to_at > {after}");
            rows += gives_back(tx, "moved_along", &place, &of).await?;
            execute!(&mut *tx, FORGET_TAKEN_BACK, &place, after)?;
        }
    }
    Ok(rows)
}

async fn moves(
    tx: &mut Tx,
    table: &Table,
    column: &str,
    policy: &Policy,
    leap: Leap,
    now: Moment,
) -> Result<u64> {
    let Table { name, key, .. } = table;
    let to_come = table.to_come.iter().find(|moment| moment.column == column);
    let farthest = to_come.map_or(Duration::ZERO, |moment| (moment.farthest)(policy));
    let began = leap.from.minus(leap.after).minus(CLOCKS_APART).unix_ms();
    let last = leap.from.plus(farthest).plus(CLOCKS_APART).unix_ms();
    let (by, to) = (leap.by.as_millis(), now.unix_ms());
    // What another node saw of the same leap differs by seconds.
    let less = leap.by.saturating_sub(CLOCKS_APART).as_millis();
    let place = format!("{name}.{column}");
    let remember = format!(
        "insert into moved_along (place, row_key, was, became, to_at)
        select '{place}', {key}, {column}, {column}, {to} from {name}
        where {column} > {began} and {column} <= {last}
        on conflict (place, row_key) do update set was = excluded.was, became = excluded.became, to_at = excluded.to_at
            where moved_along.became <> excluded.became"
    );
    execute!(&mut *tx, AssertSqlSafe(remember.clone()))?;
    let of = format!(
        "m.place = '{place}' and m.was > {began} and m.was <= {last} and m.became < m.was + {less}"
    );
    // Each row looks up its own by the primary key: a house has a million of them, and one transaction writes at a time.
    let change = format!(
        "update {name}
        set {column} = (select m.was + {by} from moved_along m where m.place = '{place}' and m.row_key = {key})
        where exists (select 1 from moved_along m where {of} and m.row_key = {key} and m.became = {name}.{column})"
    );
    let rows = execute!(&mut *tx, AssertSqlSafe(change.clone()))?;
    let note =
        format!("update moved_along as m set became = m.was + {by}, to_at = {to} where {of}");
    execute!(&mut *tx, AssertSqlSafe(note.clone()))?;
    Ok(rows)
}
