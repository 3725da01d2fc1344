//! `…/antwoord`: what the applicant answered on the telephone, written down by whoever took the call.

use axum::extract::Path;
use domain::shared::short_text::read_lines;
use flows::appointments::{Case, Happened, note_answer};
use leptos::prelude::*;

use super::{
    address, after,
    case::{beside, facts},
    case_at, work,
};
use crate::{
    appointments::{
        read::{REMARK_MOST, text_problem},
        reply_by,
    },
    bridge::{Answer, Ask, Flash, Screen, Typed, Unread},
    parts::{Act, ErrorSummary, FieldError, Form, LongText, Page, Section, error_at},
    texts::{appointments_desk as say, frame},
};

const ANSWER: &str = "answer";

/// Shows the form.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, case) = case_at(&ask, &id).await?;
    let typed = ask.typed_before(&caller, &[ANSWER]).await?;
    draw(&ask, &case, typed.unwrap_or_default(), vec![]).await
}

/// Writes it down. What is promised begins anew, as after an answer on the page of the request.
pub async fn send(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, case) = case_at(&ask, &id).await?;
    let typed = form.only(&[ANSWER])?;
    let l = ask.language;
    let words = match read_lines(typed.get(ANSWER), REMARK_MOST) {
        Ok(words) => words,
        Err(problem) => {
            let text = text_problem(l, say::answer_label(l), problem);
            let field = ANSWER;
            return draw(&ask, &case, typed, vec![FieldError { field, text }]).await;
        }
    };
    let permit = work(&ask, &case).await?;
    let form = ask.portal.appointments.of_kind(&case.asked.kind);
    let by = reply_by(&ask, form);
    let done = note_answer(ask.services(), &permit, &case.asked.id, &words, by).await?;
    after(&ask, &case, done, Flash::good(say::answer_noted(l))).await
}

async fn draw(ask: &Ask, case: &Case, typed: Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let title = say::answer(l);
    let back = Act::link(
        case.asked.reference.to_string(),
        address(&case.asked.id, ""),
    );
    let asked = case
        .story
        .iter()
        .rfind(|step| step.what == Happened::Question);
    let asked = asked.and_then(|step| step.words.clone());
    let facts = facts(ask, case);
    Screen::new(title)
        .refused_for(ask, &errors)
        .at_desk(ask)
        .show(ask, move || {
            let heading = frame::error_heading(l);
            let error = error_at(&errors, ANSWER);
            let aside = beside(l, facts);
            let news = view! { <ErrorSummary heading errors /> }.into_any();
            let asked = asked.map(|asked| {
                view! {
                    <Section id="question" title=say::answer_asked(l)>
                        <p class="as-typed">{asked}</p>
                    </Section>
                }
            });
            view! {
                <Page title=title lead=say::answer_lead(l) back=back news=news aside=aside>
                    {asked}
                    <Form primary=say::answer(l)>
                        <LongText
                            name=ANSWER
                            label=say::answer_label(l)
                            error=error
                            value=typed.value(ANSWER)
                            autofocus=true
                        />
                    </Form>
                </Page>
            }
        })
        .await
}
