//! Whether this node has the peppers that all nodes mix passwords with. One that lacks them takes every right password for a
//! wrong one; it finds out here, and not by the people whom it turns away (SEC-15).

use std::time::Duration;

use domain::Moment;

use super::recipe::in_hash;
use crate::{
    Db, Services, execute, on,
    trouble::{Result, Trouble},
};

/// A node that said nothing for so long is no more. It says so every minute.
const SILENT: Duration = Duration::from_secs(5 * 60);

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

/// Unless somebody said it again meanwhile.
const FORGET: &str = "delete from pepper where id = $1 and mark = $2 and mixed_at = $3";

const LOST: &str = "delete from pepper where id = $1";

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
    for row in all(services).await? {
        if let Some(amiss) = amiss_with(services, &row)
            && counts(services, &row).await?
        {
            return Ok(Some(amiss));
        }
    }
    Ok(None)
}

/// Says with which pepper this node mixes passwords, so that the others know; and nothing any more for those with which nobody does, and
/// no password is mixed: a mistake that was put right, or one of before that everybody has changed.
///
/// # Errors
/// If it is another key than the one that has this name: then every password would be wrong here.
pub async fn say(services: &Services) -> Result<()> {
    for row in all(services).await? {
        let Some(amiss) = amiss_with(services, &row) else {
            continue;
        };
        if !counts(services, &row).await? {
            let (id, mark, at) = row;
            let mut tx = services.db.write().await?;
            execute!(&mut tx, FORGET, &id, &mark, at)?;
            tx.commit().await?;
        } else if matches!(amiss, Amiss::Other(_)) {
            return Err(refused(&amiss));
        }
    }
    let Some((id, mark)) = services.hasher.marks().into_iter().next() else {
        return Ok(());
    };
    let mut tx = services.db.write_lightly().await?;
    let said = execute!(&mut tx, SAY, &id, &mark, services.now().unix_ms())?;
    tx.commit().await?;
    if said == 0 {
        // Another node was quicker, with another key.
        return Err(refused(&Amiss::Other(id)));
    }
    Ok(())
}

/// What was said of peppers that nobody has any more says nothing of this node.
pub async fn are_lost(services: &Services, ids: &[String]) -> Result<()> {
    let ours = services.hasher.marks();
    let mut tx = services.db.write().await?;
    for id in ids {
        if ours.iter().all(|(of, _)| of != id) {
            execute!(&mut tx, LOST, id)?;
        }
    }
    tx.commit().await
}

fn refused(amiss: &Amiss) -> Trouble {
    Trouble::Configuration(format!(
        "{amiss}. If nothing is mixed with it and that other node is to be no more, end it and wait five minutes"
    ))
}

async fn all(services: &Services) -> Result<Vec<Row>> {
    let mut tx = services.db.look().await?;
    on!(&mut tx, |c| sqlx::query_as(ALL).fetch_all(c))
}

/// What would be wrong if what a row says is still so.
fn amiss_with(services: &Services, (id, mark, _): &Row) -> Option<Amiss> {
    let ours = services.hasher.marks();
    match ours.iter().find(|(of, _)| of == id) {
        Some((_, mine)) => (mine != mark).then(|| Amiss::Other(id.clone())),
        None => Some(Amiss::Missing(id.clone())),
    }
}

/// Whether it is: a node that is at work said so, or a password is mixed with it. A file has no other node.
async fn counts(services: &Services, (id, _, at): &Row) -> Result<bool> {
    let said = services.now().since(Moment::from_unix_ms(*at)) < SILENT;
    if said && matches!(services.db, Db::Postgres { .. }) {
        return Ok(true);
    }
    let mut tx = services.db.look().await?;
    let mixed = on!(&mut tx, |c| sqlx::query_scalar::<_, i64>(MIXED_WITH)
        .bind(in_hash(id))
        .fetch_one(c))?;
    Ok(mixed > 0)
}
