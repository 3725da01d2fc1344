//! What happened to somebody, newest first: rows of the trail, letters and what became of them, notes of agents.

use domain::Moment;

use super::{sql, stored::Here};
use crate::{
    Tx,
    audit::{self, LogRow},
    caller::full_name,
    on,
    post::{Delivery, deliveries},
    trouble::Result,
};

/// Rows of each kind in the story.
const STORY: usize = 30;
/// Of them, notes; there is a page of all of them.
const NOTES: usize = 10;
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

/// Everything, newest first; and whether there are more notes than these.
pub(super) async fn story(
    tx: &mut Tx,
    here: &Here,
    letters: Vec<Delivery>,
) -> Result<(Vec<(Moment, Told)>, bool)> {
    let account = (&here.account, Some(ALWAYS), None);
    let events = audit::story_of(tx, &here.organisation.id, &here.id, account, STORY).await?;
    let mut notes: Vec<(i64, String, String, String, String)> =
        on!(tx, |c| sqlx::query_as(sql::NEWEST_NOTES)
            .bind(here.id.as_str())
            .bind(NOTES as i64 + 1)
            .fetch_all(c))?;
    let more = notes.len() > NOTES;
    notes.truncate(NOTES);
    let others = STORY - notes.len();
    let notes = notes.into_iter().map(|(at, text, given, infix, family)| {
        let by = full_name(&given, &infix, &family);
        (Moment::from_unix_ms(at), Told::Note(Note { by, text }))
    });
    let events = events.into_iter().map(|row| (row.at, Told::Event(row)));
    let letters = letters
        .into_iter()
        .map(|letter| (letter.created_at, Told::Letter(letter)));
    // What happened in the meantime takes no note of a colleague away.
    let mut story: Vec<(Moment, Told)> = events.chain(letters).collect();
    story.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    story.truncate(others);
    story.extend(notes);
    story.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    Ok((story, more))
}
