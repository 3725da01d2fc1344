//! `/servicedesk/hulpvragen`: questions that no admin answered, the longest waiting first. The desk sees who and where, and
//! no address or number: those are for who has checked the caller.

use axum::extract::Path;
use domain::{
    HelpRequestId, Language, Moment,
    post::{Deed, HelpKind},
};
use flows::help::{AtDesk, at_desk, close_at_desk};
use leptos::prelude::*;

use crate::{
    bridge::{Answer, Ask, Flash, Screen, Unread},
    desk,
    parts::{Act, Acts, Empty, Key, Mark, Page, Pager, PersonRow, PersonRows, Section},
    people::since,
    texts::watch as say,
    watch,
};

/// Address of this page.
pub const PATH: &str = "/servicedesk/hulpvragen";
/// After which request it begins.
const AFTER: &str = "na";

/// Shows what the desk has.
pub async fn show(ask: Ask) -> Answer {
    let (caller, permit) = ask.desk().await?;
    let after = ask.query(AFTER).as_deref().and_then(HelpRequestId::parse);
    let (requests, more) = at_desk(ask.services(), &permit, after.as_ref()).await?;
    let (l, now, keys_on) = (ask.language, ask.now, ask.keys());
    let told = ask.told().await?.map(Flash::view);
    let title = say::requests_title(l);
    Screen::new(title)
        .seen_by(&caller)
        .at_desk(&ask)
        .show(&ask, move || {
            let news = view! { {told} }.into_any();
            let begun = after.is_some();
            let links = vec![Act::link(say::to_watch(l), watch::PATH)];
            view! {
                <Page title=title lead=say::requests_lead(l) news=news wide=true>
                    {list(l, &requests, now, keys_on)}
                    {pager(l, &requests, more, begun)}
                    <Acts acts=links class="links" />
                </Page>
            }
        })
        .await
}

/// Says that a request was dealt with.
pub async fn close(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    ask.desk().await?;
    form.only(&[])?;
    let (_, permit) = ask.desk_work(Deed::CloseHelp, None).await?;
    let l = ask.language;
    let closed = match HelpRequestId::parse(&id) {
        Some(id) => close_at_desk(ask.services(), &permit, &id).await?,
        None => false,
    };
    ask.tell(if closed {
        Flash::good(say::closed(l)).text(say::closed_text(l))
    } else {
        Flash::good(say::closed_before(l))
    })
    .await?;
    Ok(ask.go(PATH))
}

fn list(l: Language, requests: &[AtDesk], now: Moment, keys_on: bool) -> AnyView {
    if requests.is_empty() {
        return view! { <Empty text=say::requests_none(l) acts=vec![] /> }.into_any();
    }
    let rows = requests
        .iter()
        .enumerate()
        .map(|(place, request)| row(l, request, now, (keys_on && place == 0).then_some(Key::E)))
        .collect_view();
    let title = say::requests_list(l);
    view! { <Section id="vragen" title=title><PersonRows>{rows}</PersonRows></Section> }.into_any()
}

/// One request. A key opens the case that waits longest; that it was dealt with is said by hand.
fn row(l: Language, request: &AtDesk, now: Moment, key: Option<Key>) -> impl IntoView + use<> {
    let what = match request.kind {
        Some(HelpKind::CannotLogIn) => say::wants_in(l),
        Some(HelpKind::WrongNumber) => say::wants_number(l),
        Some(HelpKind::MoreRights) => say::wants_more(l),
        None => say::wants_something(l),
    };
    let done = Act::post(say::done(l), format!("{PATH}/{}/afgehandeld", request.id))
        .about(request.who.clone());
    let (title, sub) = (request.who.clone(), request.organisation.clone());
    let href = desk::address(&request.authorisation, "");
    let (state, note) = ((Mark::Warn, what.to_owned()), since(l, request.since, now));
    let open = key.map(|key| Act::link(say::open_case(l), &href).key(Some(key)));
    let acts = open.into_iter().chain([done]).collect();
    view! { <PersonRow title=title href=href sub=sub state=state note=note acts /> }
}

fn pager(l: Language, requests: &[AtDesk], more: bool, begun: bool) -> impl IntoView + use<> {
    let next = requests
        .last()
        .filter(|_| more)
        .map(|last| Act::link(say::requests_next(l), format!("{PATH}?{AFTER}={}", last.id)));
    let first = begun.then(|| Act::link(say::to_the_first(l), PATH));
    view! { <Pager label=say::requests_pages(l) previous=first next /> }
}
