//! `…/bericht/eigen`: a message for everybody in an agent's own words, in both languages. Nobody reads it before a colleague
//! approved it: one person alone does not speak for the insurer on every page.

use domain::{
    Language,
    post::Deed,
    shared::short_text::{NewsText, TextProblem},
};
use flows::desk::{NewAnnouncement, ask_for_announcement};
use leptos::prelude::*;

use super::announcement::{self, HOURS, IN, stretch, when};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Typed, Unread, enough},
    parts::{Act, ErrorSummary, FieldError, Form, LongText, Page, error_at},
    texts::{desk as say, frame},
    words::field_error,
};

/// Address of this page.
pub const PATH: &str = "/servicedesk/bericht/eigen";

const NL: &str = "nl";
const EN: &str = "en";
const FIELDS: [&str; 4] = [NL, EN, HOURS, IN];

/// Shows the form.
pub async fn show(ask: Ask) -> Answer {
    let (caller, _) = ask.desk().await?;
    let typed = ask.typed_before(&caller, &FIELDS).await?;
    draw(&ask, &typed.unwrap_or_default(), vec![]).await
}

/// Leaves it for a colleague.
pub async fn ask(ask: Ask, form: Unread) -> Answer {
    ask.desk().await?;
    let typed = form.only(&FIELDS)?;
    let l = ask.language;
    let (nl, en) = (
        NewsText::parse(typed.get(NL)),
        NewsText::parse(typed.get(EN)),
    );
    let (nl, en) = match (nl, en) {
        (Ok(nl), Ok(en)) => (nl, en),
        (nl, en) => {
            let errors = [
                nl.err()
                    .map(|problem| wrong(l, NL, say::news_nl_missing(l), problem)),
                en.err()
                    .map(|problem| wrong(l, EN, say::news_en_missing(l), problem)),
            ];
            return draw(&ask, &typed, errors.into_iter().flatten().collect()).await;
        }
    };
    let (from, until) = stretch(&ask, &typed)?;
    let (_, permit) = ask.desk_work(Deed::Announce, None).await?;
    let new = NewAnnouncement {
        nl,
        en,
        from,
        until,
    };
    let wrong = match ask_for_announcement(ask.services(), &permit, &new).await {
        Ok(Ok(())) => None,
        Ok(Err(refusal)) => Some(announcement::not_put(l, &refusal, NL)),
        Err(trouble) => Some(FieldError {
            field: NL,
            text: enough(&ask, trouble)?,
        }),
    };
    if let Some(wrong) = wrong {
        return draw(&ask, &typed, vec![wrong]).await;
    }
    ask.tell(Flash::good(say::news_asked(l)).text(say::news_asked_text(l)))
        .await?;
    Ok(ask.go(announcement::PATH))
}

/// What is wrong with a text; which one is missing is said, for the list of what is wrong has both.
fn wrong(l: Language, field: &'static str, missing: &str, problem: TextProblem) -> FieldError {
    match problem {
        TextProblem::Missing => FieldError {
            field,
            text: missing.to_owned(),
        },
        problem => field_error(l, field, problem),
    }
}

async fn draw(ask: &Ask, typed: &Typed, errors: Vec<FieldError>) -> Answer {
    let (caller, _) = ask.desk().await?;
    let l = ask.language;
    let told = ask.told().await?.map(Flash::view);
    let title = say::news_own_title(l);
    let typed = typed.clone();
    Screen::new(title)
        .refused_for(ask, &errors)
        .seen_by(&caller)
        .at_desk(ask)
        .show(ask, move || {
            let (at_nl, at_en) = (error_at(&errors, NL), error_at(&errors, EN));
            let heading = frame::error_heading(l);
            let news = view! { {told} <ErrorSummary heading errors /> }.into_any();
            let back = Act::link(say::news_ready(l), announcement::PATH);
            let hint = say::news_hint(l, NewsText::MOST);
            let (nl, en) = (typed.value(NL), typed.value(EN));
            let when = when(l, &typed, None);
            view! {
                <Page title=title lead=say::news_own_lead(l) back=back news=news wide=true>
                    <Form primary=say::news_ask(l)>
                        <LongText name=NL label=say::news_nl(l) hint=hint error=at_nl value=nl autofocus=true />
                        <LongText name=EN label=say::news_en(l) hint=say::news_en_hint(l) error=at_en value=en />
                        {when}
                    </Form>
                </Page>
            }
        })
        .await
}
