//! `/servicedesk/aanvragen`: the requests that wait, the oldest first.

use domain::{AppointmentId, Language, Moment, appointments::Reference};
use flows::appointments::{Cursor, Waiting, queue};
use leptos::prelude::*;

use super::{PATH, address, words};
use crate::{
    bridge::{Answer, Ask, Flash, Screen},
    parts::{Act, Empty, Mark, Page, Pager, PersonRow, PersonRows, Section},
    texts::appointments_desk as say,
};

/// Shows a part of the queue.
pub async fn show(ask: Ask) -> Answer {
    let (l, now) = (ask.language, ask.now);
    let (caller, permit) = ask.desk().await?;
    let after = ask.query("na").as_deref().and_then(cursor);
    let found = queue(ask.services(), &permit, after.as_ref()).await?;
    let next = found.next.map(|next| {
        let href = format!("{PATH}?na={}.{}", next.confirmed_at.unix_ms(), next.id);
        Act::link(say::later(l), href)
    });
    let first = after.map(|_| Act::link(say::first(l), PATH));
    let title = say::queue_title(l);
    let news = ask.told().await?.map(Flash::view);
    Screen::new(title)
        .seen_by(&caller)
        .at_desk(&ask)
        .show(&ask, move || {
            let rows: Vec<AnyView> = found
                .waiting
                .iter()
                .map(|waiting| row(l, waiting, now).into_any())
                .collect();
            let list = if rows.is_empty() {
                view! { <Empty text=say::queue_empty(l) /> }.into_any()
            } else {
                view! {
                    <Section id="waiting" title=say::queue_rows(l)>
                        <PersonRows>{rows}</PersonRows>
                    </Section>
                }
                .into_any()
            };
            let news = view! { {news} }.into_any();
            view! {
                <Page title=title lead=say::queue_lead(l) news=news wide=true>
                    {list}
                    <Pager label=title previous=first next=next />
                </Page>
            }
        })
        .await
}

/// One request that waits.
pub(crate) fn row(l: Language, waiting: &Waiting, now: Moment) -> impl IntoView + use<> {
    let (mark, state) = words::stage(l, waiting.stage, waiting.verified);
    let late = waiting.stage.is_late(waiting.reply_by, now);
    let mark = if late { Mark::Wrong } else { mark };
    let company = [waiting.company.clone(), waiting.number.clone()];
    let company: Vec<String> = company.into_iter().flatten().collect();
    let reference = Reference::parse(&waiting.reference);
    let title = reference.map_or_else(|| waiting.reference.clone(), |one| one.to_string());
    let note = waiting.reply_by.map(|by| {
        let day = by.day(l);
        if late {
            say::late(l, day)
        } else {
            say::reply_by(l, day)
        }
    });
    view! {
        <PersonRow
            title=title
            href=address(&waiting.id, "")
            sub=company.join(", ")
            state=(mark, state.to_owned())
            note=note
        />
    }
}

/// Where a page begins, as its address says; anything else is the first page.
fn cursor(text: &str) -> Option<Cursor> {
    let (at, id) = text.split_once('.')?;
    Some(Cursor {
        confirmed_at: Moment::from_unix_ms(at.parse().ok()?),
        id: AppointmentId::parse(id)?,
    })
}
