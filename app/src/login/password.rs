//! `/inloggen`: address and password. What was typed stays, but for the password; the address is carried on.

use domain::{EmailAddress, Language, TypedPassword};
use flows::{
    login::{Attempt, FirstStep, first_step},
    sessions::Stage,
};
use leptos::prelude::*;

use super::{code, organisation, wait};
use crate::{
    bridge::{Answer, Ask, NextPath, Screen, Stop, Typed, Unread},
    desk::belcode,
    help,
    parts::{
        Act, Acts, ErrorSummary, Field, FieldError, FieldKind, Form, Notice, NoticeKind, Page,
        error_at,
    },
    texts::{frame, login as say},
    words::field_error,
};

/// How often a wrong password was typed in this session.
const WRONG: &str = "wrong";
/// From this many wrong tries on, a new password is offered first.
const OFFER_RESET_AFTER: u8 = 3;
/// From this many wrong tries on, there is a code for whoever calls.
const OFFER_BELCODE_AFTER: u8 = 2;
/// The message about address and password.
const WRONG_ID: &str = "wrong";

/// Shows the form.
pub async fn show(ask: Ask) -> Answer {
    if let Some(caller) = ask.visitor().await? {
        return Ok(ask.go(if caller.must_change_password {
            "/nieuw-wachtwoord"
        } else {
            "/start"
        }));
    }
    let why = ask.why_logged_out().await?;
    let typed = ask
        .carried_email()
        .await?
        .map(|email| Typed::with("email", email.typed()))
        .unwrap_or_default();
    let told = why.is_some();
    let news = ask.told().await?.or(why);
    let screen = Screen::new(title(&ask));
    let news = news.map(crate::bridge::Flash::view_above_field);
    let mut response = draw(&ask, screen, typed, Refused::No, news).await?;
    if let Some(next) = ask.query("next").as_deref().and_then(NextPath::parse) {
        ask.keep_wanted(&mut response, &next);
    }
    if told {
        // It is said once.
        ask.let_go_of_session().await;
    }
    Ok(response)
}

/// Looks at what was typed.
pub async fn log_in(ask: Ask, form: Unread) -> Answer {
    let mut typed = form.only(&["email", "password"])?;
    ask.needs_cookies()?;
    let password = typed.take("password");
    let l = ask.language;
    let email = EmailAddress::parse(typed.get("email"));
    let (email, password) = match (email, TypedPassword::parse(password)) {
        (Ok(email), Ok(password)) => (email, password),
        (email, password) => {
            if let Ok(email) = &email {
                ask.carry_email_if_there_is_room(email).await?;
            }
            let errors = [
                email.err().map(|problem| field_error(l, "email", problem)),
                password
                    .err()
                    .map(|problem| field_error(l, "password", problem)),
            ];
            let errors = errors.into_iter().flatten().collect();
            return draw(
                &ask,
                Screen::new(title(&ask)).refused(&ask),
                typed,
                Refused::Fields(errors),
                None,
            )
            .await;
        }
    };
    let attempt = Attempt {
        email: &email,
        password: &password,
        device: ask.device(),
        network: ask.network(),
    };
    // A password begins a new day, whatever this browser did before.
    ask.forget::<domain::Moment>(code::BEGAN).await?;
    match first_step(ask.services(), &attempt).await? {
        FirstStep::Right {
            account,
            entered: Some(entered),
            ..
        } => {
            let there = (entered.authorisation, entered.way);
            let answer = code::go_on(&ask, account, there, entered.challenge).await?;
            // From here on this is no stranger's session.
            ask.carry_email_if_there_is_room(&email).await?;
            Ok(answer)
        }
        FirstStep::Right {
            account,
            epoch,
            entered: None,
        } => {
            ask.move_to(&Stage::Choosing { account, epoch }).await?;
            ask.carry_email_if_there_is_room(&email).await?;
            Ok(ask.go(organisation::PATH))
        }
        FirstStep::Wrong => {
            ask.carry_email_if_there_is_room(&email).await?;
            let wrong = ask
                .recall::<u8>(WRONG)
                .await?
                .unwrap_or(0)
                .saturating_add(1);
            ask.remember_if_there_is_room(WRONG, wrong).await?;
            let belcode = match wrong >= OFFER_BELCODE_AFTER {
                true => belcode(&ask).await?,
                false => None,
            };
            let refused = Refused::Wrong {
                offer_reset: wrong >= OFFER_RESET_AFTER,
                belcode,
            };
            draw(
                &ask,
                Screen::new(title(&ask)).refused(&ask),
                typed,
                refused,
                None,
            )
            .await
        }
        FirstStep::Wait { until } => {
            ask.carry_email_if_there_is_room(&email).await?;
            ask.remember(wait::UNTIL, until).await?;
            Ok(ask.go(wait::PATH))
        }
        FirstStep::Busy => Err(Stop::Busy),
    }
}

enum Refused {
    No,
    Fields(Vec<FieldError>),
    Wrong {
        offer_reset: bool,
        belcode: Option<AnyView>,
    },
}

fn title(ask: &Ask) -> &'static str {
    say::title(ask.language)
}

async fn draw(
    ask: &Ask,
    screen: Screen,
    typed: Typed,
    refused: Refused,
    news: Option<AnyView>,
) -> Answer {
    let l = ask.language;
    screen
        .typed_at_once()
        .show(ask, move || {
            let about = matches!(refused, Refused::Wrong { .. }).then_some(WRONG_ID);
            let (errors, news) = match refused {
                Refused::No => (vec![], news),
                Refused::Fields(errors) => (errors, None),
                Refused::Wrong {
                    offer_reset,
                    belcode,
                } => (vec![], Some(wrong(l, offer_reset, belcode))),
            };
            let heading = frame::error_heading(l);
            let (at_email, at_password) =
                (error_at(&errors, "email"), error_at(&errors, "password"));
            let mut links = vec![
                Act::link(say::forgot(l), "/wachtwoord-vergeten"),
                Act::link(say::help(l), help::guide::PATH),
                Act::link(say::who_is(l), "/wie-is-mijn-beheerder"),
            ];
            // The message about address and password has it.
            if about.is_none() {
                links.push(Act::link(say::ask_admin(l), "/hulp-vragen"));
            }
            let typed_email = typed.value("email");
            let known = typed_email.is_some();
            let news = view! { {news} <ErrorSummary heading errors /> }.into_any();
            view! {
                <Page title=say::title(l) news=news>
                    <Form primary=say::submit(l)>
                        <Field
                            kind=FieldKind::LoginEmail
                            name="email"
                            label=say::email(l)
                            error=at_email
                            value=typed_email
                            autofocus=!known
                        />
                        <Field
                            kind=FieldKind::Password
                            name="password"
                            label=say::password(l)
                            error=at_password
                            autofocus=known
                            about=about
                        />
                    </Form>
                    <Acts acts=links class="links" />
                </Page>
            }
        })
        .await
}

/// The same for every address: whoever is blocked reads in the mail why, and whom to ask.
fn wrong(l: Language, offer_reset: bool, belcode: Option<AnyView>) -> AnyView {
    let mut reset = Act::link(say::reset_first(l), "/wachtwoord-vergeten");
    if offer_reset {
        reset = reset.primary();
    }
    let acts = vec![reset, Act::link(say::ask_admin(l), "/hulp-vragen")];
    view! {
        <Notice kind=NoticeKind::Wrong title=say::wrong(l) id=Some(WRONG_ID) acts>
            <p>{say::wrong_text(l)}</p>
            {belcode}
        </Notice>
    }
    .into_any()
}
