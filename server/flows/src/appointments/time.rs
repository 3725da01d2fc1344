//! What time does to requests: it reminds, it ends, and in the end it forgets. Every node comes by each minute; the row
//! says who does it.

use std::time::Duration;

use domain::{
    AppointmentId, Moment,
    appointments::{Event as Happens, State},
    post::Letter,
};

use super::{
    invited::is_of,
    record::{Appointment, find, happens, lock, record},
    sql,
    story::{Happened, in_lines, note},
};
use crate::{
    Services, Tx,
    audit::{Actor, Entry, Event},
    execute, on, people,
    post::{self, Draft, Payer, To},
    sweeps::Turn,
    trouble::Result,
};

/// So long before its time is over the applicant is reminded, once.
const BEFORE_THE_END: Duration = Duration::from_secs(4 * 24 * 60 * 60);
/// Requests in one turn.
const BATCH: i64 = 100;

/// Reminds applicants who have to confirm or to answer; gives back how many.
pub async fn remind(services: &Services) -> Result<u64> {
    let now = services.now();
    let mut turn = Turn::new(
        "reminders of requests to be appointed",
        "appointment",
        BATCH,
    );
    while turn.goes_on() {
        let mut tx = services.db.read().await?;
        let found: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(sql::TO_REMIND)
            .bind(now.unix_ms())
            .bind(now.plus(BEFORE_THE_END).unix_ms())
            .bind(turn.limit())
            .fetch_all(c))?;
        drop(tx);
        for (id,) in turn.new_of(found, |row| &row.0) {
            let appointment = AppointmentId::from_trusted(id.clone());
            turn.took(&id, remind_one(services, now, &appointment).await)?;
        }
    }
    Ok(turn.done())
}

/// False if another node was there before.
async fn remind_one(services: &Services, now: Moment, id: &AppointmentId) -> Result<bool> {
    let mut tx = services.db.write().await?;
    if execute!(&mut tx, sql::REMINDED, id.as_str(), now.unix_ms())? == 0 {
        return Ok(false);
    }
    let Some(asked) = find(&mut tx, id).await? else {
        return Ok(false);
    };
    let reference = asked.reference.to_string();
    let letter = match asked.state {
        State::Submitted { until } => Letter::AppointmentConfirm {
            reference,
            until,
            again: true,
        },
        State::QuestionAsked { until, .. } => {
            let (question,): (Option<String>,) =
                on!(&mut tx, |c| sqlx::query_as(sql::LAST_QUESTION)
                    .bind(id.as_str())
                    .fetch_one(c))?;
            let (question, more) = in_lines(&question.unwrap_or_default());
            Letter::AppointmentQuestion {
                reference,
                question,
                more,
                until,
                again: true,
            }
        }
        _ => return Ok(false),
    };
    let draft = Draft::new(
        To::Typed(&asked.email),
        asked.language,
        letter,
        Payer::Nobody,
    )
    .follows(id);
    post::queue(&mut tx, services, now, draft).await?;
    note(&mut tx, now, id, (Happened::Reminded, None, None)).await?;
    tx.commit().await?;
    Ok(true)
}

/// Ends requests whose time is over; gives back how many.
pub async fn expire(services: &Services) -> Result<u64> {
    let now = services.now();
    let mut turn = Turn::new(
        "requests to be appointed that run out",
        "appointment",
        BATCH,
    );
    while turn.goes_on() {
        let mut tx = services.db.read().await?;
        let found: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(sql::TO_EXPIRE)
            .bind(now.unix_ms())
            .bind(turn.limit())
            .fetch_all(c))?;
        drop(tx);
        for (id,) in turn.new_of(found, |row| &row.0) {
            let appointment = AppointmentId::from_trusted(id.clone());
            turn.took(&id, expire_one(services, now, &appointment).await)?;
        }
    }
    Ok(turn.done())
}

/// False if another node was there before, or somebody got in at the last moment.
async fn expire_one(services: &Services, now: Moment, id: &AppointmentId) -> Result<bool> {
    let mut tx = services.db.write().await?;
    let Some(found) = find(&mut tx, id).await? else {
        return Ok(false);
    };
    if let Some(authorisation) = &found.authorisation {
        // The account before the request, as whoever accepts at this moment locks them (docs/decisions/0002). Whose it is says
        // the authorisation: the address of the request may be another's by now, or nobody's.
        if is_of(&mut tx, &found, authorisation).await?
            && !people::end_invitation_of_anybody(&mut tx, services, now, authorisation).await?
        {
            return Ok(false);
        }
    }
    let Some(mut asked) = lock(&mut tx, id).await? else {
        return Ok(false);
    };
    let before = asked.state.clone();
    if happens(&mut tx, now, &mut asked, &Happens::RunOut)
        .await?
        .is_err()
    {
        return Ok(false);
    }
    note(&mut tx, now, id, (Happened::Expired, None, None)).await?;
    tell(&mut tx, services, now, &asked, &before).await?;
    record(
        &mut tx,
        now,
        &asked,
        Entry::new(Event::AppointmentExpired, Actor::System),
    )?;
    tx.commit().await?;
    Ok(true)
}

/// A mailbox that never said yes is left in peace.
async fn tell(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    asked: &Appointment,
    before: &State,
) -> Result<()> {
    if matches!(before, State::Submitted { .. }) {
        return Ok(());
    }
    let letter = Letter::AppointmentExpired {
        reference: asked.reference.to_string(),
        approved: matches!(before, State::Approved { .. }),
    };
    let draft = Draft::new(
        To::Typed(&asked.email),
        asked.language,
        letter,
        Payer::Nobody,
    );
    post::queue(tx, services, now, draft).await
}

/// Forgets forms that were not sent in, and who requests were about that ended long ago; gives back how many requests.
pub async fn sweep(services: &Services) -> Result<u64> {
    let (now, policy) = (services.now(), &services.policy);
    let mut tx = services.db.write().await?;
    let drafts = now.minus(policy.appointment_draft);
    execute!(&mut tx, sql::FORGET_DRAFTS, drafts.unix_ms())?;
    let ids: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(sql::TO_FORGET)
        .bind(now.minus(policy.appointment_kept).unix_ms())
        .bind(now.minus(post::KEPT).unix_ms())
        .bind(BATCH)
        .fetch_all(c))?;
    let forgotten = u64::try_from(ids.len()).unwrap_or(u64::MAX);
    for (id,) in ids {
        execute!(&mut tx, sql::FORGET, &id, now.unix_ms())?;
        execute!(&mut tx, sql::FORGET_WORDS, &id)?;
        execute!(&mut tx, sql::FORGET_LINKS, &id)?;
    }
    tx.commit().await?;
    Ok(forgotten)
}
