//! Budgets: how often something may happen in a window of time, counted in the database so that every node counts along.
//! Windows stand side by side (fixed windows): at most twice the budget falls into any stretch of one window's length.
//! Who may spend what, and what is kept for whom: docs/decisions/0013.

mod common;
mod network;
mod quiet;
mod running;
mod sql;

use std::time::Duration;

use domain::Moment;
use sqlx::AssertSqlSafe;

use crate::{Services, Tx, execute, on, secrets::Keys, trouble::Result};

pub use common::{Common, Spent};
pub use network::{Around, network_of, somebody_got_in};
pub(crate) use network::{note_got_in, site_and_widest};
pub(crate) use quiet::quiet_deed;
pub use running::{Lifted, Running, lift, running};

/// A quarter of an hour.
pub const QUARTER: Duration = Duration::from_secs(15 * 60);
/// An hour.
pub const HOUR: Duration = Duration::from_secs(60 * 60);
/// A day.
pub const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// One budget: a name, a window and a limit.
#[derive(Clone, Debug)]
pub struct Budget {
    name: String,
    window: Duration,
    limit: u32,
    /// Of the limit, what others are to find still there.
    kept: u32,
    /// Whether many spend it at once.
    common: bool,
}

impl Budget {
    /// At most `limit` in every `window` for `what`, which names the thing and whose it is (`letters:<keyed hash>`).
    pub fn new(what: impl Into<String>, window: Duration, limit: u32) -> Self {
        Self {
            name: what.into(),
            window,
            limit,
            kept: 0,
            common: false,
        }
    }

    /// The same for what many people spend at once. Counted on PostgreSQL in a row for each chain of the trail, because no two
    /// transactions of a node have the same chain and so nobody waits for the commit of somebody else, and summed when it is asked: the sum is wrong by what
    /// is under way, at most. Once it is spent nothing more is counted in it, or what is kept for others would go too.
    pub fn common(what: impl Into<String>, window: Duration, limit: u32) -> Self {
        Self {
            common: true,
            ..Self::new(what, window, limit)
        }
    }

    /// Of the limit, `kept` is for others: whoever spends it like this is refused before the last of it.
    pub const fn keeping(mut self, kept: u32) -> Self {
        self.kept = kept;
        self
    }

    /// As many from one network alone: what is refused there spends nothing of this one.
    pub(crate) fn of_one_network(&self, keys: &Keys, network: &str) -> Self {
        let around = Around::of(keys, network);
        Self {
            name: format!("{} from {}", self.name, around.site()),
            common: false,
            ..self.clone()
        }
    }

    /// The same with another limit.
    pub(crate) const fn at_most(mut self, limit: u32) -> Self {
        self.limit = limit;
        self
    }

    /// What one of those who share it may spend of it alone: one of so many parts, rounded up.
    pub(crate) fn part(&self, parts: u32, whose: &str) -> Self {
        Self {
            name: format!("{} by {whose}", self.name),
            limit: self.limit.div_ceil(parts),
            ..self.clone()
        }
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// At most this many.
    pub const fn limit(&self) -> u32 {
        self.limit
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

    /// The row in which this one is counted.
    fn bucket(&self, tx: &mut Tx) -> String {
        match tx.ledger() {
            Some(ledger) if self.common && ledger.has_many() => {
                format!("{}#{:02}", self.name, ledger.chain())
            }
            _ => self.name.clone(),
        }
    }

    fn is_over(&self, used: i64) -> bool {
        used > i64::from(self.limit.saturating_sub(self.kept))
    }

    /// Counts one. False if the budget was spent already; it is counted all the same, but in a common one.
    pub async fn spend(&self, tx: &mut Tx, now: Moment) -> Result<bool> {
        Ok(spend_all(tx, std::slice::from_ref(self), now)
            .await?
            .is_ok())
    }

    /// How many were counted in the running window, also beyond the limit.
    pub async fn used(&self, tx: &mut Tx, now: Moment) -> Result<i64> {
        let (used,): (i64,) = on!(tx, |c| sqlx::query_as(sql::USED)
            .bind(&self.name)
            .bind(self.window_start(now))
            .fetch_one(c))?;
        Ok(used.max(0))
    }

    /// Whether one more would be refused.
    pub async fn is_spent(&self, tx: &mut Tx, now: Moment) -> Result<bool> {
        Ok(self.is_over(self.used(tx, now).await? + 1))
    }

    /// Whether more were counted than there may be.
    pub(crate) async fn is_exceeded(&self, tx: &mut Tx, now: Moment) -> Result<bool> {
        Ok(self.is_over(self.used(tx, now).await?))
    }

    /// Forgets what was counted.
    pub(crate) async fn forget(&self, tx: &mut Tx) -> Result<()> {
        execute!(tx, sql::FORGET, &self.name)?;
        Ok(())
    }

    /// Takes one back that turned out not to count.
    pub async fn give_back(&self, tx: &mut Tx, now: Moment) -> Result<()> {
        give_all_back(tx, std::slice::from_ref(self), now).await
    }
}

/// Counts one in each of several budgets, in one statement. `Err` with the first, in the order given, that was spent
/// already: then those after it are as they were.
pub async fn spend_all<'a>(
    tx: &mut Tx,
    budgets: &'a [Budget],
    now: Moment,
) -> Result<Result<(), &'a Budget>> {
    let spent = spend_until_over(tx, budgets, now).await?;
    Ok(spent.map_err(|at| &budgets[at]))
}

/// As [`spend_all`]; `Err` with the place of the first that was spent already.
pub(crate) async fn spend_until_over(
    tx: &mut Tx,
    budgets: &[Budget],
    now: Moment,
) -> Result<Result<(), usize>> {
    let counted = write(tx, budgets, now, By::One).await?;
    let is_over = |(budget, used): (&Budget, &i64)| budget.is_over(*used);
    let Some(first) = budgets.iter().zip(&counted).position(is_over) else {
        return Ok(Ok(()));
    };
    let uncounted = first + usize::from(!budgets[first].common);
    give_all_back(tx, &budgets[uncounted..], now).await?;
    forget_empty(tx, &budgets[uncounted..]).await?;
    Ok(Err(first))
}

/// Takes back what [`spend_until_over`] counted before it came to one that was spent, and there: where others are given back, who
/// presses on would keep it spent.
pub(crate) async fn take_back(
    tx: &mut Tx,
    budgets: &[Budget],
    spent: usize,
    now: Moment,
) -> Result<()> {
    let counted = spent + usize::from(!budgets[spent].common);
    give_all_back(tx, &budgets[..counted], now).await?;
    forget_empty(tx, &budgets[..counted]).await
}

/// A refusal leaves no row behind, or whoever has many networks fills the disk with nothing. These are locked already.
async fn forget_empty(tx: &mut Tx, budgets: &[Budget]) -> Result<()> {
    for budget in budgets {
        let bucket = budget.bucket(tx);
        execute!(&mut *tx, sql::FORGET_EMPTY, bucket)?;
    }
    Ok(())
}

/// Takes one back in each of several budgets, in one statement.
pub async fn give_all_back(tx: &mut Tx, budgets: &[Budget], now: Moment) -> Result<()> {
    write(tx, budgets, now, By::OneLess).await?;
    Ok(())
}

/// What is written.
#[derive(Clone, Copy, Debug)]
enum By {
    One,
    /// Never less than nothing, but for one row of several: what is taken back there may have been counted in another.
    OneLess,
}

/// Writes a row for each budget, and gives back how many were counted in each. The rows stand sorted: an `insert` walks
/// its rows in the order in which they stand, and so locks them in that order on either database, which an
/// `update … where bucket in (…)` does not promise.
async fn write(tx: &mut Tx, budgets: &[Budget], now: Moment, by: By) -> Result<Vec<i64>> {
    if budgets.is_empty() {
        return Ok(Vec::new());
    }
    let buckets: Vec<String> = budgets.iter().map(|budget| budget.bucket(tx)).collect();
    let mut sorted: Vec<(&String, &Budget)> = buckets.iter().zip(budgets).collect();
    sorted.sort_by_key(|(bucket, _)| *bucket);
    let first = |(bucket, budget): &(&String, &Budget)| match by {
        By::One => 1,
        By::OneLess => -i64::from(**bucket != budget.name),
    };
    let sql = match by {
        By::One => sql::one_more(budgets.len()),
        By::OneLess => sql::one_less(budgets.len()),
    };
    let counted: Vec<(String, i64)> = on!(tx, |c| sorted
        .iter()
        .fold(sqlx::query_as(AssertSqlSafe(sql)), |query, row| query
            .bind(row.0)
            .bind(row.1.window_start(now))
            .bind(first(row))
            .bind(&row.1.name)
            .bind(i64::from(row.1.limit))
            .bind(row.1.window_end(now).unix_ms()))
        .fetch_all(c))?;
    let used = |bucket: &String| {
        let found = counted.iter().find(|(counted, _)| counted == bucket);
        found.map_or(0, |(_, used)| *used)
    };
    Ok(buckets.iter().map(used).collect())
}

/// Forgets windows that began before `before`, and networks where nobody got in for so long that it says nothing.
pub async fn sweep(tx: &mut Tx, before: Moment) -> Result<u64> {
    execute!(&mut *tx, sql::SWEEP_NETWORKS, before.unix_ms())?;
    execute!(tx, sql::SWEEP, before.unix_ms())
}

/// Forgets windows that began after this moment: a clock that was ahead counted in them. Gives back how many.
pub(crate) async fn forget_ahead(services: &Services, after: Moment) -> Result<u64> {
    let mut tx = services.db.look().await?;
    let (any,): (i64,) = on!(&mut tx, |c| sqlx::query_as(sql::ANY_AHEAD)
        .bind(after.unix_ms())
        .fetch_one(c))?;
    drop(tx);
    if any == 0 {
        return Ok(0);
    }
    let mut tx = services.db.write().await?;
    let forgotten = execute!(&mut tx, sql::FORGET_AHEAD, after.unix_ms())?;
    tx.commit().await?;
    Ok(forgotten)
}
