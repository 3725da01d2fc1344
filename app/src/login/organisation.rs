//! `/inloggen/bedrijf`: which organisation, for whoever has access at more than one; and `/account/ander-bedrijf`, the way
//! from one to another. That asks for no password, which is the same for both, but for the code: it goes to the number
//! that is known there.

use domain::{AccountId, AuthorisationId, ChoiceOf, Problem, people::Role};
use flows::{
    Caller,
    challenges::Asker,
    login::{Choice as Organisation, NoCode, choices, enter, log_out},
    sessions::{Stage, Way, goes_on, way},
};
use leptos::prelude::*;

use super::code;
use crate::{
    bridge::{Answer, Ask, Screen, Stop, Unread},
    parts::{Choice, Choices, ErrorSummary, FieldError, Form, HowMany, Page, error_at},
    texts::{frame, login as say},
    words::field_error,
};

/// Address of this page.
pub const PATH: &str = "/inloggen/bedrijf";

/// Where whoever is logged in chooses another one.
pub const ELSEWHERE: &str = "/account/ander-bedrijf";

/// Shows the choice.
pub async fn show(ask: Ask) -> Answer {
    let (account, _) = who(&ask).await?;
    let organisations = choices(ask.services(), &account).await?;
    draw(&ask, organisations, vec![]).await
}

/// Enters the one that was chosen.
pub async fn choose(ask: Ask, form: Unread) -> Answer {
    let (account, from) = who(&ask).await?;
    let typed = form.only(&["organisation"])?;
    let organisations = choices(ask.services(), &account).await?;
    let chosen = organisations
        .iter()
        .find(|choice| choice.authorisation.as_str() == typed.get("organisation"));
    match chosen {
        Some(choice) => {
            let there = choice.authorisation.clone();
            let way = way_on(&ask, &from, &there).await?;
            let asker = Asker::Browser(ask.device());
            let sent = enter(ask.services(), &account, &there, ask.network(), asker).await?;
            code::go_on(&ask, account, (there, way), sent).await
        }
        None => {
            let error = field_error(
                ask.language,
                "organisation",
                Problem::NotChosen(ChoiceOf::Company),
            );
            draw(&ask, organisations, vec![error]).await
        }
    }
}

/// Shows where else somebody who is logged in can go.
pub async fn show_elsewhere(ask: Ask) -> Answer {
    let caller = ask.caller().await?;
    match others(&ask, &caller).await? {
        others if others.is_empty() => Ok(ask.go("/start")),
        others => draw(&ask, others, vec![]).await,
    }
}

/// Goes there, as far as the code. The session of here is over by that, with everything it held, but for a form of there
/// that was sent here by mistake.
pub async fn go_elsewhere(ask: Ask, form: Unread) -> Answer {
    let caller = ask.caller().await?;
    let typed = form.only(&["organisation"])?;
    let others = others(&ask, &caller).await?;
    if others.is_empty() {
        return Ok(ask.go("/start"));
    }
    let Some(chosen) = others
        .iter()
        .find(|choice| choice.authorisation.as_str() == typed.get("organisation"))
    else {
        let error = field_error(
            ask.language,
            "organisation",
            Problem::NotChosen(ChoiceOf::Company),
        );
        return draw(&ask, others, vec![error]).await;
    };
    let (account, there) = (caller.account().clone(), chosen.authorisation.clone());
    let Some(stage @ Stage::In { began_at, .. }) = ask.stage().await? else {
        return Err(login());
    };
    let way = way_on(&ask, &stage, &there).await?;
    let asker = Asker::LoggedIn;
    let sent = enter(ask.services(), &account, &there, ask.network(), asker).await?;
    if let Err(NoCode::TooMany(too_many)) = &sent {
        ask.tell(code::no_code(&ask, *too_many)).await?;
        return Ok(ask.go("/start"));
    }
    let kept = ask.kept_for(&account, &there).await?;
    log_out(ask.services(), &account, caller.authorisation()).await?;
    ask.leave().await?;
    ask.remember(code::BEGAN, began_at).await?;
    let mut response = code::go_on(&ask, account, (there, way), sent).await?;
    if let Some(kept) = kept {
        ask.take_along(kept, &mut response).await?;
    }
    Ok(response)
}

/// Whether this is another organisation than the one where somebody is, and can be entered.
pub(super) fn is_elsewhere(choice: &Organisation, caller: &Caller) -> bool {
    choice.open && choice.authorisation != *caller.authorisation()
}

async fn others(ask: &Ask, caller: &Caller) -> Result<Vec<Organisation>, Stop> {
    let mut all = choices(ask.services(), caller.account()).await?;
    all.retain(|choice| is_elsewhere(choice, caller));
    Ok(all)
}

async fn who(ask: &Ask) -> Result<(AccountId, Stage), Stop> {
    let stage = ask.stage().await?.ok_or_else(login)?;
    match &stage {
        Stage::Choosing { account, .. } | Stage::Code { account, .. }
            if goes_on(ask.services(), &stage).await? =>
        {
            Ok((account.clone(), stage))
        }
        _ => Err(login()),
    }
}

async fn way_on(ask: &Ask, from: &Stage, there: &AuthorisationId) -> Result<Way, Stop> {
    let way = way(ask.services(), from, there).await?;
    way.ok_or_else(login)
}

fn login() -> Stop {
    Stop::Go("/inloggen".to_owned())
}

async fn draw(ask: &Ask, organisations: Vec<Organisation>, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let title = say::choose_title(l);
    let screen = Screen::new(title).refused_for(ask, &errors);
    screen
        .show(ask, move || {
            let choices = organisations
                .into_iter()
                .map(|organisation| Choice {
                    value: organisation.authorisation.to_string(),
                    label: organisation.organisation_name,
                    hint: Some(match organisation.role {
                        Role::Admin => say::as_admin(l).to_owned(),
                        Role::Employee | Role::Unknown => say::as_employee(l).to_owned(),
                    }),
                    chosen: false,
                })
                .collect();
            let error = error_at(&errors, "organisation");
            let news = view! { <ErrorSummary heading=frame::error_heading(l) errors /> }.into_any();
            view! {
                <Page title=title lead=say::choose_lead(l) news=news>
                    <Form primary=say::choose_submit(l)>
                        <Choices
                            name="organisation"
                            label=say::choose_label(l)
                            how_many=HowMany::One
                            choices
                            error=error
                        />
                    </Form>
                </Page>
            }
        })
        .await
}
