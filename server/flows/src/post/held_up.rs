//! Letters that wait because of us: for whoever watches over the program, and for the service desk, which is asked why
//! nothing arrives. One letter that our mail server does not carry is not yet a channel that stands still.

use domain::{
    Moment,
    post::{Channel, Obstacle, Whose},
};

use super::sql;
use crate::{Services, on, trouble::Result};

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
        let (left,): (Option<i64>,) = on!(&mut tx, |c| sqlx::query_as(sql::LEFT)
            .bind(channel.code())
            .fetch_one(c))?;
        // A stranger chooses where a letter to nobody we know goes, and so what is answered to that receiver.
        let latest = if obstacle.is_everybodys() {
            row.latest
        } else {
            row.latest_known
        };
        all.push(HeldUp {
            channel,
            obstacle,
            letters: u32::try_from(row.letters).unwrap_or(MOST),
            since: Moment::from_unix_ms(row.since),
            stands_still: latest > left.unwrap_or_default(),
        });
    }
    Ok(all)
}

/// Codes of what is ours, between commas.
fn ours() -> String {
    let mut codes = String::from(",");
    for obstacle in Obstacle::ALL {
        if obstacle.whose() == Whose::Ours {
            codes.push_str(obstacle.code());
            codes.push(',');
        }
    }
    codes
}
