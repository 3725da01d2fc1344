//! Puts requests into the books at any point of their life, for the demo. Every other one comes through [`super::submit`].

use domain::{
    AccountId, AppointmentId, Moment, OrganisationId,
    appointments::{Reference, State},
    post::Letter,
};

use super::{
    Request, sql,
    story::{Happened, note},
    submit::{add, next_reference},
};
use crate::{
    Services, Tx, execute,
    post::{self, Draft, Payer, To},
    trouble::Result,
};

/// A request to be put into the books.
#[derive(Clone, Debug)]
pub struct Seeded<'a> {
    /// What was filled in.
    pub request: &'a Request,
    /// When.
    pub at: Moment,
    /// How far it is.
    pub state: State,
    /// By when the desk answers.
    pub reply_by: Moment,
    /// The organisation, where the desk said which.
    pub organisation: Option<&'a OrganisationId>,
    /// Who of the desk dealt with it.
    pub desk: &'a AccountId,
    /// What happened, with what was said.
    pub story: &'a [(Happened, Option<&'a str>)],
}

const CALLED_BACK: &str = "
update appointment set called_back_at = $2, organisation_id = $3, reviewer = $4
where id = $1";

/// Puts one request into the books, with the letter that leads to its page.
pub async fn seed(tx: &mut Tx, services: &Services, seeded: &Seeded<'_>) -> Result<Reference> {
    let at = seeded.at;
    let id = AppointmentId::from_trusted(services.new_id()?);
    let reference = next_reference(tx, at).await?;
    add(tx, services, at, &id, reference, seeded.request).await?;
    let stage = seeded.state.stage();
    let ended = stage.is_over().then(|| at.unix_ms());
    let reason = match &seeded.state {
        State::Rejected(reason) => Some(reason.code()),
        _ => None,
    };
    let until = seeded.state.until().map(Moment::unix_ms);
    execute!(
        &mut *tx,
        sql::SET_STATE,
        id.as_str(),
        stage.code(),
        until,
        ended,
        reason
    )?;
    for (what, words) in seeded.story {
        let by = (!matches!(
            what,
            Happened::Submitted | Happened::Confirmed | Happened::Answer
        ))
        .then_some(seeded.desk);
        note(tx, at, &id, (*what, by, *words)).await?;
    }
    if !seeded
        .story
        .iter()
        .any(|(what, _)| *what == Happened::Confirmed)
    {
        return Ok(reference);
    }
    let (moment, reply_by) = (at.unix_ms(), seeded.reply_by);
    execute!(
        &mut *tx,
        sql::SET_CONFIRMED,
        id.as_str(),
        moment,
        reply_by.unix_ms()
    )?;
    if let Some(review) = seeded.state.review() {
        let called = review.called_back.then_some(moment);
        let organisation = seeded.organisation.filter(|_| review.organisation);
        let organisation = organisation.map(OrganisationId::as_str);
        execute!(
            &mut *tx,
            CALLED_BACK,
            id.as_str(),
            called,
            organisation,
            seeded.desk.as_str()
        )?;
        let by = review.verified_by.as_ref().map(AccountId::as_str);
        execute!(
            &mut *tx,
            sql::SET_REVIEW,
            id.as_str(),
            by,
            review.called_back
        )?;
    }
    let letter = Letter::AppointmentReceived {
        reference: reference.to_string(),
        reply_by,
    };
    let request = seeded.request;
    let draft = Draft::new(
        To::Typed(&request.email),
        request.language,
        letter,
        Payer::Nobody,
    )
    .follows(&id);
    post::queue(tx, services, services.now(), draft).await?;
    Ok(reference)
}
