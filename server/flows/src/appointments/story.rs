//! What happened to a request, in order: told to the applicant without names, to the desk with them.

use domain::{AccountId, AppointmentId, Moment, codes};

use super::sql;
use crate::{
    Tx,
    caller::full_name,
    execute, on,
    trouble::{Result, readable, readable_rows},
};

codes! {
    /// What can stand in the story of a request.
    Happened {
        /// It was sent in.
        Submitted = "submitted",
        /// The mailbox said yes.
        Confirmed = "confirmed",
        /// The admins there are were told; words: of which organisation, by its id.
        Announced = "announced",
        /// The applicant was reminded.
        Reminded = "reminded",
        /// The applicant took it back.
        Withdrawn = "withdrawn",
        /// A newer one of the same mailbox took its place.
        Replaced = "replaced",
        /// Whoever it was about is admin there already.
        Known = "known",
        /// Somebody of the desk began to look.
        Taken = "taken",
        /// The desk said which organisation it is about.
        Linked = "linked",
        /// The company was called; words: the number, and where it was found.
        CalledBack = "called_back",
        /// The company was called, and nobody was reached who could say anything.
        NotReached = "not_reached",
        /// The desk asked; words: what.
        Question = "question",
        /// The applicant answered; words: what.
        Answer = "answer",
        /// The applicant answered on the telephone, as somebody of the desk wrote down; words: what.
        AnswerNoted = "answer_noted",
        /// Somebody of the desk vouched for it.
        Verified = "verified",
        /// The account of who vouched for it or called the company was stopped, or is the applicant's: that counts no more.
        TakenBack = "taken_back",
        /// Somebody else of the desk approved it.
        Approved = "approved",
        /// The desk refused it; words: what it added.
        Rejected = "rejected",
        /// The invitation that came of it was withdrawn, or replaced by another one.
        Untied = "untied",
        /// The new admin is in.
        Activated = "activated",
        /// Its time ran out.
        Expired = "expired",
    }
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub at: Moment,
    /// What.
    pub what: Happened,
    /// Who of the desk did it; `None` for the applicant and for time.
    pub by: Option<String>,
    /// What was said.
    pub words: Option<String>,
}

/// Writes down what happened, for the desk and for the applicant.
pub(super) async fn note(
    tx: &mut Tx,
    now: Moment,
    id: &AppointmentId,
    (what, by, words): (Happened, Option<&AccountId>, Option<&str>),
) -> Result<()> {
    execute!(
        tx,
        sql::HAPPENED,
        id.as_str(),
        now.unix_ms(),
        what.code(),
        by.map(AccountId::as_str),
        words,
    )?;
    Ok(())
}

/// What the desk asks, as a letter tells it: line by line.
pub(super) fn in_lines(question: &str) -> (String, Vec<String>) {
    let mut lines = question.lines().filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default().to_owned();
    (first, lines.map(str::to_owned).collect())
}

type StepRow = (
    i64,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
);

/// What happened to a request, in order.
pub(super) async fn story(tx: &mut Tx, id: &AppointmentId) -> Result<Vec<Step>> {
    let rows: Vec<StepRow> = on!(tx, |c| sqlx::query_as(sql::STORY)
        .bind(id.as_str())
        .fetch_all(c))?;
    readable_rows(
        rows.into_iter()
            .map(|(at, event, words, given, infix, family)| {
                Ok(Step {
                    at: Moment::from_unix_ms(at),
                    what: readable(
                        Happened::from_code(&event),
                        "appointment_event",
                        "event",
                        id.as_str(),
                    )?,
                    by: match (given, infix, family) {
                        (Some(given), Some(infix), Some(family)) => {
                            Some(full_name(&given, &infix, &family))
                        }
                        _ => None,
                    },
                    words,
                })
            }),
    )
}
