//! `/` and `/start`: where somebody begins, logged in or not.

use domain::{Language, organisations::RightEntry, post::HelpKind};
use flows::{Caller, login::choices, people::in_need};
use leptos::prelude::*;

use super::organisation;
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop},
    help,
    parts::{Act, Acts, Door, Doors, Page, Section},
    people::LIST,
    texts::{help as asking, login as say},
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
    let rights: Vec<&RightEntry> = kind
        .into_iter()
        .flat_map(|kind| &kind.rights)
        .filter(|right| caller.rights().contains(&right.code))
        .collect();
    let held: Vec<String> = rights
        .iter()
        .map(|right| right.name.get(l).to_owned())
        .collect();
    // Whoever gives authorisations has nobody to ask for them.
    let asks = caller.may_see_staff().is_err();
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
    if let Ok(permit) = caller.may_see_staff() {
        // First of all: somebody is kept from work.
        let waiting = in_need(ask.services(), &permit).await?;
        doors.extend(waiting_door(l, waiting.people.len(), waiting.more));
        doors.push(door(say::start_manage(l), LIST, say::start_manage_sub(l)));
    }
    // What leads nowhere is no door.
    doors.extend(rights.iter().filter_map(|right| {
        let href = right.address.as_deref()?;
        Some(door(right.name.get(l), href, right.sentence.get(l)))
    }));
    doors.push(door(
        say::start_account(l),
        "/account/beveiliging",
        say::start_account_sub(l),
    ));
    doors.extend(elsewhere(&ask, &caller).await?);
    let news = ask.told().await?.map(Flash::view);
    let stands_in = caller.stand_in.map(|period| {
        let (company, last) = (&caller.organisation_name, period.until.last_day().day(l));
        match period.runs(ask.now) {
            true => say::start_stands_in(l, company, last),
            false => say::start_stands_in_from(l, company, period.from.day(l), last),
        }
    });
    let stands_in = stands_in.map(|text| view! { <p>{text}</p> });
    let news = view! { {news} {stands_in} }.into_any();
    Screen::new(title.clone())
        .seen_by(&caller)
        .show(&ask, move || {
            let aside = held_rights(l, held, asks);
            view! {
                <Page title=title lead=lead news=news wide=true aside=aside>
                    <Doors doors />
                </Page>
            }
        })
        .await
}

/// What the reader may do here, and where to ask for more.
fn held_rights(l: Language, held: Vec<String>, asks: bool) -> AnyView {
    let (held, more) = if held.is_empty() {
        let none = view! { <p>{say::start_none(l)}</p> };
        (none.into_any(), say::start_none_ask(l))
    } else {
        let held = held.into_iter().map(|name| view! { <li>{name}</li> });
        let list = view! { <ul class="bullets">{held.collect_view()}</ul> };
        (list.into_any(), asking::more_rights(l))
    };
    let more = asks.then(|| Act::link(more, ask_for_more()));
    view! {
        <Section id="rights" title=say::start_rights(l)>
            {held} <Acts acts=more.into_iter().collect() class="links" />
        </Section>
    }
    .into_any()
}

/// "1 medewerker wacht op uw hulp", and the list that begins with them; nothing if nobody does.
fn waiting_door(l: Language, number: usize, more: bool) -> Option<Door> {
    let title = match (number, more) {
        (0, _) => return None,
        (1, false) => say::start_waiting_one(l).to_owned(),
        (number, false) => say::start_waiting(l, number),
        (number, true) => say::start_waiting_more(l, number),
    };
    Some(Door {
        title,
        href: LIST.to_owned(),
        sub: Some(say::start_waiting_sub(l).to_owned()),
    })
}

/// The way to another company, for whoever has access at more than one.
async fn elsewhere(ask: &Ask, caller: &Caller) -> Result<Option<Door>, Stop> {
    let there = choices(ask.services(), caller.account()).await?;
    let names: Vec<String> = there
        .into_iter()
        .filter(|choice| organisation::is_elsewhere(choice, caller))
        .map(|choice| choice.organisation_name)
        .collect();
    Ok((!names.is_empty()).then(|| Door {
        title: say::start_elsewhere(ask.language).to_owned(),
        href: organisation::ELSEWHERE.to_owned(),
        sub: Some(names.join(", ")),
    }))
}

/// The page that asks the own admin, with the question chosen; the address is known there.
fn ask_for_more() -> String {
    let kind = HelpKind::MoreRights.code();
    format!("{}?{}={kind}", help::ask::PATH, help::ask::WHAT_FOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_for_help_is_counted_in_words() {
        let title = |number, more| waiting_door(Language::Nl, number, more).map(|door| door.title);
        assert_eq!(title(0, false), None);
        for (number, more, words) in [
            (1, false, "1 medewerker wacht op uw hulp"),
            (7, false, "7 medewerkers wachten op uw hulp"),
            (50, true, "Meer dan 50 medewerkers wachten op uw hulp"),
        ] {
            assert_eq!(title(number, more).as_deref(), Some(words));
        }
    }
}
