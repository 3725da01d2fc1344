//! `/bevestigen`: "is it still you?" before a deed that concerns somebody else. What waits goes on by itself.

use domain::{post::Deed, shared::code::TypedCode};
use flows::{
    Caller,
    sessions::Stage,
    step_up::{self, Outcome},
};
use leptos::prelude::*;

use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop, Unread, step_up::PATH, step_up::Pending},
    login::{code::again, code_page::again_in_a_while},
    parts::{Act, Acts, Details, ErrorSummary, Field, FieldError, FieldKind, Form, Page, error_at},
    texts::{frame, login, step_up as say},
    words::field_error,
};

/// Shows the field for the code, and what it is for.
pub async fn show(ask: Ask) -> Answer {
    let (_, pending) = waiting(&ask).await?;
    draw(&ask, &pending, vec![]).await
}

/// Looks at the code; if it is right, the waiting deed goes on.
pub async fn check(ask: Ask, form: Unread) -> Answer {
    let (caller, pending) = waiting(&ask).await?;
    let typed = form.only(&["code"])?;
    let l = ask.language;
    let code = match TypedCode::parse(typed.get("code")) {
        Ok(code) => code,
        Err(problem) => return draw(&ask, &pending, vec![field_error(l, "code", problem)]).await,
    };
    let refuse = |text: &str| {
        vec![FieldError {
            field: "code",
            text: text.to_owned(),
        }]
    };
    match step_up::finish(ask.services(), &caller, &pending.challenge, &code).await? {
        Outcome::Done { at } => {
            let Some(Stage::In {
                account,
                authorisation,
                began_at,
                ..
            }) = ask.stage().await?
            else {
                return Err(Stop::LogIn(ask.here()));
            };
            let fresh = Stage::In {
                account,
                authorisation,
                factor_at: at,
                began_at,
            };
            ask.move_to(&fresh).await?;
            ask.go_on(pending).await
        }
        Outcome::Wrong { .. } => draw(&ask, &pending, refuse(login::code_wrong(l))).await,
        Outcome::Expired => {
            let (deed, whom) = (pending.deed, pending.whom.as_deref());
            let sent = step_up::send_again(ask.services(), &caller, &pending.challenge, deed, whom)
                .await?;
            let text = match sent {
                Ok(()) => login::code_expired(l),
                Err(_) => login::code_expired_not_sent(l),
            };
            draw(&ask, &pending, refuse(text)).await
        }
        Outcome::TooManyToday { until } => Err(Stop::TooMany { until }),
        Outcome::Over => {
            ask.tell(Flash::wrong(say::over(l))).await?;
            Ok(ask.go("/start"))
        }
    }
}

/// Sends the code once more.
pub async fn send_again(ask: Ask, form: Unread) -> Answer {
    let (caller, pending) = waiting(&ask).await?;
    form.only(&[])?;
    let (deed, whom) = (pending.deed, pending.whom.as_deref());
    let sent = step_up::send_again(ask.services(), &caller, &pending.challenge, deed, whom).await?;
    again(&ask, sent, PATH, "/start").await
}

async fn waiting(ask: &Ask) -> Result<(Caller, Pending), Stop> {
    let caller = ask.caller_with_any_password().await?;
    let pending = ask.pending().await?;
    let pending = pending.ok_or_else(|| Stop::Go("/start".to_owned()))?;
    Ok((caller, pending))
}

async fn draw(ask: &Ask, pending: &Pending, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let title = say::title(l);
    let Some(sent) = flows::login::sent(ask.services(), &pending.challenge).await? else {
        ask.tell(Flash::wrong(say::over(l))).await?;
        return Ok(ask.go("/start"));
    };
    let lead = say::lead(l, deed_text(l, pending.deed), sent.mobile.masked());
    let again_in = ask.seconds_until(sent.again_at);
    let whom = pending.whom.clone();
    let flash = ask.told().await?.map(Flash::view);
    let screen = if errors.is_empty() {
        Screen::new(title)
    } else {
        Screen::new(title).refused(ask)
    };
    screen
        .show(ask, move || {
            let error = error_at(&errors, "code");
            let news = view! { {flash} <ErrorSummary heading=frame::error_heading(l) errors /> }.into_any();
            let again = vec![again_in_a_while(l, "/bevestigen/opnieuw", again_in)];
            let whom = whom.map(|whom| view! { <p>{say::whom(l, whom)}</p> });
            let cancel = vec![Act::link(frame::cancel(l), "/start")];
            view! {
                <Page title=title lead=lead news=news>
                    {whom}
                    <Form primary=say::submit(l) action=PATH.to_owned() others=cancel>
                        <Field kind=FieldKind::Code name="code" label=login::code(l) error=error autofocus=true />
                    </Form>
                    <Details summary=login::no_sms(l)>
                        <p>{login::no_sms_wait(l)}</p>
                        <Acts acts=again class="page-actions" />
                    </Details>
                </Page>
            }
        })
        .await
}

/// What is about to be done, in words.
fn deed_text(l: domain::Language, deed: Deed) -> &'static str {
    match deed {
        Deed::Invite => say::deed_invite(l),
        Deed::Unblock => say::deed_unblock(l),
        Deed::ChangeMobile => say::deed_change_mobile(l),
        Deed::ChangeRights => say::deed_change_rights(l),
        Deed::StopAccess => say::deed_stop_access(l),
        Deed::ChangeAdmins => say::deed_change_admins(l),
        Deed::SendReset => say::deed_send_reset(l),
        Deed::CloseHelp => say::deed_close_help(l),
        Deed::CheckStaff => say::deed_check_staff(l),
        Deed::Export => say::deed_export(l),
        Deed::OwnSecurity => say::deed_own_security(l),
    }
}
