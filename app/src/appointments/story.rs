//! A request in words: how far it is, why it was turned down, and what happened.

use domain::{
    Language, Moment,
    appointments::{Reason, Stage, State},
};
use flows::appointments::{Appointment, Happened, Step};

use crate::{
    parts::{Event, Mark},
    texts::{appointments as say, log},
    words::capitalised,
};

/// How far it is, with a mark.
pub(crate) const fn stage(l: Language, stage: Stage) -> (Mark, &'static str) {
    match stage {
        Stage::Submitted => (Mark::Wait, say::state_waiting(l)),
        Stage::Confirmed | Stage::InReview => (Mark::Wait, say::state_review(l)),
        Stage::QuestionAsked => (Mark::Warn, say::state_question(l)),
        Stage::Approved => (Mark::Good, say::state_approved(l)),
        Stage::Activated => (Mark::Good, say::state_activated(l)),
        Stage::Rejected => (Mark::Wrong, say::state_rejected(l)),
        Stage::Expired => (Mark::Off, say::state_expired(l)),
        Stage::Withdrawn => (Mark::Off, say::state_withdrawn(l)),
    }
}

/// Why it was turned down, and what to do now.
pub(crate) const fn reason(l: Language, reason: Reason) -> &'static str {
    match reason {
        Reason::NumberWrong => say::reason_number_wrong(l),
        Reason::NotReached => say::reason_not_reached(l),
        Reason::NotWanted => say::reason_not_wanted(l),
        Reason::OtherMailbox => say::reason_other_mailbox(l),
        Reason::HasAccess => say::reason_has_access(l),
        Reason::NoAnswer => say::reason_no_answer(l),
    }
}

/// What happened, newest first; with who of the desk did it, where that is told.
pub(crate) fn history(l: Language, story: &[Step]) -> Vec<Event> {
    let event = |step: &Step| Event {
        datetime: step.at.datetime_attribute(),
        when: step.at.day_and_time(l),
        what: happened(l, step),
    };
    story.iter().rev().map(event).collect()
}

fn happened(l: Language, step: &Step) -> String {
    let desk = || capitalised(log::desk(l));
    let who = step.by.clone().unwrap_or_else(desk);
    let words = step.words.as_deref();
    match (step.what, words) {
        (Happened::Submitted, _) => match &step.by {
            Some(name) => say::happened_submitted_by(l, name),
            None => say::happened_submitted(l).to_owned(),
        },
        (Happened::Confirmed, _) => say::happened_confirmed(l).to_owned(),
        (Happened::Announced, _) => say::happened_announced(l).to_owned(),
        (Happened::Reminded, _) => say::happened_reminded(l).to_owned(),
        (Happened::Withdrawn, _) => say::happened_withdrawn(l).to_owned(),
        (Happened::Replaced, by) => say::happened_replaced(l, by.unwrap_or("…")),
        (Happened::Known, _) => say::happened_known(l).to_owned(),
        (Happened::Taken, _) => say::happened_taken(l, who),
        (Happened::Linked, _) => say::happened_linked(l, who),
        (Happened::CalledBack, None) => say::happened_called_back(l, who),
        (Happened::CalledBack, Some(called)) => say::happened_called_back_on(l, who, called),
        (Happened::NotReached, _) => say::happened_not_reached(l, who),
        (Happened::Question, words) => say::happened_question(l, who, words.unwrap_or("…")),
        (Happened::Answer, words) => say::happened_answer(l, words.unwrap_or("…")),
        (Happened::AnswerNoted, words) => say::happened_answer_noted(l, who, words.unwrap_or("…")),
        (Happened::Verified, _) => say::happened_verified(l, who),
        // Whose check it was: the desk reads that, to look after the colleague.
        (Happened::TakenBack, _) => match &step.by {
            Some(name) => format!("{} ({name})", say::happened_taken_back(l)),
            None => say::happened_taken_back(l).to_owned(),
        },
        (Happened::Approved, _) => say::happened_approved(l, who),
        (Happened::Rejected, None) => say::happened_rejected(l, who),
        (Happened::Rejected, Some(note)) => say::happened_rejected_with(l, who, note),
        (Happened::Untied, _) => say::happened_untied(l).to_owned(),
        (Happened::Activated, _) => say::happened_activated(l).to_owned(),
        (Happened::Expired, _) => say::happened_expired(l).to_owned(),
    }
}

/// What the applicant reads first.
pub(super) fn lead(l: Language, asked: &Appointment, now: Moment) -> String {
    if asked.state.stage().is_late(asked.reply_by, now) {
        return say::lead_late(l).to_owned();
    }
    match (&asked.state, asked.reply_by) {
        (State::Submitted { .. }, _) => say::state_waiting(l).to_owned(),
        (State::Confirmed | State::InReview(_), Some(by)) => say::lead_review(l, by.day(l)),
        (State::Confirmed | State::InReview(_), None) => say::state_review(l).to_owned(),
        (State::QuestionAsked { until, .. }, _) => say::lead_question(l, until.day_and_time(l)),
        (State::Approved { .. }, _) => say::lead_approved(l).to_owned(),
        (State::Activated, _) => say::lead_activated(l).to_owned(),
        (State::Rejected(_), _) => say::lead_rejected(l).to_owned(),
        (State::Expired, _) => say::lead_expired(l).to_owned(),
        (State::Withdrawn, _) => say::lead_withdrawn(l).to_owned(),
    }
}
