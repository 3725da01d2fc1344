//! What a process that is gone left of a file: whoever comes next puts it into the books. Rows that this version cannot read,
//! and whole runs of a kind that it does not know, stay for the version that put them down; they stop nothing else (SEC-74).

use std::time::Duration;

use super::{
    Counts,
    finish::{Unreadable, finish},
    sql,
};
use crate::{Services, execute, on, sweeps::is_of_the_row, trouble::Result};

/// Nobody finishes a run any more that was not touched for so long.
const ABANDONED: Duration = Duration::from_secs(60);
/// Rows of which nobody said that they are all there are thrown away after this time.
const NEVER_READY: Duration = Duration::from_secs(60 * 60);
/// That a file was taken is kept for so long.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Finishes what was switched on before, in the order in which it was.
pub(super) async fn finish_earlier(services: &Services) -> Result<()> {
    let before = services.now();
    for (run,) in going(services, before.unix_ms()).await? {
        finish_or_leave(services, &run).await?;
    }
    Ok(())
}

/// Finishes files that were taken by a process that is gone, throws away what never came to that, and forgets what was
/// long ago; gives back how many were finished.
pub async fn finish_abandoned(services: &Services) -> Result<u64> {
    let now = services.now();
    let mut finished = 0;
    for (run,) in going(services, now.minus(ABANDONED).unix_ms()).await? {
        let Some(counts) = finish_or_leave(services, &run).await? else {
            continue;
        };
        tracing::warn!(
            run,
            ?counts,
            "a file that was being taken is in the books now"
        );
        finished += 1;
    }
    let never = now.minus(NEVER_READY).unix_ms();
    let old = now.minus(KEPT).unix_ms();
    let mut tx = services.db.write().await?;
    execute!(&mut tx, sql::FORGET_NEVER_READY_ROWS, never)?;
    execute!(&mut tx, sql::FORGET_RUNS, never, old)?;
    tx.commit().await?;
    Ok(finished)
}

/// How many rows of files stand half in the books for so long: those that only the version can read which put them down.
pub async fn left(services: &Services, long: Duration) -> Result<u64> {
    let since = services.now().minus(long).unix_ms();
    let mut tx = services.db.look().await?;
    let (rows,): (i64,) = on!(&mut tx, |c| sqlx::query_as(sql::LEFT)
        .bind(since)
        .fetch_one(c))?;
    Ok(u64::try_from(rows).unwrap_or_default())
}

/// `None` if something of it was left.
async fn finish_or_leave(services: &Services, run: &str) -> Result<Option<Counts>> {
    match finish(services, run, Unreadable::Leave).await {
        Ok(Some(counts)) => return Ok(Some(counts)),
        Ok(None) => {
            let mut tx = services.db.look().await?;
            let (rows,): (i64,) = on!(&mut tx, |c| sqlx::query_as(sql::LEFT_OF_RUN)
                .bind(run)
                .fetch_one(c))?;
            tracing::error!(
                run,
                rows,
                "rows of a file that was taken are left to the version that can read them"
            );
        }
        Err(trouble) if is_of_the_row(trouble.cause()) => tracing::error!(
            run,
            %trouble,
            "a file that was taken is left to the version that can read it"
        ),
        Err(trouble) => return Err(trouble),
    }
    Ok(None)
}

async fn going(services: &Services, untouched_since: i64) -> Result<Vec<(String,)>> {
    let mut tx = services.db.look().await?;
    on!(&mut tx, |c| sqlx::query_as(sql::GOING)
        .bind(untouched_since)
        .fetch_all(c))
}
