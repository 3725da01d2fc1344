//! Following a request, for whoever holds a link from the mailbox: how far it is, answering a question, taking it back.

use domain::appointments::{Event as Happens, Reference};

use super::{
    link::{self, Purpose},
    record::{Appointment, find, happens, lock, record},
    story::{Happened, Step, note, story},
};
use crate::{
    Services, Tx,
    audit::{Actor, Entry, Event},
    secrets::LinkSecret,
    trouble::Result,
};

/// How far a request is, for its applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The request.
    pub appointment: Appointment,
    /// What happened, in order; names of the desk's people are theirs.
    pub story: Vec<Step>,
}

/// What came of an answer or of taking back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// Done.
    Done,
    /// It had gone on meanwhile: the page says how far.
    NotNow,
    /// None of our links.
    Unknown,
}

/// How far the request is; `None` for a link that is none of ours.
pub async fn status(
    services: &Services,
    reference: Reference,
    secret: &LinkSecret,
) -> Result<Option<Status>> {
    let mut tx = services.db.read().await?;
    let Some(id) = link::find(&mut tx, secret, Purpose::Follow).await? else {
        return Ok(None);
    };
    let found = find(&mut tx, &id).await?;
    let Some(appointment) = found.filter(|found| found.reference == reference) else {
        return Ok(None);
    };
    let mut story = story(&mut tx, &id).await?;
    for step in &mut story {
        step.by = None;
        // What the desk notes about a call is the desk's.
        step.words.take_if(|_| step.what == Happened::CalledBack);
    }
    Ok(Some(Status { appointment, story }))
}

/// Answers the question of the desk.
pub async fn answer(
    services: &Services,
    reference: Reference,
    secret: &LinkSecret,
    words: &str,
) -> Result<Answered> {
    let what = (Happened::Answer, Event::AppointmentAnswered);
    applicant(
        services,
        reference,
        secret,
        &Happens::Answer,
        what,
        Some(words),
    )
    .await
}

/// Takes the request back.
pub async fn withdraw(
    services: &Services,
    reference: Reference,
    secret: &LinkSecret,
) -> Result<Answered> {
    let what = (Happened::Withdrawn, Event::AppointmentWithdrawn);
    applicant(services, reference, secret, &Happens::Withdraw, what, None).await
}

async fn applicant(
    services: &Services,
    reference: Reference,
    secret: &LinkSecret,
    event: &Happens,
    (happened, recorded): (Happened, Event),
    words: Option<&str>,
) -> Result<Answered> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let Some(mut asked) = hold(&mut tx, reference, secret).await? else {
        return Ok(Answered::Unknown);
    };
    if happens(&mut tx, now, &mut asked, event).await?.is_err() {
        return Ok(Answered::NotNow);
    }
    note(&mut tx, now, &asked.id, (happened, None, words)).await?;
    record(&mut tx, now, &asked, Entry::new(recorded, Actor::Stranger)).await?;
    tx.commit().await?;
    Ok(Answered::Done)
}

async fn hold(
    tx: &mut Tx,
    reference: Reference,
    secret: &LinkSecret,
) -> Result<Option<Appointment>> {
    let Some(id) = link::find(tx, secret, Purpose::Follow).await? else {
        return Ok(None);
    };
    let found = lock(tx, &id).await?;
    Ok(found.filter(|found| found.reference == reference))
}
