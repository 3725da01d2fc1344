//! Whether the nodes that share a server hold each other's master keys. Where one does not, a code of one node is a wrong guess
//! at another, and people are blocked for it; the node finds out here (SEC-75). A file is shared with nobody.

use crate::{
    Db, Services, execute, on,
    secrets::Purpose,
    trouble::{Result, Trouble},
};

/// A node that said nothing for so long is no more, in milliseconds by the clock of the server. It says so every minute.
const SILENT: i64 = 5 * 60 * 1000;

/// By the clock that all nodes share.
const SAY: &str = "
insert into master_key (node, mark, in_use, said_at)
values ($1, $2, $3, cast(extract(epoch from clock_timestamp()) * 1000 as bigint))
on conflict (node, mark) do update set said_at = excluded.said_at";
const OTHERS: &str = "
select node, mark, in_use
from master_key
where node <> $1 and said_at > cast(extract(epoch from clock_timestamp()) * 1000 as bigint) - $2
order by node";
const FORGET: &str = "
delete from master_key
where node = $1 or said_at < cast(extract(epoch from clock_timestamp()) * 1000 as bigint) - $2";
/// What a mark is made of.
const MARK: &str = "mark";

/// What is wrong with the master keys of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Amiss {
    /// Another node works with one that this node lacks.
    #[error(
        "another node works with a master key that secrets.master and secrets.old_master of this one do not hold: codes that it sends count \
         as wrong here"
    )]
    Missing,
    /// This node works with one that another lacks.
    #[error(
        "another node does not hold secrets.master of this one: codes that are sent here count as wrong there. A new key goes into \
         secrets.old_master of every node first"
    )]
    Unknown,
}

/// What is wrong with the master keys of this node, beside those of the others.
pub async fn amiss(services: &Services, node: &str) -> Result<Option<Amiss>> {
    if matches!(services.db, Db::Sqlite { .. }) {
        return Ok(None);
    }
    let mut tx = services.db.look().await?;
    let rows: Vec<(String, String, i64)> = on!(&mut tx, |c| sqlx::query_as(OTHERS)
        .bind(node)
        .bind(SILENT)
        .fetch_all(c))?;
    let keys = &services.keys;
    let lacks = |(_, mark, in_use): &(String, String, i64)| {
        *in_use != 0 && !keys.is_keyed_hash(Purpose::MasterKey, MARK, mark)
    };
    if rows.iter().any(lacks) {
        return Ok(Some(Amiss::Missing));
    }
    let ours = keys.keyed_hash(Purpose::MasterKey, MARK);
    let holds = |other: &str| {
        rows.iter()
            .any(|(of, mark, _)| of == other && *mark == ours)
    };
    let is_known = rows.iter().all(|(other, ..)| holds(other));
    Ok((!is_known).then_some(Amiss::Unknown))
}

/// Says which master keys this node holds, so that the others know.
///
/// # Errors
/// If it works with none that the others hold, or they with none that it holds: then it says nothing, and they go on.
pub async fn say(services: &Services, node: &str) -> Result<()> {
    if matches!(services.db, Db::Sqlite { .. }) {
        return Ok(());
    }
    if let Some(amiss) = amiss(services, node).await? {
        return Err(Trouble::Configuration(format!(
            "{amiss}. If that other node is to be no more, end it and wait five minutes"
        )));
    }
    let ours = services.keys.keyed_hash(Purpose::MasterKey, MARK);
    let others = services.keys.old_keyed_hashes(Purpose::MasterKey, MARK);
    let mut tx = services.db.write_lightly().await?;
    for mark in others.filter(|mark| *mark != ours) {
        execute!(&mut tx, SAY, node, mark, 0_i64)?;
    }
    execute!(&mut tx, SAY, node, ours, 1_i64)?;
    tx.commit().await
}

/// Says no more for this node, which ends; and for those that said nothing for a day.
pub async fn forget(services: &Services, node: &str) -> Result<()> {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    if matches!(services.db, Db::Sqlite { .. }) {
        return Ok(());
    }
    let mut tx = services.db.write_lightly().await?;
    execute!(&mut tx, FORGET, node, DAY)?;
    tx.commit().await
}
