//! `/servicedesk`: one box for everything that a caller can be named by, and below it what waits. One hit leads straight on;
//! more are a list. What was typed waits in the session and never stands in an address.

use domain::desk::{QueryProblem, Way};
use flows::desk::{NotSearched, Only, search};
use leptos::prelude::*;

use super::{PATH, address, found, keys, waiting, words};
use crate::{
    appointments,
    bridge::{Answer, Ask, Flash, Screen, Stop, Typed, Unread},
    parts::{Act, Acts, ErrorSummary, Field, FieldError, FieldKind, FormNumber, Page, error_at},
    texts::{desk as say, frame},
};

/// Name and id of the box.
pub const FIELD: &str = "zoek";
/// How the agent comes to what they look at next, in the session.
const WAY: &str = "desk_way";

impl Ask {
    /// Remembers how an agent comes to what they look at next.
    pub(super) async fn comes_by(&self, way: Way) -> Result<(), Stop> {
        if self.recall::<String>(WAY).await?.as_deref() == Some(way.code()) {
            return Ok(());
        }
        self.remember(WAY, way.code()).await
    }

    /// How an agent came here.
    pub(super) async fn came_by(&self) -> Result<Way, Stop> {
        let code = self.recall::<String>(WAY).await?;
        Ok(code
            .and_then(|code| Way::from_code(&code))
            .unwrap_or(Way::Address))
    }
}

/// Shows the box, and what waits.
pub async fn show(ask: Ask) -> Answer {
    draw(&ask, &Typed::default(), vec![]).await
}

/// Looks for what was typed.
pub async fn look(ask: Ask, form: Unread) -> Answer {
    let (_, permit) = ask.desk().await?;
    let typed = form.only(&[FIELD])?;
    let text = typed.get(FIELD);
    let l = ask.language;
    let found = match search(ask.services(), &permit, text).await? {
        Ok(found) => found,
        Err(NotSearched::TooMany { until }) => return Err(Stop::TooMany { until }),
        Err(NotSearched::Query(problem)) => {
            let error = FieldError {
                field: FIELD,
                text: match problem {
                    QueryProblem::Missing => say::search_missing(l),
                    QueryProblem::TooLittle => say::search_too_little(l),
                }
                .to_owned(),
            };
            return draw(&ask, &typed, vec![error]).await;
        }
    };
    ask.comes_by(match found.belcode {
        Some(_) => Way::Belcode,
        None => Way::Search,
    })
    .await?;
    let to = match found.only() {
        Some(Only::Person(id)) => address(&id, ""),
        Some(Only::Organisation(id)) => super::organisation::address(&id),
        Some(Only::Request(id)) => appointments::desk::address(&id, ""),
        None => {
            ask.remember(found::TYPED, text).await?;
            found::PATH.to_owned()
        }
    };
    Ok(ask.go(&to))
}

async fn draw(ask: &Ask, typed: &Typed, errors: Vec<FieldError>) -> Answer {
    let (caller, permit) = ask.desk().await?;
    let waiting = waiting::load(ask, &permit).await?;
    let (l, keys_on) = (ask.language, ask.keys());
    let title = say::title(l);
    let numbers = words::number_names(ask);
    let text = typed.get(FIELD).to_owned();
    let told = ask.told().await?.map(Flash::view_above_field);
    let (now, anew) = (ask.now, ask.by_itself());
    Screen::new(title)
        .refused_for(ask, &errors)
        .seen_by(&caller)
        .at_desk(ask)
        .with_own_search()
        .kept_fresh(true)
        .show(ask, move || {
            let error = error_at(&errors, FIELD);
            let heading = frame::error_heading(l);
            let news = view! { {told} <ErrorSummary heading errors /> }.into_any();
            let links = vec![
                Act::link(say::report_title(l), super::report::PATH),
                Act::link(say::news_title(l), super::announcement::PATH),
                keys::button(l, keys_on),
            ];
            view! {
                <Page title=title lead=say::lead(l) news=news wide=true>
                    {search_box(l, &numbers, &text, error, anew)}
                    <div class="page-body" data-fresh="">{waiting.view(l, now, keys_on)}</div>
                    <Acts acts=links class="links" />
                    {keys_on.then(|| view! { <p class="needs-script keys-where">{say::keys_where(l)}</p> })}
                </Page>
            }
        })
        .await
}

/// The box on top of a page that is about something else, in one line. Whoever types outside a field goes on in it, where the
/// keys of the page mean nothing else.
/// `anew` is a page that is loaded anew where no scripts run: there a link stands instead.
pub(crate) fn on_top(l: domain::Language, anew: bool) -> impl IntoView {
    let class = match anew {
        true => "form desk-search desk-search-line not-printed needs-script",
        false => "form desk-search desk-search-line not-printed",
    };
    view! {
        {anew.then(|| instead(l))}
        <form class=class method="post" action=PATH role="search" novalidate=true>
            <FormNumber />
            <Field kind=FieldKind::Search name=FIELD label=say::search(l)>
                <button class="button button-second" type="submit">{say::search_submit(l)}</button>
            </Field>
        </form>
    }
}

/// The way to the box, from where something that is typed would be lost.
fn instead(l: domain::Language) -> impl IntoView {
    view! { <p class="without-script not-printed"><a href=PATH>{say::search(l)}</a></p> }
}

/// The box itself on a page for searching; `numbers` as [`words::number_names`] gives them. It has the focus.
pub(super) fn search_box(
    l: domain::Language,
    numbers: &str,
    text: &str,
    error: Option<String>,
    anew: bool,
) -> impl IntoView + use<> {
    let class = match anew {
        true => "form filter desk-search needs-script",
        false => "form filter desk-search",
    };
    let value = Some(text.to_owned()).filter(|text| !text.is_empty());
    view! {
        {anew.then(|| instead(l))}
        <form class=class method="post" action=PATH role="search" novalidate=true>
            <FormNumber />
            <Field
                kind=FieldKind::Search
                name=FIELD
                label=say::search(l)
                hint=say::search_hint(l, numbers)
                error=error
                value=value
                autofocus=true
            >
                <button class="button" type="submit">{say::search_submit(l)}</button>
            </Field>
        </form>
    }
}
