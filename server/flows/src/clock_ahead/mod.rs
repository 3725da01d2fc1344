//! A clock that was ahead for a moment, as that of a machine that wakes before it hears what time it is, and is right again:
//! what was written meanwhile stands in the future and would count until then. What stands further ahead than anything of its
//! kind can be counts as now (SEC-75).

mod leap;
mod list;
mod put_back;

use std::time::Duration;

use domain::{Moment, shared::moment::CLOCKS_APART};
use sqlx::AssertSqlSafe;

pub use self::{
    leap::{Leap, believed, is_taken_back, moved_along},
    put_back::come_again,
};
use self::{
    list::{Becomes, LASTING, Table, ToCome, UNDER_WAY},
    put_back::remember,
};
use crate::{Policy, Services, budgets, execute, on, post, sweeps::is_of_the_row, trouble::Result};

/// What is looked at. A clock that is behind sees what is right in the future too: by what is under way nobody loses more
/// than a code that was just sent, while what protects somebody would be over too soon, and a letter or a link for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// What is under way.
    UnderWay,
    /// Also what lasts: by a clock that went evenly for a long time.
    Everything,
}

/// Puts what stands in the future back; gives back how many rows that were.
pub async fn settle(services: &Services, what: What) -> Result<u64> {
    let now = services.now();
    let mut rows = budgets::forget_ahead(services, now.plus(CLOCKS_APART)).await?;
    rows += post::go_on(services, now, now.plus(CLOCKS_APART)).await?;
    let lasting = if what == What::Everything {
        LASTING
    } else {
        &[]
    };
    let under_way = UNDER_WAY.iter().map(|table| (table, false));
    let lasting = lasting.iter().map(|table| (table, !table.opens));
    let mut amiss = None;
    for (table, remembered) in under_way.chain(lasting) {
        match settle_table(services, table, remembered, now).await {
            Ok(changed) => rows += changed,
            // The others can be put right all the same.
            Err(trouble) if is_of_the_row(trouble.cause()) => amiss = Some(trouble),
            Err(trouble) => return Err(trouble),
        }
    }
    amiss.map_or(Ok(rows), Err)
}

async fn settle_table(
    services: &Services,
    table: &Table,
    remembered: bool,
    now: Moment,
) -> Result<u64> {
    let name = table.name;
    let changes = changes(table, &services.policy, now);
    if !is_any(services, name, &changes).await? {
        return Ok(0);
    }
    let mut changed = 0;
    let mut tx = services.db.write().await?;
    for change in &changes {
        if remembered {
            remember(&mut tx, table, change).await?;
        }
        let sets: Vec<String> = change
            .sets
            .iter()
            .map(|set| format!("{} = {}", set.column, set.becomes))
            .collect();
        let sql = format!(
            "update {name} set {} where {}",
            sets.join(", "),
            change.rows
        );
        changed += execute!(&mut tx, AssertSqlSafe(sql.clone()))?;
    }
    tx.commit().await?;
    tracing::warn!(
        table = name,
        rows = changed,
        "the clock was ahead: what was written meanwhile counts as of now"
    );
    Ok(changed)
}

/// Columns that hold a moment which this knows, as `table.column`.
pub fn known() -> Vec<String> {
    let columns = |table: &Table| {
        let begins = table.begins.into_iter();
        let begins =
            begins.flat_map(|(at, until)| std::iter::once(at).chain(until.iter().copied()));
        let waits = table.waits.into_iter().flat_map(|(at, until)| [at, until]);
        let to_come = table.to_come.iter().map(|moment| moment.column);
        let all = begins
            .chain(waits)
            .chain(table.past.iter().copied())
            .chain(to_come);
        all.map(|column| format!("{}.{column}", table.name))
            .collect::<Vec<_>>()
    };
    UNDER_WAY.iter().chain(LASTING).flat_map(columns).collect()
}

/// What is set in which rows.
struct Change {
    sets: Vec<Set>,
    /// A condition.
    rows: String,
}

/// What a moment becomes, as an expression.
struct Set {
    column: &'static str,
    becomes: String,
    /// From when on it can be what it is now, as an expression.
    due: String,
}

fn changes(table: &Table, policy: &Policy, now: Moment) -> Vec<Change> {
    // Moments are numbers, so they can stand in a statement.
    let late = |time: Duration| now.plus(time).plus(CLOCKS_APART).unix_ms();
    let (now_ms, not_yet) = (now.unix_ms(), late(Duration::ZERO));
    let is_now = |column: &'static str| Set {
        column,
        becomes: now_ms.to_string(),
        due: column.to_owned(),
    };
    let moves = |until: &'static str, at: &str| Set {
        column: until,
        becomes: format!("{until} - ({at} - {now_ms})"),
        due: at.to_owned(),
    };
    let begins = table.begins.into_iter().map(|(at, until)| {
        let until = until.iter().map(|until| moves(until, at));
        Change {
            sets: until.chain([is_now(at)]).collect(),
            rows: format!("{at} > {not_yet}"),
        }
    });
    let waits = table.waits.into_iter().map(|(at, until)| Change {
        sets: vec![moves(until, at)],
        rows: format!("{at} > {not_yet} and {until} > {not_yet}"),
    });
    let past = table.past.iter().map(|column| Change {
        sets: vec![is_now(column)],
        rows: format!("{column} > {not_yet}"),
    });
    let to_come = table.to_come.iter().map(|moment| {
        let ToCome {
            column,
            farthest,
            becomes,
            only,
        } = moment;
        let farthest = farthest(policy);
        let becomes = match becomes {
            Becomes::Now => now_ms.to_string(),
            Becomes::Farthest => now.plus(farthest).unix_ms().to_string(),
            Becomes::Nothing => "null".to_owned(),
        };
        let only = if only.is_empty() {
            String::new()
        } else {
            format!(" and {only}")
        };
        let due = format!("{column} - {}", farthest.as_millis());
        Change {
            sets: vec![Set {
                column,
                becomes,
                due,
            }],
            rows: format!("{column} > {}{only}", late(farthest)),
        }
    });
    begins.chain(waits).chain(past).chain(to_come).collect()
}

/// Looks before it writes: nearly always there is nothing.
async fn is_any(services: &Services, table: &str, changes: &[Change]) -> Result<bool> {
    let of: Vec<String> = changes
        .iter()
        .map(|change| format!("({})", change.rows))
        .collect();
    let sql = format!(
        "select count(*) from (select 1 from {table} where {} limit 1) found",
        of.join(" or ")
    );
    let mut tx = services.db.look().await?;
    let (any,): (i64,) = on!(&mut tx, |c| sqlx::query_as(AssertSqlSafe(sql.clone()))
        .fetch_one(c))?;
    Ok(any > 0)
}
