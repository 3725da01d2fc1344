//! `/servicedesk/zonder-beheerder`: which companies have nobody, or only one, to look after their people, and one button
//! that asks the only admin for a second. Numbers on top, one list at a time below.

use axum::extract::Path;
use domain::{Language, Moment, OrganisationId, organisations::Catalogue, post::Deed};
use flows::watch::{self, AdminNamed, Count, Lack, NotAsked, Watched};
use leptos::prelude::*;

use crate::{
    appointments::desk::begin,
    bridge::{Answer, Ask, Flash, Screen, Stop, Unread},
    desk,
    parts::{
        Act, Acts, Empty, Key, Lists, Mark, OneList, Page, Pager, PersonRow, PersonRows, Section,
    },
    people::last_day,
    texts::{desk as say_desk, watch as say},
};

/// Address of this page.
pub const PATH: &str = "/servicedesk/zonder-beheerder";
/// Which list is shown.
const WHICH: &str = "lijst";
/// After which organisation it begins.
const AFTER: &str = "na";

/// What the page shows.
struct Shown {
    lack: Lack,
    counts: Vec<(Lack, Count)>,
    page: watch::Page,
    begun: bool,
}

/// Shows the numbers and one list.
pub async fn show(ask: Ask) -> Answer {
    let (caller, permit) = ask.desk().await?;
    let asked = ask.query(WHICH).unwrap_or_default();
    let lack = Lack::ALL.into_iter().find(|lack| code(*lack) == asked);
    let lack = lack.unwrap_or(Lack::NoAdmin);
    let after = ask.query(AFTER).as_deref().and_then(OrganisationId::parse);
    let shown = Shown {
        lack,
        counts: watch::counts(ask.services(), &permit).await?,
        page: watch::list(ask.services(), &permit, lack, after.as_ref()).await?,
        begun: after.is_some(),
    };
    let (l, now, keys_on) = (ask.language, ask.now, ask.keys());
    let catalogue = ask.services().catalogue.clone();
    let told = ask.told().await?.map(Flash::view);
    let title = say::title(l);
    Screen::new(title)
        .seen_by(&caller)
        .at_desk(&ask)
        .show(&ask, move || {
            let news = view! { {told} }.into_any();
            view! {
                <Page title=title lead=say::lead(l) news=news wide=true>
                    {numbers(l, &shown)}
                    {rows(l, &shown, &catalogue, (now, keys_on))}
                    {pager(l, &shown)}
                </Page>
            }
        })
        .await
}

/// Asks the only admin of an organisation for a second.
pub async fn ask_deputy(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    ask.desk().await?;
    let typed = form.only(&[WHICH])?;
    let which = Lack::ALL
        .into_iter()
        .find(|lack| code(*lack) == typed.get(WHICH));
    let back = which.map_or_else(|| PATH.to_owned(), address);
    let (_, permit) = ask.desk_work(Deed::AskDeputy, None).await?;
    let l = ask.language;
    let id = OrganisationId::parse(&id).ok_or(Stop::NotFound)?;
    let notice = match watch::ask_deputy(ask.services(), &permit, &id).await? {
        Ok(name) => Flash::good(say::asked(l, name)).text(say::asked_text(l)),
        Err(NotAsked::AskedLately { at }) => {
            Flash::wrong(say::asked_lately(l, at.short_day(l))).text(say::asked_lately_text(l))
        }
        Err(NotAsked::NoAdmin) => Flash::wrong(say::no_admin_to_ask(l)).text(say::what_none(l)),
        Err(NotAsked::NotAlone) => Flash::good(say::not_alone(l)),
        Err(NotAsked::NotThere) => return Err(Stop::NotFound),
    };
    ask.tell(notice).await?;
    Ok(ask.go(&back))
}

/// The list in the address.
const fn code(lack: Lack) -> &'static str {
    match lack {
        Lack::NoAdmin => "geen",
        Lack::MailFails => "mail",
        Lack::NeverIn => "nooit",
        Lack::OneAdmin => "een",
    }
}

fn address(lack: Lack) -> String {
    format!("{PATH}?{WHICH}={}", code(lack))
}

const fn name(l: Language, lack: Lack) -> &'static str {
    match lack {
        Lack::NoAdmin => say::none(l),
        Lack::MailFails => say::mail_fails(l),
        Lack::NeverIn => say::never_in(l),
        Lack::OneAdmin => say::one(l),
    }
}

/// What the desk can do about it.
const fn what_to_do(l: Language, lack: Lack) -> &'static str {
    match lack {
        Lack::NoAdmin => say::what_none(l),
        Lack::MailFails => say::what_mail_fails(l),
        Lack::NeverIn => say::what_never_in(l),
        Lack::OneAdmin => say::what_one(l),
    }
}

fn counted(l: Language, count: Count) -> String {
    if count.more {
        say::more_than(l, count.number)
    } else {
        count.number.to_string()
    }
}

/// A number for each list, which leads to it.
fn numbers(l: Language, shown: &Shown) -> impl IntoView + use<> {
    let lists = shown
        .counts
        .iter()
        .map(|(lack, count)| OneList {
            name: name(l, *lack).to_owned(),
            number: Some(counted(l, *count)),
            href: address(*lack),
            current: *lack == shown.lack,
        })
        .collect();
    view! { <Lists label=say::lists(l) lists /> }
}

fn rows(
    l: Language,
    shown: &Shown,
    catalogue: &Catalogue,
    (now, keys_on): (Moment, bool),
) -> impl IntoView + use<> {
    if shown.page.organisations.is_empty() {
        return view! { <Empty text=say::nobody(l) acts=vec![] /> }.into_any();
    }
    // A key leads to the first button there is.
    let first = shown
        .page
        .organisations
        .iter()
        .position(|one| deed(l, shown.lack, one, now).is_some());
    let rows = shown
        .page
        .organisations
        .iter()
        .enumerate()
        .map(|(place, one)| {
            let key = (keys_on && Some(place) == first).then_some(Key::E);
            let deed = deed(l, shown.lack, one, now).map(|deed| deed.key(key));
            row(l, one, catalogue, deed)
        })
        .collect_view();
    let (title, what) = (name(l, shown.lack), what_to_do(l, shown.lack));
    view! {
        <Section id="bedrijven" title=title>
            <p>{what}</p>
            <PersonRows>{rows}</PersonRows>
        </Section>
    }
    .into_any()
}

/// What the desk can do about it with one press: ask the admin there is for a second, see whoever only has to use the link of
/// an invitation, or begin a request while the company is on the telephone. A mail helps where there is an admin who reads
/// mail, and was not asked this quarter.
fn deed(l: Language, lack: Lack, one: &Watched, now: Moment) -> Option<Act> {
    let lately = one
        .deputy_asked_at
        .is_some_and(|at| watch::asked_lately(at, now));
    let reads_mail = one.admins.iter().any(|admin| admin.active) && !lately;
    let invited = |admin: &&AdminNamed| {
        let at = admin.invited_at;
        at.is_some_and(|at| watch::invited_lately(at, now))
    };
    if let (Lack::NoAdmin, false, Some(admin)) = (lack, reads_mail, one.admins.iter().find(invited))
    {
        let see = Act::link(say_desk::see(l, &admin.name), desk::address(&admin.id, ""));
        return Some(see.second());
    }
    let deed = match lack {
        Lack::NoAdmin | Lack::OneAdmin if reads_mail => {
            Act::post(say::ask(l), format!("{PATH}/{}/vragen", one.id)).with(WHICH, code(lack))
        }
        Lack::NoAdmin => begin::act(say::begin(l), &one.kind, &one.number, &one.name),
        Lack::OneAdmin | Lack::MailFails | Lack::NeverIn => return None,
    };
    Some(deed.about(one.name.clone()).second())
}

fn row(
    l: Language,
    one: &Watched,
    catalogue: &Catalogue,
    deed: Option<Act>,
) -> impl IntoView + use<> {
    let kind = catalogue.kind(&one.kind);
    let number = kind.map_or_else(
        || one.number.clone(),
        |kind| {
            let (kind, what) = (kind.name.get(l), kind.number_name.get(l));
            format!("{kind} · {what} {}", one.number)
        },
    );
    let state = match one.admins.as_slice() {
        [] => (Mark::Wrong, say::state_none(l).to_owned()),
        admins => {
            let named = admins.iter().map(|admin| named(l, admin));
            let named: Vec<String> = named.collect();
            (Mark::Warn, say::state_admins(l, named.join(", ")))
        }
    };
    let note = one
        .deputy_asked_at
        .map(|at| say::asked_on(l, at.short_day(l)));
    let acts: Vec<Act> = deed.into_iter().collect();
    let href = desk::organisation::address(&one.id);
    view! { <PersonRow title=one.name.clone() href=href sub=number state=state note=note acts /> }
}

/// The name, and from or until when there is somebody by that name.
fn named(l: Language, admin: &AdminNamed) -> String {
    if let Some(at) = admin.invited_at {
        return say::admin_invited(l, &admin.name, at.day(l));
    }
    match (admin.begins, admin.until) {
        (Some(from), _) => say::admin_from(l, &admin.name, from.day(l)),
        (None, Some(until)) => say::admin_until(l, &admin.name, last_day(l, until)),
        (None, None) => admin.name.clone(),
    }
}

fn pager(l: Language, shown: &Shown) -> impl IntoView + use<> {
    let last = shown.page.organisations.last().map(|one| one.id.clone());
    let next = last.filter(|_| shown.page.more).map(|id| {
        Act::link(
            say::next(l),
            format!("{}&{AFTER}={id}", address(shown.lack)),
        )
    });
    let first = shown
        .begun
        .then(|| Act::link(say::to_the_first(l), address(shown.lack)));
    let requests = vec![Act::link(say::requests(l), crate::help::desk::PATH)];
    view! {
        <Pager label=say::pages(l) previous=first next />
        <Acts acts=requests class="links" />
    }
}
