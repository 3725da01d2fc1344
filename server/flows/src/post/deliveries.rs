//! What became of the letters to somebody: the timeline of deliveries, for who asks why nothing arrived.

use domain::{AccountId, AuthorisationId, Moment, post::Obstacle};

use crate::{Tx, on, trouble::Result};

/// Letters to one account: about one authorisation, or about the account itself. Those of other organisations stay theirs, and where access
/// is over, so does what its owner does since, such as choosing a password with the number of there.
const LAST: &str = "
select letter, channel, state, created_at, ended_at, last_error
from outbox
where account_id = $1 and created_at <= $4 and (authorisation_id = $2 or (authorisation_id is null and created_at >= $3 and created_at < $4))
order by created_at desc, id desc
limit $5 + 0";

/// One letter and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Name of the letter ([`domain::post::Letter::name`]).
    pub letter: String,
    /// `mail` or `sms`.
    pub channel: String,
    /// State in the outbox, such as `waiting`.
    pub state: String,
    /// When the deed was done that it tells of.
    pub created_at: Moment,
    /// When it was sent or given up; `None` while it waits.
    pub ended_at: Option<Moment>,
    /// What stood in the way the last time; `None` if nothing did, or something that another version knows.
    pub obstacle: Option<Obstacle>,
}

#[derive(sqlx::FromRow)]
struct Row {
    letter: String,
    channel: String,
    state: String,
    created_at: i64,
    ended_at: Option<i64>,
    last_error: Option<String>,
}

/// The last letters to somebody until a moment, or on and on, newest first. Letters about the account itself count from another moment
/// on; never, without that.
pub async fn deliveries(
    tx: &mut Tx,
    account: &AccountId,
    authorisation: &AuthorisationId,
    (since, until): (Option<Moment>, Option<Moment>),
    most: i64,
) -> Result<Vec<Delivery>> {
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(LAST)
        .bind(account.as_str())
        .bind(authorisation.as_str())
        .bind(since.map_or(i64::MAX, Moment::unix_ms))
        .bind(until.map_or(i64::MAX, Moment::unix_ms))
        .bind(most)
        .fetch_all(c))?;
    let delivery = |row: Row| Delivery {
        letter: row.letter,
        channel: row.channel,
        state: row.state,
        created_at: Moment::from_unix_ms(row.created_at),
        ended_at: row.ended_at.map(Moment::from_unix_ms),
        obstacle: row.last_error.as_deref().and_then(Obstacle::from_code),
    };
    Ok(rows.into_iter().map(delivery).collect())
}
