//! `/nieuw-wachtwoord`: the one change of the password after the migration, and then on to the page that was wanted.

use domain::TypedPassword;
use flows::{
    Caller,
    account::{Changed, choose_after_migration},
};
use leptos::prelude::*;

use super::{browser, renew};
use crate::{
    bridge::{Answer, Ask, Flash, NextPath, Screen, Stop, Unread},
    parts::{ErrorSummary, Field, FieldError, FieldKind, Form, Page, error_at},
    texts::{account as say, frame, passwords},
    words::{field_error, password_errors},
};

/// Address of this page.
pub const PATH: &str = "/nieuw-wachtwoord";

/// Shows the form, to whoever has to choose.
pub async fn show(ask: Ask) -> Answer {
    let caller = ask.caller_with_any_password().await?;
    if !caller.must_change_password {
        return Ok(ask.go("/start"));
    }
    draw(&ask, &caller, vec![]).await
}

/// Takes the new password.
pub async fn choose(ask: Ask, form: Unread) -> Answer {
    let caller = ask.caller_with_any_password().await?;
    let mut typed = form.only(&["email", "new_password"])?;
    let l = ask.language;
    let new = match TypedPassword::parse(typed.take("new_password")) {
        Ok(new) => new,
        Err(problem) => {
            return draw(&ask, &caller, vec![field_error(l, "new_password", problem)]).await;
        }
    };
    let session = ask.session_key().unwrap_or_default();
    let browser = browser(&ask, &session);
    match choose_after_migration(ask.services(), &caller, &new, browser).await? {
        Changed::Done { device, epoch } => {
            renew(&ask, epoch).await?;
            ask.tell(Flash::good(say::once_done(l))).await?;
            let to = ask.wanted().map_or("/start", NextPath::as_str);
            let mut response = ask.go_known(to, &device);
            ask.forget_wanted(&mut response);
            Ok(response)
        }
        Changed::Refused(problems) => {
            draw(&ask, &caller, password_errors(l, "new_password", problems)).await
        }
        Changed::NotNeeded => Ok(ask.go("/start")),
        // A reset or a block came in between: this session is over.
        Changed::CurrentWrong | Changed::StepUpNeeded => {
            ask.leave().await?;
            ask.tell(Flash::wrong(say::once_changed_meanwhile(l)))
                .await?;
            Ok(ask.go("/inloggen"))
        }
        Changed::TooMany { until } => Err(Stop::TooMany { until }),
        Changed::Busy => Err(Stop::Busy),
    }
}

async fn draw(ask: &Ask, caller: &Caller, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let title = say::once_title(l);
    let email = caller.email.clone();
    Screen::new(title)
        .seen_by(caller)
        .refused_for(ask, &errors)
        .show(ask, move || {
            let error = error_at(&errors, "new_password");
            let heading = frame::error_heading(l);
            let news = view! { <ErrorSummary heading errors /> }.into_any();
            view! {
                <Page title=title lead=say::once_lead(l) news=news>
                    <Form primary=say::once_submit(l)>
                        <Field kind=FieldKind::AccountEmail name="email" label=passwords::account(l) value=email />
                        <Field
                            kind=FieldKind::NewPassword
                            name="new_password"
                            label=passwords::new(l)
                            hint=passwords::rules(l)
                            error=error
                        />
                    </Form>
                </Page>
            }
        })
        .await
}
