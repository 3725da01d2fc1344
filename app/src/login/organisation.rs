//! `/inloggen/bedrijf`: which organisation, for whoever has access at more than one.

use domain::{Problem, people::Role};
use flows::{
    login::{Choice as Organisation, choices, enter},
    sessions::Stage,
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

/// Shows the choice.
pub async fn show(ask: Ask) -> Answer {
    let account = who(&ask).await?;
    let organisations = choices(ask.services(), &account).await?;
    draw(&ask, organisations, vec![]).await
}

/// Enters the one that was chosen.
pub async fn choose(ask: Ask, form: Unread) -> Answer {
    let account = who(&ask).await?;
    let typed = form.only(&["organisation"])?;
    let organisations = choices(ask.services(), &account).await?;
    let chosen = organisations
        .iter()
        .find(|choice| choice.authorisation.as_str() == typed.get("organisation"));
    match chosen {
        Some(choice) => {
            let authorisation = &choice.authorisation;
            let sent = enter(ask.services(), &account, authorisation, ask.network()).await?;
            code::go_on(&ask, account, authorisation.clone(), sent).await
        }
        None => {
            let error = field_error(ask.language, "organisation", Problem::ChooseSomething);
            draw(&ask, organisations, vec![error]).await
        }
    }
}

async fn who(ask: &Ask) -> Result<domain::AccountId, Stop> {
    match ask.stage().await? {
        Some(Stage::Choosing { account } | Stage::Code { account, .. }) => Ok(account),
        _ => Err(Stop::Go("/inloggen".to_owned())),
    }
}

async fn draw(ask: &Ask, organisations: Vec<Organisation>, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let title = say::choose_title(l);
    let screen = if errors.is_empty() {
        Screen::new(title)
    } else {
        Screen::new(title).refused(ask)
    };
    screen
        .show(ask, move || {
            let choices = organisations
                .into_iter()
                .map(|organisation| Choice {
                    value: organisation.authorisation.to_string(),
                    label: organisation.organisation_name,
                    hint: Some(match organisation.role {
                        Role::Admin => say::as_admin(l).to_owned(),
                        Role::Employee => say::as_employee(l).to_owned(),
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
