//! `/servicedesk`: one box for everything that a caller can be named by. One hit leads straight on; more are a list. What
//! was typed waits in the session and never stands in an address.

use domain::desk::{QueryProblem, Way};
use flows::{
    Caller,
    desk::{
        Found, FoundBelcode, FoundOrganisation, FoundPerson, NotSearched, Only, Request, requests,
        search, search_again,
    },
};
use leptos::prelude::*;

use super::{PATH, address, keys, words};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop, Typed, Unread},
    parts::{
        Act, Acts, Empty, ErrorSummary, Field, FieldError, FieldKind, Mark, Notice, NoticeKind,
        Page, PersonRow, PersonRows, Section, error_at,
    },
    texts::{desk as say, frame},
};

/// Name and id of the box.
pub const FIELD: &str = "zoek";
/// Address of what was found.
pub const FOUND: &str = "/servicedesk/gevonden";
/// What was typed, in the session.
const TYPED: &str = "desk_typed";
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

/// Shows the box, and what waits for a colleague.
pub async fn show(ask: Ask) -> Answer {
    let (caller, permit) = ask.desk().await?;
    let waiting = requests(ask.services(), &permit).await?;
    draw(&ask, &caller, &Typed::default(), vec![], waiting).await
}

/// Looks for what was typed.
pub async fn look(ask: Ask, form: Unread) -> Answer {
    let (caller, permit) = ask.desk().await?;
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
            let waiting = requests(ask.services(), &permit).await?;
            return draw(&ask, &caller, &typed, vec![error], waiting).await;
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
        None => {
            ask.remember(TYPED, text).await?;
            FOUND.to_owned()
        }
    };
    Ok(ask.go(&to))
}

/// Shows what was found.
pub async fn found(ask: Ask) -> Answer {
    let (caller, permit) = ask.desk().await?;
    let Some(text) = ask.recall::<String>(TYPED).await? else {
        return Ok(ask.go(PATH));
    };
    let found = search_again(ask.services(), &permit, &text).await?;
    let found = found.unwrap_or_default();
    let (l, keys_on) = (ask.language, ask.keys());
    let title = say::found_title(l);
    let numbers = words::number_names(&ask);
    let organisations: Vec<(String, FoundOrganisation)> = found
        .organisations
        .iter()
        .map(|one| (words::number(&ask, &one.kind, &one.number), one.clone()))
        .collect();
    let now = ask.now;
    Screen::new(title)
        .seen_by(&caller)
        .at_desk(&ask)
        .show(&ask, move || {
            let nothing = found.people.is_empty() && found.organisations.is_empty();
            let belcode = found
                .belcode
                .as_ref()
                .map(|code| belcode(l, code, &found, now));
            let nothing = nothing.then(|| view! { <Empty text=say::found_nothing(l, &numbers) /> });
            let cut_off = found
                .cut_off
                .then(|| view! { <p class="row-note">{say::found_cut_off(l)}</p> });
            let back = Act::link(say::search_anew(l), PATH);
            view! {
                <Page title=title back=back wide=true>
                    {search_box(l, &numbers, &text, None, true)}
                    {belcode}
                    {nothing}
                    {people(l, &found.people)}
                    {companies(l, organisations)}
                    {cut_off}
                    {keys::listen(keys_on)}
                </Page>
            }
        })
        .await
}

async fn draw(
    ask: &Ask,
    caller: &Caller,
    typed: &Typed,
    errors: Vec<FieldError>,
    waiting: Vec<Request>,
) -> Answer {
    let (l, keys_on) = (ask.language, ask.keys());
    let title = say::title(l);
    let numbers = words::number_names(ask);
    let text = typed.get(FIELD).to_owned();
    let told = ask.told().await?.map(Flash::view);
    let now = ask.now;
    Screen::new(title)
        .refused_for(ask, &errors)
        .seen_by(caller)
        .at_desk(ask)
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
                    {search_box(l, &numbers, &text, error, true)}
                    {super::four_eyes::waiting(l, waiting, now)}
                    <Acts acts=links class="links" />
                    {keys::listen(keys_on)}
                </Page>
            }
        })
        .await
}

/// The box itself, on every page of the desk; `numbers` as [`words::number_names`] gives them.
pub fn search_box(
    l: domain::Language,
    numbers: &str,
    text: &str,
    error: Option<String>,
    autofocus: bool,
) -> impl IntoView + use<> {
    let value = Some(text.to_owned()).filter(|text| !text.is_empty());
    view! {
        <form class="form filter desk-search" method="post" action=PATH role="search" novalidate=true>
            <Field
                kind=FieldKind::Search
                name=FIELD
                label=say::search(l)
                hint=say::search_hint(l, numbers)
                error=error
                value=value
                autofocus=autofocus
            >
                <button class="button" type="submit">{say::search_submit(l)}</button>
            </Field>
        </form>
    }
}

fn belcode(
    l: domain::Language,
    code: &FoundBelcode,
    found: &Found,
    now: domain::Moment,
) -> impl IntoView + use<> {
    let at = if code.at.amsterdam_date() == now.amsterdam_date() {
        code.at.time(l)
    } else {
        code.at.day_and_time(l)
    };
    let title = say::belcode_shown(l, at, &code.page);
    let text = match &code.typed_masked {
        Some(typed) if found.people.is_empty() => say::belcode_unknown(l, typed),
        Some(typed) => say::belcode_typed(l, typed),
        None => say::belcode_nothing_typed(l).to_owned(),
    };
    view! { <Notice kind=NoticeKind::Info title=title><p>{text}</p></Notice> }
}

fn people(l: domain::Language, people: &[FoundPerson]) -> Option<impl IntoView + use<>> {
    let rows = people
        .iter()
        .map(|person| {
            let role = crate::people::role(l, person.role);
            let sub = format!(
                "{} · {role} · {} · {}",
                person.organisation,
                person.email_masked,
                say::mobile_ends_in(l, &person.mobile_ends_in)
            );
            let state = words::standing(l, person.standing);
            view! { <PersonRow title=person.name.full() href=address(&person.id, "") sub=sub state=state /> }
        })
        .collect_view();
    (!people.is_empty()).then(|| {
        view! { <Section id="mensen" title=say::found_people(l)><PersonRows>{rows}</PersonRows></Section> }
    })
}

fn companies(
    l: domain::Language,
    organisations: Vec<(String, FoundOrganisation)>,
) -> Option<impl IntoView> {
    let some = !organisations.is_empty();
    let rows = organisations
        .into_iter()
        .map(|(number, one)| {
            let href = super::organisation::address(&one.id);
            let state = if one.ended {
                (Mark::Off, say::ended(l).to_owned())
            } else {
                (Mark::Good, say::running(l).to_owned())
            };
            view! { <PersonRow title=one.name href=href sub=number state=state /> }
        })
        .collect_view();
    some.then(|| {
        view! { <Section id="bedrijven" title=say::found_companies(l)><PersonRows>{rows}</PersonRows></Section> }
    })
}
