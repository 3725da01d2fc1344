//! `…/gebruikers/{id}`: why this person cannot get in, in one sentence, and the button that solves it. Beside it who they
//! are, and what happened, newest first.

use std::sync::Arc;

use axum::extract::Path;
use domain::{AuthorisationId, Language, Moment, desk::Way, organisations::Kind, post::HelpKind};
use flows::desk::{DeskPerson, Happened, decided_requests, person, requests};
use leptos::prelude::*;

use super::{
    address, diagnosis, four_eyes,
    offers::{admins, deeds, good_for},
    words,
};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop},
    help::desk::wants,
    log::{self, Story},
    parts::{Act, Acts, Event, Fact, History, Notice, NoticeKind, Page, Section, SummaryList},
    people::since,
    texts::{desk as say, people},
    words::masked,
};

/// Shows one person.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, permit) = ask.desk().await?;
    let id = AuthorisationId::parse(&id).ok_or(Stop::NotFound)?;
    let way = ask.came_by().await?;
    let person = person(ask.services(), &permit, &id, way).await?;
    let person = person.ok_or(Stop::NotFound)?;
    let (l, now, keys_on) = (ask.language, ask.now, ask.keys());
    let kind = ask
        .services()
        .catalogue
        .kind(&person.organisation_kind)
        .cloned();
    let number = words::number(&ask, &person.organisation_kind, &person.organisation_number);
    let about = |whom: &AuthorisationId| *whom == id;
    let mut asked = requests(ask.services(), &permit).await?;
    asked.retain(|one| about(&one.whom));
    let mut decided = decided_requests(ask.services(), &permit).await?;
    decided.retain(|one| about(&one.whom));
    let catalogue = Arc::clone(&ask.services().catalogue);
    let told = ask.told().await?.map(Flash::view);
    // Whose belcode was read out is on the telephone now: Enter sends the code. After a deed the next caller comes first.
    let go_on = way == Way::Belcode && told.is_none();
    let title = diagnosis::sentence(l, &person, ask.now);
    let name = person.name.full();
    Screen::new(title.clone())
        .seen_by(&caller)
        .at_desk(&ask)
        .kept_fresh(!asked.is_empty())
        .show(&ask, move || {
            let role = crate::people::role(l, person.role);
            let lead = say::person_lead(l, &name, role, &person.organisation_name);
            let back = Act::link(
                say::to_company(l, &person.organisation_name),
                super::organisation::address(&person.organisation),
            );
            let story = Story {
                language: l,
                kind: kind.as_ref(),
                about: Some(&name),
            };
            let happened = happened(l, &person, story);
            let facts = facts(l, &person, number);
            let aside = view! {
                <Section id="gegevens" title=people::facts(l)>
                    <SummaryList facts />
                </Section>
            }
            .into_any();
            let news = view! { {told} {checked(l, &person, now)} }.into_any();
            let asks = questions(l, &person, kind.as_ref(), now);
            let deeds = deeds(l, &person, (keys_on, go_on));
            view! {
                <Page title=title lead=lead back=back news=news wide=true fresh=true aside=aside>
                    {four_eyes::waiting(l, asked, &catalogue, now, keys_on)}
                    {four_eyes::decided_on(l, &decided)}
                    {asks}
                    {deeds}
                    {happened}
                </Page>
            }
        })
        .await
}

/// Whether the caller was checked, until when that counts and for what: how they were checked decides on it.
fn checked(l: Language, person: &DeskPerson, now: Moment) -> Option<impl IntoView + use<>> {
    let until = person.checked_until?;
    let until = until.time_seen_from(now, l);
    let name = person.name.greeting();
    let title = match good_for(l, person) {
        Some(deeds) => say::checked_until(l, name, until, deeds),
        None => say::checked_for_nothing(l, name),
    };
    Some(view! { <Notice kind=NoticeKind::Good title=title /> })
}

/// What this person asked that nobody has answered yet, with the rights that are meant, and who has the question.
fn questions(
    l: Language,
    person: &DeskPerson,
    kind: Option<&Kind>,
    now: Moment,
) -> impl IntoView + use<> {
    person
        .questions
        .iter()
        .map(|one| {
            let title = say::question_open(l, wants(l, one.kind, kind, &one.wanted));
            let since = since(l, one.since, now);
            let whose = match one.at_desk {
                true => say::question_at_desk(l),
                false => say::question_at_admin(l),
            };
            let (name, company) = (person.name.greeting(), &person.organisation_name);
            let rights = one.kind == Some(HelpKind::MoreRights);
            let reach = match (one.at_desk && !person.you, rights) {
                (false, _) => vec![],
                // No check of the caller leads to what only somebody of the company gives.
                (true, true) => {
                    let admins = admins(person);
                    let call = match admins.is_empty() {
                        true => say::rights_call_company(l, company),
                        false => say::rights_call_admins(l, company, admins),
                    };
                    vec![say::rights_not_ours(l).to_owned(), call]
                }
                (true, false) if person.checked_until.is_some() => vec![],
                // Whoever asked waits by a telephone that no page shows in full, until the company is called.
                (true, false) => vec![
                    say::question_reach(l, name, company),
                    say::question_told(l, name),
                ],
            };
            let reach = reach.into_iter().map(|line| view! { <p>{line}</p> });
            let reach = reach.collect_view();
            view! {
                <Notice kind=NoticeKind::Warn title=title>
                    <p>{since} ". " {whose}</p>
                    {reach}
                </Notice>
            }
        })
        .collect_view()
}

fn facts(l: Language, person: &DeskPerson, number: String) -> Vec<Fact> {
    let login = person
        .last_login_at
        .map_or_else(|| people::never(l).to_owned(), |at| at.day_and_time(l));
    let (_, standing) = words::standing(l, person.standing);
    let mut facts = vec![
        Fact::new(say::standing_label(l), standing),
        Fact::new(people::email(l), &person.email),
        Fact::view(people::mobile(l), masked(l, &person.mobile_masked)),
        Fact::new(people::access_code(l), &person.access_code),
        Fact::new(say::company(l), &person.organisation_name).more(number),
        Fact::new(people::last_login_label(l), login),
    ];
    facts.extend(
        person
            .activated_at
            .map(|at| Fact::new(people::activated_label(l), at.short_day(l))),
    );
    facts
}

fn happened(l: Language, person: &DeskPerson, story: Story<'_>) -> impl IntoView + use<> {
    let events: Vec<Event> = person
        .story
        .iter()
        .filter_map(|(at, what)| {
            let what = match what {
                Happened::Event(row) => story.tell(row),
                Happened::Letter(letter) => log::delivery(l, letter)?,
                Happened::Note(note) => say::note_by(l, &note.by, &note.text),
            };
            Some(Event {
                datetime: at.datetime_attribute(),
                when: people::moment(l, at.short_day(l), at.time(l)),
                what,
            })
        })
        .collect();
    let list = if events.is_empty() {
        view! { <p>{people::history_none(l)}</p> }.into_any()
    } else {
        view! { <History events /> }.into_any()
    };
    let all = person.more_notes.then(|| {
        let all = vec![Act::link(
            say::notes_all(l),
            address(&person.id, "notities"),
        )];
        view! { <Acts acts=all class="row-actions" /> }
    });
    let side = view! { {all} }.into_any();
    view! { <Section id="verhaal" title=say::story(l) side=side>{list}</Section> }
}
