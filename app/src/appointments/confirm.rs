//! `/gebruikersbeheerder-aanvragen/bevestigen/{token}`: the mailbox says yes. Looking is no yes, and a second yes is fine.

use axum::{extract::Path, http::StatusCode};
use domain::{
    Language, Moment,
    appointments::{Reference, Stage},
};
use flows::{
    appointments::{
        Appointment, Confirmed, Happened, Look, Step, confirm as say_yes, look, not_mine as say_no,
    },
    secrets::LinkSecret,
};
use leptos::prelude::*;

use super::{PATH, reply_by, status};
use crate::{
    bridge::{Answer, Ask, Screen, Unread},
    parts::{Act, Acts, CodeDisplay, ErrorPage, Form, Page, Section},
    texts::{appointments as say, frame},
};

/// Shows what the button does, or what came of it.
pub async fn show(ask: Ask, Path(token): Path<String>) -> Answer {
    let Some(secret) = LinkSecret::parse(&token) else {
        return unknown(&ask).await;
    };
    match look(ask.services(), &secret).await? {
        Look::Open(appointment, until) => draw(&ask, &secret, *appointment, until).await,
        Look::Done {
            reference,
            stage,
            reply_by,
        } => draw_done(&ask, (reference, &secret), stage, reply_by).await,
        Look::Over(stage, last) => draw_over(&ask, stage, last).await,
        Look::Unknown => unknown(&ask).await,
    }
}

/// Says yes.
pub async fn confirm(ask: Ask, Path(token): Path<String>, form: Unread) -> Answer {
    form.only(&[])?;
    let Some(secret) = LinkSecret::parse(&token) else {
        return unknown(&ask).await;
    };
    let kind = match look(ask.services(), &secret).await? {
        Look::Open(appointment, _) => Some(appointment.kind),
        _ => None,
    };
    let form = kind.and_then(|kind| ask.portal.appointments.of_kind(&kind));
    match say_yes(ask.services(), &secret, reply_by(&ask, form)).await? {
        Confirmed::Unknown => unknown(&ask).await,
        Confirmed::Enough { until } => draw_enough(&ask, until).await,
        // The page of the link says which of the others it is.
        Confirmed::Yes | Confirmed::Over => Ok(ask.go(&address_of(&secret, ""))),
    }
}

/// "Dit heb ik niet gevraagd."
pub async fn not_mine(ask: Ask, Path(token): Path<String>, form: Unread) -> Answer {
    form.only(&[])?;
    let Some(secret) = LinkSecret::parse(&token) else {
        return unknown(&ask).await;
    };
    match say_no(ask.services(), &secret).await? {
        Confirmed::Unknown => unknown(&ask).await,
        Confirmed::Enough { until } => draw_enough(&ask, until).await,
        Confirmed::Yes | Confirmed::Over => Ok(ask.go(&address_of(&secret, ""))),
    }
}

fn address_of(secret: &LinkSecret, deed: &str) -> String {
    format!("{PATH}/bevestigen/{}{deed}", secret.expose())
}

async fn draw(ask: &Ask, secret: &LinkSecret, asked: Appointment, until: Moment) -> Answer {
    let l = ask.language;
    let title = say::confirm_title(l);
    let lead = say::confirm_lead(l, asked.email.for_display());
    let until = say::confirm_until(l, until.day_and_time(l));
    let no = address_of(secret, "/niet-ik");
    Screen::new(title)
        .show(ask, move || {
            let acts = vec![Act::post(say::not_mine(l), no).second()];
            view! {
                <Page title=title lead=lead>
                    <CodeDisplay label=say::reference(l) code=asked.reference.to_string() />
                    <Form primary=say::confirm(l)><p>{until}</p></Form>
                    <Section id="not-mine" title=say::not_mine_title(l)>
                        <p>{say::not_mine_text(l)}</p>
                        <Acts acts class="page-actions" />
                    </Section>
                </Page>
            }
        })
        .await
}

async fn draw_done(
    ask: &Ask,
    (reference, secret): (Reference, &LinkSecret),
    stage: Stage,
    reply_by: Option<Moment>,
) -> Answer {
    let l = ask.language;
    let title = say::confirmed_title(l);
    let lead = match (stage, reply_by) {
        _ if stage.is_late(reply_by, ask.now) => say::lead_late(l).to_owned(),
        (Stage::Confirmed | Stage::InReview, Some(by)) => say::confirmed_lead(l, by.day(l)),
        (Stage::Approved, _) => say::lead_approved(l).to_owned(),
        (Stage::Activated, _) => say::lead_activated(l).to_owned(),
        _ => say::confirmed_on(l).to_owned(),
    };
    let page = status::address(&(reference, secret.clone()), "");
    // What is decided cannot be withdrawn, and nobody waits for a mail about it.
    let decided = stage == Stage::Approved || stage.is_over();
    Screen::new(title)
        .show(ask, move || {
            let see = Act::link(say::confirmed_see(l), page);
            let acts = match stage {
                Stage::Activated => {
                    let log_in = Act::link(frame::to_login(l), "/inloggen").primary();
                    vec![log_in, see.second()]
                }
                _ => vec![see.primary()],
            };
            let what_now = (!decided).then(|| {
                view! {
                    <p>{say::confirmed_follow(l)}</p>
                    <p>{say::confirmed_activate(l)}</p>
                }
            });
            view! {
                <Page title=title lead=lead acts>
                    <CodeDisplay label=say::reference(l) code=reference.to_string() />
                    {what_now}
                </Page>
            }
        })
        .await
}

async fn draw_over(ask: &Ask, stage: Stage, last: Option<Step>) -> Answer {
    let l = ask.language;
    let again = Act::link(say::again(l), PATH);
    let (title, lead, act) = match stage {
        Stage::Withdrawn => (say::stopped_title(l), why_stopped(l, last), again.second()),
        _ => (
            say::late_title(l),
            say::late_lead(l).to_owned(),
            again.primary(),
        ),
    };
    Screen::new(title)
        .status(StatusCode::GONE)
        .show(ask, move || {
            view! { <Page title=title lead=lead acts=vec![act]>""</Page> }
        })
        .await
}

/// Why nothing comes of a request, by what happened to it last.
fn why_stopped(l: Language, last: Option<Step>) -> String {
    match last.map(|step| (step.what, step.words)) {
        Some((Happened::Replaced, Some(by))) => say::stopped_replaced(l, by),
        Some((Happened::Withdrawn, _)) => say::stopped_withdrawn(l).to_owned(),
        Some((Happened::Untied, _)) => say::stopped_untied(l).to_owned(),
        _ => say::stopped_lead(l).to_owned(),
    }
}

/// Enough were confirmed today.
async fn draw_enough(ask: &Ask, until: Moment) -> Answer {
    let l = ask.language;
    let title = say::enough_title(l);
    let until = until.time_seen_from(ask.now, l);
    let lead = say::enough_lead(l, until, &ask.help_desk().await?.phone);
    Screen::new(title)
        .status(StatusCode::TOO_MANY_REQUESTS)
        .show(ask, move || {
            let act = Act::link(frame::to_contact(l), "/contact");
            view! { <ErrorPage title=title lead=lead act /> }
        })
        .await
}

/// None of our links, or one of a request that is forgotten.
pub(super) async fn unknown(ask: &Ask) -> Answer {
    let l = ask.language;
    let title = say::unknown_title(l);
    let lead = say::unknown_lead(l, &ask.help_desk().await?.phone);
    Screen::new(title)
        .status(StatusCode::NOT_FOUND)
        .show(ask, move || {
            let act = Act::link(frame::to_contact(l), "/contact");
            view! { <ErrorPage title=title lead=lead act /> }
        })
        .await
}
