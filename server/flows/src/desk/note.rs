//! What agents tell each other about a case. Short on purpose, seen by the desk only, and forgotten after a year: no place
//! to keep files on people.

use std::time::Duration;

use domain::{AuthorisationId, Moment, desk::Way, shared::short_text::NoteText};

use super::{deed::Refusal, person, sql, story::Note};
use crate::{
    Permit, Services,
    audit::{self, Actor, Entry, Event},
    budgets::quiet_deed,
    caller::{full_name, right::SeeDesk},
    execute, on, owner,
    trouble::Result,
};

/// Two presses within this time are one.
pub(super) const DOUBLE_PRESS: Duration = Duration::from_secs(60);
/// So long a note is kept.
pub(super) const KEPT: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Notes on a page.
const PAGE: usize = 30;

/// A note in the list of all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// Its id: a page goes on after it.
    pub id: String,
    /// When it was written.
    pub at: Moment,
    /// Who wrote what.
    pub note: Note,
}

/// A page of the notes about somebody, newest first, and whether there are older ones. `before` is the last of the page
/// before. `None` if there is nobody.
pub async fn notes(
    services: &Services,
    permit: &Permit<SeeDesk>,
    whom: &AuthorisationId,
    before: Option<&str>,
    way: Way,
) -> Result<Option<(Vec<NoteRow>, bool)>> {
    let Some((mut tx, here)) = person::looked_at(services, permit, whom, way).await? else {
        return Ok(None);
    };
    let most = PAGE as i64 + 1;
    let rows: Vec<(String, i64, String, String, String, String)> = match before {
        None => on!(&mut tx, |c| sqlx::query_as(sql::NOTES)
            .bind(here.id.as_str())
            .bind(most)
            .fetch_all(c))?,
        Some(before) => on!(&mut tx, |c| sqlx::query_as(sql::NOTES_BEFORE)
            .bind(here.id.as_str())
            .bind(before)
            .bind(most)
            .fetch_all(c))?,
    };
    let mut notes: Vec<NoteRow> = rows
        .into_iter()
        .map(|(id, at, text, given, infix, family)| NoteRow {
            id,
            at: Moment::from_unix_ms(at),
            note: Note {
                by: full_name(&given, &infix, &family),
                text,
            },
        })
        .collect();
    let older = notes.len() > PAGE;
    notes.truncate(PAGE);
    Ok(Some((notes, older)))
}

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
    quiet_deed(&mut tx, services, now, permit.by()).await?;
    let entry = Entry::new(Event::DeskNoteWritten, Actor::Desk(permit.by()))
        .account(&here.account)
        .authorisation(whom)
        .organisation(&here.organisation.id);
    audit::record(&mut tx, now, entry)?;
    tx.commit().await?;
    Ok(Ok(()))
}
