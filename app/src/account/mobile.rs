//! `/account/beveiliging/mobiel`: a new number, while one still has access. Needs the password and a fresh code on the
//! old number; the service desk changes the own number of whoever looks after others (SEC-34, SEC-67).

use domain::{ChallengeId, MobileNumber, TypedPassword};
use flows::{
    Caller,
    account::{
        NumberStarted, number_is_own, number_not_before, security_overview, start_number_change,
    },
    challenges,
};
use leptos::prelude::*;

use super::{browser, mobile_code, overview};
use crate::{
    address_change::ask::not_yet,
    bridge::{Answer, Ask, Flash, Screen, Stop, Typed, Unread},
    contact,
    parts::{Act, ErrorSummary, Field, FieldError, FieldKind, Form, Page, error_at},
    texts::{account as say, address_change as address, contact as words, frame, passwords},
    words::{field_error, masked, mobile_hint},
};

/// Address of this page.
pub const PATH: &str = "/account/beveiliging/mobiel";

/// Shows the form, or whom to call.
pub async fn show(ask: Ask) -> Answer {
    let caller = ask.caller().await?;
    if !number_is_own(ask.services(), &caller).await? {
        return service_desk(&ask).await;
    }
    if let Some(until) = number_not_before(ask.services(), &caller).await? {
        let l = ask.language;
        let why = address::address_changed(l, until.day_and_time(l));
        return not_yet(&ask, say::mobile_title(l), why, overview::PATH).await;
    }
    let caller = ask.own_security().await?;
    let typed = ask
        .typed_before(&caller, &["mobile", "current_password"])
        .await?;
    draw(&ask, &caller, typed.unwrap_or_default(), vec![]).await
}

/// Sends a code to the new number.
pub async fn change(ask: Ask, form: Unread) -> Answer {
    if !number_is_own(ask.services(), &ask.caller().await?).await? {
        return service_desk(&ask).await;
    }
    let caller = ask.own_security().await?;
    let mut typed = form.only(&["mobile", "current_password"])?;
    let l = ask.language;
    let password = TypedPassword::parse(typed.take("current_password"));
    let countries = &ask.services().policy.countries;
    let mobile = MobileNumber::parse(typed.get("mobile"), countries);
    let (mobile, password) = match (mobile, password) {
        (Ok(mobile), Ok(password)) => (mobile, password),
        (mobile, password) => {
            let errors = [
                mobile
                    .err()
                    .map(|problem| field_error(l, "mobile", problem)),
                password
                    .err()
                    .map(|problem| field_error(l, "current_password", problem)),
            ];
            let errors = errors.into_iter().flatten().collect();
            return draw(&ask, &caller, typed, errors).await;
        }
    };
    let session = ask.session_key().unwrap_or_default();
    let browser = browser(&ask, &session);
    let wrong = |field: &'static str, text: &str| {
        let text = text.to_owned();
        vec![FieldError { field, text }]
    };
    match start_number_change(ask.services(), &caller, &mobile, &password, browser).await? {
        NumberStarted::CodeSent(challenge) => {
            if let Some(old) = ask.recall::<ChallengeId>(mobile_code::CHALLENGE).await? {
                challenges::keep_codes_of(ask.services(), &challenge, &old, true).await?;
            }
            ask.remember(mobile_code::CHALLENGE, challenge).await?;
            Ok(ask.go(mobile_code::PATH))
        }
        NumberStarted::SameNumber => {
            draw(&ask, &caller, typed, wrong("mobile", say::mobile_same(l))).await
        }
        NumberStarted::PasswordWrong => {
            let errors = wrong("current_password", passwords::current_wrong(l));
            draw(&ask, &caller, typed, errors).await
        }
        NumberStarted::AskServiceDesk => service_desk(&ask).await,
        NumberStarted::NoMessages(refused) => Err(Stop::NoMessages(refused)),
        NumberStarted::TooMany { until } => Err(Stop::TooMany { until }),
        NumberStarted::Busy => Err(Stop::Busy),
        // The page says what stands in the way, or offers the code, when it is shown again.
        NumberStarted::StepUpNeeded | NumberStarted::AddressJustChanged { .. } => Ok(ask.go(PATH)),
    }
}

async fn draw(ask: &Ask, caller: &Caller, typed: Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let title = say::mobile_title(l);
    let session = ask.session_key().unwrap_or_default();
    let now = security_overview(ask.services(), caller, &session)
        .await?
        .number;
    let hint = mobile_hint(l, &ask.services().policy.countries);
    let flash = ask.told().await?.map(Flash::view);
    Screen::new(title)
        .seen_by(caller)
        .refused_for(ask, &errors)
        .show(ask, move || {
            let at_mobile = error_at(&errors, "mobile");
            let at_password = error_at(&errors, "current_password");
            let heading = frame::error_heading(l);
            let news = view! { {flash} <ErrorSummary heading errors /> }.into_any();
            let back = Act::link(say::back(l), overview::PATH);
            let cancel = vec![Act::link(frame::cancel(l), overview::PATH)];
            view! {
                <Page title=title lead_view=masked(l, say::mobile_lead(l, now)) back=back news=news>
                    <Form primary=say::mobile_submit(l) others=cancel>
                        <Field
                            kind=FieldKind::OwnMobile
                            name="mobile"
                            label=say::mobile_new(l)
                            hint=hint
                            error=at_mobile
                            value=typed.value("mobile")
                            autofocus=true
                        />
                        <Field
                            kind=FieldKind::Password
                            name="current_password"
                            label=passwords::current(l)
                            error=at_password
                        />
                    </Form>
                </Page>
            }
        })
        .await
}

async fn service_desk(ask: &Ask) -> Answer {
    let l = ask.language;
    let title = say::desk_title(l);
    let helps = ask.help_desk().await?;
    let (desk, phone, hours) = (
        helps.with_number(l),
        helps.phone.clone(),
        helps.now(ask.now, l),
    );
    Screen::new(title)
        .show(ask, move || {
            let back = Act::link(say::back(l), overview::PATH);
            let acts =
                vec![Act::link(words::call(l, &phone), contact::telephone(&phone)).primary()];
            view! {
                <Page title=title lead=say::desk_lead(l) back=back acts>
                    <p>{say::desk_call(l, desk.clone())}</p>
                    <p>{format!("{phone} · {hours}")}</p>
                </Page>
            }
        })
        .await
}
