//! `…/vraag`: a question to the applicant, who answers on the page of the request.

use axum::extract::Path;
use domain::shared::short_text::read_lines;
use flows::appointments::{Case, ask as put};
use leptos::prelude::*;

use super::{address, after, case_at, work};
use crate::{
    appointments::read::{REMARK_MOST, text_problem},
    bridge::{Answer, Ask, Flash, Screen, Typed, Unread},
    parts::{Act, ErrorSummary, FieldError, Form, LongText, Page, error_at},
    texts::{appointments_desk as say, frame},
};

const QUESTION: &str = "question";

/// Shows the form.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, case) = case_at(&ask, &id).await?;
    let typed = ask.typed_before(&caller, &[QUESTION]).await?;
    draw(&ask, &case, typed.unwrap_or_default(), vec![]).await
}

/// Asks it.
pub async fn send(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, case) = case_at(&ask, &id).await?;
    let typed = form.only(&[QUESTION])?;
    let l = ask.language;
    let question = match read_lines(typed.get(QUESTION), REMARK_MOST) {
        Ok(question) => question,
        Err(problem) => {
            let text = text_problem(l, say::question_label(l), problem);
            let field = QUESTION;
            return draw(&ask, &case, typed, vec![FieldError { field, text }]).await;
        }
    };
    let permit = work(&ask, &case).await?;
    let done = put(ask.services(), &permit, &case.asked.id, &question).await?;
    after(&ask, &case, done, Flash::good(say::asked(l))).await
}

async fn draw(ask: &Ask, case: &Case, typed: Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let title = say::question_title(l);
    let back = Act::link(
        case.asked.reference.to_string(),
        address(&case.asked.id, ""),
    );
    let lead = say::question_lead(l, case.asked.email.for_display());
    Screen::new(title)
        .refused_for(ask, &errors)
        .at_desk(ask)
        .show(ask, move || {
            let heading = frame::error_heading(l);
            let error = error_at(&errors, QUESTION);
            let news = view! { <ErrorSummary heading errors /> }.into_any();
            view! {
                <Page title=title lead=lead back=back news=news>
                    <Form primary=say::question_submit(l)>
                        <LongText
                            name=QUESTION
                            label=say::question_label(l)
                            error=error
                            value=typed.value(QUESTION)
                            autofocus=true
                        />
                    </Form>
                </Page>
            }
        })
        .await
}
