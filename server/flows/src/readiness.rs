//! Whether this node can do its work: the database answers, and takes what is written. A write of its own, on a row of its
//! own, because a database that reads may be full, read-only, or unable to commit (SEC-75).

use std::time::Duration;

use crate::{Services, execute, on, trouble::Result};

/// Rows of nodes that are no more are kept this long.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

const PROBE: &str = "
insert into probe (node, at)
values ($1, $2)
on conflict (node) do update set at = excluded.at";
const LOOK: &str = "select count(*) from probe";
const FORGET: &str = "delete from probe where at < $1";

/// Reads something.
pub async fn reads(services: &Services) -> Result<()> {
    let mut tx = services.db.look().await?;
    let _: (i64,) = on!(&mut tx, |c| sqlx::query_as(LOOK).fetch_one(c))?;
    Ok(())
}

/// Writes something, as durably as a deed.
pub async fn writes(services: &Services, node: &str) -> Result<()> {
    let mut tx = services.db.write().await?;
    execute!(&mut tx, PROBE, node, services.now().unix_ms())?;
    tx.commit().await
}

/// Forgets nodes that are no more; gives back how many.
pub async fn sweep(services: &Services) -> Result<u64> {
    let before = services.now().minus(KEPT);
    let mut tx = services.db.write().await?;
    let forgotten = execute!(&mut tx, FORGET, before.unix_ms())?;
    tx.commit().await?;
    Ok(forgotten)
}
