//! `/hulp-vragen`: asking one's own admin for help, from the page where somebody is stuck. A stranger gets the same
//! answer for every address; whoever is logged in gets an honest one, and types no address.

use domain::{ChoiceOf, Language, Problem, organisations::RightEntry, post::HelpKind};
use flows::{
    Caller,
    help::{self, Outcome},
    sessions::Stage,
    who_is_my_admin::admins_of,
};
use leptos::prelude::*;

use crate::{
    appointments,
    bridge::{Answer, Ask, Flash, Screen, Stop, Typed, Unread},
    parts::{
        Act, Acts, Choice, Choices, ErrorSummary, Field, FieldError, FieldKind, Form, HowMany,
        Page, error_at,
    },
    question::{self, asked_about, stranger},
    texts::{frame, help as say, login, who_is_my_admin},
    words::field_error,
};

/// Address of this page.
pub const PATH: &str = "/hulp-vragen";
/// Query by which a page that leads here says what for.
pub const WHAT_FOR: &str = "soort";
/// Name of the check boxes with the rights that somebody needs.
const RIGHTS: &str = "rights";
/// Address of the page after it.
pub const SENT: &str = "/hulp-vragen/verstuurd";

/// Shows the form, filled in as far as we know who is stuck, and where.
pub async fn show(ask: Ask) -> Answer {
    let inside = ask.visitor().await?.is_some();
    let email = ask.carried_email().await?;
    let typed = email.map(|email| Typed::with("email", email.typed()));
    let kind = match ask.stage().await? {
        _ if ask.query(WHAT_FOR).is_some() => {
            HelpKind::from_code(&ask.query(WHAT_FOR).unwrap_or_default())
                .filter(|kind| kinds(inside).contains(kind))
        }
        _ if inside => None,
        // Whoever waits for a code that does not come most often has another number.
        Some(Stage::Code { .. } | Stage::Reset { .. }) => Some(HelpKind::WrongNumber),
        _ => Some(HelpKind::CannotLogIn),
    };
    draw(&ask, inside, typed.unwrap_or_default(), kind, vec![]).await
}

/// Asks.
pub async fn send(ask: Ask, form: Unread) -> Answer {
    let typed = form.only(&["email", "kind", RIGHTS])?;
    let visitor = ask.visitor().await?;
    let kinds = kinds(visitor.is_some());
    let kind = HelpKind::from_code(typed.get("kind")).filter(|kind| kinds.contains(kind));
    match visitor {
        Some(caller) => send_inside(&ask, &caller, typed, kind).await,
        None => send_outside(&ask, typed, kind).await,
    }
}

async fn send_inside(ask: &Ask, caller: &Caller, typed: Typed, kind: Option<HelpKind>) -> Answer {
    let l = ask.language;
    let Some(kind) = kind else {
        let error = field_error(l, "kind", Problem::NotChosen(ChoiceOf::Help));
        return draw(ask, true, typed, None, vec![error]).await;
    };
    let outcome = match kind {
        HelpKind::MoreRights => {
            let wanted: Vec<String> = typed.all(RIGHTS).into_iter().map(str::to_owned).collect();
            help::ask_for_rights(ask.services(), caller, &wanted).await?
        }
        // What was ticked before another answer was chosen is no question.
        HelpKind::CannotLogIn | HelpKind::WrongNumber => {
            help::ask_as(ask.services(), caller, kind).await?
        }
    };
    let notice = match outcome {
        Outcome::Asked => Flash::good(say::asked(l)).text(match kind {
            HelpKind::WrongNumber => say::asked_number_text(l),
            HelpKind::CannotLogIn | HelpKind::MoreRights => say::asked_text(l),
        }),
        Outcome::AskedBefore { until } => {
            Flash::wrong(say::asked_before(l, until.time_seen_from(ask.now, l)))
        }
        Outcome::AnsweredJustNow { until } => {
            Flash::wrong(say::answered_just_now(l, until.time_seen_from(ask.now, l)))
        }
        Outcome::AtDesk => {
            Flash::good(say::at_desk(l)).text(say::at_desk_text(l, &ask.help_desk().await?.phone))
        }
    };
    ask.tell(notice).await?;
    Ok(ask.go("/start"))
}

async fn send_outside(ask: &Ask, typed: Typed, kind: Option<HelpKind>) -> Answer {
    let l = ask.language;
    let (email, kind) = match (question::read(ask, &typed).await?, kind) {
        (Ok(email), Some(kind)) => (email, kind),
        (email, kind) => {
            let nothing = kind
                .is_none()
                .then(|| field_error(l, "kind", Problem::NotChosen(ChoiceOf::Help)));
            let errors = email.err().into_iter().chain(nothing).collect();
            return draw(ask, false, typed, kind, errors).await;
        }
    };
    question::put(help::ask(ask.services(), &stranger(ask, &email), kind).await?)?;
    Ok(ask.go(SENT))
}

/// Says what happens now, to somebody we do not know.
pub async fn sent(ask: Ask) -> Answer {
    let email = asked_about(&ask, PATH).await?;
    let l = ask.language;
    let title = say::sent_title(l);
    Screen::new(title)
        .show(&ask, move || {
            let links = vec![
                Act::link(login::wait_back(l), "/inloggen"),
                Act::link(login::who_is(l), "/wie-is-mijn-beheerder"),
            ];
            view! {
                <Page title=title lead=say::sent_lead(l, email.for_display())>
                    <p>{say::sent_next(l)}</p>
                    <p>{say::sent_stopped(l)}</p>
                    <p>{say::sent_number(l)}</p>
                    <p>{say::sent_often(l)}</p>
                    <Acts acts=links class="links" />
                </Page>
            }
        })
        .await
}

/// What can be asked; whoever is in has no trouble logging in.
fn kinds(inside: bool) -> &'static [HelpKind] {
    const ALL: [HelpKind; 3] = [
        HelpKind::CannotLogIn,
        HelpKind::WrongNumber,
        HelpKind::MoreRights,
    ];
    if inside { &ALL[1..] } else { &ALL }
}

fn words(l: Language, kind: HelpKind) -> (&'static str, &'static str) {
    match kind {
        HelpKind::CannotLogIn => (say::cannot_log_in(l), say::cannot_log_in_hint(l)),
        HelpKind::WrongNumber => (say::wrong_number(l), say::wrong_number_hint(l)),
        HelpKind::MoreRights => (say::more_rights(l), say::more_rights_hint(l)),
    }
}

async fn draw(
    ask: &Ask,
    inside: bool,
    typed: Typed,
    kind: Option<HelpKind>,
    errors: Vec<FieldError>,
) -> Answer {
    let l = ask.language;
    let wanted = wanted(ask, &typed).await?;
    let visitor = ask.visitor().await?;
    let (only_desk, may_appoint) = match &visitor {
        Some(caller) => (
            admins_of(ask.services(), caller).await?.is_empty(),
            !help::has_admin(ask.services(), caller).await?,
        ),
        None => (false, false),
    };
    let (title, lead, label, hint) = match only_desk {
        true => (
            say::title_desk(l),
            say::lead_desk(l),
            say::kind_desk(l),
            say::which_rights_hint_desk(l),
        ),
        false => (
            say::title(l),
            say::lead(l),
            say::kind(l),
            say::which_rights_hint(l),
        ),
    };
    Screen::new(title)
        .refused_for(ask, &errors)
        .show(ask, move || {
            let (at_email, at_kind) = (error_at(&errors, "email"), error_at(&errors, "kind"));
            let heading = frame::error_heading(l);
            let news = view! { <ErrorSummary heading errors /> }.into_any();
            let email = (!inside).then(|| {
                let value = typed.value("email");
                view! {
                    <Field kind=FieldKind::LoginEmail name="email" label=login::email(l) error=at_email value=value />
                }
            });
            let back = vec![match inside {
                true => Act::link(frame::cancel(l), "/start"),
                false => Act::link(login::wait_back(l), "/inloggen"),
            }];
            let appoint = may_appoint.then(|| {
                let acts = vec![Act::link(who_is_my_admin::appoint(l), appointments::PATH)];
                view! { <p>{say::appoint_text(l)}</p> <Acts acts class="links" /> }
            });
            view! {
                <Page title=title lead=lead news=news>
                    <Form primary=say::submit(l) others=back>
                        {email}
                        <Choices
                            name="kind"
                            label=label
                            how_many=HowMany::One
                            choices=choices(l, inside, kind)
                            error=at_kind
                        />
                        {rights(l, wanted, hint)}
                    </Form>
                    {appoint}
                </Page>
            }
        })
        .await
}

/// The rights that somebody inside can ask for, in the order of the catalogue: what the organisation holds, and this person
/// does not. A stranger names none: what there is at an organisation is its own business.
async fn wanted(ask: &Ask, typed: &Typed) -> Result<Vec<Choice>, Stop> {
    let Some(caller) = ask.visitor().await? else {
        return Ok(vec![]);
    };
    let (l, codes) = (
        ask.language,
        help::rights_to_ask(ask.services(), &caller).await?,
    );
    let kind = ask.services().catalogue.kind(&caller.kind);
    let rights = kind.map(|kind| kind.rights.as_slice()).unwrap_or_default();
    let ticked = typed.all(RIGHTS);
    let choice = |right: &RightEntry| Choice {
        value: right.code.clone(),
        label: right.name.get(l).to_owned(),
        hint: Some(right.sentence.get(l).to_owned()),
        chosen: ticked.contains(&right.code.as_str()),
    };
    let open = rights.iter().filter(|right| codes.contains(&right.code));
    Ok(open.map(choice).collect())
}

/// Which rights, for whoever wants to be allowed more; without scripts it shows with that answer only, where a browser can.
fn rights(l: Language, choices: Vec<Choice>, hint: &'static str) -> Option<impl IntoView> {
    (!choices.is_empty()).then(|| {
        view! {
            <div class="only-for-more">
                <Choices
                    name=RIGHTS
                    label=say::which_rights(l)
                    hint=hint
                    how_many=HowMany::Any
                    choices=choices
                    brief=true
                />
            </div>
        }
    })
}

fn choices(l: Language, inside: bool, chosen: Option<HelpKind>) -> Vec<Choice> {
    kinds(inside)
        .iter()
        .map(|kind| {
            let (label, hint) = words(l, *kind);
            Choice {
                value: kind.code().to_owned(),
                label: label.to_owned(),
                hint: Some(hint.to_owned()),
                chosen: Some(*kind) == chosen,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_inside_cannot_ask_to_get_in() {
        assert!(!kinds(true).contains(&HelpKind::CannotLogIn));
        assert_eq!(kinds(false).len(), 3);
        let chosen = choices(Language::Nl, false, Some(HelpKind::WrongNumber));
        let chosen: Vec<_> = chosen.iter().map(|choice| choice.chosen).collect();
        assert_eq!(chosen, [false, true, false]);
    }
}
