//! `/bevestigen`: "is it still you?" before a deed that concerns somebody else. What waits goes on by itself.

use domain::post::Deed;
use flows::{
    Caller,
    account::security_overview,
    sessions::Stage,
    step_up::{self, Outcome},
};
use leptos::prelude::*;

use crate::{
    bridge::{Answer, Ask, Flash, NextPath, Screen, Stop, Unread, step_up::PATH, step_up::Pending},
    log,
    login::code_page::{self, CodePage, again_in_a_while},
    parts::{Act, Acts, Details, ErrorSummary, Field, FieldError, FieldKind, Form, Page, error_at},
    texts::{frame, login, step_up as say},
    words::masked,
};

/// Draws itself, because it says what the code is for; leads where every page of a code does.
const PAGE: CodePage = CodePage {
    path: PATH,
    again: "/bevestigen/opnieuw",
    anew: "/start",
    anew_label: Some(frame::cancel),
    number: login::no_sms_number,
    over: say::over,
};

/// Address that sends the code which a page needs.
const SEND: &str = "/bevestigen/versturen";

/// Says what a page needs a code for, and offers to send it.
pub(crate) async fn offer(ask: &Ask, deed: Deed) -> Answer {
    let caller = ask.caller().await?;
    let l = ask.language;
    let title = say::title(l);
    let session = ask.session_key().unwrap_or_default();
    let overview = security_overview(ask.services(), &caller, &session).await?;
    let lead = say::offer_lead(l, deed_text(l, deed), overview.number);
    let page = ask.here().as_str().to_owned();
    Screen::new(title)
        .seen_by(&caller)
        .show(ask, move || {
            let acts = vec![
                Act::post(say::offer_send(l), SEND)
                    .with("page", page)
                    .primary(),
                Act::link(frame::cancel(l), "/start"),
            ];
            view! {
                <Page title=title lead=lead>
                    <Acts acts class="page-actions" />
                </Page>
            }
        })
        .await
}

/// Sends the code for a page that was asked for, and goes on to the field for it.
pub async fn send(ask: Ask, form: Unread) -> Answer {
    ask.caller().await?;
    let typed = form.only(&["page"])?;
    let page = NextPath::parse(typed.get("page")).ok_or(Stop::BadForm)?;
    ask.send_for(page)
}

/// Shows the field for the code, and what it is for.
pub async fn show(ask: Ask) -> Answer {
    let (_, pending) = waiting(&ask).await?;
    draw(&ask, &pending, vec![]).await
}

/// Looks at the code; if it is right, the waiting deed goes on.
pub async fn check(ask: Ask, form: Unread) -> Answer {
    let (caller, pending) = waiting(&ask).await?;
    let l = ask.language;
    let code = match code_page::read(l, form)? {
        Ok(code) => code,
        Err(error) => return draw(&ask, &pending, vec![error]).await,
    };
    match step_up::finish(ask.services(), &caller, &pending.challenge, &code).await? {
        Outcome::Done { at } => {
            let Some(Stage::In {
                account,
                authorisation,
                began_at,
                epoch,
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
                epoch,
            };
            ask.move_to(&fresh).await?;
            match pending.page().and_then(|page| log::waits(l, page)) {
                Some((page, notice)) => {
                    ask.waits_no_more().await?;
                    ask.tell(notice).await?;
                    Ok(ask.go(&page))
                }
                None => ask.go_on(pending).await,
            }
        }
        Outcome::Wrong { tries_left } => {
            draw(&ask, &pending, vec![code_page::wrong(l, tries_left)]).await
        }
        Outcome::Earlier => draw(&ask, &pending, vec![code_page::earlier(l)]).await,
        Outcome::Expired => {
            let (deed, whom) = (pending.deed, pending.whom.as_deref());
            let sent = step_up::send_again(ask.services(), &caller, &pending.challenge, deed, whom)
                .await?;
            draw(&ask, &pending, vec![code_page::expired(l, sent.is_ok())]).await
        }
        Outcome::TooManyToday { until } => Err(Stop::TooMany { until }),
        Outcome::Over => PAGE.start_again(&ask).await,
    }
}

/// Sends the code once more.
pub async fn send_again(ask: Ask, form: Unread) -> Answer {
    let (caller, pending) = waiting(&ask).await?;
    form.only(&[])?;
    let (deed, whom) = (pending.deed, pending.whom.as_deref());
    let sent = step_up::send_again(ask.services(), &caller, &pending.challenge, deed, whom).await?;
    PAGE.sent_again(&ask, sent).await
}

async fn waiting(ask: &Ask) -> Result<(Caller, Pending), Stop> {
    let caller = ask.caller().await?;
    let pending = ask.pending().await?;
    let pending = pending.ok_or_else(|| Stop::Go("/start".to_owned()))?;
    Ok((caller, pending))
}

async fn draw(ask: &Ask, pending: &Pending, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let title = say::title(l);
    let Some(sent) = flows::login::sent(ask.services(), &pending.challenge).await? else {
        return PAGE.start_again(ask).await;
    };
    let lead = say::lead(l, deed_text(l, pending.deed), sent.mobile.masked());
    let again_in = ask.seconds_until(sent.again_at);
    let whom = pending.whom.clone();
    let flash = ask.told().await?.map(Flash::view_above_field);
    let screen = Screen::new(title).refused_for(ask, &errors);
    screen
        .typed_at_once()
        .show(ask, move || {
            let error = error_at(&errors, "code");
            let news = view! { {flash} <ErrorSummary heading=frame::error_heading(l) errors /> }.into_any();
            let again = vec![again_in_a_while(l, PAGE.again, again_in)];
            let whom = whom.map(|whom| view! { <p>{say::whom(l, whom)}</p> });
            let cancel = vec![Act::link(frame::cancel(l), PAGE.anew)];
            view! {
                <Page title=title lead_view=masked(l, lead) news=news>
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
        Deed::EndSessions => say::deed_end_sessions(l),
        Deed::CheckStaff => say::deed_check_staff(l),
        Deed::AskDeputy => say::deed_ask_deputy(l),
        Deed::Export => say::deed_export(l),
        Deed::Appoint => say::deed_appoint(l),
        Deed::OwnSecurity => say::deed_own_security(l),
        Deed::HelpCaller => say::deed_help_caller(l),
        Deed::FourEyes => say::deed_four_eyes(l),
        Deed::Announce => say::deed_announce(l),
    }
}
