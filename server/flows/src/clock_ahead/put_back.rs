//! What was put back by a clock that was behind was right before: it gets its moment again when the clock has come to it, so
//! that no protection is over because a clock was wrong for an hour (SEC-75).

use domain::{Moment, shared::moment::CLOCKS_APART};
use sqlx::AssertSqlSafe;

use super::{
    Change,
    list::{LASTING, Table},
};
use crate::{Services, Tx, execute, on, trouble::Result};

const PLACES: &str = "
select distinct place from put_back
where due_at <= $1
order by place";
const FORGET: &str = "
delete from put_back
where place = $1 and due_at <= $2";

/// Writes down what the moments of these rows were. Of what was put back twice the first counts.
pub(super) async fn remember(tx: &mut Tx, table: &Table, change: &Change) -> Result<()> {
    let Table { name, key, .. } = table;
    for set in &change.sets {
        let (column, becomes, due) = (set.column, &set.becomes, &set.due);
        let sql = format!(
            "insert into put_back (place, row_key, was, became, due_at)
            select '{name}.{column}', {key}, {column}, {becomes}, {due}
            from {name}
            where {} and {column} is not null
            on conflict (place, row_key) do update set became = excluded.became,
                due_at = case when put_back.became = excluded.was then put_back.due_at else excluded.due_at end,
                was = case when put_back.became = excluded.was then put_back.was else excluded.was end",
            change.rows
        );
        execute!(&mut *tx, AssertSqlSafe(sql.clone()))?;
    }
    Ok(())
}

/// Gives every moment that was put back, and that the clock has come to since, what it was, where nobody wrote another; gives
/// back how many rows that were.
pub async fn come_again(services: &Services) -> Result<u64> {
    let by = services.now().plus(CLOCKS_APART);
    let mut tx = services.db.look().await?;
    let places: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(PLACES)
        .bind(by.unix_ms())
        .fetch_all(c))?;
    drop(tx);
    let mut rows = 0;
    for (place,) in places {
        rows += comes_again(services, &place, by).await?;
    }
    if rows > 0 {
        tracing::warn!(
            rows,
            "the clock was behind: what was put back by it is what it was"
        );
    }
    Ok(rows)
}

async fn comes_again(services: &Services, place: &str, by: Moment) -> Result<u64> {
    // A column of another version stays for that one.
    if place_of(place).is_none() {
        return Ok(0);
    }
    let by = by.unix_ms();
    let mut tx = services.db.write().await?;
    let rows = gives_back(&mut tx, "put_back", place, &format!("p.due_at <= {by}")).await?;
    execute!(&mut tx, FORGET, place, by)?;
    tx.commit().await?;
    Ok(rows)
}

/// The table and the column of a place; `None` for one that another version knows.
pub(super) fn place_of(place: &str) -> Option<(&'static Table, &str)> {
    let (name, column) = place.split_once('.')?;
    let table = LASTING.iter().find(|table| table.name == name)?;
    Some((table, column))
}

/// Gives each moment of a place what it was, as a table of such remembers, where nobody wrote another one since; only of those
/// rows `p` of that table of which the condition is true.
pub(super) async fn gives_back(tx: &mut Tx, memory: &str, place: &str, of: &str) -> Result<u64> {
    let Some((Table { name, key, .. }, column)) = place_of(place) else {
        return Ok(0);
    };
    let of = format!("p.place = '{name}.{column}' and p.row_key = {key} and {of}");
    // Each row looks up its own by the primary key.
    let sql = format!(
        "update {name} set {column} = (select p.was from {memory} p where {of})
        where exists (select 1 from {memory} p where {of} and p.became = {name}.{column})"
    );
    execute!(tx, AssertSqlSafe(sql.clone()))
}
