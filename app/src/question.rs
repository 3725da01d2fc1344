//! A question of somebody we do not know, who has nothing to show but an address: one form for each of them, and one
//! answer for every address (SEC-01, SEC-03). The address comes along in the session, never in an address line.

use domain::{EmailAddress, Language};
use flows::post::questions::{Put, Stranger};
use leptos::prelude::*;

use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop, Typed},
    parts::{Act, ErrorSummary, Field, FieldError, FieldKind, Form, Page, error_at},
    texts::{frame, login},
    words::field_error,
};

/// Name of the field of the address.
pub const EMAIL: &str = "email";

/// What a page says that asks for an address and nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The heading.
    pub title: fn(Language) -> &'static str,
    /// What will be done with the address.
    pub lead: fn(Language) -> &'static str,
    /// What the button says.
    pub submit: fn(Language) -> &'static str,
}

impl Question {
    /// Shows the form, filled in with the address that was typed before.
    pub async fn show(self, ask: &Ask) -> Answer {
        let email = ask.carried_email().await?;
        let typed = email.map(|email| Typed::with(EMAIL, email.typed()));
        self.draw(ask, typed.unwrap_or_default(), None).await
    }

    /// Shows it again with what is wrong.
    pub async fn refuse(self, ask: &Ask, typed: Typed, error: FieldError) -> Answer {
        self.draw(ask, typed, Some(error)).await
    }

    async fn draw(self, ask: &Ask, typed: Typed, error: Option<FieldError>) -> Answer {
        let l = ask.language;
        let title = (self.title)(l);
        let errors: Vec<FieldError> = error.into_iter().collect();
        let flash = ask.told().await?.map(Flash::view);
        Screen::new(title)
            .refused_for(ask, &errors)
            .show(ask, move || {
                let error = error_at(&errors, EMAIL);
                let heading = frame::error_heading(l);
                let news = view! { {flash} <ErrorSummary heading errors /> }.into_any();
                let back = vec![Act::link(login::wait_back(l), "/inloggen")];
                view! {
                    <Page title=title lead=(self.lead)(l) news=news>
                        <Form primary=(self.submit)(l) others=back>
                            <Field
                                kind=FieldKind::LoginEmail
                                name=EMAIL
                                label=login::email(l)
                                error=error
                                value=typed.value(EMAIL)
                                autofocus=true
                            />
                        </Form>
                    </Page>
                }
            })
            .await
    }
}

/// The address that was typed, which the next page shows and no page asks for again; or what is wrong with it.
pub async fn read(ask: &Ask, typed: &Typed) -> Result<Result<EmailAddress, FieldError>, Stop> {
    match EmailAddress::parse(typed.get(EMAIL)) {
        Ok(email) => {
            ask.carry_email(&email).await?;
            Ok(Ok(email))
        }
        Err(problem) => Ok(Err(field_error(ask.language, EMAIL, problem))),
    }
}

/// Who asks, as far as we know.
pub fn stranger<'a>(ask: &'a Ask, email: &'a EmailAddress) -> Stranger<'a> {
    Stranger {
        email,
        network: ask.network(),
        device: ask.device(),
        language: ask.language,
    }
}

/// On, if the question lies there; a network that put too many is told, for that says nothing about an address.
pub fn put(put: Put) -> Result<(), Stop> {
    match put {
        Put::Left => Ok(()),
        Put::TooManyHere { until } => Err(Stop::TooManyHere { until }),
    }
}

/// The address that this session asked about, for the page that says what happens now; else back to `form`.
pub async fn asked_about(ask: &Ask, form: &str) -> Result<EmailAddress, Stop> {
    let carried = ask.carried_email().await?;
    carried.ok_or_else(|| Stop::Go(form.to_owned()))
}
