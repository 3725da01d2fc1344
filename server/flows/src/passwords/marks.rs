//! Whether this node has the peppers that all nodes mix passwords with. One that lacks them takes every right password for a
//! wrong one; it finds out here, and not by the people whom it turns away (SEC-15).

use std::time::Duration;

use domain::Moment;

use super::recipe::in_hash;
use crate::{
    Services, execute, on,
    trouble::{Result, Trouble},
};

/// So often a node says that it mixes passwords with its pepper.
const SAID_EVERY: Duration = Duration::from_secs(60 * 60);
/// With what was said within this time, passwords are mixed.
const IN_USE: Duration = Duration::from_secs(24 * 60 * 60);

const ALL: &str = "
select id, mark, mixed_at
from pepper
order by id";
/// A node with another key of the same name changes nothing.
const SAY: &str = "
insert into pepper (id, mark, mixed_at)
values ($1, $2, $3)
on conflict (id) do update set mixed_at = excluded.mixed_at
where pepper.mark = excluded.mark";

const FORGET: &str = "delete from pepper where id = $1";

/// What is wrong with a pepper of this node. The id is that of the configuration, and no secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Amiss {
    /// Passwords are mixed with one that this node does not hold.
    #[error(
        "passwords are mixed with the pepper {0:?}, which secrets.pepper and secrets.old_peppers do not hold"
    )]
    Missing(String),
    /// This node holds another key of that name.
    #[error("the pepper {0:?} is another key here than the one that passwords are mixed with")]
    Other(String),
}

/// Hashes that name one pepper; its id as it stands in a hash has no character that `like` takes for another.
const MIXED_WITH: &str = "
select count(*)
from account
where password_hash like '%,keyid=' || $1 || '$%'";
const HASHES: &str = "
select count(*)
from account
where password_hash is not null";

type Row = (String, String, i64);

/// How many passwords wait for their owner, who alone can have them mixed anew, by logging in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// With each old pepper of this node that is needed yet: its id, and of how many people.
    pub old: Vec<(String, i64)>,
    /// With one that is lost: whoever they are of chooses a new one.
    pub lost: i64,
    /// With one that this node lacks.
    pub lacking: i64,
    /// Peppers that other nodes said they mix with, or this one under other settings, and that are neither here nor lost.
    pub named: Vec<String>,
}

/// Counts the passwords that are mixed with another pepper than the one in use: looks at everybody's. `lost` are the ids of those that
/// nobody has any more.
pub async fn waiting(services: &Services, lost: &[String]) -> Result<Waiting> {
    let named = all(services).await?.into_iter().map(|(id, ..)| id);
    // One moment for all of it: whoever logs in meanwhile is mixed anew, and in neither count.
    let mut tx = services.db.read().await?;
    let mut lacking = on!(&mut tx, |c| sqlx::query_scalar::<_, i64>(HASHES)
        .fetch_one(c))?;
    let ours: Vec<String> = services
        .hasher
        .marks()
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    let named = named.filter(|id| !ours.contains(id) && !lost.contains(id));
    let (named, mut old, mut of_lost) = (named.collect(), Vec::new(), 0);
    let gone = lost.iter().filter(|id| !ours.contains(id));
    for (place, id) in ours.iter().chain(gone).enumerate() {
        let mixed = on!(&mut tx, |c| sqlx::query_scalar::<_, i64>(MIXED_WITH)
            .bind(in_hash(id))
            .fetch_one(c))?;
        lacking -= mixed;
        if place >= ours.len() {
            of_lost += mixed;
        } else if place > 0 && mixed > 0 {
            old.push((id.clone(), mixed));
        }
    }
    Ok(Waiting {
        old,
        lost: of_lost,
        lacking,
        named,
    })
}

/// What is wrong with the peppers of this node, if anything is.
pub async fn amiss(services: &Services) -> Result<Option<Amiss>> {
    Ok(found(services, &all(services).await?))
}

/// Says with which pepper this node mixes passwords, so that the others know.
///
/// # Errors
/// If it is another key than the one that has this name: then every password would be wrong here.
pub async fn say(services: &Services) -> Result<()> {
    let now = services.now();
    let mut rows = all(services).await?;
    if let Some(Amiss::Other(id)) = found(services, &rows) {
        if is_mixed_with(services, &id).await? {
            return Err(Trouble::Configuration(Amiss::Other(id).to_string()));
        }
        // Whoever said so mixed nothing with it: a mistake that was put right.
        let mut tx = services.db.write().await?;
        execute!(&mut tx, FORGET, &id)?;
        tx.commit().await?;
        rows = all(services).await?;
    }
    let Some((id, mark)) = services.hasher.marks().into_iter().next() else {
        return Ok(());
    };
    let is_said =
        |(of, _, at): &Row| *of == id && now.since(Moment::from_unix_ms(*at)) < SAID_EVERY;
    if rows.iter().any(is_said) {
        return Ok(());
    }
    let mut tx = services.db.write().await?;
    let said = execute!(&mut tx, SAY, &id, &mark, now.unix_ms())?;
    tx.commit().await?;
    if said == 0 {
        // Another node was quicker, with another key.
        return Err(Trouble::Configuration(Amiss::Other(id).to_string()));
    }
    Ok(())
}

async fn is_mixed_with(services: &Services, id: &str) -> Result<bool> {
    let mut tx = services.db.look().await?;
    let mixed = on!(&mut tx, |c| sqlx::query_scalar::<_, i64>(MIXED_WITH)
        .bind(in_hash(id))
        .fetch_one(c))?;
    Ok(mixed > 0)
}

async fn all(services: &Services) -> Result<Vec<Row>> {
    let mut tx = services.db.look().await?;
    on!(&mut tx, |c| sqlx::query_as(ALL).fetch_all(c))
}

fn found(services: &Services, rows: &[Row]) -> Option<Amiss> {
    let (ours, now) = (services.hasher.marks(), services.now());
    rows.iter().find_map(|(id, mark, at)| {
        let mine = ours.iter().find(|(of, _)| of == id);
        let in_use = now.since(Moment::from_unix_ms(*at)) < IN_USE;
        match mine {
            Some((_, mine)) => (mine != mark).then(|| Amiss::Other(id.clone())),
            None => in_use.then(|| Amiss::Missing(id.clone())),
        }
    })
}
