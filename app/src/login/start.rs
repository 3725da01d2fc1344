//! `/` and `/start`: where somebody begins, logged in or not.

use leptos::prelude::*;

use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop},
    parts::{Door, Doors, Page, Section},
    texts::login as say,
};

/// The bare address: on to the start of whoever is logged in, else to the login page.
pub async fn root(ask: Ask) -> Answer {
    match ask.visitor().await? {
        Some(_) => Ok(ask.go("/start")),
        None => Err(Stop::LogIn(ask.here())),
    }
}

/// What somebody can do here.
pub async fn show(ask: Ask) -> Answer {
    let caller = ask.caller().await?;
    let l = ask.language;
    let title = say::start_title(l, caller.name.clone());
    let lead = say::start_lead(l, caller.organisation_name.clone());
    let kind = ask.services().catalogue.kind(&caller.kind);
    let rights: Vec<(String, String)> = kind
        .map(|kind| {
            kind.rights
                .iter()
                .filter(|right| caller.rights().contains(&right.code))
        })
        .into_iter()
        .flatten()
        .map(|right| {
            (
                right.name.get(ask.language).to_owned(),
                right.sentence.get(ask.language).to_owned(),
            )
        })
        .collect();
    let mut doors = Vec::new();
    let door = |title: &str, href: &str, sub: &str| Door {
        title: title.to_owned(),
        href: href.to_owned(),
        sub: Some(sub.to_owned()),
    };
    if caller.may_see_desk().is_ok() {
        doors.push(door(
            say::start_desk(l),
            crate::desk::PATH,
            say::start_desk_sub(l),
        ));
    }
    if caller.may_see_staff().is_ok() {
        doors.push(door(
            say::start_manage(l),
            "/beheer/medewerkers",
            say::start_manage_sub(l),
        ));
    }
    doors.push(door(
        say::start_account(l),
        "/account/beveiliging",
        say::start_account_sub(l),
    ));
    let news = ask.told().await?.map(Flash::view);
    Screen::new(title.clone())
        .seen_by(&caller)
        .show(&ask, move || {
            let none = rights
                .is_empty()
                .then(|| view! { <p>{say::start_none(l)}</p> });
            let rights = rights
                .into_iter()
                .map(|(name, sentence)| view! { <li><strong>{name}</strong> " – " {sentence}</li> })
                .collect_view();
            view! {
                <Page title=title lead=lead news=view! { {news} }.into_any()>
                    <Doors doors />
                    <Section id="rights" title=say::start_rights(l)>
                        {none}
                        <ul class="bullets">{rights}</ul>
                    </Section>
                </Page>
            }
        })
        .await
}
