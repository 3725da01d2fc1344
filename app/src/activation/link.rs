//! `/account-activeren/{token}`: who gives access to what, and a password. The link is never used up by looking.
//! The number that gets the code stands there, with a way to say that it is wrong.

use axum::extract::Path;
use domain::{Language, TypedPassword, people::Role};
use flows::{
    activation::{self, Chosen, Invitation, Look, Open},
    help::Outcome,
    secrets::LinkSecret,
    sessions::Stage,
};
use leptos::prelude::*;

use super::{code, over};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop, Unread},
    parts::{Act, Acts, Details, ErrorSummary, Field, FieldError, FieldKind, Form, Page, error_at},
    texts::{activation as say, frame, login, passwords},
    words::{field_error, masked, password_errors},
};

/// Looks at the invitation and shows the form.
pub async fn show(ask: Ask, Path(token): Path<String>) -> Answer {
    let Some(secret) = LinkSecret::parse(&token) else {
        return over::unknown(&ask).await;
    };
    let look = activation::look(ask.services(), &secret).await?;
    draw(&ask, &secret, look, vec![]).await
}

/// Takes the password, and goes on to the code at an address without the secret.
pub async fn choose(ask: Ask, Path(token): Path<String>, form: Unread) -> Answer {
    let mut typed = form.only(&["email", "password"])?;
    ask.needs_cookies()?;
    let Some(secret) = LinkSecret::parse(&token) else {
        return over::unknown(&ask).await;
    };
    let l = ask.language;
    let errors = match TypedPassword::parse(typed.take("password")) {
        Err(problem) => vec![field_error(l, "password", problem)],
        Ok(password) => {
            let (device, network) = (ask.device(), ask.network());
            match activation::choose(ask.services(), &secret, &password, device, network).await? {
                Chosen::CodeSent { link, challenge } => {
                    ask.move_to(&Stage::Activating { link, challenge }).await?;
                    return Ok(ask.go(code::PATH));
                }
                Chosen::Refused(problems) => password_errors(l, "password", problems),
                Chosen::Wrong => vec![FieldError {
                    field: "password",
                    text: say::password_wrong(l).to_owned(),
                }],
                Chosen::NoMessages(refused) => return Err(Stop::NoMessages(refused)),
                Chosen::TooMany { until } => return Err(Stop::TooMany { until }),
                Chosen::Busy => return Err(Stop::Busy),
                Chosen::Link(look) => return draw(&ask, &secret, look, vec![]).await,
            }
        }
    };
    let look = activation::look(ask.services(), &secret).await?;
    draw(&ask, &secret, look, errors).await
}

/// "Klopt dit nummer niet?": the admins get a task.
pub async fn wrong_number(ask: Ask, Path(token): Path<String>, form: Unread) -> Answer {
    form.only(&[])?;
    let Some(secret) = LinkSecret::parse(&token) else {
        return over::unknown(&ask).await;
    };
    let l = ask.language;
    // A link that does not work needs no notice: the page itself says so.
    if let Some(outcome) = activation::wrong_number(ask.services(), &secret).await? {
        let notice = match outcome {
            Outcome::Asked => Flash::good(say::told(l)).text(say::told_text(l)),
            Outcome::AskedBefore { .. } => Flash::good(say::told_before(l)).text(say::told_text(l)),
            Outcome::AnsweredJustNow { until } => {
                let from = until.time_seen_from(ask.now, l);
                Flash::wrong(say::told_enough(l, from)).text(say::told_enough_text(l))
            }
            Outcome::AtDesk => {
                let desk = ask.help_desk().await?;
                let (phone, hours) = (&desk.phone, desk.now(ask.now, l));
                let look = activation::look(ask.services(), &secret).await?;
                let text = match matches!(look, Look::Open(open) if open.nobody_there) {
                    true => say::desk_told_text(l, phone, hours),
                    false => say::desk_told_unanswered(l, phone, hours),
                };
                Flash::good(say::desk_told(l)).text(text)
            }
        };
        ask.tell(notice).await?;
    }
    Ok(ask.go(&over::address(&secret)))
}

async fn draw(ask: &Ask, secret: &LinkSecret, look: Look, errors: Vec<FieldError>) -> Answer {
    match look {
        Look::Open(open) => draw_open(ask, secret, *open, errors).await,
        Look::Blocked(lifter) => over::blocked(ask, secret, lifter).await,
        Look::NotYet(from) => over::not_yet(ask, from).await,
        Look::Over { why, until } => over::draw(ask, secret, why, until).await,
        Look::Unknown => over::unknown(ask).await,
    }
}

async fn draw_open(ask: &Ask, secret: &LinkSecret, open: Open, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let title = say::title(l, &open.invitation.given_name);
    let address = over::address(secret);
    let flash = ask.told().await?.map(Flash::view);
    Screen::new(title.clone())
        .refused_for(ask, &errors)
        .show(ask, move || {
            let password = password(l, open.has_password, error_at(&errors, "password"));
            let anew = open.anew_from.map(|from| {
                let from = say::anew_from(l, from.day_and_time(l));
                view! { <p>{from}</p> }
            });
            let begins = open.invitation.begins.map(|from| view! { <p>{say::begins(l, from.day(l))}</p> });
            let heading = frame::error_heading(l);
            let news = view! { {flash} <ErrorSummary heading errors /> }.into_any();
            let lead = lead(l, &open.invitation);
            view! {
                <Page title=title lead=lead news=news>
                    {rights(l, &open.invitation)}
                    {begins}
                    <Form primary=say::submit(l) action=address.clone()>
                        <Field kind=FieldKind::AccountEmail name="email" label=passwords::account(l) value=open.email />
                        {password}
                        {anew}
                        <p>{masked(l, say::number(l, open.number))}</p>
                    </Form>
                    {wrong(l, &address, open.has_password, open.nobody_there)}
                    <p>{say::until(l, open.until.day_and_time(l))}</p>
                </Page>
            }
        })
        .await
}

fn lead(l: Language, invitation: &Invitation) -> String {
    let organisation = &invitation.organisation_name;
    match &invitation.by {
        Some(by) => say::lead(l, by, organisation),
        None => say::lead_nobody(l, organisation),
    }
}

fn rights(l: Language, invitation: &Invitation) -> impl IntoView + use<> {
    let admin = (invitation.role == Role::Admin).then(|| view! { <p>{say::as_admin(l)}</p> });
    let lines: Vec<_> = invitation
        .rights
        .iter()
        .map(|right| right.get(l).to_owned())
        .collect();
    let rights = (!lines.is_empty()).then(|| {
        let lines = lines
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view();
        view! {
            <p>{say::rights(l)} ":"</p>
            <ul class="bullets">{lines}</ul>
        }
    });
    view! { {admin} {rights} }
}

/// A new password, or the one that the account has already.
fn password(l: Language, has_password: bool, error: Option<String>) -> AnyView {
    let (kind, label, hint) = if has_password {
        (FieldKind::Password, say::password(l), say::password_hint(l))
    } else {
        (FieldKind::NewPassword, say::choose(l), passwords::rules(l))
    };
    // Without the focus: on a phone the page would open below who invites, where, and for what.
    view! { <Field kind name="password" label=label hint=hint error=error /> }.into_any()
}

fn wrong(
    l: Language,
    address: &str,
    has_password: bool,
    nobody_there: bool,
) -> impl IntoView + use<> {
    let text = match nobody_there {
        true => say::wrong_number_text_desk(l),
        false => say::wrong_number_text(l),
    };
    let action = format!("{address}/nummer-klopt-niet");
    let acts = vec![Act::post(say::wrong_number_submit(l), action).second()];
    let forgot = has_password.then(|| {
        let acts = vec![Act::link(login::forgot(l), "/wachtwoord-vergeten")];
        view! { <Acts acts class="links" /> }
    });
    view! {
        {forgot}
        <Details summary=say::wrong_number(l)>
            <p>{text}</p>
            <Acts acts class="page-actions" />
        </Details>
    }
}
