//! `/wachtwoord-vergeten`: asking for a link. The answer is the same page for every address (SEC-01);
//! the address comes along from the login page and stays in the session, never in an address line.

use domain::EmailAddress;
use flows::{post::questions::Stranger, reset};
use leptos::prelude::*;

use crate::{
    bridge::{Answer, Ask, Flash, Screen, Typed, Unread},
    parts::{Act, Acts, ErrorSummary, Field, FieldError, FieldKind, Form, Page, Section, error_at},
    texts::{frame, login, reset as say},
    words::field_error,
};

/// Address of this page.
pub const PATH: &str = "/wachtwoord-vergeten";
/// Address of the page after it.
pub const SENT: &str = "/wachtwoord-vergeten/verstuurd";

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
    let typed = form.only(&["email", "again"])?;
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
    reset::ask(ask.services(), &stranger).await?;
    if !typed.get("again").is_empty() {
        ask.tell(Flash::good(say::sent_again_done(l))).await?;
    }
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
    let flash = ask.told().await?.map(Flash::view);
    Screen::new(title)
        .show(&ask, move || {
            let again = Act::post(say::sent_again(l), PATH)
                .second()
                .with("email", email.typed())
                .with("again", "1");
            let acts = vec![again, Act::link(say::sent_other(l), PATH)];
            let links = vec![Act::link(login::wait_back(l), "/inloggen")];
            let lead = say::sent_lead(l, email.for_display());
            view! {
                <Page title=title lead=lead news=view! { {flash} }.into_any()>
                    <p>{say::sent_what(l)}</p>
                    <Section id="none" title=say::sent_none(l)>
                        <ul class="bullets">
                            <li>{say::sent_spam(l)}</li>
                            <li>{say::sent_typo(l)}</li>
                        </ul>
                        <Acts acts class="page-actions" />
                    </Section>
                    <Acts acts=links class="links" />
                </Page>
            }
        })
        .await
}

async fn draw(ask: &Ask, typed: Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let title = say::ask_title(l);
    let flash = ask.told().await?.map(Flash::view);
    Screen::new(title)
        .refused_for(ask, &errors)
        .show(ask, move || {
            let error = error_at(&errors, "email");
            let heading = frame::error_heading(l);
            let news = view! { {flash} <ErrorSummary heading errors /> }.into_any();
            let back = vec![Act::link(login::wait_back(l), "/inloggen")];
            view! {
                <Page title=title lead=say::ask_lead(l) news=news>
                    <Form primary=say::ask_submit(l) others=back>
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
