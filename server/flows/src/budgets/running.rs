//! What an operator sees of budgets, and can do about one: forget it, so that it begins anew (`sleutelbos budgets`).

use domain::Moment;
use serde_json::json;

use super::sql;
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    execute, on,
    trouble::Result,
};

/// A budget that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// What it is called.
    pub name: String,
    /// How many were counted.
    pub used: i64,
    /// How many there may be.
    pub limit: i64,
    /// When it begins anew.
    pub until: Moment,
}

/// Budgets used up by so many hundredths or more, the largest first.
pub async fn running(tx: &mut Tx, now: Moment, percent: u32) -> Result<Vec<Running>> {
    let rows: Vec<(String, i64, i64, i64)> = on!(tx, |c| sqlx::query_as(sql::RUNNING)
        .bind(now.unix_ms())
        .bind(i64::from(percent))
        .fetch_all(c))?;
    Ok(rows
        .into_iter()
        .map(|(name, used, limit, until)| Running {
            name,
            used,
            limit,
            until: Moment::from_unix_ms(until),
        })
        .collect())
}

/// Forgets what was counted under a name, for an operator. False if nothing was.
pub async fn lift(services: &Services, name: &str) -> Result<bool> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    if execute!(&mut tx, sql::LIFT, name, now.unix_ms())? == 0 {
        return Ok(false);
    }
    let entry = Entry::new(Event::BudgetLifted, Actor::Operator).facts(json!({ "budget": name }));
    audit::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    Ok(true)
}
