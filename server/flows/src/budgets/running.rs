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

/// What came of lifting a budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lifted {
    /// The one of this name begins anew.
    Done(String),
    /// Nothing is counted under this name.
    NothingThere,
    /// Several begin like this.
    Several,
}

/// Forgets what was counted under a name, for an operator; of a name that ends in a hash its beginning is enough.
pub async fn lift(services: &Services, name: &str) -> Result<Lifted> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let names: Vec<(String, i64)> = on!(&mut tx, |c| sqlx::query_as(sql::NAMED_LIKE)
        .bind(name)
        .bind(i64::try_from(name.chars().count()).unwrap_or(i64::MAX))
        .bind(now.unix_ms())
        .fetch_all(c))?;
    let whole = names.iter().find(|(whole, _)| whole == name);
    let name = match (whole, names.as_slice()) {
        (Some((name, _)), _) => name,
        (None, [(name, _)]) if name.contains(':') => name,
        (None, [_, _, ..]) => return Ok(Lifted::Several),
        (None, _) => return Ok(Lifted::NothingThere),
    };
    execute!(&mut tx, sql::LIFT, name, now.unix_ms())?;
    let entry = Entry::new(Event::BudgetLifted, Actor::Operator).facts(json!({ "budget": name }));
    audit::record(&mut tx, now, entry)?;
    tx.commit().await?;
    Ok(Lifted::Done(name.clone()))
}
