//! `/wachtwoord-instellen/{token}`: the link from the mail. Looked at before anything is typed, and never used up by
//! looking (SEC-21); one that does not work any more offers a new one to the same mailbox at one button.

use axum::{extract::Path, http::StatusCode};
use domain::{AuthorisationId, ChoiceOf, Moment, Problem, TypedPassword};
use flows::{
    links::Closed,
    reset::{self, Chosen, Look, NewLink, NumberChoice, Open},
    secrets::LinkSecret,
    sessions::Stage,
};
use leptos::prelude::*;

use super::{ask::PATH as ASK, code};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop, Typed, Unread},
    parts::{
        Act, Choice, Choices, ErrorPage, ErrorSummary, Field, FieldError, FieldKind, Form, HowMany,
        Page, error_at,
    },
    texts::{frame, login, passwords, reset as say},
    words::{field_error, password_errors},
};

/// Address of the page that says that a new mail is on its way.
pub const SENT: &str = "/wachtwoord-instellen/verstuurd";

/// Looks at the link and shows the form.
pub async fn show(ask: Ask, Path(token): Path<String>) -> Answer {
    let Some(secret) = LinkSecret::parse(&token) else {
        return unknown(&ask).await;
    };
    let look = reset::look(ask.services(), &secret).await?;
    draw(&ask, &secret, look, Typed::default(), Wrong::default()).await
}

/// Takes the new password, and goes on to the code at an address without the secret.
pub async fn choose(ask: Ask, Path(token): Path<String>, form: Unread) -> Answer {
    let mut typed = form.only(&["email", "password", "number"])?;
    ask.needs_cookies()?;
    let Some(secret) = LinkSecret::parse(&token) else {
        return unknown(&ask).await;
    };
    let l = ask.language;
    let number = AuthorisationId::parse(typed.get("number"));
    let mut log_in = false;
    let errors = match TypedPassword::parse(typed.take("password")) {
        Err(problem) => vec![field_error(l, "password", problem)],
        Ok(password) => {
            let (choice, browser) = (number.as_ref(), (ask.device(), ask.network()));
            match reset::choose(ask.services(), &secret, &password, choice, browser).await? {
                Chosen::CodeSent { link, challenge } => {
                    ask.move_to(&Stage::Reset { link, challenge }).await?;
                    return Ok(ask.go(code::PATH));
                }
                Chosen::Present => {
                    let error = FieldError {
                        field: "password",
                        text: say::choose_present(l).to_owned(),
                    };
                    log_in = true;
                    vec![error]
                }
                Chosen::Refused(problems) => password_errors(l, "password", problems),
                Chosen::NeedsChoice { .. } => {
                    vec![field_error(
                        l,
                        "number",
                        Problem::NotChosen(ChoiceOf::Number),
                    )]
                }
                Chosen::NowhereToGo => return nowhere(&ask).await,
                Chosen::NoMessages(refused) => return Err(Stop::NoMessages(refused)),
                Chosen::TooMany { until } => return Err(Stop::TooMany { until }),
                Chosen::Busy => return Err(Stop::Busy),
                Chosen::Link(look) => {
                    return draw(&ask, &secret, look, typed, Wrong::default()).await;
                }
            }
        }
    };
    let look = reset::look(ask.services(), &secret).await?;
    let errors = with_number(l, errors, &look, number.as_ref());
    draw(&ask, &secret, look, typed, Wrong { errors, log_in }).await
}

/// What is wrong with what was typed, if anything is.
#[derive(Default)]
struct Wrong {
    errors: Vec<FieldError>,
    /// The password is the one that there is: logging in with it is a way on.
    log_in: bool,
}

/// Says in the same breath that no number was chosen, whatever is wrong with the password.
fn with_number(
    l: domain::Language,
    mut errors: Vec<FieldError>,
    look: &Look,
    number: Option<&AuthorisationId>,
) -> Vec<FieldError> {
    let Look::Open(open) = look else {
        return errors;
    };
    let chosen = |choice: &NumberChoice| Some(&choice.authorisation) == number;
    let told = errors.iter().any(|error| error.field == "number");
    if !told && open.choices.len() > 1 && !open.choices.iter().any(chosen) {
        errors.push(field_error(
            l,
            "number",
            Problem::NotChosen(ChoiceOf::Number),
        ));
    }
    errors
}

/// Sends a new link to the same mailbox.
pub async fn new_link(ask: Ask, Path(token): Path<String>, form: Unread) -> Answer {
    form.only(&[])?;
    let Some(secret) = LinkSecret::parse(&token) else {
        return unknown(&ask).await;
    };
    match reset::new_link(ask.services(), &secret).await? {
        NewLink::Sent => Ok(ask.go(SENT)),
        NewLink::Unknown => unknown(&ask).await,
        NewLink::TooOften { until } => {
            let l = ask.language;
            let notice = Flash::wrong(say::new_link_too_often(l, until.time_seen_from(ask.now, l)));
            ask.tell(notice).await?;
            Ok(ask.go(&format!("/wachtwoord-instellen/{}", secret.expose())))
        }
    }
}

/// Says that a new mail is on its way.
pub async fn sent(ask: Ask) -> Answer {
    let l = ask.language;
    let title = say::new_link_title(l);
    Screen::new(title)
        .show(&ask, move || {
            let acts = vec![Act::link(login::wait_back(l), "/inloggen")];
            view! { <Page title=title lead=say::new_link_lead(l) acts><p>{say::sent_spam(l)}</p></Page> }
        })
        .await
}

async fn draw(ask: &Ask, secret: &LinkSecret, look: Look, typed: Typed, wrong: Wrong) -> Answer {
    match look {
        Look::Open(open) if open.choices.is_empty() => nowhere(ask).await,
        Look::Open(open) => draw_open(ask, *open, typed, wrong).await,
        Look::Over {
            again_from: Some(from),
            ..
        } => draw_not_yet(ask, from).await,
        Look::Over { why, until, .. } => {
            let l = ask.language;
            let lead = match why {
                Closed::Expired => say::expired(l, until.day_and_time(l)),
                Closed::Used => say::used(l).to_owned(),
                Closed::Withdrawn => say::withdrawn(l).to_owned(),
            };
            draw_over(ask, secret, lead).await
        }
        Look::Unknown => unknown(ask).await,
    }
}

async fn draw_open(ask: &Ask, open: Open, typed: Typed, wrong: Wrong) -> Answer {
    let l = ask.language;
    let Wrong { errors, log_in } = wrong;
    let others = match log_in {
        true => vec![Act::link(login::title(l), "/inloggen")],
        false => vec![],
    };
    let title = say::choose_title(l);
    let flash = ask.told().await?.map(Flash::view);
    Screen::new(title)
        .refused_for(ask, &errors)
        .show(ask, move || {
            let numbers = numbers(l, &open, &typed, error_at(&errors, "number"));
            let error = error_at(&errors, "password");
            let heading = frame::error_heading(l);
            let news = view! { {flash} <ErrorSummary heading errors /> }.into_any();
            let lead = say::choose_lead(l, open.until.time_seen_from(ask.now, l));
            view! {
                <Page title=title lead=lead news=news>
                    <Form primary=say::choose_submit(l) others=others>
                        <Field kind=FieldKind::AccountEmail name="email" label=passwords::account(l) value=open.email />
                        <Field
                            kind=FieldKind::NewPassword
                            name="password"
                            label=passwords::new(l)
                            hint=passwords::rules(l)
                            error=error
                        />
                        {numbers}
                    </Form>
                </Page>
            }
        })
        .await
}

/// Which number gets the code; nothing to choose if there is one.
fn numbers(
    l: domain::Language,
    open: &Open,
    typed: &Typed,
    error: Option<String>,
) -> Option<impl IntoView + use<>> {
    let chosen = typed.get("number");
    let choices: Vec<_> = open
        .choices
        .iter()
        .map(|choice| Choice {
            value: choice.authorisation.to_string(),
            label: choice.organisation_name.clone(),
            hint: Some(choice.number.clone()),
            chosen: choice.authorisation.as_str() == chosen,
        })
        .collect();
    (choices.len() > 1).then(|| {
        view! {
            <Choices
                name="number"
                label=say::choose_number(l)
                how_many=HowMany::One
                choices
                hint=say::choose_number_hint(l)
                error=error
            />
        }
    })
}

async fn draw_over(ask: &Ask, secret: &LinkSecret, lead: String) -> Answer {
    let l = ask.language;
    let title = say::expired_title(l);
    let flash = ask.told().await?.map(Flash::view);
    let action = format!("/wachtwoord-instellen/{}/nieuwe-link", secret.expose());
    Screen::new(title)
        .status(StatusCode::GONE)
        .show(ask, move || {
            let acts = vec![
                Act::post(say::new_link(l), action).primary(),
                Act::link(frame::to_login(l), "/inloggen"),
            ];
            view! { <Page title=title lead=lead news=view! { {flash} }.into_any() acts>""</Page> }
        })
        .await
}

/// Nobody can send a link before then: no button that leads to a mail that says no more than that.
async fn draw_not_yet(ask: &Ask, from: Moment) -> Answer {
    let l = ask.language;
    let title = say::expired_title(l);
    let lead = say::not_yet(l, from.day_and_time(l));
    let flash = ask.told().await?.map(Flash::view);
    let desk = ask.help_desk().await?.with_number(l);
    Screen::new(title)
        .status(StatusCode::GONE)
        .show(ask, move || {
            let acts = vec![
                Act::link(frame::to_login(l), "/inloggen").primary(),
                Act::link(frame::to_contact(l), "/contact"),
            ];
            view! {
                <Page title=title lead=lead news=view! { {flash} }.into_any() acts>
                    <p>{say::not_yet_meanwhile(l)}</p>
                    <p>{say::not_yet_not_you(l, desk)}</p>
                </Page>
            }
        })
        .await
}

/// Only an admin can help: there is no number that a code can go to.
async fn nowhere(ask: &Ask) -> Answer {
    let l = ask.language;
    let title = say::nowhere_title(l);
    Screen::new(title)
        .show(ask, move || {
            let acts = vec![
                Act::link(login::ask_admin(l), "/hulp-vragen").primary(),
                Act::link(login::who_is(l), "/wie-is-mijn-beheerder"),
            ];
            view! { <Page title=title lead=say::nowhere_lead(l) acts>""</Page> }
        })
        .await
}

async fn unknown(ask: &Ask) -> Answer {
    let l = ask.language;
    let title = say::unknown_title(l);
    Screen::new(title)
        .status(StatusCode::NOT_FOUND)
        .show(ask, move || {
            let act = Act::link(say::unknown_ask(l), ASK);
            view! { <ErrorPage title=title lead=say::unknown_lead(l) act /> }
        })
        .await
}
