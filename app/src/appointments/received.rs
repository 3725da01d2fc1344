//! `/gebruikersbeheerder-aanvragen/ontvangen`: the reference, and what happens when. The same for every number and address.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::PATH as CHOOSE;
use crate::{
    bridge::{Answer, Ask, Screen, Stop},
    parts::{Act, Acts, CodeDisplay, Page, Section},
    texts::{appointments as say, login},
};

/// Address of this page.
pub const PATH: &str = "/gebruikersbeheerder-aanvragen/ontvangen";
/// Where the session keeps what was sent in.
const RECEIVED: &str = "appointment";

/// What this browser sent in last.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Received {
    /// Its reference.
    pub reference: String,
    /// The mailbox that has to say yes, as shown.
    pub email: String,
    /// Working days within which the desk answers after that.
    pub days: usize,
}

/// Remembers what was sent in.
pub(super) async fn remember(ask: &Ask, received: Received) -> Result<(), Stop> {
    ask.remember(RECEIVED, received).await
}

/// What this browser sent in last, if anything.
pub(super) async fn of(ask: &Ask) -> Result<Option<Received>, Stop> {
    ask.recall(RECEIVED).await
}

/// Says what happens now.
pub async fn show(ask: Ask) -> Answer {
    let received = of(&ask).await?;
    let received = received.ok_or_else(|| Stop::Go(CHOOSE.to_owned()))?;
    ask.is_helped_as_before().await?;
    let l = ask.language;
    let title = say::received_title(l);
    Screen::new(title)
        .show(&ask, move || {
            let links = vec![
                Act::link(login::wait_back(l), "/inloggen"),
                Act::link(say::again(l), CHOOSE),
            ];
            let check = match received.days {
                1 => say::step_check_day(l).to_owned(),
                days => say::step_check(l, days),
            };
            view! {
                <Page title=title lead=say::received_lead(l)>
                    <CodeDisplay label=say::reference(l) code=received.reference />
                    <Section id="next" title=say::what_happens(l)>
                        <ol class="steps">
                            <li>{say::step_confirm(l, received.email)}</li>
                            <li>{check}</li>
                            <li>{say::step_activate(l)}</li>
                        </ol>
                    </Section>
                    <p>{say::no_mail(l)}</p>
                    <Acts acts=links class="links" />
                </Page>
            }
        })
        .await
}
