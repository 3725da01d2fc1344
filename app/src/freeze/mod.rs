//! `/blokkeren/{token}`: the link in every warning mail. One button stops the account; looking changes nothing, because
//! mail scanners follow links too (SEC-21).

use axum::{extract::Path, http::StatusCode};
use domain::Moment;
use flows::{
    freeze::{self, Look, Outcome},
    secrets::LinkSecret,
};
use leptos::prelude::*;

use crate::{
    bridge::{Answer, Ask, Screen, Unread},
    contact::telephone,
    parts::{Act, ErrorPage, Form, Page, Section},
    texts::{contact, frame, freeze as say, reset},
};

/// Address of the page after freezing.
pub const DONE: &str = "/blokkeren/klaar";

/// Shows what the button does.
pub async fn show(ask: Ask, Path(token): Path<String>) -> Answer {
    let Some(secret) = LinkSecret::parse(&token) else {
        return unknown(&ask).await;
    };
    match freeze::look(ask.services(), &secret).await? {
        Look::Open { email, .. } => {
            let l = ask.language;
            draw(&ask, say::title(l), say::lead(l, email), say::submit(l)).await
        }
        Look::Lifted { at, again } => lifted(&ask, at, again).await,
        Look::AlreadyFrozen => done_page(&ask, say::already_title(ask.language)).await,
        Look::Over { since } => {
            let l = ask.language;
            let lead = say::over_lead(l, since.short_day(l), &ask.help_desk().await?.phone);
            dead_end(&ask, say::over_title(l), lead, StatusCode::GONE).await
        }
        Look::Unknown => unknown(&ask).await,
    }
}

/// Freezes the account.
pub async fn freeze(ask: Ask, Path(token): Path<String>, form: Unread) -> Answer {
    form.only(&[])?;
    let Some(secret) = LinkSecret::parse(&token) else {
        return unknown(&ask).await;
    };
    match freeze::freeze(ask.services(), &secret).await? {
        Outcome::Frozen => {
            ask.keep_help_desk().await?;
            Ok(ask.go(DONE))
        }
        // The page of the link says which of these it is.
        Outcome::AlreadyFrozen | Outcome::Over | Outcome::Unknown => {
            Ok(ask.go(&address_of(&secret)))
        }
    }
}

/// The page of a link.
pub fn address_of(secret: &LinkSecret) -> String {
    format!("/blokkeren/{}", secret.expose())
}

/// Says what to do now.
pub async fn done(ask: Ask) -> Answer {
    ask.is_helped_as_before().await?;
    done_page(&ask, say::done_title(ask.language)).await
}

/// That the block was lifted, and the button that blocks once more, while the link does.
async fn lifted(ask: &Ask, at: Option<Moment>, again: Option<String>) -> Answer {
    let l = ask.language;
    let title = say::lifted_title(l);
    let phone = &ask.help_desk().await?.phone;
    let when = at.map_or_else(
        || say::lifted(l).to_owned(),
        |at| say::lifted_at(l, at.day_and_time(l)),
    );
    if let Some(email) = again {
        let lead = format!("{when} {}", say::lifted_lead(l, email, phone));
        return draw(ask, title, lead, say::submit_again(l)).await;
    }
    let lead = format!("{when} {}", say::lifted_call(l, phone));
    dead_end(ask, title, lead, StatusCode::GONE).await
}

async fn draw(ask: &Ask, title: &'static str, lead: String, submit: &'static str) -> Answer {
    let l = ask.language;
    Screen::new(title)
        .show(ask, move || {
            view! {
                <Page title=title lead=lead>
                    <Section id="what" title=say::what(l)>
                        <ul class="bullets">
                            <li>{say::what_out(l)}</li>
                            <li>{say::what_nobody(l)}</li>
                            <li>{say::what_undo(l)}</li>
                        </ul>
                    </Section>
                    <Form primary=submit stops=true>""</Form>
                    <p>{say::was_me(l)}</p>
                </Page>
            }
        })
        .await
}

async fn done_page(ask: &Ask, title: &'static str) -> Answer {
    let l = ask.language;
    let desk = ask.help_desk().await?;
    let (name, phone) = (desk.with_number(l), &desk.phone);
    Screen::new(title)
        .show(ask, move || {
            let acts = vec![
                Act::link(contact::call(l, phone), telephone(phone)).primary(),
                Act::link(frame::to_contact(l), "/contact"),
            ];
            view! {
                <Page title=title lead=say::done_lead(l) acts>
                    <Section id="next" title=say::next(l)>
                        <ol class="steps" role="list">
                            <li>{say::next_call(l, name)}</li>
                            <li>{say::next_mailbox(l)}</li>
                            <li>{say::next_admin(l)}</li>
                        </ol>
                    </Section>
                </Page>
            }
        })
        .await
}

async fn unknown(ask: &Ask) -> Answer {
    let l = ask.language;
    let lead = say::unknown_lead(l, &ask.help_desk().await?.phone);
    dead_end(ask, reset::unknown_title(l), lead, StatusCode::NOT_FOUND).await
}

async fn dead_end(ask: &Ask, title: &'static str, lead: String, status: StatusCode) -> Answer {
    let l = ask.language;
    Screen::new(title)
        .status(status)
        .show(ask, move || {
            let act = Act::link(frame::to_contact(l), "/contact");
            view! { <ErrorPage title=title lead=lead act /> }
        })
        .await
}
