//! `/wie-is-mijn-beheerder`: the same answer on the screen for every address; the names go by mail, to the mailbox that
//! they concern (SEC-03).

use domain::EmailAddress;
use flows::{post::questions::Stranger, who_is_my_admin};
use leptos::prelude::*;

use crate::{
    bridge::{Answer, Ask, Screen, Typed, Unread},
    parts::{Act, Acts, ErrorSummary, Field, FieldError, FieldKind, Form, Page, error_at},
    texts::{frame, login, who_is_my_admin as say},
    words::field_error,
};

/// Address of this page.
pub const PATH: &str = "/wie-is-mijn-beheerder";
/// Address of the page after it.
pub const SENT: &str = "/wie-is-mijn-beheerder/verstuurd";

/// Shows the form, filled in with the address that was typed before.
pub async fn show(ask: Ask) -> Answer {
    let typed = ask.carried_email().await?;
    let typed = typed
        .map(|email| Typed::with("email", email))
        .unwrap_or_default();
    draw(&ask, typed, vec![]).await
}

/// Leaves the question.
pub async fn send(ask: Ask, form: Unread) -> Answer {
    let typed = form.only(&["email"])?;
    ask.carry_email(typed.get("email")).await?;
    let l = ask.language;
    let email = match EmailAddress::parse(typed.get("email")) {
        Ok(email) => email,
        Err(problem) => return draw(&ask, typed, vec![field_error(l, "email", problem)]).await,
    };
    let stranger = Stranger {
        email: &email,
        network: ask.network(),
        language: l,
    };
    who_is_my_admin::ask(ask.services(), &stranger).await?;
    Ok(ask.go(SENT))
}

/// Says what happens now.
pub async fn sent(ask: Ask) -> Answer {
    let carried = ask.carried_email().await?.unwrap_or_default();
    let Ok(email) = EmailAddress::parse(&carried) else {
        return Ok(ask.go(PATH));
    };
    let l = ask.language;
    let title = say::sent_title(l);
    Screen::new(title)
        .show(&ask, move || {
            let links = vec![
                Act::link(login::wait_back(l), "/inloggen"),
                Act::link(say::other(l), PATH),
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

async fn draw(ask: &Ask, typed: Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let title = say::title(l);
    Screen::new(title)
        .refused_for(ask, &errors)
        .show(ask, move || {
            let error = error_at(&errors, "email");
            let heading = frame::error_heading(l);
            let news = view! { <ErrorSummary heading errors /> }.into_any();
            let back = vec![Act::link(login::wait_back(l), "/inloggen")];
            view! {
                <Page title=title lead=say::lead(l) news=news>
                    <Form primary=say::submit(l) others=back>
                        <Field
                            kind=FieldKind::LoginEmail
                            name="email"
                            label=login::email(l)
                            error=error
                            value=typed.value("email")
                            autofocus=true
                        />
                    </Form>
                </Page>
            }
        })
        .await
}
