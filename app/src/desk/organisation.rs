//! `…/organisaties/{id}`: one company, its admins, its staff, and who of them waits for an answer.

use axum::extract::Path;
use domain::{AuthorisationId, Language, OrganisationId, desk::Way, organisations::Kind};
use flows::{
    desk::{DeskOrganisation, InTheList, organisation},
    people::{Count, Cursor},
};
use leptos::prelude::*;

use super::{PATH, words};
use crate::{
    appointments::desk::{begin, found_row},
    bridge::{Answer, Ask, Flash, Screen, Stop},
    help::desk::wants,
    parts::{Act, Acts, Mark, Page, Pager, PersonRow, PersonRows, Section},
    texts::{desk as say, people},
};

/// Address of one organisation.
pub fn address(id: &OrganisationId) -> String {
    format!("{PATH}/organisaties/{id}")
}

/// Shows one organisation.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, permit) = ask.desk().await?;
    let id = OrganisationId::parse(&id).ok_or(Stop::NotFound)?;
    let (cursor, way) = (cursor(&ask), ask.came_by().await?);
    let found = organisation(ask.services(), &permit, &id, cursor.as_ref(), way).await?;
    let found = found.ok_or(Stop::NotFound)?;
    ask.comes_by(Way::Organisation).await?;
    let (l, now) = (ask.language, ask.now);
    let number = words::number(&ask, &found.kind, &found.number);
    let kind = ask.services().catalogue.kind(&found.kind).cloned();
    let told = ask.told().await?.map(Flash::view);
    let title = found.name.clone();
    Screen::new(title.clone())
        .seen_by(&caller)
        .at_desk(&ask)
        .show(&ask, move || {
            let back = Act::link(say::to_desk(l), PATH);
            let summary = summary(l, &found);
            let ended = found.ended_at.filter(|at| *at <= now).map(
                |at| view! { <p><strong>{say::company_ended(l, at.short_day(l))}</strong></p> },
            );
            view! {
                <Page title=title lead=number back=back news=view! { {told} }.into_any() wide=true>
                    {ended}
                    <p class="desk-summary">{summary}</p>
                    {questions(l, &found, kind.as_ref(), now)}
                    {requests(l, &found)}
                    {list(l, "beheerders", say::admins(l), &found.admins, say::admins_none(l))}
                    {list(l, "medewerkers", say::staff(l), &found.staff, say::staff_none(l))}
                    {pager(l, &found)}
                </Page>
            }
        })
        .await
}

/// Where the page begins; nonsense begins at the beginning.
fn cursor(ask: &Ask) -> Option<Cursor> {
    let id = |name: &str| ask.query(name).as_deref().and_then(AuthorisationId::parse);
    id("na")
        .map(Cursor::After)
        .or_else(|| id("voor").map(Cursor::Before))
}

/// "Laatste controle: 3 juni 2026. 4 medewerkers, van wie 1 beheerder." As the company counts on its own page: an admin is one
/// of the staff.
fn summary(l: Language, found: &DeskOrganisation) -> String {
    let check = found.checked_at.map_or_else(
        || say::never_checked(l).to_owned(),
        |at| say::last_check(l, at.short_day(l)),
    );
    let admins = match found.admins_counted.number {
        1 => say::one_admin(l).to_owned(),
        number => say::many_admins(l, number),
    };
    let staff = crate::people::count(
        l,
        Count {
            number: found.staff_counted.number + found.admins_counted.number,
            more: found.staff_counted.more || found.admins_counted.more,
        },
    );
    format!("{check} {}", say::staff_of_whom(l, staff, admins))
}

fn questions(
    l: Language,
    found: &DeskOrganisation,
    kind: Option<&Kind>,
    now: domain::Moment,
) -> Option<impl IntoView + use<>> {
    let rows = found
        .questions
        .iter()
        .map(|question| {
            let what = wants(l, question.kind, kind, &question.wanted);
            let since = crate::people::since(l, question.since, now);
            let href = super::address(&question.whom, "");
            view! { <PersonRow title=question.name.clone() href=href sub=since state=(Mark::Warn, what) /> }
        })
        .collect_view();
    (!found.questions.is_empty()).then(|| {
        view! {
            <Section id="vragen" title=say::questions(l) needs_help=true>
                <PersonRows>{rows}</PersonRows>
            </Section>
        }
    })
}

/// Requests to be appointed here, and the way to begin one where nobody looks after the others.
fn requests(l: Language, found: &DeskOrganisation) -> Option<impl IntoView + use<>> {
    let rows = found
        .requests
        .iter()
        .map(|one| found_row(l, one))
        .collect_view();
    let ended = found.ended_at.is_some();
    let begin = (found.admins_counted.number == 0 && !ended).then(|| {
        let label = say::begin_request(l);
        begin::act(label, &found.kind, &found.number, &found.name).second()
    });
    let acts: Vec<Act> = begin.into_iter().collect();
    (!found.requests.is_empty() || !acts.is_empty()).then(|| {
        view! {
            <Section id="aanvragen" title=say::found_requests(l)>
                <PersonRows>{rows}</PersonRows>
                <Acts acts class="row-actions" />
            </Section>
        }
    })
}

fn list(
    l: Language,
    id: &'static str,
    title: &str,
    people: &[InTheList],
    none: &str,
) -> impl IntoView + use<> {
    let rows = people
        .iter()
        .map(|person| {
            let sub = format!(
                "{} · {}",
                person.email_masked,
                say::mobile_ends_in(l, &person.mobile_ends_in)
            );
            let (href, state) = (
                super::address(&person.id, ""),
                words::standing(l, person.standing),
            );
            view! { <PersonRow title=person.name.full() href=href sub=sub state=state /> }
        })
        .collect_view();
    let none = people
        .is_empty()
        .then(|| view! { <p>{none.to_owned()}</p> });
    view! {
        <Section id=id title=title.to_owned()>
            {none}
            <PersonRows>{rows}</PersonRows>
        </Section>
    }
}

fn pager(l: Language, found: &DeskOrganisation) -> impl IntoView + use<> {
    let link = |label: &str, cursor: &Cursor| {
        let (name, id) = match cursor {
            Cursor::After(id) => ("na", id),
            Cursor::Before(id) => ("voor", id),
        };
        Act::link(label, format!("{}?{name}={id}", address(&found.id)))
    };
    let previous = found
        .before
        .as_ref()
        .map(|at| link(people::previous(l), at));
    let next = found.after.as_ref().map(|at| link(people::next(l), at));
    view! { <Pager label=say::staff_pages(l) previous next /> }
}
