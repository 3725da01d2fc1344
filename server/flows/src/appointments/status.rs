//! Following a request, for whoever holds a link from the mailbox: how far it is, answering a question, taking it back.

use domain::{
    Moment,
    appointments::{Event as Happens, Reference, Stage},
};

use super::{
    invited::is_shut,
    link,
    record::{Appointment, find, happens, lock, record},
    sql,
    story::{Happened, Step, note, story},
};
use crate::{
    Services, Tx,
    audit::{Actor, Entry, Event},
    execute,
    organisations::{self, Organisation},
    secrets::LinkSecret,
    trouble::Result,
};

/// How far a request is, for its applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The request.
    pub appointment: Appointment,
    /// The company that it was approved for, as we know it.
    pub organisation: Option<Organisation>,
    /// Whether what was approved opens nothing until the desk sends the invitation again.
    pub is_shut: bool,
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
    let Some(id) = link::followed(&mut tx, secret).await? else {
        return Ok(None);
    };
    let found = find(&mut tx, &id).await?;
    let Some(appointment) = found.filter(|found| found.reference == reference) else {
        return Ok(None);
    };
    let approved = matches!(
        appointment.state.stage(),
        Stage::Approved | Stage::Activated
    );
    let organisation = match appointment.organisation.as_ref().filter(|_| approved) {
        Some(organisation) => organisations::find(&mut tx, organisation).await?,
        None => None,
    };
    let is_shut = is_shut(&mut tx, services, &appointment, services.now()).await?;
    let mut story = story(&mut tx, &id).await?;
    for step in &mut story {
        step.by = None;
        // What the desk notes about a call is the desk's, and whose admins were told is theirs.
        let inside = matches!(step.what, Happened::CalledBack | Happened::Announced);
        step.words.take_if(|_| inside);
    }
    Ok(Some(Status {
        appointment,
        organisation,
        is_shut,
        story,
    }))
}

/// Answers the question of the desk. `reply_by` is what the page promises now: the waiting begins anew.
pub async fn answer(
    services: &Services,
    reference: Reference,
    secret: &LinkSecret,
    words: &str,
    reply_by: Moment,
) -> Result<Answered> {
    let deed = Deed {
        event: Happens::Answer,
        happened: Happened::Answer,
        recorded: Event::AppointmentAnswered,
        words: Some(words),
        reply_by: Some(reply_by),
    };
    applicant(services, reference, secret, deed).await
}

/// Takes the request back.
pub async fn withdraw(
    services: &Services,
    reference: Reference,
    secret: &LinkSecret,
) -> Result<Answered> {
    let deed = Deed {
        event: Happens::Withdraw,
        happened: Happened::Withdrawn,
        recorded: Event::AppointmentWithdrawn,
        words: None,
        reply_by: None,
    };
    applicant(services, reference, secret, deed).await
}

/// One step of the applicant: what happens by the rules, what is written down, and what is promised.
struct Deed<'a> {
    event: Happens,
    happened: Happened,
    recorded: Event,
    words: Option<&'a str>,
    reply_by: Option<Moment>,
}

async fn applicant(
    services: &Services,
    reference: Reference,
    secret: &LinkSecret,
    deed: Deed<'_>,
) -> Result<Answered> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let Some(mut asked) = hold(&mut tx, reference, secret).await? else {
        return Ok(Answered::Unknown);
    };
    if happens(&mut tx, now, &mut asked, &deed.event)
        .await?
        .is_err()
    {
        return Ok(Answered::NotNow);
    }
    if let Some(by) = deed.reply_by {
        execute!(&mut tx, sql::SET_REPLY_BY, asked.id.as_str(), by.unix_ms())?;
    }
    let what = (deed.happened, None, deed.words);
    note(&mut tx, now, &asked.id, what).await?;
    let entry = Entry::new(deed.recorded, Actor::Stranger);
    record(&mut tx, now, &asked, entry)?;
    tx.commit().await?;
    Ok(Answered::Done)
}

async fn hold(
    tx: &mut Tx,
    reference: Reference,
    secret: &LinkSecret,
) -> Result<Option<Appointment>> {
    let Some(id) = link::followed(tx, secret).await? else {
        return Ok(None);
    };
    let found = lock(tx, &id).await?;
    Ok(found.filter(|found| found.reference == reference))
}
