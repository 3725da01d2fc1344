//! What agents tell each other about a case. Short on purpose, seen by the desk only, and forgotten after a year: no place
//! to keep files on people.

use std::time::Duration;

use domain::{AuthorisationId, shared::short_text::NoteText};

use super::{deed::Refusal, person, sql};
use crate::{
    Permit, Services,
    audit::{self, Actor, Entry, Event},
    caller::right::SeeDesk,
    execute, owner,
    trouble::Result,
};

/// Two presses within this time are one.
pub(super) const DOUBLE_PRESS: Duration = Duration::from_secs(60);
/// So long a note is kept.
pub(super) const KEPT: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Writes a note. It changes nothing for the caller, who may just have hung up, so it needs no check of them.
pub async fn write(
    services: &Services,
    permit: &Permit<SeeDesk>,
    whom: &AuthorisationId,
    text: &NoteText,
) -> Result<Result<(), Refusal>> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let Some(here) = person::find(&mut tx, whom, now).await? else {
        return Ok(Err(Refusal::NotHere));
    };
    // Two presses at once go one after another, so that the second finds what the first wrote (SEC-47).
    owner::lock(&mut tx, permit.by()).await?;
    let written = execute!(
        &mut tx,
        sql::WRITE_NOTE,
        services.new_id()?,
        whom.as_str(),
        permit.by().as_str(),
        now.unix_ms(),
        text.as_str(),
        now.minus(DOUBLE_PRESS).unix_ms(),
    )?;
    if written == 0 {
        return Ok(Ok(()));
    }
    let entry = Entry::new(Event::DeskNoteWritten, Actor::Desk(permit.by()))
        .account(&here.account)
        .authorisation(whom)
        .organisation(&here.organisation.id);
    audit::record(&mut tx, now, entry)?;
    tx.commit().await?;
    Ok(Ok(()))
}
