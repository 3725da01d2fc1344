//! `…/notities`: every note that agents wrote about somebody, newest first, a page at a time.

use axum::extract::Path;
use flows::desk::{NoteRow, notes};
use leptos::prelude::*;

use super::{Whom, address, whom_at};
use crate::{
    bridge::{Answer, Ask, Screen, Stop},
    parts::{Act, Empty, Event, History, Page, Pager, Section},
    texts::{desk as say, people},
};

/// The last note of the page before.
const BEFORE: &str = "voor";

/// Shows a page of them.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, permit, whom) = whom_at(&ask, &id).await?;
    let (before, way) = (ask.query(BEFORE), ask.came_by().await?);
    let found = notes(ask.services(), &permit, &whom.id, before.as_deref(), way).await?;
    let (rows, older) = found.ok_or(Stop::NotFound)?;
    let l = ask.language;
    let title = say::notes_title(l, whom.name.full());
    let begun = before.is_some();
    Screen::new(title.clone())
        .seen_by(&caller)
        .at_desk(&ask)
        .show(&ask, move || {
            let Whom { id, name } = whom;
            let back = Act::link(say::back_to(l, name.greeting()), address(&id, ""));
            let here = address(&id, "notities");
            let last = rows.last().filter(|_| older);
            let next = last.map(|last| {
                Act::link(say::notes_older(l), format!("{here}?{BEFORE}={}", last.id))
            });
            let previous = begun.then(|| Act::link(say::notes_newest(l), &here));
            let event = |row: &NoteRow| Event {
                datetime: row.at.datetime_attribute(),
                when: people::moment(l, row.at.short_day(l), row.at.time(l)),
                what: say::note_by(l, &row.note.by, &row.note.text),
            };
            let events: Vec<Event> = rows.iter().map(event).collect();
            let list = if events.is_empty() {
                view! { <Empty text=say::notes_none(l) acts=vec![] /> }.into_any()
            } else {
                view! { <Section id="notities" title=say::notes_all(l)><History events /></Section> }
                    .into_any()
            };
            view! {
                <Page title=title back=back wide=true>
                    {list}
                    <Pager label=say::notes_pages(l) previous next />
                </Page>
            }
        })
        .await
}
