//! `/account/beveiliging/wachtwoord`: the present password and a new one, after a fresh code (SEC-17).

use domain::TypedPassword;
use flows::{
    Caller,
    account::{Changed, Passwords, change_password, new_password_problems},
};
use leptos::prelude::*;

use super::{browser, overview, renew};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop, Unread},
    parts::{Act, ErrorSummary, Field, FieldError, FieldKind, Form, Page, error_at},
    texts::{account as say, frame, passwords},
    words::{field_error, password_errors},
};

/// Address of this page.
pub const PATH: &str = "/account/beveiliging/wachtwoord";

/// Shows the form.
pub async fn show(ask: Ask) -> Answer {
    let caller = ask.own_security().await?;
    draw(&ask, &caller, vec![]).await
}

/// Changes it.
pub async fn change(ask: Ask, form: Unread) -> Answer {
    let caller = ask.own_security().await?;
    let mut typed = form.only(&["email", "current_password", "new_password"])?;
    let l = ask.language;
    let current = TypedPassword::parse(typed.take("current_password"));
    let new = TypedPassword::parse(typed.take("new_password"));
    let (current, new) = match (current, new) {
        (Ok(current), Ok(new)) => (current, new),
        (current, new) => {
            let current = current.err();
            let current = current.map(|problem| field_error(l, "current_password", problem));
            let problems = match new {
                Ok(new) => new_password_problems(ask.services(), &caller, &new).await?,
                Err(problem) => vec![problem],
            };
            let new = password_errors(l, "new_password", problems);
            return draw(&ask, &caller, current.into_iter().chain(new).collect()).await;
        }
    };
    let session = ask.session_key().unwrap_or_default();
    let passwords = Passwords {
        current: &current,
        new: &new,
    };
    let browser = browser(&ask, &session);
    match change_password(ask.services(), &caller, passwords, browser).await? {
        Changed::Done { device, epoch } => {
            renew(&ask, epoch).await?;
            ask.tell(Flash::good(say::password_done(l))).await?;
            Ok(ask.go_known(overview::PATH, &device))
        }
        Changed::CurrentWrong => {
            let wrong = FieldError {
                field: "current_password",
                text: passwords::current_wrong(l).to_owned(),
            };
            draw(&ask, &caller, vec![wrong]).await
        }
        Changed::Refused(problems) => {
            draw(&ask, &caller, password_errors(l, "new_password", problems)).await
        }
        Changed::TooMany { until } => Err(Stop::TooMany { until }),
        Changed::Busy => Err(Stop::Busy),
        // The page offers the code when it is shown again.
        Changed::StepUpNeeded | Changed::NotNeeded => Ok(ask.go(PATH)),
    }
}

async fn draw(ask: &Ask, caller: &Caller, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let title = say::password_title(l);
    let email = caller.email.clone();
    let flash = ask.told().await?.map(Flash::view);
    Screen::new(title)
        .seen_by(caller)
        .refused_for(ask, &errors)
        .show(ask, move || {
            let at_current = error_at(&errors, "current_password");
            let at_new = error_at(&errors, "new_password");
            let heading = frame::error_heading(l);
            let news = view! { {flash} <ErrorSummary heading errors /> }.into_any();
            let back = Act::link(say::back(l), overview::PATH);
            let cancel = vec![Act::link(frame::cancel(l), overview::PATH)];
            view! {
                <Page title=title lead=say::password_lead(l) back=back news=news>
                    <Form primary=say::save(l) others=cancel>
                        <Field kind=FieldKind::AccountEmail name="email" label=passwords::account(l) value=email />
                        <Field
                            kind=FieldKind::Password
                            name="current_password"
                            label=passwords::current(l)
                            error=at_current
                            autofocus=true
                        />
                        <Field
                            kind=FieldKind::NewPassword
                            name="new_password"
                            label=passwords::new(l)
                            hint=passwords::rules(l)
                            error=at_new
                        />
                    </Form>
                </Page>
            }
        })
        .await
}
