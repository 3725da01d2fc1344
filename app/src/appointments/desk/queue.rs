//! `/servicedesk/aanvragen`: the requests that wait, the oldest first; those that were approved while the new admin is not in
//! yet; and those that are over.

use domain::{AppointmentId, Language, Moment, appointments::Reference};
use flows::appointments::{Cursor, List, Waiting, list as look};
use leptos::prelude::*;

use super::{PATH, address, words};
use crate::{
    bridge::{Answer, Ask, Flash, Screen},
    parts::{Act, Empty, Lists, Mark, OneList, Page, Pager, PersonRow, PersonRows, Section},
    texts::appointments_desk as say,
};

/// Which list is shown.
const WHICH: &str = "lijst";
/// After which request it begins.
const AFTER: &str = "na";

/// Shows a part of a list.
pub async fn show(ask: Ask) -> Answer {
    let (l, now) = (ask.language, ask.now);
    let (caller, permit) = ask.desk().await?;
    let which = ask.query(WHICH).unwrap_or_default();
    let list = List::ALL.into_iter().find(|list| code(*list) == which);
    let list = list.unwrap_or(List::Open);
    let after = ask.query(AFTER).as_deref().and_then(cursor);
    let found = look(ask.services(), &permit, list, after.as_ref()).await?;
    let next = found.next.map(|next| {
        let href = page(list, &format!("{AFTER}={}.{}", next.at.unix_ms(), next.id));
        Act::link(say::later(l), href)
    });
    let first = after.map(|_| Act::link(say::first(l), page(list, "")));
    let title = say::queue_title(l);
    let news = ask.told().await?.map(Flash::view);
    Screen::new(title)
        .seen_by(&caller)
        .at_desk(&ask)
        .kept_fresh(true)
        .show(&ask, move || {
            let rows: Vec<AnyView> = found
                .waiting
                .iter()
                .map(|waiting| row(l, waiting, now).into_any())
                .collect();
            let shown = if rows.is_empty() {
                view! { <Empty text=empty(l, list) /> }.into_any()
            } else {
                view! {
                    <Section id="waiting" title=name(l, list)>
                        <PersonRows>{rows}</PersonRows>
                    </Section>
                }
                .into_any()
            };
            let lists = List::ALL
                .into_iter()
                .map(|one| OneList {
                    name: name(l, one).to_owned(),
                    number: None,
                    href: page(one, ""),
                    current: one == list,
                })
                .collect();
            let news = view! { {news} }.into_any();
            view! {
                <Page title=title lead=say::queue_lead(l) news=news wide=true fresh=true>
                    <Lists label=say::queue_lists(l) lists />
                    {shown}
                    <Pager label=title previous=first next=next />
                </Page>
            }
        })
        .await
}

/// The list in the address; the first one has none.
const fn code(list: List) -> &'static str {
    match list {
        List::Open => "",
        List::Approved => "goedgekeurd",
        List::Over => "afgerond",
    }
}

/// The address of a list, or of a part of it.
fn page(list: List, part: &str) -> String {
    let which = match code(list) {
        "" => String::new(),
        code => format!("{WHICH}={code}"),
    };
    let query: Vec<&str> = [which.as_str(), part]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    match query.join("&") {
        query if query.is_empty() => PATH.to_owned(),
        query => format!("{PATH}?{query}"),
    }
}

const fn name(l: Language, list: List) -> &'static str {
    match list {
        List::Open => say::queue_rows(l),
        List::Approved => say::queue_approved(l),
        List::Over => say::queue_over(l),
    }
}

const fn empty(l: Language, list: List) -> &'static str {
    match list {
        List::Open => say::queue_empty(l),
        List::Approved => say::queue_approved_empty(l),
        List::Over => say::queue_over_empty(l),
    }
}

/// One request, with who it is about, and who of the desk did something with it last.
pub(crate) fn row(l: Language, waiting: &Waiting, now: Moment) -> impl IntoView + use<> {
    let (mark, state) = match waiting.answered {
        true => (Mark::Warn, say::stage_answered(l)),
        false => words::stage(l, waiting.stage, waiting.verified),
    };
    let late = waiting.stage.is_late(waiting.reply_by, now);
    let mark = if late { Mark::Wrong } else { mark };
    let company = [waiting.company.clone(), waiting.number.clone()];
    let company: Vec<String> = company.into_iter().flatten().collect();
    let reference = Reference::parse(&waiting.reference);
    let reference = reference.map_or_else(|| waiting.reference.clone(), |one| one.to_string());
    let title = match waiting.who.as_str() {
        "" => reference,
        who => format!("{who} · {reference}"),
    };
    let state = match &waiting.handled_by {
        Some(agent) => format!("{state} · {agent}"),
        None => state.to_owned(),
    };
    let sent_in = say::sent_in(l, waiting.submitted_at.short_day(l));
    let then = match waiting.ended_at {
        Some(at) => Some(say::over_since(l, at.short_day(l))),
        // While the applicant has to answer first, what was promised before does not count.
        None if !waiting.stage.owes_answer() => None,
        None => waiting.reply_by.map(|by| {
            let day = by.day(l);
            if late {
                say::late(l, day)
            } else {
                say::reply_by(l, day)
            }
        }),
    };
    let note = std::iter::once(sent_in).chain(then);
    let note = note.collect::<Vec<_>>().join(" · ");
    let (href, sub) = (address(&waiting.id, ""), company.join(", "));
    view! { <PersonRow title=title href=href sub=sub state=(mark, state) note=note /> }
}

/// Where a page begins, as its address says; anything else is the first page.
fn cursor(text: &str) -> Option<Cursor> {
    let (at, id) = text.split_once('.')?;
    Some(Cursor {
        at: Moment::from_unix_ms(at.parse().ok()?),
        id: AppointmentId::parse(id)?,
    })
}
