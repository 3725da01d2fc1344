//! `/wie-is-mijn-beheerder`: the same answer on the screen for every address; the names go by mail, to the mailbox that
//! they concern (SEC-03).

use flows::who_is_my_admin;
use leptos::prelude::*;

use crate::{
    appointments,
    bridge::{Answer, Ask, Screen, Unread},
    parts::{Act, Acts, Page},
    question::{self, EMAIL, Question, asked_about, stranger},
    texts::{login, who_is_my_admin as say},
};

/// Address of this page.
pub const PATH: &str = "/wie-is-mijn-beheerder";
/// Address of the page after it.
pub const SENT: &str = "/wie-is-mijn-beheerder/verstuurd";

const QUESTION: Question = Question {
    title: say::title,
    lead: say::lead,
    submit: say::submit,
};

/// Shows the form, filled in with the address that was typed before.
pub async fn show(ask: Ask) -> Answer {
    QUESTION.show(&ask).await
}

/// Leaves the question.
pub async fn send(ask: Ask, form: Unread) -> Answer {
    let typed = form.only(&[EMAIL])?;
    let email = match question::read(&ask, &typed).await? {
        Ok(email) => email,
        Err(error) => return QUESTION.refuse(&ask, typed, error).await,
    };
    question::put(who_is_my_admin::ask(ask.services(), &stranger(&ask, &email)).await?)?;
    Ok(ask.go(SENT))
}

/// Says what happens now.
pub async fn sent(ask: Ask) -> Answer {
    let email = asked_about(&ask, PATH).await?;
    let l = ask.language;
    let title = say::sent_title(l);
    Screen::new(title)
        .show(&ask, move || {
            let links = vec![
                Act::link(login::wait_back(l), "/inloggen"),
                Act::link(say::other(l), PATH),
                Act::link(say::appoint(l), appointments::PATH),
            ];
            view! {
                <Page title=title lead=say::sent_lead(l, email.for_display())>
                    <p>{say::sent_often(l)}</p>
                    <p>{say::sent_spam(l)}</p>
                    <Acts acts=links class="links" />
                </Page>
            }
        })
        .await
}
