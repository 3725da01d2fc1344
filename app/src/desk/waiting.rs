//! What waits below the search box: what a colleague has to look at, the oldest requests to be appointed, how many ask for
//! help, and the message that everybody sees now.

use std::sync::Arc;

use domain::{Language, Moment, organisations::Catalogue, post::Channel};
use flows::{
    Permit,
    appointments::{self as asked, Queue},
    caller::right::SeeDesk,
    desk::{
        Announcement, DecidedRequest, Request, announcements, decided_requests, requests,
        waiting_announcements,
    },
    help::at_desk,
    post::{HeldUp, MOST, held_up},
};
use leptos::prelude::*;

use super::{announcement, four_eyes};
use crate::{
    appointments,
    bridge::{Ask, Stop},
    help, log,
    parts::{Act, Acts, Notice, NoticeKind, PersonRows, Section},
    texts::desk as say,
};

/// Requests to be appointed that are shown here; the page of their own has all.
const FIRST: usize = 5;

/// What waits.
pub(super) struct Waiting {
    for_colleague: Vec<Request>,
    /// What became of what this agent asked.
    decided: Vec<DecidedRequest>,
    /// From when on this agent decides; `None` if that is now.
    decides_from: Option<Moment>,
    catalogue: Arc<Catalogue>,
    appointments: Queue,
    /// How many ask for help, and whether there are more than were counted.
    help: (usize, bool),
    standing: Vec<Announcement>,
    /// Whether a message waits for a second agent.
    to_approve: bool,
    held_up: Vec<HeldUp>,
}

/// Reads what waits.
pub(super) async fn load(ask: &Ask, permit: &Permit<SeeDesk>) -> Result<Waiting, Stop> {
    let services = ask.services();
    let (help, more) = at_desk(services, permit, None).await?;
    let all = announcements(services, permit).await?;
    let standing = all.into_iter().filter(|one| one.from <= ask.now).collect();
    Ok(Waiting {
        for_colleague: requests(services, permit).await?,
        decided: decided_requests(services, permit).await?,
        decides_from: permit.decides_from(services).await?,
        catalogue: Arc::clone(&services.catalogue),
        to_approve: !waiting_announcements(services, permit).await?.is_empty(),
        appointments: asked::queue(services, permit, None).await?,
        help: (help.len(), more),
        standing,
        held_up: held_up(services).await?,
    })
}

impl Waiting {
    /// All of it, the most pressing first.
    pub(super) fn view(self, l: Language, now: Moment, keys_on: bool) -> impl IntoView + use<> {
        view! {
            {letters(l, &self.held_up, now)}
            {self.decides_from.map(|from| view! { <p>{say::eyes_from(l, from.day_and_time(l))}</p> })}
            {four_eyes::waiting(l, self.for_colleague, &self.catalogue, now, keys_on)}
            {four_eyes::decided_on(l, &self.decided)}
            {self.to_approve.then(|| to_approve(l))}
            {first_appointments(l, &self.appointments, now)}
            {asks_for_help(l, self.help)}
            {standing(l, &self.standing)}
        }
    }
}

/// Letters that wait because of us: whoever calls about one hears that it is not their fault.
fn letters(l: Language, held_up: &[HeldUp], now: Moment) -> Option<impl IntoView + use<>> {
    let lines = held_up
        .iter()
        .map(|one| {
            let why = log::why(l, one.obstacle, one.channel == Channel::Sms);
            let since = one.since.time_seen_from(now, l);
            let line = match (one.channel, one.letters) {
                (Channel::Mail, 1) => say::mail_waits(l, why, since),
                (Channel::Sms, 1) => say::sms_waits(l, why, since),
                (Channel::Mail, number) if number < MOST => say::mails_wait(l, number, why, since),
                (Channel::Sms, number) if number < MOST => say::sms_wait(l, number, why, since),
                (Channel::Mail, _) => say::mails_wait(l, say::very_many(l), why, since),
                (Channel::Sms, _) => say::sms_wait(l, say::very_many(l), why, since),
            };
            view! { <p>{line}</p> }
        })
        .collect_view();
    (!held_up.is_empty()).then(|| {
        view! {
            <Notice kind=NoticeKind::Warn title=say::letters_wait(l)>
                {lines}
                <p>{say::letters_wait_text(l)}</p>
            </Notice>
        }
    })
}

/// The way to a message that a colleague wrote.
fn to_approve(l: Language) -> impl IntoView {
    let acts = vec![Act::link(say::news_waits_here(l), announcement::PATH)];
    view! { <Acts acts class="links" /> }
}

fn first_appointments(l: Language, queue: &Queue, now: Moment) -> Option<impl IntoView + use<>> {
    let rows = queue
        .waiting
        .iter()
        .take(FIRST)
        .map(|one| appointments::desk::queue::row(l, one, now))
        .collect_view();
    let all = match (queue.waiting.len(), &queue.next) {
        (number, Some(_)) => say::all_requests_more(l, number),
        (number, None) => say::all_requests(l, number),
    };
    let all = vec![Act::link(all, appointments::desk::PATH)];
    (!queue.waiting.is_empty()).then(|| {
        view! {
            <Section id="aanvragen" title=say::oldest_requests(l)>
                <PersonRows>{rows}</PersonRows>
                <Acts acts=all class="links" />
            </Section>
        }
    })
}

fn asks_for_help(l: Language, (number, more): (usize, bool)) -> Option<impl IntoView + use<>> {
    let how_many = match (number, more) {
        (0, _) => return None,
        (number, true) => say::help_waits_more(l, number),
        (1, false) => say::help_waits_one(l).to_owned(),
        (number, false) => say::help_waits(l, number),
    };
    let acts = vec![Act::link(how_many, help::desk::PATH)];
    Some(view! { <Acts acts class="links" /> })
}

/// What everybody reads now, until when, and the way to change it.
fn standing(l: Language, standing: &[Announcement]) -> Option<impl IntoView + use<>> {
    let texts = standing
        .iter()
        .map(|one| {
            let until = say::news_until(l, one.until.day_and_time(l));
            view! { <p>{one.text(l).to_owned()} " (" {until} ")"</p> }
        })
        .collect_view();
    let acts = vec![Act::link(say::news_change(l), announcement::PATH)];
    (!standing.is_empty()).then(|| {
        view! {
            <Section id="bericht" title=say::news_shown(l)>
                {texts}
                <Acts acts class="links" />
            </Section>
        }
    })
}
