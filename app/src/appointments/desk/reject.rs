//! `…/afwijzen`: refusing a request, for a reason from the list; the reason writes the mail.

use axum::extract::Path;
use domain::{
    ChoiceOf, Problem,
    appointments::{Check, Reason},
    shared::short_text::{TextProblem, read_lines},
};
use flows::appointments::{Case, Happened, Refused, Step, reject};
use leptos::prelude::*;

use super::{
    address, after,
    case::{beside, facts},
    case_at, work,
};
use crate::{
    appointments::{
        read::{REMARK_MOST, text_problem},
        story,
    },
    bridge::{Answer, Ask, Flash, Screen, Typed, Unread},
    parts::{
        Act, Choice, Choices, ErrorSummary, FieldError, Form, HowMany, LongText, Page, SEEN,
        SeenField, error_at,
    },
    texts::{appointments_desk as say, frame},
    words::field_error,
};

const REASON: &str = "reason";
const NOTE: &str = "note";
const FIELDS: [&str; 3] = [REASON, NOTE, SEEN];

/// Shows the reasons.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, case) = case_at(&ask, &id).await?;
    let typed = ask.typed_before(&caller, &FIELDS).await?;
    draw(&ask, &case, typed.unwrap_or_default(), vec![]).await
}

/// Refuses it.
pub async fn send(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, case) = case_at(&ask, &id).await?;
    let typed = form.only(&FIELDS)?;
    let l = ask.language;
    let reason = Reason::from_code(typed.get(REASON)).filter(|reason| fits(&case, *reason));
    let note = match read_lines(typed.get(NOTE), REMARK_MOST) {
        Ok(note) => Ok(Some(note)),
        Err(TextProblem::Missing) => Ok(None),
        Err(problem) => Err(problem),
    };
    let (reason, note) = match (reason, note) {
        (Some(reason), Ok(note)) => (reason, note),
        (reason, note) => {
            let none = reason
                .is_none()
                .then(|| field_error(l, REASON, Problem::NotChosen(ChoiceOf::Reason)));
            let note = note.err().map(|problem| FieldError {
                field: NOTE,
                text: text_problem(l, say::note(l), problem),
            });
            let errors = none.into_iter().chain(note).collect();
            return draw(&ask, &case, typed, errors).await;
        }
    };
    let (permit, seen) = (work(&ask, &case).await?, typed.seen());
    let id = (&case.asked.id, &seen);
    let done = reject(ask.services(), &permit, id, reason, note.as_deref()).await?;
    if done == Err(Refused::Changed) {
        let text = say::no_changed(l).to_owned();
        let changed = FieldError {
            field: REASON,
            text,
        };
        return draw(&ask, &case, typed, vec![changed]).await;
    }
    let told = Flash::good(say::rejected(l)).text(say::rejected_text(l));
    after(&ask, &case, done, told).await
}

/// Whether a reason can be the one: whom nobody asked anything cannot have left it unanswered, and who has no access is not sent to
/// the login page.
fn fits(case: &Case, reason: Reason) -> bool {
    match reason {
        Reason::NoAnswer => {
            let asked = |step: &Step| step.what == Happened::Question;
            case.story.iter().any(asked)
        }
        Reason::HasAccess => {
            let there = |check: &Check| matches!(check, Check::HasAccess | Check::IsAdmin);
            case.checks.iter().any(there)
        }
        Reason::NumberWrong | Reason::NotReached | Reason::NotWanted | Reason::OtherMailbox => true,
    }
}

async fn draw(ask: &Ask, case: &Case, typed: Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let (facts, seen) = (facts(ask, case), case.seen.as_str().to_owned());
    let title = say::reject_title(l);
    let back = Act::link(
        case.asked.reference.to_string(),
        address(&case.asked.id, ""),
    );
    let reasons: Vec<Choice> = Reason::ALL
        .into_iter()
        .filter(|reason| fits(case, *reason))
        .map(|reason| Choice {
            value: reason.code().to_owned(),
            label: story::reason(l, reason).to_owned(),
            hint: None,
            chosen: typed.get(REASON) == reason.code(),
        })
        .collect();
    Screen::new(title)
        .refused_for(ask, &errors)
        .at_desk(ask)
        .show(ask, move || {
            let heading = frame::error_heading(l);
            let (reason, note) = (error_at(&errors, REASON), error_at(&errors, NOTE));
            let aside = beside(l, facts);
            let news = view! { <ErrorSummary heading errors /> }.into_any();
            view! {
                <Page title=title lead=say::reject_lead(l) back=back news=news aside=aside>
                    <Form primary=say::reject_submit(l) stops=true>
                        <SeenField seen />
                        <Choices
                            name=REASON
                            label=say::reason(l)
                            how_many=HowMany::One
                            choices=reasons
                            error=reason
                            autofocus=true
                        />
                        <LongText
                            name=NOTE
                            label=say::note(l)
                            hint=say::note_hint(l)
                            error=note
                            value=typed.value(NOTE)
                            optional=frame::optional(l)
                        />
                    </Form>
                </Page>
            }
        })
        .await
}
