//! `/gebruikersbeheerder-aanvragen`: for what kind of company. Whoever was here before goes on where he left off.

use leptos::prelude::*;

use super::PATH;
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Unread},
    parts::{Act, Acts, Door, Doors, Page, Section},
    texts::{appointments as say, frame, login},
};

/// Address that forgets what was filled in.
pub const EMPTY: &str = "/gebruikersbeheerder-aanvragen/leegmaken";

/// Shows the kinds of company.
pub async fn show(ask: Ask) -> Answer {
    let l = ask.language;
    let draft = ask.draft().await?;
    let left = draft
        .as_ref()
        .and_then(|draft| ask.portal.appointments.at(&draft.form));
    let name = |kind: &str| {
        let kind = ask.services().catalogue.kind(kind);
        kind.map_or_else(String::new, |kind| kind.name.get(l).to_owned())
    };
    let go_on = left.map(|form| Door {
        title: say::go_on(l).to_owned(),
        href: format!("{PATH}/{}", form.path),
        sub: Some(format!("{}. {}", name(&form.kind), say::go_on_text(l))),
    });
    let kinds = ask.portal.appointments.0.iter().map(|form| Door {
        title: name(&form.kind),
        href: format!("{PATH}/{}", form.path),
        sub: Some(form.intro.get(l).to_owned()),
    });
    let doors: Vec<Door> = go_on.into_iter().chain(kinds).collect();
    let title = say::title(l);
    let news = ask.told().await?.map(Flash::view);
    Screen::new(title)
        .show(&ask, move || {
            let links = vec![
                Act::link(login::wait_back(l), "/inloggen"),
                Act::link(frame::to_contact(l), "/contact").about(say::other_kind(l)),
            ];
            let news = view! { {news} }.into_any();
            view! {
                <Page title=title lead=say::lead(l) news=news>
                    <Section id="kinds" title=say::choose(l)>
                        <Doors doors />
                    </Section>
                    <Acts acts=links class="links" />
                </Page>
            }
        })
        .await
}

/// Forgets what was filled in on this browser.
pub async fn empty(ask: Ask, form: Unread) -> Answer {
    form.only(&[])?;
    ask.forget_draft().await?;
    ask.tell(Flash::good(say::emptied(ask.language))).await?;
    let mut response = ask.go(PATH);
    ask.let_go_of_draft(&mut response);
    Ok(response)
}
