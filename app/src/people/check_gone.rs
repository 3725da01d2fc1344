//! `/beheer/controle/weg`: what will happen to whoever was unticked, before it does. Who they are waits in the session.

use domain::{AuthorisationId, people::AuthorisationState};
use flows::{
    Caller,
    people::check::{Looked, next_page},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    check::{PATH as CHECK, Shown, settle_page},
    rights::lost_by_stop,
    words,
};
use crate::{
    bridge::{Answer, Ask, Screen, Stop, Unread},
    parts::{Act, Fact, Form, Page, SummaryList},
    texts::{check as say, people},
};

/// Address of this page.
pub const PATH: &str = "/beheer/controle/weg";
/// Where the session keeps who was unticked.
const WAITING: &str = "checked";

/// Who was shown, and who of them is gone.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Waiting {
    pub shown: Vec<Shown>,
    pub gone: Vec<AuthorisationId>,
}

/// Keeps it for this page.
pub(super) async fn wait(
    ask: &Ask,
    shown: Vec<Shown>,
    gone: Vec<AuthorisationId>,
) -> Result<(), Stop> {
    ask.remember(WAITING, Waiting { shown, gone }).await
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
    let waiting = still_waiting(&ask).await?;
    let page = next_page(ask.services(), &permit).await?;
    let last = page.last;
    let people = page.people.into_iter();
    let gone: Vec<Looked> = people
        .filter(|looked| waiting.gone.contains(&looked.person.id))
        .collect();
    if gone.is_empty() {
        return Ok(ask.go(CHECK));
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
            view! {
                <Page title=title lead=lead>
                    <Form primary=submit stops=true others=back>
                        <SummaryList facts=facts />
                    </Form>
                </Page>
            }
        })
        .await
}

/// Stops their access, and settles the page.
pub async fn stop(ask: Ask, form: Unread) -> Answer {
    ask.admin().await?;
    form.only(&[])?;
    let waiting = still_waiting(&ask).await?;
    settle_page(&ask, waiting.shown, &waiting.gone).await
}

async fn still_waiting(ask: &Ask) -> Result<Waiting, Stop> {
    waiting(ask)
        .await?
        .ok_or_else(|| Stop::Go(CHECK.to_owned()))
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
