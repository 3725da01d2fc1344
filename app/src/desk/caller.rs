//! `…/beller-controleren`: a code goes to the telephone or the mailbox that we know; the caller reads it out. Who has lost
//! both is called back (`call_back.rs`).

use axum::extract::Path;
use domain::{post::Channel, shared::code::TypedCode};
use flows::desk::{Asked, Told, asked, check as held_against, send};
use leptos::prelude::*;

use super::{Whom, address, helping, refusals::refused, whom_at};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop, Unread},
    parts::{Act, Acts, Details, ErrorSummary, Field, FieldError, FieldKind, Form, Page, error_at},
    texts::{desk as say, frame, login},
    words::field_error,
};

/// Name of the field with the channel.
const CHANNEL: &str = "kanaal";

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
    let (first, sent) = (whom.name.greeting(), asked.sent_at.time(l));
    let lead = match asked.channel {
        Channel::Sms => say::caller_lead_sms(l, first, sent),
        Channel::Mail => say::caller_lead_mail(l, first, sent),
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
                            kind=FieldKind::ReadOutCode
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
