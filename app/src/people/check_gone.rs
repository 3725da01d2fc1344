//! `/beheer/controle/weg`: what will happen to whoever was unticked, before it does. Who they are waits in the session
//! for the page to be drawn, and stands in its form from then on: another tab may have taken other ticks away.

use domain::{AuthorisationId, people::AuthorisationState};
use flows::{
    Caller,
    people::{
        Refusal,
        check::{Looked, next_page},
    },
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    check::{PATH as CHECK, SHOWN, Shown, as_shown, ids_in, settle_page, shown_in},
    refusals::refused,
    rights::lost_by_stop,
    words,
};
use crate::{
    bridge::{Answer, Ask, Screen, Stop, Typed, Unread},
    parts::{Act, Fact, Form, Page, SummaryList},
    texts::{check as say, people},
};

/// Address of this page.
pub const PATH: &str = "/beheer/controle/weg";
/// Who is gone, one hidden field each.
const GONE: &str = "weg";
/// Where the session keeps who was unticked.
const WAITING: &str = "checked";

/// Who was shown, and who of them is gone.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Waiting {
    pub shown: Vec<Shown>,
    pub gone: Vec<AuthorisationId>,
}

/// Keeps it for this page.
pub(super) async fn wait(ask: &Ask, waiting: Waiting) -> Result<(), Stop> {
    ask.remember(WAITING, waiting).await
}

/// What is kept, if anything.
pub(super) async fn waiting(ask: &Ask) -> Result<Option<Waiting>, Stop> {
    ask.recall(WAITING).await
}

/// Forgets it.
pub(super) async fn forget(ask: &Ask) -> Result<(), Stop> {
    ask.forget::<Waiting>(WAITING).await.map(drop)
}

/// Shows what will happen.
pub async fn show(ask: Ask) -> Answer {
    let (caller, permit) = ask.admin().await?;
    let waiting = match ask.typed_before(&caller, &[SHOWN, GONE]).await? {
        Some(typed) => read(&typed)?,
        None => waiting(&ask)
            .await?
            .filter(|waiting| !waiting.gone.is_empty())
            .ok_or_else(back_to_check)?,
    };
    let page = next_page(ask.services(), &permit).await?;
    let last = page.last;
    let people = page.people.into_iter();
    let gone: Vec<Looked> = people
        .filter(|looked| waiting.gone.contains(&looked.person.id))
        .collect();
    if gone.len() != waiting.gone.len() {
        wait(&ask, waiting).await?;
        return refused(&ask, &Refusal::ListChanged, "", CHECK).await;
    }
    let l = ask.language;
    let submit = match last {
        true => say::gone_submit(l),
        false => say::gone_submit_on(l),
    };
    let days = ask.services().policy.restore.as_secs() / (24 * 60 * 60);
    let (title, lead) = match gone.len() {
        1 => (say::gone_one(l).to_owned(), say::gone_lead_one(l, days)),
        number => (say::gone(l, number), say::gone_lead(l, days)),
    };
    let facts: Vec<Fact> = gone
        .iter()
        .map(|looked| fact(&ask, &caller, looked))
        .collect();
    Screen::new(title.clone())
        .seen_by(&caller)
        .show(&ask, move || {
            let back = vec![Act::link(say::back(l), CHECK)];
            let shown = as_shown(waiting.shown);
            let gone = waiting.gone.into_iter().map(|id| {
                view! { <input type="hidden" name=GONE value=id.to_string() /> }
            });
            let gone = gone.collect_view();
            view! {
                <Page title=title lead=lead>
                    <Form primary=submit stops=true others=back>
                        {shown} {gone} <SummaryList facts=facts />
                    </Form>
                </Page>
            }
        })
        .await
}

/// Stops the access of whom the page named, and settles the page.
pub async fn stop(ask: Ask, form: Unread) -> Answer {
    ask.admin().await?;
    let named = read(&form.only(&[SHOWN, GONE])?)?;
    settle_page(&ask, named).await
}

/// What the form of this page names; back to the list where that is nobody.
fn read(typed: &Typed) -> Result<Waiting, Stop> {
    let (shown, gone) = (shown_in(typed)?, ids_in(typed, GONE)?);
    if gone.is_empty() {
        return Err(back_to_check());
    }
    Ok(Waiting { shown, gone })
}

fn back_to_check() -> Stop {
    Stop::Go(CHECK.to_owned())
}

fn fact(ask: &Ask, caller: &Caller, looked: &Looked) -> Fact {
    let (l, now, person) = (ask.language, ask.now, &looked.person);
    let what = match person.facts.state {
        AuthorisationState::Invited => say::gone_invited(l),
        AuthorisationState::Active | AuthorisationState::Stopped | AuthorisationState::Unknown => {
            say::gone_active(l)
        }
    };
    // A big company has namesakes.
    let fact = Fact::new(format!("{} ({})", person.name.full(), person.email), what);
    let until = words::restorable_less(&ask.services().policy, person, now);
    let until = until.map(|until| people::restore_until(l, words::undo_until(l, until, now)));
    let lost = lost_by_stop(ask, &caller.kind, &looked.rights);
    let lost = lost.map(|lost| {
        format!(
            "{} {}",
            people::stop_lost(l, lost),
            people::stop_lost_text(l)
        )
    });
    let more: Vec<String> = until.into_iter().chain(lost).collect();
    if more.is_empty() {
        return fact;
    }
    fact.more(more.join(" "))
}
