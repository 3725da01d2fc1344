//! A clock that leaps forward was behind, and is right now, or is ahead from now on; nobody can tell. What was done by it
//! before protects for as long as if it were done now; what turns out to be too far ahead is put back later (SEC-75).

use std::time::Duration;

use domain::{Moment, shared::moment::CLOCKS_APART};
use sqlx::AssertSqlSafe;

use super::list::{LASTING, Table};
use crate::{Policy, Services, execute, trouble::Result};

/// How a clock leapt forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leap {
    /// What time it was by it.
    pub from: Moment,
    /// How long it had gone evenly.
    pub after: Duration,
    /// How far it leapt.
    pub by: Duration,
}

/// Moves what protects somebody and was written since the clock leapt before along with it; gives back how many rows.
pub async fn moved_along(services: &Services, leap: Leap) -> Result<u64> {
    if leap.by <= CLOCKS_APART {
        return Ok(0);
    }
    let mut rows = 0;
    let mut tx = services.db.write().await?;
    for table in LASTING {
        for column in table.guards {
            let sql = moves(table, column, &services.policy, leap);
            rows += execute!(&mut tx, AssertSqlSafe(sql.clone()))?;
        }
    }
    tx.commit().await?;
    if rows > 0 {
        tracing::warn!(
            rows,
            seconds = leap.by.as_secs(),
            "the clock leapt forward: what protects somebody moves along with it"
        );
    }
    Ok(rows)
}

fn moves(table: &Table, column: &str, policy: &Policy, leap: Leap) -> String {
    let name = table.name;
    let to_come = table.to_come.iter().find(|moment| moment.column == column);
    let farthest = to_come.map_or(Duration::ZERO, |moment| (moment.farthest)(policy));
    let began = leap.from.minus(leap.after).minus(CLOCKS_APART).unix_ms();
    let last = leap.from.plus(farthest).plus(CLOCKS_APART).unix_ms();
    format!(
        "update {name} set {column} = {column} + {} where {column} > {began} and {column} <= {last}",
        leap.by.as_millis()
    )
}
