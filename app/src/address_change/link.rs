//! `/e-mailadres-bevestigen/{token}`: the link in one of the two mails. One button says yes; the old mailbox has a second
//! one that stops everything. Looking changes nothing, because mail scanners follow links too (SEC-21).

use axum::{extract::Path, http::StatusCode};
use domain::EmailAddress;
use flows::{
    address_change::{self, Change, Confirmed, Look, Mailbox},
    secrets::LinkSecret,
};
use leptos::prelude::*;

use super::ask::PATH as ASK;
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop, Unread},
    freeze,
    parts::{Act, Acts, ErrorPage, Form, Page, Section},
    texts::{address_change as say, frame, reset},
};

/// Shows what the button does, or what came of it.
pub async fn show(ask: Ask, Path(token): Path<String>) -> Answer {
    let Some(secret) = LinkSecret::parse(&token) else {
        return unknown(&ask).await;
    };
    let l = ask.language;
    match address_change::look(ask.services(), &secret).await? {
        Look::Open { mailbox, change } => draw(&ask, &secret, mailbox, change).await,
        Look::OtherAwaited { mailbox, change } => draw_awaiting(&ask, mailbox, change).await,
        Look::Done { address } => draw_done(&ask, address).await,
        Look::Over { until } => {
            let lead = say::over_lead(l, until.day_and_time(l));
            draw_over(&ask, lead).await
        }
        // The link that stopped a change and the account tells what became of that.
        Look::Unknown => match flows::freeze::look(ask.services(), &secret).await? {
            flows::freeze::Look::Unknown => unknown(&ask).await,
            _ => Ok(ask.go(&freeze::address_of(&secret))),
        },
    }
}

/// Says yes.
pub async fn confirm(ask: Ask, Path(token): Path<String>, form: Unread) -> Answer {
    form.only(&[])?;
    let Some(secret) = LinkSecret::parse(&token) else {
        return unknown(&ask).await;
    };
    match address_change::confirm(ask.services(), &secret).await? {
        Confirmed::Taken => ask.tell(Flash::wrong(say::taken(ask.language))).await?,
        Confirmed::Done => carry_new_address(&ask, &secret).await?,
        Confirmed::OtherAwaited | Confirmed::Over => {}
    }
    // The page of the link says which of the others it is.
    Ok(ask.go(&address_of(&secret, "")))
}

/// Whoever logs in next in this browser need not type the address that was just confirmed.
async fn carry_new_address(ask: &Ask, secret: &LinkSecret) -> Result<(), Stop> {
    if ask.visitor().await?.is_none()
        && let Look::Done { address } = address_change::look(ask.services(), secret).await?
        && let Ok(email) = EmailAddress::parse(&address)
    {
        ask.carry_email_if_there_is_room(&email).await?;
    }
    Ok(())
}

/// Stops the change and the account.
pub async fn not_me(ask: Ask, Path(token): Path<String>, form: Unread) -> Answer {
    form.only(&[])?;
    let Some(secret) = LinkSecret::parse(&token) else {
        return unknown(&ask).await;
    };
    if address_change::not_me(ask.services(), &secret).await? {
        Ok(ask.go(freeze::DONE))
    } else {
        Ok(ask.go(&address_of(&secret, "")))
    }
}

fn address_of(secret: &LinkSecret, deed: &str) -> String {
    format!("/e-mailadres-bevestigen/{}{deed}", secret.expose())
}

async fn draw(ask: &Ask, secret: &LinkSecret, mailbox: Mailbox, change: Change) -> Answer {
    let l = ask.language;
    let title = say::confirm_title(l);
    let until = say::confirm_until(l, change.until.day_and_time(l));
    let (lead, yes) = match mailbox {
        Mailbox::Old => (
            say::confirm_old_lead(l, change.address()),
            say::confirm_old(l),
        ),
        Mailbox::New => (
            say::confirm_new_lead(l, change.address()),
            say::confirm_new(l),
        ),
    };
    let stop = address_of(secret, "/niet-ik");
    Screen::new(title)
        .show(ask, move || {
            let otherwise = match mailbox {
                Mailbox::Old => {
                    let acts = vec![Act::post(say::not_me(l), stop).stop()];
                    view! {
                        <Section id="not-me" title=say::not_me_title(l)>
                            <p>{say::not_me_text(l)}</p>
                            <Acts acts class="page-actions" />
                        </Section>
                    }
                    .into_any()
                }
                Mailbox::New => view! { <p>{say::not_me_new(l)}</p> }.into_any(),
            };
            view! {
                <Page title=title lead=lead>
                    <Form primary=yes><p>{until}</p></Form>
                    {otherwise}
                </Page>
            }
        })
        .await
}

async fn draw_awaiting(ask: &Ask, mailbox: Mailbox, change: Change) -> Answer {
    let l = ask.language;
    let title = say::one_more(l);
    let until = say::confirm_until(l, change.until.day_and_time(l));
    let lead = match mailbox {
        Mailbox::Old => say::one_more_new(l, change.address()),
        // Whoever reads the new mailbox may be nobody we know: the address of the old one is not for them.
        Mailbox::New => say::one_more_old(l).to_owned(),
    };
    Screen::new(title)
        .show(ask, move || {
            let acts = vec![Act::link(say::one_more_see(l), ASK)];
            view! {
                <Page title=title lead=lead>
                    <p>{until}</p>
                    <p>{reset::sent_spam(l)}</p>
                    <Acts acts class="links" />
                </Page>
            }
        })
        .await
}

async fn draw_done(ask: &Ask, address: String) -> Answer {
    let l = ask.language;
    let title = say::done_title(l);
    let reset_off = ask.services().policy.reset_off_after_own_change;
    let reset_off_until = ask.now.plus(reset_off).time_seen_from(ask.now, l);
    Screen::new(title)
        .show(ask, move || {
            let acts = vec![Act::link(frame::to_login(l), "/inloggen").primary()];
            view! {
                <Page title=title lead=say::done_lead(l, address) acts>
                    <p>{say::done_reset(l, reset_off_until)}</p>
                    <p>{say::done_manager(l)}</p>
                </Page>
            }
        })
        .await
}

async fn draw_over(ask: &Ask, lead: String) -> Answer {
    let l = ask.language;
    let title = reset::expired_title(l);
    let flash = ask.told().await?.map(Flash::view);
    Screen::new(title)
        .status(StatusCode::GONE)
        .show(ask, move || {
            let acts = vec![Act::link(say::over_again(l), ASK).primary()];
            let news = view! { {flash} }.into_any();
            view! { <Page title=title lead=lead news=news acts>""</Page> }
        })
        .await
}

async fn unknown(ask: &Ask) -> Answer {
    let l = ask.language;
    let title = reset::unknown_title(l);
    let lead = say::unknown_lead(l, &ask.help_desk().await?.phone);
    Screen::new(title)
        .status(StatusCode::NOT_FOUND)
        .show(ask, move || {
            let act = Act::link(frame::to_contact(l), "/contact");
            view! { <ErrorPage title=title lead=lead act /> }
        })
        .await
}
