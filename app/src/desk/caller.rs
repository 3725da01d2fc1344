//! `…/beller-controleren`: a code goes to the telephone or the mailbox that we know; the caller reads it out. And
//! `…/terugbellen` for who has lost both: called back on a number from our own files, and a colleague decides.

use axum::extract::Path;
use domain::{
    desk::Why,
    post::Channel,
    shared::{code::TypedCode, short_text::PhoneText},
};
use flows::desk::{Asked, Told, ask_call_back, asked, check as held_against, send};
use leptos::prelude::*;

use super::{
    PATH, Whom, address, helping,
    refusals::refused,
    whom_at,
    words::{self, WHY, why_of},
};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop, Typed, Unread},
    parts::{
        Act, Acts, Details, ErrorSummary, Field, FieldError, FieldKind, Form, Page, Select,
        error_at,
    },
    texts::{desk as say, frame, login},
    words::field_error,
};

/// Name of the field with the channel.
const CHANNEL: &str = "kanaal";
/// Name of the field with the number that was called.
const CALLED: &str = "gebeld";

/// Sends the code, and goes on to the field for it.
pub async fn send_code(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, _, whom) = whom_at(&ask, &id).await?;
    let channel = match form.only(&[CHANNEL])?.get(CHANNEL) {
        "" | "sms" => Channel::Sms,
        "mail" => Channel::Mail,
        _ => return Err(Stop::BadForm),
    };
    let permit = helping(&ask, &whom).await?;
    match send(ask.services(), &permit, &whom.id, channel).await? {
        Ok(()) => Ok(ask.go(&address(&whom.id, "beller-controleren"))),
        Err(refusal) => refused(&ask, &refusal, &whom).await,
    }
}

/// Shows the field for what the caller reads out.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (_, permit, whom) = whom_at(&ask, &id).await?;
    match asked(ask.services(), &permit, &whom.id).await? {
        Some(asked) => draw(&ask, &whom, &asked, vec![]).await,
        None => Ok(ask.go(&address(&whom.id, ""))),
    }
}

/// Holds what the caller read out against the code that was sent.
pub async fn check(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, see, whom) = whom_at(&ask, &id).await?;
    let l = ask.language;
    let typed = form.only(&["code"])?;
    let Some(asked) = asked(ask.services(), &see, &whom.id).await? else {
        return over(&ask, &whom).await;
    };
    let code = match TypedCode::parse(typed.get("code")) {
        Ok(code) => code,
        Err(problem) => {
            let error = field_error(l, "code", problem);
            return draw(&ask, &whom, &asked, vec![error]).await;
        }
    };
    let permit = helping(&ask, &whom).await?;
    let wrong = match held_against(ask.services(), &permit, &whom.id, &code).await? {
        Told::Right => return Ok(ask.go(&address(&whom.id, ""))),
        Told::Over => return over(&ask, &whom).await,
        Told::TooManyToday => {
            ask.tell(
                Flash::wrong(say::wrong_too_often(l, whom.name.full()))
                    .text(say::wrong_too_often_text(l)),
            )
            .await?;
            return Ok(ask.go(&address(&whom.id, "")));
        }
        Told::Wrong { tries_left: 1 } => say::wrong_last(l).to_owned(),
        Told::Wrong { .. } => say::wrong(l).to_owned(),
        Told::Expired => say::expired(l).to_owned(),
    };
    let error = FieldError {
        field: "code",
        text: wrong,
    };
    draw(&ask, &whom, &asked, vec![error]).await
}

async fn over(ask: &Ask, whom: &Whom) -> Answer {
    ask.tell(Flash::wrong(say::over(ask.language))).await?;
    Ok(ask.go(&address(&whom.id, "")))
}

async fn draw(ask: &Ask, whom: &Whom, asked: &Asked, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let title = say::caller_title(l, whom.name.full());
    let lead = match asked.channel {
        Channel::Sms => say::caller_lead_sms(l, whom.name.greeting()),
        Channel::Mail => say::caller_lead_mail(l, whom.name.greeting()),
    };
    let waits = ask.seconds_until(asked.again_at);
    let (page, send) = (
        address(&whom.id, "beller-controleren"),
        address(&whom.id, "beller-controleren/versturen"),
    );
    let (person, call_back) = (address(&whom.id, ""), address(&whom.id, "terugbellen"));
    let first = whom.name.greeting().to_owned();
    Screen::new(title.clone())
        .refused_for(ask, &errors)
        .at_desk(ask)
        .show(ask, move || {
            let error = error_at(&errors, "code");
            let heading = frame::error_heading(l);
            let news = view! { <ErrorSummary heading errors /> }.into_any();
            let back = Act::link(say::back_to(l, first), person);
            let again = |label: &str, channel: &str| {
                let waiting = login::send_again_in(l, Act::SECONDS);
                Act::post(label, &send)
                    .with(CHANNEL, channel)
                    .second()
                    .after(waits, waiting)
            };
            let ways = vec![
                again(say::send_sms_again(l), "sms"),
                Act::post(say::check_by_mail(l), &send)
                    .with(CHANNEL, "mail")
                    .second(),
            ];
            let lost = vec![Act::link(say::call_back(l), call_back)];
            view! {
                <Page title=title lead=lead back=back news=news>
                    <Form primary=say::caller_submit(l) action=page>
                        <Field
                            kind=FieldKind::Code
                            name="code"
                            label=say::caller_code(l)
                            hint=say::caller_hint(l)
                            error=error
                            autofocus=true
                        />
                    </Form>
                    <Details summary=say::no_code(l)>
                        <p>{say::no_code_text(l)}</p>
                        <Acts acts=ways class="page-actions" />
                        <Acts acts=lost class="links" />
                    </Details>
                </Page>
            }
        })
        .await
}

/// Shows the form for a caller who was called back.
pub async fn show_call_back(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, _, whom) = whom_at(&ask, &id).await?;
    let typed = ask.typed_before(&caller, &[CALLED, WHY]).await?;
    draw_call_back(&ask, &whom, &typed.unwrap_or_default(), vec![]).await
}

/// Asks a colleague to vouch for somebody who was called back.
pub async fn call_back(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, _, whom) = whom_at(&ask, &id).await?;
    let typed = form.only(&[CALLED, WHY])?;
    let (l, why) = (ask.language, why_of(&typed)?);
    let called = match PhoneText::parse(typed.get(CALLED)) {
        Ok(called) => called,
        Err(problem) => {
            let error = field_error(l, CALLED, problem);
            return draw_call_back(&ask, &whom, &typed, vec![error]).await;
        }
    };
    let permit = helping(&ask, &whom).await?;
    match ask_call_back(ask.services(), &permit, &whom.id, why, &called).await? {
        Ok(()) => {
            ask.tell(
                Flash::good(say::asked(l))
                    .text(say::asked_text(l))
                    .link(say::to_desk(l), PATH),
            )
            .await?;
            Ok(ask.go(&address(&whom.id, "")))
        }
        Err(refusal) => refused(&ask, &refusal, &whom).await,
    }
}

async fn draw_call_back(ask: &Ask, whom: &Whom, typed: &Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let title = say::call_back_title(l, whom.name.full());
    let (first, person) = (whom.name.greeting().to_owned(), address(&whom.id, ""));
    let value = typed.value(CALLED);
    let chosen = typed
        .value(WHY)
        .unwrap_or_else(|| Why::LostDevice.code().to_owned());
    Screen::new(title.clone())
        .refused_for(ask, &errors)
        .at_desk(ask)
        .show(ask, move || {
            let error = error_at(&errors, CALLED);
            let heading = frame::error_heading(l);
            let news = view! { <ErrorSummary heading errors /> }.into_any();
            let back = Act::link(say::back_to(l, first), person);
            view! {
                <Page title=title lead=say::call_back_lead(l) back=back news=news>
                    <Form primary=say::ask_colleague(l)>
                        <Field
                            kind=FieldKind::OtherMobile
                            name=CALLED
                            label=say::called(l)
                            hint=say::called_hint(l)
                            error=error
                            value=value
                            autofocus=true
                        />
                        <Select name=WHY label=say::why(l) options=words::reasons(l) chosen=chosen />
                    </Form>
                </Page>
            }
        })
        .await
}
