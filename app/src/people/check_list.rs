//! `/beheer/controle/lijst`: the whole list on paper, with company, date and who asked for it; for the dossier.

use domain::{Language, organisations::Kind};
use flows::people::check::{Looked, checked, everybody};
use leptos::prelude::*;

use super::{
    check::{PATH as CHECK, last_check, last_login, may, who},
    words,
};
use crate::{
    bridge::{Answer, Ask, Screen},
    parts::{Act, Page, PersonRow, PersonRows, PrintButton, Section},
    texts::{check as say, frame, people},
};

/// Address of this page.
pub const PATH: &str = "/beheer/controle/lijst";
/// More people than this are a file, not a page: the log can be taken along.
const MOST: usize = 5_000;

/// Shows it.
pub async fn show(ask: Ask) -> Answer {
    let (caller, permit) = ask.admin().await?;
    let (services, l) = (ask.services(), ask.language);
    let mut all: Vec<Looked> = Vec::new();
    loop {
        let after = all.last().map(|looked| looked.person.id.clone());
        let more = everybody(services, &permit, after.as_ref()).await?;
        if more.is_empty() || all.len() >= MOST {
            break;
        }
        all.extend(more);
    }
    let last = last_check(l, &checked(services, &permit).await?);
    let kind = services.catalogue.kind(&caller.kind).cloned();
    let title = say::list_title(l, &caller.organisation_name);
    let lead = say::list_lead(l, ask.now.day_and_time(l), &caller.name);
    Screen::new(title.clone())
        .seen_by(&caller)
        .show(&ask, move || {
            let back = Act::link(say::title(l), CHECK);
            let rows = all
                .iter()
                .map(|looked| row(l, looked, kind.as_ref()))
                .collect_view();
            view! {
                <Page title=title lead=lead back=back wide=true>
                    <p>{last}</p>
                    <PrintButton label=frame::print(l) />
                    <Section id="medewerkers" title=people::everybody(l)>
                        <PersonRows>{rows}</PersonRows>
                    </Section>
                </Page>
            }
        })
        .await
}

fn row(l: Language, looked: &Looked, kind: Option<&Kind>) -> impl IntoView + use<> {
    let (title, sub) = (looked.person.name.full(), who(l, &looked.person));
    let state = words::standing(l, &looked.person);
    let note = format!(
        "{}\n{}",
        last_login(l, &looked.person),
        may(l, looked, kind)
    );
    view! { <PersonRow title=title sub=sub state=state note=note /> }
}
