//! `/beheer/logboek`: the log on the screen, newest first, by person, kind and day.

use domain::Language;
use flows::audit::{EventGroup, LogPage, log_of_organisation};
use leptos::prelude::*;

use super::{
    FILE, PATH, Story,
    filter::{Asked, FROM, UNTIL, WHAT, WHO},
};
use crate::{
    bridge::{Answer, Ask, Flash, Screen},
    parts::{
        Act, Acts, Empty, Event, Field, FieldKind, History, Page, Pager, Section, Select, error_at,
    },
    people::Colleagues,
    texts::{log as say, people},
};

/// Shows the log.
pub async fn show(ask: Ask) -> Answer {
    let (caller, permit) = ask.admin().await?;
    let (l, asked) = (ask.language, Asked::read(&ask));
    let page = log_of_organisation(ask.services(), &permit, &asked.filter, asked.cursor).await?;
    let (any, chosen) = (say::person_any(l), asked.typed.get(WHO));
    let staff = Colleagues::find(&ask, &permit, any, chosen, |_| true).await?;
    let kind = ask.services().catalogue.kind(&caller.kind).cloned();
    let news = ask.told().await?.map(Flash::view);
    let title = say::title(l);
    Screen::new(title)
        .seen_by(&caller)
        .show(&ask, move || {
            let story = Story {
                language: l,
                kind: kind.as_ref(),
                about: None,
            };
            let body = view! {
                {filter(l, &asked, staff)}
                {rows(story, &asked, &page)}
                {pager(l, &asked, &page)}
            }
            .into_any();
            let news = view! { {news} }.into_any();
            view! { <Page title=title lead=say::lead(l) news=news wide=true>{body}</Page> }
        })
        .await
}

fn filter(l: Language, asked: &Asked, staff: Colleagues) -> impl IntoView + use<> {
    let typed = &asked.typed;
    let any = (String::new(), say::group_any(l).to_owned());
    let groups =
        EventGroup::ALL.map(|group| (group.code().to_owned(), group_name(l, group).to_owned()));
    let groups: Vec<(String, String)> = std::iter::once(any).chain(groups).collect();
    let (who, what) = (typed.get(WHO).to_owned(), typed.get(WHAT).to_owned());
    let (at_from, at_until) = (
        error_at(&asked.errors, FROM),
        error_at(&asked.errors, UNTIL),
    );
    let (from, until) = (typed.value(FROM), typed.value(UNTIL));
    view! {
        <form class="form filter" method="get" action=PATH role="search" aria-label=say::filter(l) novalidate=true>
            {staff.select(l, WHO, (say::person(l), None), who, None, people::history_all(l))}
            <Select name=WHAT label=say::group(l) options=groups chosen=what />
            <Field kind=FieldKind::Date name=FROM label=say::from(l) value=from error=at_from />
            <Field kind=FieldKind::Date name=UNTIL label=say::until(l) value=until error=at_until />
            <div class="form-actions">
                <button class="button" type="submit">{say::show(l)}</button>
            </div>
        </form>
    }
}

const fn group_name(l: Language, group: EventGroup) -> &'static str {
    match group {
        EventGroup::Logins => say::group_logins(l),
        EventGroup::LockOuts => say::group_lock_outs(l),
        EventGroup::Access => say::group_access(l),
        EventGroup::Rights => say::group_rights(l),
        EventGroup::Numbers => say::group_numbers(l),
        EventGroup::Details => say::group_details(l),
        EventGroup::Desk => say::group_desk(l),
        EventGroup::Other => say::group_other(l),
    }
}

fn rows(story: Story<'_>, asked: &Asked, page: &LogPage) -> impl IntoView + use<> {
    let l = story.language;
    if page.rows.is_empty() {
        let acts = vec![Act::link(say::everything(l), PATH)];
        return view! { <Empty text=say::nothing(l) acts /> }.into_any();
    }
    let event = |row: &flows::audit::LogRow| Event {
        datetime: row.at.datetime_attribute(),
        when: people::moment(l, row.at.short_day(l), row.at.time(l)),
        what: story.tell(row),
    };
    let events: Vec<Event> = page.rows.iter().map(event).collect();
    let file = vec![Act::link(say::take_along(l), asked.address(FILE, None))];
    let side = view! { <Acts acts=file class="row-actions" /> }.into_any();
    view! { <Section id="gebeurd" title=say::rows(l) side=side><History events /></Section> }
        .into_any()
}

fn pager(l: Language, asked: &Asked, page: &LogPage) -> impl IntoView + use<> {
    let newest = asked
        .cursor
        .map(|_| Act::link(say::newest(l), asked.address(PATH, None)));
    let older = page
        .older
        .map(|older| Act::link(say::older(l), asked.address(PATH, Some(older))));
    let whole = (!asked.is_everything() && !page.rows.is_empty()).then(|| {
        let acts = vec![Act::link(say::everything(l), PATH)];
        view! { <Acts acts class="links" /> }
    });
    view! { <Pager label=say::pages(l) previous=newest next=older /> {whole} }
}
