//! `/servicedesk/hulpvragen`: questions that no admin answered, the longest waiting first, and those that were dealt with. The
//! desk sees who and where, and no address or number: those are for who has checked the caller.

use std::sync::Arc;

use axum::extract::Path;
use domain::{
    HelpRequestId, Language, Moment,
    organisations::{Catalogue, Kind},
    post::{Deed, HelpKind},
};
use flows::help::{AtDesk, Closed, at_desk, close_at_desk, done_at_desk, looked_at};
use leptos::prelude::*;

use crate::{
    bridge::{Answer, Ask, Flash, Screen, Unread},
    desk,
    parts::{
        Act, Acts, Empty, Key, Lists, Mark, OneList, Page, Pager, PersonRow, PersonRows, Section,
    },
    people::{names_of, since},
    texts::watch as say,
    watch,
};

/// Address of this page.
pub const PATH: &str = "/servicedesk/hulpvragen";
/// Which list is shown, and the one of what was dealt with; the other has none.
const WHICH: &str = "lijst";
const DONE: &str = "afgehandeld";
/// After which request it begins.
const AFTER: &str = "na";

/// What the page shows.
struct Shown {
    requests: Vec<(AtDesk, Option<(String, Moment)>)>,
    more: bool,
    begun: bool,
    done: bool,
    catalogue: Arc<Catalogue>,
}

/// Shows what the desk has, or had.
pub async fn show(ask: Ask) -> Answer {
    let (caller, permit) = ask.desk().await?;
    let after = ask.query(AFTER).as_deref().and_then(HelpRequestId::parse);
    let done = ask.query(WHICH).as_deref() == Some(DONE);
    let services = ask.services();
    let (requests, more, looked) = if done {
        let (requests, more) = done_at_desk(services, &permit, after.as_ref()).await?;
        (requests, more, vec![])
    } else {
        let (requests, more) = at_desk(services, &permit, after.as_ref()).await?;
        let looked = looked_at(services, &permit, &requests).await?;
        (requests, more, looked)
    };
    let looked = looked.into_iter().chain(std::iter::repeat(None));
    let shown = Shown {
        requests: requests.into_iter().zip(looked).collect(),
        more,
        begun: after.is_some(),
        done,
        catalogue: Arc::clone(&services.catalogue),
    };
    let (l, now, keys_on) = (ask.language, ask.now, ask.keys());
    let told = ask.told().await?.map(Flash::view);
    let title = say::requests_title(l);
    Screen::new(title)
        .seen_by(&caller)
        .at_desk(&ask)
        .kept_fresh(true)
        .show(&ask, move || {
            let news = view! { {told} }.into_any();
            let links = vec![Act::link(say::to_watch(l), watch::PATH)];
            let lists = [
                (say::requests_list(l), false),
                (say::requests_done(l), true),
            ];
            let lists = lists
                .map(|(name, done)| OneList {
                    name: name.to_owned(),
                    number: None,
                    href: address(done),
                    current: done == shown.done,
                })
                .into();
            view! {
                <Page title=title lead=say::requests_lead(l) news=news wide=true fresh=true>
                    <Lists label=say::lists(l) lists />
                    {list(l, &shown, now, keys_on)}
                    {pager(l, &shown)}
                    <Acts acts=links class="links" />
                </Page>
            }
        })
        .await
}

/// Address of a list.
fn address(done: bool) -> String {
    match done {
        true => format!("{PATH}?{WHICH}={DONE}"),
        false => PATH.to_owned(),
    }
}

/// Says that a request was dealt with.
pub async fn close(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    ask.desk().await?;
    form.only(&[])?;
    let (_, permit) = ask.desk_work(Deed::CloseHelp, None).await?;
    let l = ask.language;
    let closed = match HelpRequestId::parse(&id) {
        Some(id) => close_at_desk(ask.services(), &permit, &id).await?,
        None => Closed::Before,
    };
    ask.tell(match closed {
        Closed::Now => Flash::good(say::closed(l)).text(say::closed_text(l)),
        Closed::Before => Flash::good(say::closed_before(l)),
        Closed::Own => Flash::wrong(say::closed_own(l)).text(say::closed_own_text(l)),
    })
    .await?;
    Ok(ask.go(PATH))
}

fn list(l: Language, shown: &Shown, now: Moment, keys_on: bool) -> AnyView {
    let (title, none) = match shown.done {
        true => (say::requests_done(l), say::requests_done_none(l)),
        false => (say::requests_list(l), say::requests_none(l)),
    };
    if shown.requests.is_empty() {
        return view! { <Empty text=none acts=vec![] /> }.into_any();
    }
    let rows = shown
        .requests
        .iter()
        .enumerate()
        .map(|(place, (request, looked))| {
            let key = (keys_on && place == 0).then_some(Key::E);
            row(l, request, looked.as_ref(), &shown.catalogue, now, key)
        })
        .collect_view();
    view! { <Section id="vragen" title=title><PersonRows>{rows}</PersonRows></Section> }.into_any()
}

/// One request: since when, which rights are meant, and who looked at it or dealt with it. A key opens the case that waits
/// longest; that it was dealt with is said by hand.
fn row(
    l: Language,
    request: &AtDesk,
    looked: Option<&(String, Moment)>,
    catalogue: &Catalogue,
    now: Moment,
    key: Option<Key>,
) -> impl IntoView + use<> {
    let kind = catalogue.kind(&request.organisation_kind);
    let what = wants(l, request.kind, kind, &request.wanted);
    let (title, href) = (
        request.who.clone(),
        desk::address(&request.authorisation, ""),
    );
    let since = since(l, request.since, now);
    let sub = format!("{} · {since}", request.organisation);
    let (mark, note, acts) = match &request.done {
        Some((at, by)) => {
            let at = at.day_and_time(l);
            let note = match by {
                Some(by) => say::done_by(l, by, at),
                None => say::needed_no_more(l, at),
            };
            (Mark::Off, note, vec![])
        }
        None => {
            let note = match looked {
                Some((agent, at)) if at.is_same_day(now) => say::looked_at(l, agent, at.time(l)),
                Some((agent, at)) => say::looked_at(l, agent, at.day_and_time(l)),
                None => say::not_looked_at(l).to_owned(),
            };
            let done = format!("{PATH}/{}/afgehandeld", request.id);
            let done = Act::post(say::done(l), done).about(&request.who);
            let open = key.map(|key| Act::link(say::open_case(l), &href).key(Some(key)));
            (Mark::Warn, note, open.into_iter().chain([done]).collect())
        }
    };
    view! { <PersonRow title=title href=href sub=sub state=(mark, what) note=note acts /> }
}

/// What somebody asks for, with the names of the rights that are meant.
pub(crate) fn wants(
    l: Language,
    what: Option<HelpKind>,
    of: Option<&Kind>,
    rights: &[String],
) -> String {
    let what = match what {
        Some(HelpKind::CannotLogIn) => say::wants_in(l),
        Some(HelpKind::WrongNumber) => say::wants_number(l),
        Some(HelpKind::MoreRights) => say::wants_more(l),
        None => say::wants_something(l),
    };
    match names_of(l, of, rights) {
        Some(rights) => format!("{what}: {rights}"),
        None => what.to_owned(),
    }
}

fn pager(l: Language, shown: &Shown) -> impl IntoView + use<> {
    let next = shown
        .requests
        .last()
        .filter(|_| shown.more)
        .map(|(last, _)| {
            let list = address(shown.done);
            let and = if shown.done { '&' } else { '?' };
            Act::link(
                say::requests_next(l),
                format!("{list}{and}{AFTER}={}", last.id),
            )
        });
    let first = shown
        .begun
        .then(|| Act::link(say::to_the_first(l), address(shown.done)));
    view! { <Pager label=say::requests_pages(l) previous=first next /> }
}
