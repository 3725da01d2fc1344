//! What happened to somebody, newest first: rows of the trail, letters and what became of them, notes of agents.

use domain::Moment;

use super::{sql, stored::Here};
use crate::{
    Tx,
    audit::{self, Event, LogRow},
    caller::full_name,
    on,
    post::{Delivery, deliveries},
    trouble::Result,
};

/// Rows of each kind in the story.
const STORY: usize = 30;
/// The beginning of time: the desk sees what happened to the account itself whenever it was.
const ALWAYS: Moment = Moment::from_unix_ms(0);

/// What an agent wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Name of the agent.
    pub by: String,
    /// The text.
    pub text: String,
}

/// One thing in somebody's story.
#[derive(Clone, Debug)]
pub enum Told {
    /// A row of the trail.
    Event(LogRow),
    /// A letter, and what became of it.
    Letter(Delivery),
    /// A note of an agent.
    Note(Note),
}

/// The newest letters to somebody.
pub(super) async fn letters_to(tx: &mut Tx, here: &Here) -> Result<Vec<Delivery>> {
    let rows = i64::try_from(STORY).unwrap_or_default();
    deliveries(tx, &here.account, &here.id, (Some(ALWAYS), None), rows).await
}

/// Everything, newest first.
pub(super) async fn story(
    tx: &mut Tx,
    here: &Here,
    letters: Vec<Delivery>,
) -> Result<Vec<(Moment, Told)>> {
    let account = (&here.account, Some(ALWAYS), None);
    let events = audit::story_of(tx, &here.organisation.id, &here.id, account, STORY).await?;
    let notes: Vec<(i64, String, String, String, String)> =
        on!(tx, |c| sqlx::query_as(sql::NOTES)
            .bind(here.id.as_str())
            .bind(STORY as i64)
            .fetch_all(c))?;
    let notes = notes.into_iter().map(|(at, text, given, infix, family)| {
        let by = full_name(&given, &infix, &family);
        (Moment::from_unix_ms(at), Told::Note(Note { by, text }))
    });
    // Of a note its text stands in the story, not also that it was written.
    let events = events
        .into_iter()
        .filter(|row| row.event != Some(Event::DeskNoteWritten))
        .map(|row| (row.at, Told::Event(row)));
    let letters = letters
        .into_iter()
        .map(|letter| (letter.created_at, Told::Letter(letter)));
    let mut story: Vec<(Moment, Told)> = events.chain(letters).chain(notes).collect();
    story.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    story.truncate(STORY);
    Ok(story)
}
