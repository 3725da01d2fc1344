//! `/wachtwoord-vergeten`: asking for a link. The answer is the same page for every address (SEC-01);
//! the address comes along from the login page and stays in the session, never in an address line.

use flows::reset;
use leptos::prelude::*;

use crate::{
    bridge::{Answer, Ask, Flash, Screen, Unread},
    parts::{Act, Acts, Page, Section},
    question::{self, EMAIL, Question, asked_about, stranger},
    texts::{login, reset as say},
};

/// Address of this page.
pub const PATH: &str = "/wachtwoord-vergeten";
/// Address of the page after it.
pub const SENT: &str = "/wachtwoord-vergeten/verstuurd";

const QUESTION: Question = Question {
    title: say::ask_title,
    lead: say::ask_lead,
    submit: say::ask_submit,
};

/// Shows the form, filled in with the address that was typed before.
pub async fn show(ask: Ask) -> Answer {
    QUESTION.show(&ask).await
}

/// Leaves the question.
pub async fn send(ask: Ask, form: Unread) -> Answer {
    let typed = form.only(&[EMAIL, "again"])?;
    let email = match question::read(&ask, &typed).await? {
        Ok(email) => email,
        Err(error) => return QUESTION.refuse(&ask, typed, error).await,
    };
    question::put(reset::ask(ask.services(), &stranger(&ask, &email)).await?)?;
    if !typed.get("again").is_empty() {
        ask.tell(Flash::good(say::sent_again_done(ask.language)))
            .await?;
    }
    Ok(ask.go(SENT))
}

/// Says what happens now.
pub async fn sent(ask: Ask) -> Answer {
    let email = asked_about(&ask, PATH).await?;
    let l = ask.language;
    let title = say::sent_title(l);
    let flash = ask.told().await?.map(Flash::view);
    // Alike for everybody: whether an address had so many is told to nobody.
    let most = ask.services().policy.letters_per_address_hour;
    Screen::new(title)
        .show(&ask, move || {
            let again = Act::post(say::sent_again(l), PATH)
                .second()
                .with(EMAIL, email.typed())
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
                            <li>{say::sent_often(l, most)}</li>
                        </ul>
                        <Acts acts class="page-actions" />
                    </Section>
                    <Acts acts=links class="links" />
                </Page>
            }
        })
        .await
}
