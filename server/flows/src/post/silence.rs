//! A carrier that answers nobody for minutes, and then is well again: what people asked for meanwhile and did not get must not keep
//! them, and the office that they sit in, from a code for the rest of the hour. While it is silent nobody knows whether a message left,
//! so everything stays counted (SEC-31); and so does what it cost, the messages of the day.

use std::time::Duration;

use domain::{ChallengeId, Moment, OutboxId, post::Channel};

use crate::{Services, challenges, execute, on, trouble::Result};

/// More than were ever asked for in such a time; what is beyond it stays counted.
const MOST: i64 = 500;
/// Less are those of people who gave up, or of a carrier that is late now and then.
const MANY: usize = 3;
/// So long a carrier answers nobody that is silent.
const SILENT: Duration = Duration::from_secs(2 * 60);
/// What people asked for before counts for nobody any more.
const LATELY: Duration = Duration::from_secs(60 * 60);

/// Codes that ended unanswered since `$2`, while no message left, and that are counted yet. A message of us to ourselves is none.
const LEFT_UNANSWERED: &str = "
select id, challenge_id, created_at
from outbox
where channel = $1 and unanswered > 0 and challenge_id is not null and state in ('expired', 'dropped') and ended_at > $2
    and not exists (
        select 1 from outbox s
        where s.channel = $1 and s.state = 'sent' and s.ended_at between outbox.created_at and outbox.ended_at
            and substr(s.letter, 1, 6) <> 'asked_'
    )
order by created_at, id
limit $3 + 0";

/// Of two nodes that come to this at once one does it.
const ANSWERED: &str = "update outbox set unanswered = 0 where id = $1 and unanswered > 0";

/// A message left on a channel: if for a while before it none was answered there, takes back what those counted for people and
/// networks. Gives back how many.
pub async fn is_over(services: &Services, channel: Channel) -> Result<u64> {
    let rows: Vec<(String, String, i64)> = {
        let mut tx = services.db.look().await?;
        on!(&mut tx, |c| sqlx::query_as(LEFT_UNANSWERED)
            .bind(channel.code())
            .bind(services.now().minus(LATELY).unix_ms())
            .bind(MOST)
            .fetch_all(c))?
    };
    let began = rows.first().map(|(.., at)| Moment::from_unix_ms(*at));
    let so_long = began.map(|began| services.now().since(began));
    if rows.len() < MANY || so_long.is_none_or(|so_long| so_long < SILENT) {
        return Ok(0);
    }
    let mut taken_back = 0;
    for (id, challenge, at) in rows {
        let id = OutboxId::from_trusted(id);
        let challenge = ChallengeId::from_trusted(challenge);
        let mut tx = services.db.write().await?;
        if execute!(&mut tx, ANSWERED, id.as_str())? == 1 {
            let at = Moment::from_unix_ms(at);
            challenges::was_not_answered(&mut tx, services, &challenge, channel, at).await?;
            taken_back += 1;
        }
        tx.commit().await?;
    }
    Ok(taken_back)
}
