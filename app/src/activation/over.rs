//! An invitation that does not work (any more): what happened, and the one way on.

use axum::{extract::Path, http::StatusCode};
use domain::{Moment, people::Lifter};
use flows::{
    activation::{self, NewLink},
    links::Closed,
    secrets::LinkSecret,
};
use leptos::prelude::*;

use crate::{
    bridge::{Answer, Ask, Flash, Screen, Unread},
    contact::telephone,
    parts::{Act, ErrorPage, Page},
    reset,
    texts::{activation as say, contact, frame, login, reset as words},
};

/// Address of an invitation.
pub(super) fn address(secret: &LinkSecret) -> String {
    format!("/account-activeren/{}", secret.expose())
}

/// Sends the invitation once more, to the same mailbox.
pub async fn new_link(ask: Ask, Path(token): Path<String>, form: Unread) -> Answer {
    form.only(&[])?;
    let Some(secret) = LinkSecret::parse(&token) else {
        return unknown(&ask).await;
    };
    let l = ask.language;
    let notice = match activation::new_link(ask.services(), &secret).await? {
        NewLink::Sent => return Ok(ask.go(reset::link::SENT)),
        NewLink::Unknown => return unknown(&ask).await,
        NewLink::NoInvitation => Flash::wrong(say::no_invitation(l)),
        NewLink::TooOften { until } => Flash::wrong(words::new_link_too_often(
            l,
            until.time_seen_from(ask.now, l),
        )),
    };
    ask.tell(notice).await?;
    Ok(ask.go(&address(&secret)))
}

/// Why it does not work any more, and what to do.
pub(super) async fn draw(ask: &Ask, secret: &LinkSecret, why: Closed, until: Moment) -> Answer {
    let l = ask.language;
    let (title, lead, act) = match why {
        Closed::Expired => (
            say::expired_title(l),
            say::expired(l, until.day_and_time(l)),
            Act::post(
                words::new_link(l),
                format!("{}/nieuwe-link", address(secret)),
            ),
        ),
        Closed::Used => (
            say::used_title(l),
            say::used(l).to_owned(),
            Act::link(frame::to_login(l), "/inloggen"),
        ),
        Closed::Withdrawn => (
            say::withdrawn_title(l),
            say::withdrawn(l).to_owned(),
            Act::link(login::who_is(l), "/wie-is-mijn-beheerder"),
        ),
    };
    let flash = ask.told().await?.map(Flash::view);
    Screen::new(title)
        .status(StatusCode::GONE)
        .show(ask, move || {
            let acts = vec![act.primary()];
            view! { <Page title=title lead=lead news=view! { {flash} }.into_any() acts>""</Page> }
        })
        .await
}

/// Too many wrong codes before, or blocked for another reason: whoever invited sends it again, or somebody else helps.
pub(super) async fn blocked(ask: &Ask, secret: &LinkSecret, lifter: Lifter) -> Answer {
    let l = ask.language;
    let title = say::blocked_title(l);
    let helped_by = ask.help_desk().await?;
    let (desk, phone) = (helped_by.with_number(l), &helped_by.phone);
    let alone =
        lifter == Lifter::Inviters && activation::nobody_there(ask.services(), secret).await?;
    let call = || Act::link(contact::call(l, phone), telephone(phone));
    let (lead, text, act) = match lifter {
        Lifter::Inviters if alone => (say::blocked_alone(l), say::blocked_desk(l, desk), call()),
        Lifter::Inviters => (
            say::blocked(l),
            say::blocked_call(l, desk),
            Act::link(login::ask_admin(l), "/hulp-vragen"),
        ),
        Lifter::Desk => (say::blocked_account(l), say::blocked_desk(l, desk), call()),
        Lifter::WhereOpen | Lifter::WhereItBegins | Lifter::WhereOver => (
            say::blocked_account(l),
            say::blocked_call(l, desk),
            Act::link(login::who_is(l), "/wie-is-mijn-beheerder"),
        ),
    };
    Screen::new(title)
        .show(ask, move || {
            let acts = vec![act.primary()];
            view! { <Page title=title lead=lead acts><p>{text}</p></Page> }
        })
        .await
}

/// The number was put on another card, or something else changed by which somebody else could come in.
pub(super) async fn not_yet(ask: &Ask, from: Moment) -> Answer {
    let l = ask.language;
    let title = say::blocked_title(l);
    let lead = say::not_yet(l, from.day_and_time(l));
    let flash = ask.told().await?.map(Flash::view);
    Screen::new(title)
        .show(ask, move || {
            let news = view! { {flash} }.into_any();
            view! { <Page title=title lead=lead news=news>""</Page> }
        })
        .await
}

/// Not one of our links.
pub(super) async fn unknown(ask: &Ask) -> Answer {
    let l = ask.language;
    let title = words::unknown_title(l);
    Screen::new(title)
        .status(StatusCode::NOT_FOUND)
        .show(ask, move || {
            let act = Act::link(say::unknown_ask(l), reset::ask::PATH);
            view! { <ErrorPage title=title lead=say::unknown_lead(l) act /> }
        })
        .await
}
