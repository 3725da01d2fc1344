//! Letters that a clock which was ahead gave up as too late: once it is right again they wait on, or a machine that wakes ten years ahead
//! loses all that waits (docs/decisions/0019).

use domain::Moment;

use super::{held_up::codes, patience};
use crate::{Services, execute, on, trouble::Result};

/// That ended for what passes (`$3`, codes between commas), or because it was too late.
macro_rules! which {
    () => {
        "ended_at > $1 and created_at > $2 and created_at <= $1 and (
    state in ('expired', 'failed') and $3 like '%,' || last_error || ',%'
    or state = 'dropped' and last_error in ('too_late', 'link_over'))"
    };
}

const ANY: &str = concat!(
    "select count(*) from (select 1 from outbox where ",
    which!(),
    " limit 1) found"
);

const GO_ON: &str = concat!(
    "update outbox set state = 'waiting', ended_at = null, next_at = $4, leased_by = null, leased_until = null where ",
    which!()
);

/// Has those wait on that ended later than `not_yet`, and that somebody would read now. Gives back how many.
pub(crate) async fn go_on(services: &Services, now: Moment, not_yet: Moment) -> Result<u64> {
    let (not_yet, useful) = (not_yet.unix_ms(), now.minus(patience::KEPT).unix_ms());
    let passes = codes(|obstacle| !obstacle.is_final());
    let mut tx = services.db.look().await?;
    let (any,): (i64,) = on!(&mut tx, |c| sqlx::query_as(ANY)
        .bind(not_yet)
        .bind(useful)
        .bind(&passes)
        .fetch_one(c))?;
    drop(tx);
    if any == 0 {
        return Ok(0);
    }
    let mut tx = services.db.write().await?;
    let letters = execute!(&mut tx, GO_ON, not_yet, useful, &passes, now.unix_ms())?;
    tx.commit().await?;
    tracing::warn!(
        letters,
        "the clock was ahead: letters that it gave up as too late wait on"
    );
    Ok(letters)
}
