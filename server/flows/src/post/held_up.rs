//! Letters that wait because of us: for whoever watches over the program, and for the service desk, which is asked why
//! nothing arrives. One letter that our mail server does not carry is not yet a channel that stands still.

use domain::{
    Moment,
    post::{Channel, Obstacle, Whose},
};

use super::sql;
use crate::{Services, Tx, budgets::HOUR, on, trouble::Result};

/// As many are looked at; so many is too many, too.
pub const MOST: u32 = 1000;

/// Letters that wait for the same reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldUp {
    /// How they would travel.
    pub channel: Channel,
    /// What stands in the way.
    pub obstacle: Obstacle,
    /// How many, at most [`MOST`].
    pub letters: u32,
    /// Since when the first of them.
    pub since: Moment,
    /// Whether nothing has left on this channel since the last of them was held up.
    pub stands_still: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    channel: String,
    last_error: String,
    letters: i64,
    since: i64,
    latest: i64,
    latest_known: i64,
}

/// Everything that waits because of us.
pub async fn held_up(services: &Services) -> Result<Vec<HeldUp>> {
    let mut tx = services.db.read().await?;
    let rows: Vec<Row> = on!(&mut tx, |c| sqlx::query_as(sql::HELD_UP)
        .bind(ours())
        .bind(i64::from(MOST))
        .fetch_all(c))?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let channel = Channel::from_code(&row.channel);
        let (Some(channel), Some(obstacle)) = (channel, Obstacle::from_code(&row.last_error))
        else {
            continue;
        };
        let latest = (row.latest, row.latest_known);
        all.push(HeldUp {
            channel,
            obstacle,
            letters: u32::try_from(row.letters).unwrap_or(MOST),
            since: Moment::from_unix_ms(row.since),
            stands_still: stands_still(&mut tx, channel, obstacle, latest).await?,
        });
    }
    Ok(all)
}

/// Channels on which letters were given up within the hour because of us, and nothing left since. Whoever waited for a code has
/// gone, and nobody may ask for another.
pub async fn given_up(services: &Services) -> Result<Vec<(Channel, Obstacle)>> {
    let mut tx = services.db.read().await?;
    let rows: Vec<(String, String, i64, i64)> = on!(&mut tx, |c| sqlx::query_as(sql::GIVEN_UP)
        .bind(services.now().minus(HOUR).unix_ms())
        .bind(i64::from(MOST))
        .fetch_all(c))?;
    let mut all = Vec::new();
    for (channel, obstacle, latest, latest_known) in rows {
        let read = (Channel::from_code(&channel), Obstacle::from_code(&obstacle));
        let (Some(channel), Some(obstacle)) = read else {
            continue;
        };
        let latest = (latest, latest_known);
        if stands_still(&mut tx, channel, obstacle, latest).await? {
            all.push((channel, obstacle));
        }
    }
    Ok(all)
}

/// Whether nothing has left on a channel since the latest letter was held up, or the latest to somebody whom we know.
async fn stands_still(
    tx: &mut Tx,
    channel: Channel,
    obstacle: Obstacle,
    (latest, latest_known): (i64, i64),
) -> Result<bool> {
    let (left,): (Option<i64>,) = on!(tx, |c| sqlx::query_as(sql::LEFT)
        .bind(channel.code())
        .fetch_one(c))?;
    // A stranger chooses where a letter to nobody we know goes, and so what is answered to that receiver.
    let latest = if obstacle.is_everybodys() {
        latest
    } else {
        latest_known
    };
    Ok(latest > left.unwrap_or_default())
}

/// Codes of what is ours, between commas.
fn ours() -> String {
    codes(|obstacle| obstacle.whose() == Whose::Ours)
}

/// Codes of obstacles, between commas.
pub(super) fn codes(which: impl Fn(Obstacle) -> bool) -> String {
    let mut codes = String::from(",");
    for obstacle in Obstacle::ALL.iter().copied().filter(|one| which(*one)) {
        codes.push_str(obstacle.code());
        codes.push(',');
    }
    codes
}
