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
    let column = place.split_once('.');
    let table = column.and_then(|(name, column)| {
        let table = LASTING.iter().find(|table| table.name == name)?;
        Some((table, column))
    });
    // A column of another version stays for that one.
    let Some((Table { name, key, .. }, column)) = table else {
        return Ok(0);
    };
    let by = by.unix_ms();
    let due = format!("p.place = '{name}.{column}' and p.due_at <= {by}");
    let sql = format!(
        "update {name} set {column} = (select p.was from put_back p where {due} and p.row_key = {key})
        where {key} in (select p.row_key from put_back p where {due} and p.became = {name}.{column})"
    );
    let mut tx = services.db.write().await?;
    let rows = execute!(&mut tx, AssertSqlSafe(sql.clone()))?;
    execute!(&mut tx, FORGET, place, by)?;
    tx.commit().await?;
    Ok(rows)
}
