//! The button in the mailbox: "Ja, dit is mijn e-mailadres". Looking never counts as a yes, and a second yes is fine.

use domain::{
    AppointmentId, Moment,
    appointments::{Event as Happens, Reference, Refusal, Stage, State},
    post::Letter,
};

use super::{
    asker,
    link::{self, Purpose},
    record::{Appointment, find, happens, lock, record},
    sql,
    story::{Happened, Step, note, story},
};
use crate::{
    Services, Tx,
    audit::{Actor, Entry, Event},
    budgets::{Budget, DAY},
    execute, on,
    post::{self, Draft, Payer, To},
    secrets::{LinkSecret, Purpose as KeyPurpose},
    trouble::Result,
};

/// Yeses of one mailbox in a day; many more than anybody sends requests.
const YESES: u32 = 100;

/// What a link shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// It can be confirmed.
    Open(Box<Appointment>, Moment),
    /// It was: this is how far it is.
    Done {
        /// The number of the request.
        reference: Reference,
        /// How far it is.
        stage: Stage,
        /// By then the desk answers.
        reply_by: Option<Moment>,
    },
    /// Too late, or taken back; with what happened last, which says why nothing comes of it.
    Over(Stage, Option<Step>),
    /// None of our links.
    Unknown,
}

/// What came of a yes, or of "this is not mine".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// It counts, now or already.
    Yes,
    /// Enough of them of this mailbox, or for this company, today.
    Enough {
        /// When there is room again.
        until: Moment,
    },
    /// Too late, or taken back.
    Over,
    /// None of our links.
    Unknown,
}

/// Looks at a link without using it up.
pub async fn look(services: &Services, secret: &LinkSecret) -> Result<Look> {
    let now = services.now();
    let mut tx = services.db.read().await?;
    let Some(id) = link::find(&mut tx, secret, Purpose::Confirm).await? else {
        return Ok(Look::Unknown);
    };
    let Some(found) = find(&mut tx, &id).await? else {
        return Ok(Look::Unknown);
    };
    Ok(match (found.state.clone(), found.confirmed_at) {
        (State::Submitted { until }, _) if now < until => Look::Open(Box::new(found), until),
        (State::Submitted { .. }, _) => Look::Over(Stage::Expired, None),
        (State::Withdrawn, _) | (_, None) => {
            let last = story(&mut tx, &id).await?.pop();
            // Names of the desk's people are theirs.
            let last = last.map(|step| Step { by: None, ..step });
            Look::Over(found.state.stage(), last)
        }
        (state, Some(_)) => Look::Done {
            reference: found.reference,
            stage: state.stage(),
            reply_by: found.reply_by,
        },
    })
}

/// Says yes. `reply_by` is what the page promises: by then the desk answers.
pub async fn confirm(
    services: &Services,
    secret: &LinkSecret,
    reply_by: Moment,
) -> Result<Confirmed> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let Some(mut asked) = hold(&mut tx, services, secret, now).await? else {
        return Ok(Confirmed::Unknown);
    };
    match happens(&mut tx, now, &mut asked, &Happens::Confirm).await? {
        Ok(()) => {}
        Err(Refusal::AlreadySo) => return Ok(Confirmed::Yes),
        Err(_) => return Ok(Confirmed::Over),
    }
    if let Err(until) = asker::says_yes(&mut tx, services, now, &asked).await? {
        return Ok(Confirmed::Enough { until });
    }
    let (id, moment) = (asked.id.clone(), now.unix_ms());
    execute!(
        &mut tx,
        sql::SET_CONFIRMED,
        id.as_str(),
        moment,
        reply_by.unix_ms()
    )?;
    note(&mut tx, now, &id, (Happened::Confirmed, None, None)).await?;
    let replaced = replace_others(&mut tx, now, &asked).await?;
    let received = Letter::AppointmentReceived {
        reference: asked.reference.to_string(),
        reply_by,
    };
    let to = To::Typed(&asked.email);
    let draft = Draft::new(to.clone(), asked.language, received, Payer::Reader).follows(&id);
    post::queue(&mut tx, services, now, draft).await?;
    // Whether there are admins to be told is looked up by the worker, or the clock would tell.
    let question = Letter::AskedToAnnounce { appointment: id };
    let draft = Draft::new(to, asked.language, question, Payer::Counted);
    post::queue(&mut tx, services, now, draft).await?;
    for other in &replaced {
        let entry = Entry::new(Event::AppointmentWithdrawn, Actor::Stranger);
        record(&mut tx, now, other, entry)?;
    }
    let entry = Entry::new(Event::AppointmentConfirmed, Actor::Stranger);
    record(&mut tx, now, &asked, entry)?;
    tx.commit().await?;
    Ok(Confirmed::Yes)
}

/// "Dit heb ik niet gevraagd": takes the request back, and nobody is reminded of it.
pub async fn not_mine(services: &Services, secret: &LinkSecret) -> Result<Confirmed> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let Some(mut asked) = hold(&mut tx, services, secret, now).await? else {
        return Ok(Confirmed::Unknown);
    };
    // After a yes it is taken back on the page of the request, which asks first.
    if asked.confirmed_at.is_some() {
        return Ok(Confirmed::Yes);
    }
    if happens(&mut tx, now, &mut asked, &Happens::Withdraw)
        .await?
        .is_ok()
    {
        let id = asked.id.clone();
        note(&mut tx, now, &id, (Happened::Withdrawn, None, None)).await?;
        asker::answers(&mut tx, services, &asked).await?;
        let entry = Entry::new(Event::AppointmentWithdrawn, Actor::Stranger);
        record(&mut tx, now, &asked, entry)?;
        tx.commit().await?;
    }
    Ok(Confirmed::Over)
}

/// The request behind a secret, locked; the mailbox stands in line with itself first, because a yes locks several.
async fn hold(
    tx: &mut Tx,
    services: &Services,
    secret: &LinkSecret,
    now: Moment,
) -> Result<Option<Appointment>> {
    let Some(id) = link::find(tx, secret, Purpose::Confirm).await? else {
        return Ok(None);
    };
    let Some(found) = find(tx, &id).await? else {
        return Ok(None);
    };
    let whose = services
        .keys
        .keyed_hash(KeyPurpose::Budget, &found.email.mailbox());
    let line = Budget::new(format!("appointment-yes:{whose}"), DAY, YESES);
    if !line.spend(tx, now).await? {
        return Ok(None);
    }
    lock(tx, &id).await
}

/// The newest request that a mailbox said yes to counts: whoever corrects a mistake sends in once more.
async fn replace_others(tx: &mut Tx, now: Moment, asked: &Appointment) -> Result<Vec<Appointment>> {
    let others: Vec<(String,)> = on!(&mut *tx, |c| sqlx::query_as(sql::OTHERS_OF_MAILBOX)
        .bind(asked.email.canonical())
        .bind(&asked.kind)
        .bind(asked.number.as_deref().unwrap_or_default())
        .bind(asked.id.as_str())
        .fetch_all(c))?;
    let mut replaced = Vec::new();
    for (id,) in others {
        let id = AppointmentId::from_trusted(id);
        let Some(mut other) = lock(tx, &id).await? else {
            continue;
        };
        if happens(tx, now, &mut other, &Happens::Withdraw)
            .await?
            .is_ok()
        {
            let by = asked.reference.to_string();
            let what = (Happened::Replaced, None, Some(by.as_str()));
            note(tx, now, &id, what).await?;
            replaced.push(other);
        }
    }
    Ok(replaced)
}
