//! Budgets: how often something may happen in a window of time, counted in the database so that every node counts along.
//! Windows stand side by side (fixed windows): at most twice the budget falls into any stretch of one window's length.

use std::{net::IpAddr, time::Duration};

use domain::Moment;

use sqlx::AssertSqlSafe;

use crate::{Tx, execute, on, trouble::Result};

const SPEND: &str = "
insert into budget (bucket, window_start, used) values ($1, $2, 1)
on conflict (bucket, window_start) do update set used = budget.used + 1
returning used";

const USED: &str = "select used from budget where bucket = $1 and window_start = $2";

const GIVE_BACK: &str =
    "update budget set used = used - 1 where bucket = $1 and window_start = $2 and used > 0";

const SWEEP: &str = "delete from budget where window_start < $1";

/// A quarter of an hour.
pub const QUARTER: Duration = Duration::from_secs(15 * 60);
/// An hour.
pub const HOUR: Duration = Duration::from_secs(60 * 60);
/// A day.
pub const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// One budget: a name, a window and a limit.
#[derive(Clone, Debug)]
pub struct Budget {
    bucket: String,
    window: Duration,
    limit: u32,
}

impl Budget {
    /// At most `limit` in every `window` for `what`, which names the thing and whose it is (`letters:<keyed hash>`).
    pub fn new(what: impl Into<String>, window: Duration, limit: u32) -> Self {
        Self {
            bucket: what.into(),
            window,
            limit,
        }
    }

    fn window_start(&self, now: Moment) -> i64 {
        let length = i64::try_from(self.window.as_millis())
            .unwrap_or(i64::MAX)
            .max(1);
        now.unix_ms() - now.unix_ms().rem_euclid(length)
    }

    /// The end of the running window.
    pub fn window_end(&self, now: Moment) -> Moment {
        Moment::from_unix_ms(self.window_start(now)).plus(self.window)
    }

    /// Counts one. False if the budget was spent already; it is counted all the same.
    pub async fn spend(&self, tx: &mut Tx, now: Moment) -> Result<bool> {
        let (used,): (i64,) = on!(tx, |c| sqlx::query_as(SPEND)
            .bind(&self.bucket)
            .bind(self.window_start(now))
            .fetch_one(c))?;
        Ok(used <= i64::from(self.limit))
    }

    /// How many were counted in the running window, also beyond the limit.
    pub async fn used(&self, tx: &mut Tx, now: Moment) -> Result<i64> {
        let used: Option<(i64,)> = on!(tx, |c| sqlx::query_as(USED)
            .bind(&self.bucket)
            .bind(self.window_start(now))
            .fetch_optional(c))?;
        Ok(used.map_or(0, |(used,)| used))
    }

    /// Takes one back that turned out not to count.
    pub async fn give_back(&self, tx: &mut Tx, now: Moment) -> Result<()> {
        execute!(tx, GIVE_BACK, &self.bucket, self.window_start(now))?;
        Ok(())
    }
}

/// Counts one in each of several budgets, in this order and in one statement. `Err` with the first that was spent
/// already: then those after it are as they were.
pub async fn spend_all<'a>(
    tx: &mut Tx,
    budgets: &'a [Budget],
    now: Moment,
) -> Result<Result<(), &'a Budget>> {
    if budgets.is_empty() {
        return Ok(Ok(()));
    }
    let sql = many(budgets.len(), 1, "budget.used + 1");
    let counted: Vec<(String, i64)> = on!(&mut *tx, |c| budgets
        .iter()
        .fold(sqlx::query_as(AssertSqlSafe(sql)), |query, budget| query
            .bind(&budget.bucket)
            .bind(budget.window_start(now)))
        .fetch_all(c))?;
    let is_over = |budget: &Budget| {
        let over = |(bucket, used): &(String, i64)| {
            *bucket == budget.bucket && *used > i64::from(budget.limit)
        };
        counted.iter().any(over)
    };
    let Some(first) = budgets.iter().position(is_over) else {
        return Ok(Ok(()));
    };
    give_all_back(tx, &budgets[first + 1..], now).await?;
    Ok(Err(&budgets[first]))
}

/// Takes one back in each of several budgets, in this order and in one statement.
pub async fn give_all_back(tx: &mut Tx, budgets: &[Budget], now: Moment) -> Result<()> {
    if budgets.is_empty() {
        return Ok(());
    }
    let sql = many(
        budgets.len(),
        0,
        "case when budget.used > 0 then budget.used - 1 else 0 end",
    );
    let _: Vec<(String, i64)> = on!(tx, |c| budgets
        .iter()
        .fold(sqlx::query_as(AssertSqlSafe(sql)), |query, budget| query
            .bind(&budget.bucket)
            .bind(budget.window_start(now)))
        .fetch_all(c))?;
    Ok(())
}

/// One statement for so many budgets. An `insert` walks its rows in the order in which they stand, and so locks them in
/// that order on either database, which an `update … where bucket in (…)` does not promise.
fn many(count: usize, first: u8, then: &str) -> String {
    let rows: Vec<String> = (0..count)
        .map(|at| format!("(${}, ${}, {first})", 2 * at + 1, 2 * at + 2))
        .collect();
    format!(
        "insert into budget (bucket, window_start, used) values {}
on conflict (bucket, window_start) do update set used = {then}
returning bucket, used",
        rows.join(", ")
    )
}

/// Forgets windows that ended before `before`.
pub async fn sweep(tx: &mut Tx, before: Moment) -> Result<u64> {
    execute!(tx, SWEEP, before.unix_ms())
}

/// The network a request comes from: IPv4 /24 or IPv6 /56, because one household or office holds that many addresses.
pub fn network_of(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{:x}::/56", d & 0xff00)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_as_wide_as_a_household_or_office() {
        let cases = [
            ("203.0.113.77", "203.0.113.0/24"),
            ("::ffff:203.0.113.77", "203.0.113.0/24"),
            ("2001:db8:1:22ff::1", "2001:db8:1:2200::/56"),
        ];
        for (address, network) in cases {
            assert_eq!(network_of(address.parse().unwrap()), network);
        }
    }
}
