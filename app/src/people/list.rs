//! `/beheer/medewerkers`: who needs help first, then everybody A–Z, with the everyday deeds on the row.

use domain::{AuthorisationId, Language};
use flows::people::{
    Count, Cursor, Filter, InNeed, Needing, Page as People, check::checked, count, in_need, list,
};
use leptos::prelude::*;

use super::{LIST, rows};
use crate::{
    bridge::{Answer, Ask, Flash, Screen},
    islands::{StaffFilter, StaffFilterWords},
    parts::{
        Act, Acts, Empty, Field, FieldKind, Notice, NoticeKind, Page, Pager, PersonRows, Section,
    },
    texts::{check, people as say},
};

/// From so many people on, there is a field to search in.
const SEARCH_FROM: u32 = 10;

/// Name of that field.
const SEARCH: &str = "zoek";
/// Id of the section with the rows.
const ROWS: &str = "medewerkers";

/// `/beheer` leads to the list.
pub async fn root(ask: Ask) -> Answer {
    ask.admin().await?;
    Ok(ask.go(LIST))
}

/// What stands on the page.
struct Shown {
    typed: String,
    filter: Filter,
    begun: bool,
    count: Count,
    needing: Needing,
    page: People,
    check_due: bool,
}

/// Shows the list.
pub async fn show(ask: Ask) -> Answer {
    let (caller, permit) = ask.admin().await?;
    let typed = ask.query(SEARCH).unwrap_or_default().trim().to_owned();
    let stopped = ask.query("toon").as_deref() == Some("gestopt");
    let filter = match (typed.is_empty(), stopped) {
        (false, _) => Filter::Search(typed.clone()),
        (true, true) => Filter::Stopped,
        (true, false) => Filter::Current,
    };
    let cursor = cursor(&ask);
    let begun = cursor.is_some();
    let needing = if filter == Filter::Current && !begun {
        in_need(ask.services(), &permit).await?
    } else {
        Needing {
            people: vec![],
            more: false,
        }
    };
    let shown = Shown {
        count: count(ask.services(), &permit).await?,
        page: list(ask.services(), &permit, cursor.as_ref(), &filter).await?,
        check_due: checked(ask.services(), &permit).await?.due,
        typed,
        filter,
        begun,
        needing,
    };
    let (l, now) = (ask.language, ask.now);
    let desk = ask.help_desk().await?.with_number(l);
    let news = ask.told().await?.map(Flash::view);
    let title = title(l, &shown.filter);
    let screen = Screen::new(title).seen_by(&caller);
    let screen = if shown.can_be_searched() {
        screen.with_islands()
    } else {
        screen
    };
    screen
        .show(&ask, move || {
            let alone = shown.alone();
            let mut add = Act::link(say::add(l), format!("{LIST}/nieuw")).second();
            if shown.needing.people.is_empty() {
                add = add.primary();
            }
            let acts = if alone || shown.filter != Filter::Current {
                vec![]
            } else {
                vec![add]
            };
            let help = help_block(l, &shown.needing, now, &desk);
            let back =
                (shown.filter != Filter::Current).then(|| Act::link(say::search_all(l), LIST));
            let back = back.map(|act| view! { <Acts acts=vec![act] class="links" /> });
            view! {
                <Page title=title news=view! { {news} }.into_any() acts wide=true>
                    {help}
                    {due(l, &shown)}
                    {search(l, &shown)}
                    {people(l, &shown, now)}
                    {alone.then(|| empty(l))}
                    {back}
                    {pager(l, &shown)}
                </Page>
            }
        })
        .await
}

impl Shown {
    /// Nobody is here but the admin who looks.
    fn alone(&self) -> bool {
        self.filter == Filter::Current && self.count.number <= 1 && !self.begun
    }

    /// Enough people for a field to search in, or a search that somebody came with.
    fn can_be_searched(&self) -> bool {
        let many = self.count.number >= SEARCH_FROM || !self.typed.is_empty();
        many && self.filter != Filter::Stopped
    }

    /// Whether the rows are everybody that the search could find, and not only a page of them.
    fn is_whole(&self) -> bool {
        self.page.before.is_none() && self.page.after.is_none() && !self.page.cut_off
    }

    fn helped_above(&self, id: &AuthorisationId) -> bool {
        let is = |in_need: &InNeed| in_need.person.id == *id;
        self.needing.people.iter().any(is)
    }
}

/// Where the page begins; nonsense begins at the beginning.
fn cursor(ask: &Ask) -> Option<Cursor> {
    let id = |name: &str| ask.query(name).as_deref().and_then(AuthorisationId::parse);
    id("na")
        .map(Cursor::After)
        .or_else(|| id("voor").map(Cursor::Before))
}

const fn title(l: Language, filter: &Filter) -> &'static str {
    match filter {
        Filter::Current | Filter::Search(_) => say::title(l),
        Filter::Stopped => say::stopped_title(l),
    }
}

fn help_block(
    l: Language,
    needing: &Needing,
    now: domain::Moment,
    desk: &str,
) -> Option<impl IntoView + use<>> {
    let rows = needing
        .people
        .iter()
        .map(|in_need| rows::in_need(l, in_need, now, desk))
        .collect_view();
    let more = needing
        .more
        .then(|| view! { <p class="row-note">{say::needs_more(l)}</p> });
    (!needing.people.is_empty()).then(|| {
        view! {
            <Section id="hulp" title=say::needs_help(l) needs_help=true>
                <PersonRows>{rows}</PersonRows>
                {more}
            </Section>
        }
    })
}

/// The half-yearly question, when it is time and there is somebody to look at.
fn due(l: Language, shown: &Shown) -> Option<impl IntoView + use<>> {
    let here = shown.filter == Filter::Current && !shown.begun && !shown.alone();
    (here && shown.check_due).then(|| {
        let acts = vec![Act::link(check::due_go(l), super::check::PATH).second()];
        view! {
            <Notice kind=NoticeKind::Info title=check::due(l) acts>
                <p>{check::due_text(l)}</p>
            </Notice>
        }
    })
}

fn search(l: Language, shown: &Shown) -> Option<impl IntoView + use<>> {
    let (typed, searched) = (shown.typed.clone(), shown.typed.clone());
    let words = filter_words(l, shown.is_whole());
    shown.can_be_searched().then(|| {
        view! {
            <form class="form filter" method="get" action=LIST role="search">
                <Field kind=FieldKind::Search name=SEARCH label=say::search(l) value=typed>
                    <button class="button button-second" type="submit">{say::search_submit(l)}</button>
                </Field>
                <StaffFilter field_id=SEARCH.to_owned() list_id=ROWS.to_owned() searched words />
            </form>
        }
    })
}

/// What is said while somebody types. Of a page of many people it must not sound as if the others were not there.
fn filter_words(l: Language, whole: bool) -> StaffFilterWords {
    let number = StaffFilterWords::NUMBER;
    let (one, many) = if whole {
        (say::filter_one(l).to_owned(), say::filter_many(l, number))
    } else {
        let many = say::filter_many_here(l, number);
        (say::filter_one_here(l).to_owned(), many)
    };
    StaffFilterWords {
        one,
        many,
        none: say::filter_none(l).to_owned(),
        beyond: say::filter_beyond(l).to_owned(),
    }
}

fn people(l: Language, shown: &Shown, now: domain::Moment) -> impl IntoView + use<> {
    let nobody = match &shown.filter {
        Filter::Current => None,
        Filter::Stopped => Some(say::stopped_nobody(l).to_owned()),
        Filter::Search(typed) => Some(say::search_nobody(l, typed)),
    };
    if let Some(text) = nobody.filter(|_| shown.page.people.is_empty()) {
        return view! { <Empty text=text /> }.into_any();
    }
    let title = match &shown.filter {
        Filter::Search(typed) => say::found(l, typed),
        Filter::Current => say::everybody(l).to_owned(),
        Filter::Stopped => say::title(l).to_owned(),
    };
    let side = (shown.filter == Filter::Current)
        .then(|| super::words::count(l, shown.count))
        .map(|count| view! { <p class="row-note">{count}</p> });
    let side = view! { {side} }.into_any();
    let rows = shown
        .page
        .people
        .iter()
        .map(|person| rows::row(l, person, shown.helped_above(&person.id), now))
        .collect_view();
    let cut_off = shown
        .page
        .cut_off
        .then(|| view! { <p class="row-note">{say::search_cut_off(l)}</p> });
    view! {
        <Section id=ROWS title=title side=side>
            <PersonRows>{rows}</PersonRows>
            {cut_off}
        </Section>
    }
    .into_any()
}

fn empty(l: Language) -> impl IntoView {
    let acts = vec![Act::link(say::add(l), format!("{LIST}/nieuw")).primary()];
    view! { <Empty text=say::empty(l) acts /> }
}

fn pager(l: Language, shown: &Shown) -> impl IntoView + use<> {
    let extra = match shown.filter {
        Filter::Stopped => "&toon=gestopt",
        Filter::Current | Filter::Search(_) => "",
    };
    let link = |label: &str, cursor: &Cursor| {
        let (name, id) = match cursor {
            Cursor::After(id) => ("na", id),
            Cursor::Before(id) => ("voor", id),
        };
        Act::link(label, format!("{LIST}?{name}={id}{extra}"))
    };
    let previous = shown
        .page
        .before
        .as_ref()
        .map(|at| link(say::previous(l), at));
    let next = shown.page.after.as_ref().map(|at| link(say::next(l), at));
    // On the first page, where everybody comes by; the last one is a thousand presses away in a large company.
    let stopped = (shown.filter == Filter::Current && !shown.begun).then(|| {
        let stopped = Act::link(say::show_stopped(l), format!("{LIST}?toon=gestopt"));
        let check = Act::link(check::go(l), super::check::PATH);
        view! { <Acts acts=vec![check, stopped] class="links" /> }
    });
    let pager = view! { <Pager label=say::pages(l) previous next /> };
    view! { {pager} {stopped} }
}
