//! How far a request is. Pure: a state, something that happens, and the moment give the next state or say why not.
//! ARCHITECTURE.md draws it; the table below says it for every state and every event.

use crate::{AccountId, Moment};

/// How far a request is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Sent in. Nobody looks at it before the mailbox has said yes.
    Submitted {
        /// Until when it can.
        until: Moment,
    },
    /// The mailbox said yes; it waits for somebody of the desk.
    Confirmed,
    /// Somebody of the desk looks at it.
    InReview(Review),
    /// The applicant has to answer first.
    QuestionAsked {
        /// Until when.
        until: Moment,
        /// How far the review had come.
        review: Review,
    },
    /// Approved; the account waits for its owner.
    Approved {
        /// Until when.
        until: Moment,
    },
    /// Refused.
    Rejected(Reason),
    /// The new admin is in.
    Activated,
    /// Time ran out.
    Expired,
    /// The applicant changed his mind, or sent in a newer one; or the invitation that came of it was withdrawn or replaced.
    Withdrawn,
}

/// How far a review has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// It is known which organisation this is about.
    pub organisation: bool,
    /// The company was called at a number that was found elsewhere.
    pub called_back: bool,
    /// Who vouches for it, if somebody does.
    pub verified_by: Option<AccountId>,
}

/// Why a request is refused; each has a text of its own in the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The number belongs to another company.
    NumberWrong,
    /// The company could not be reached at a number known to be its own.
    NotReached,
    /// The company was reached and did not want this.
    NotWanted,
    /// The mailbox is no mailbox of the company.
    OtherMailbox,
    /// This person has access there already.
    HasAccess,
    /// The applicant was asked something, and did not answer.
    NoAnswer,
}

impl Reason {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 6] = [
        Self::NumberWrong,
        Self::NotReached,
        Self::NotWanted,
        Self::OtherMailbox,
        Self::HasAccess,
        Self::NoAnswer,
    ];

    /// The code kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NumberWrong => "number_wrong",
            Self::NotReached => "not_reached",
            Self::NotWanted => "not_wanted",
            Self::OtherMailbox => "other_mailbox",
            Self::HasAccess => "has_access",
            Self::NoAnswer => "no_answer",
        }
    }

    /// The reason of a code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// The name of a state, without what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// [`State::Submitted`].
    Submitted,
    /// [`State::Confirmed`].
    Confirmed,
    /// [`State::InReview`].
    InReview,
    /// [`State::QuestionAsked`].
    QuestionAsked,
    /// [`State::Approved`].
    Approved,
    /// [`State::Rejected`].
    Rejected,
    /// [`State::Activated`].
    Activated,
    /// [`State::Expired`].
    Expired,
    /// [`State::Withdrawn`].
    Withdrawn,
}

impl Stage {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 9] = [
        Self::Submitted,
        Self::Confirmed,
        Self::InReview,
        Self::QuestionAsked,
        Self::Approved,
        Self::Rejected,
        Self::Activated,
        Self::Expired,
        Self::Withdrawn,
    ];

    /// The code kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Confirmed => "confirmed",
            Self::InReview => "in_review",
            Self::QuestionAsked => "question_asked",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Activated => "activated",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The stage of a code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// Whether the desk owes an answer: not while it is the applicant's turn, and not after it.
    pub const fn owes_answer(self) -> bool {
        matches!(self, Self::Confirmed | Self::InReview)
    }

    /// Whether an answer that was promised is late. A day is promised, so the evening of that day is in time.
    pub fn is_late(self, reply_by: Option<Moment>, now: Moment) -> bool {
        let is_over = |by: Moment| by < now && !by.is_same_day(now);
        self.owes_answer() && reply_by.is_some_and(is_over)
    }

    /// Whether nothing can happen to it any more.
    pub const fn is_over(self) -> bool {
        matches!(
            self,
            Self::Rejected | Self::Activated | Self::Expired | Self::Withdrawn
        )
    }
}

impl State {
    /// Its name.
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Submitted { .. } => Stage::Submitted,
            Self::Confirmed => Stage::Confirmed,
            Self::InReview(_) => Stage::InReview,
            Self::QuestionAsked { .. } => Stage::QuestionAsked,
            Self::Approved { .. } => Stage::Approved,
            Self::Rejected(_) => Stage::Rejected,
            Self::Activated => Stage::Activated,
            Self::Expired => Stage::Expired,
            Self::Withdrawn => Stage::Withdrawn,
        }
    }

    /// When time ends it, if time does.
    pub const fn until(&self) -> Option<Moment> {
        match self {
            Self::Submitted { until }
            | Self::QuestionAsked { until, .. }
            | Self::Approved { until } => Some(*until),
            _ => None,
        }
    }

    /// How far the review has come, while there is one.
    pub const fn review(&self) -> Option<&Review> {
        match self {
            Self::InReview(review) | Self::QuestionAsked { review, .. } => Some(review),
            _ => None,
        }
    }
}

/// Something that happens to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The mailbox says yes.
    Confirm,
    /// The applicant takes it back.
    Withdraw,
    /// Somebody of the desk begins to look.
    Take,
    /// The desk says which organisation it is about.
    Link,
    /// The company was called at a number found elsewhere.
    CallBack,
    /// The company was called, and nobody there could say anything about it.
    NotReached,
    /// The desk asks something.
    Question {
        /// Until when it can be answered.
        until: Moment,
    },
    /// The applicant answers: on the page, or on the telephone to whoever writes it down.
    Answer,
    /// Somebody of the desk vouches for it.
    Verify {
        /// Who.
        by: AccountId,
    },
    /// Somebody else of the desk agrees.
    Approve {
        /// Who.
        by: AccountId,
        /// Until when the account can be activated.
        until: Moment,
    },
    /// The desk refuses.
    Reject(Reason),
    /// The new admin activated the account.
    Activate,
    /// The invitation that came of it was withdrawn, or is another one by now.
    Untie,
    /// Its time is over.
    RunOut,
}

/// Why something cannot happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// It is so already: nothing is done, and nothing is wrong.
    AlreadySo,
    /// Not in this state.
    NotNow,
    /// Its time is over.
    TooLate,
    /// Not before it is known which organisation this is about.
    NoOrganisation,
    /// Not before the company was called back.
    NotCalledBack,
    /// Not before somebody vouched for it.
    NotVerified,
    /// Whoever vouched for it cannot approve it as well (SEC-26).
    SamePerson,
}

/// What `state` becomes when `event` happens at `now`.
pub fn next(state: &State, event: &Event, now: Moment) -> Result<State, Refusal> {
    // That nobody had looked at the clock yet is no reason to say otherwise: whoever got in is in, and an invitation that is
    // another one by now ends with no request of before.
    match (state, event) {
        (State::Approved { .. }, Event::Activate) => return Ok(State::Activated),
        (State::Approved { .. }, Event::Untie) => return Ok(State::Withdrawn),
        _ => {}
    }
    // Whatever ends by time has ended then, also before anybody has noticed.
    let late = state.until().is_some_and(|until| until <= now);
    if *event == Event::RunOut {
        return match (late, state.stage().is_over()) {
            (true, _) => Ok(State::Expired),
            (false, true) => Err(Refusal::AlreadySo),
            (false, false) => Err(Refusal::NotNow),
        };
    }
    if late {
        return Err(Refusal::TooLate);
    }
    match (state, event) {
        (_, Event::Untie) => Err(Refusal::NotNow),
        (State::Submitted { .. }, Event::Confirm) => Ok(State::Confirmed),
        (
            State::Confirmed
            | State::InReview(_)
            | State::QuestionAsked { .. }
            | State::Approved { .. }
            | State::Activated,
            Event::Confirm,
        )
        | (State::Withdrawn, Event::Withdraw)
        | (State::InReview(_), Event::Take)
        | (State::Activated, Event::Activate)
        | (State::Approved { .. } | State::Activated, Event::Approve { .. })
        | (State::Rejected(_), Event::Reject(_)) => Err(Refusal::AlreadySo),
        (
            State::Submitted { .. }
            | State::Confirmed
            | State::InReview(_)
            | State::QuestionAsked { .. },
            Event::Withdraw,
        ) => Ok(State::Withdrawn),
        (State::Confirmed, Event::Take) => Ok(State::InReview(Review::default())),
        (
            State::Confirmed | State::InReview(_) | State::QuestionAsked { .. },
            Event::Reject(reason),
        ) => Ok(State::Rejected(*reason)),
        (State::InReview(review), event) => reviewed(review, event),
        // What was vouched for is no longer all there is to know.
        (State::QuestionAsked { review, .. }, Event::Answer) => Ok(State::InReview(Review {
            verified_by: None,
            ..review.clone()
        })),
        _ => Err(Refusal::NotNow),
    }
}

/// What the desk does to a request that it looks at.
fn reviewed(review: &Review, event: &Event) -> Result<State, Refusal> {
    let mut review = review.clone();
    match event {
        Event::Link => {
            // Another organisation: whoever was called, and whoever vouched, was so for the one before (SEC-26).
            review = Review {
                organisation: true,
                ..Review::default()
            };
        }
        // A call proves something of the company that was called: it has to be known which one that is.
        Event::CallBack | Event::NotReached if !review.organisation => {
            return Err(Refusal::NoOrganisation);
        }
        Event::CallBack => review.called_back = true,
        Event::NotReached => {}
        Event::Question { until } => {
            return Ok(State::QuestionAsked {
                until: *until,
                review,
            });
        }
        Event::Verify { .. } if review.verified_by.is_some() => return Err(Refusal::AlreadySo),
        Event::Verify { .. } if !review.organisation => return Err(Refusal::NoOrganisation),
        Event::Verify { .. } if !review.called_back => return Err(Refusal::NotCalledBack),
        Event::Verify { by } => review.verified_by = Some(by.clone()),
        Event::Approve { by, until } => {
            return match &review.verified_by {
                None => Err(Refusal::NotVerified),
                Some(verifier) if verifier == by => Err(Refusal::SamePerson),
                Some(_) => Ok(State::Approved { until: *until }),
            };
        }
        _ => return Err(Refusal::NotNow),
    }
    Ok(State::InReview(review))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment::from_unix_ms(1_000);
    const LATER: Moment = Moment::from_unix_ms(2_000);
    const EARLIER: Moment = Moment::from_unix_ms(1_000);

    fn person(number: u8) -> AccountId {
        AccountId::from_trusted(format!("019a9f3c-5b7e-7c3a-8d21-0f6e4b9a1c{number:02}"))
    }

    fn review(organisation: bool, called_back: bool, verified_by: Option<u8>) -> Review {
        Review {
            organisation,
            called_back,
            verified_by: verified_by.map(person),
        }
    }

    /// Every state, with the reviews that make a difference.
    fn states() -> Vec<(&'static str, State)> {
        let asked = |review| State::QuestionAsked {
            until: LATER,
            review,
        };
        vec![
            ("submitted", State::Submitted { until: LATER }),
            ("confirmed", State::Confirmed),
            ("fresh", State::InReview(review(false, false, None))),
            ("linked", State::InReview(review(true, false, None))),
            ("called", State::InReview(review(false, true, None))),
            ("ready", State::InReview(review(true, true, None))),
            ("verified", State::InReview(review(true, true, Some(1)))),
            ("asked", asked(review(true, true, Some(1)))),
            ("approved", State::Approved { until: LATER }),
            ("rejected", State::Rejected(Reason::NotReached)),
            ("activated", State::Activated),
            ("expired", State::Expired),
            ("withdrawn", State::Withdrawn),
        ]
    }

    fn events() -> Vec<(&'static str, Event)> {
        let approve = |number| Event::Approve {
            by: person(number),
            until: LATER,
        };
        vec![
            ("confirm", Event::Confirm),
            ("withdraw", Event::Withdraw),
            ("take", Event::Take),
            ("link", Event::Link),
            ("call", Event::CallBack),
            ("missed", Event::NotReached),
            ("question", Event::Question { until: LATER }),
            ("answer", Event::Answer),
            ("verify 1", Event::Verify { by: person(1) }),
            ("approve 1", approve(1)),
            ("approve 2", approve(2)),
            ("reject", Event::Reject(Reason::NotReached)),
            ("activate", Event::Activate),
            ("untie", Event::Untie),
            ("run out", Event::RunOut),
        ]
    }

    /// The state or refusal in one word: a state by the name that [`states`] gives it.
    fn word(outcome: &Result<State, Refusal>) -> String {
        match outcome {
            Err(refusal) => format!("{refusal:?}"),
            Ok(state) => states()
                .into_iter()
                .find(|(_, known)| known == state)
                .map_or_else(|| format!("{state:?}"), |(name, _)| name.to_owned()),
        }
    }

    #[rustfmt::skip]
    const TABLE: [(&str, [&str; 15]); 13] = [
        //             confirm      withdraw     take         link      call              missed            question   answer    verify 1          approve 1      approve 2      reject       activate     untie        run out
        ("submitted", ["confirmed", "withdrawn", "NotNow",    "NotNow", "NotNow",         "NotNow",         "NotNow",  "NotNow", "NotNow",         "NotNow",      "NotNow",      "NotNow",    "NotNow",    "NotNow",    "NotNow"]),
        ("confirmed", ["AlreadySo", "withdrawn", "fresh",     "NotNow", "NotNow",         "NotNow",         "NotNow",  "NotNow", "NotNow",         "NotNow",      "NotNow",      "rejected",  "NotNow",    "NotNow",    "NotNow"]),
        ("fresh",     ["AlreadySo", "withdrawn", "AlreadySo", "linked", "NoOrganisation", "NoOrganisation", "asked 0", "NotNow", "NoOrganisation", "NotVerified", "NotVerified", "rejected",  "NotNow",    "NotNow",    "NotNow"]),
        ("linked",    ["AlreadySo", "withdrawn", "AlreadySo", "linked", "ready",          "linked",         "asked 1", "NotNow", "NotCalledBack",  "NotVerified", "NotVerified", "rejected",  "NotNow",    "NotNow",    "NotNow"]),
        ("called",    ["AlreadySo", "withdrawn", "AlreadySo", "linked", "NoOrganisation", "NoOrganisation", "asked 2", "NotNow", "NoOrganisation", "NotVerified", "NotVerified", "rejected",  "NotNow",    "NotNow",    "NotNow"]),
        ("ready",     ["AlreadySo", "withdrawn", "AlreadySo", "linked", "ready",          "ready",          "asked 3", "NotNow", "verified",       "NotVerified", "NotVerified", "rejected",  "NotNow",    "NotNow",    "NotNow"]),
        ("verified",  ["AlreadySo", "withdrawn", "AlreadySo", "linked", "verified",       "verified",       "asked",   "NotNow", "AlreadySo",      "SamePerson",  "approved",    "rejected",  "NotNow",    "NotNow",    "NotNow"]),
        ("asked",     ["AlreadySo", "withdrawn", "NotNow",    "NotNow", "NotNow",         "NotNow",         "NotNow",  "ready",  "NotNow",         "NotNow",      "NotNow",      "rejected",  "NotNow",    "NotNow",    "NotNow"]),
        ("approved",  ["AlreadySo", "NotNow",    "NotNow",    "NotNow", "NotNow",         "NotNow",         "NotNow",  "NotNow", "NotNow",         "AlreadySo",   "AlreadySo",   "NotNow",    "activated", "withdrawn", "NotNow"]),
        ("rejected",  ["NotNow",    "NotNow",    "NotNow",    "NotNow", "NotNow",         "NotNow",         "NotNow",  "NotNow", "NotNow",         "NotNow",      "NotNow",      "AlreadySo", "NotNow",    "NotNow",    "AlreadySo"]),
        ("activated", ["AlreadySo", "NotNow",    "NotNow",    "NotNow", "NotNow",         "NotNow",         "NotNow",  "NotNow", "NotNow",         "AlreadySo",   "AlreadySo",   "NotNow",    "AlreadySo", "NotNow",    "AlreadySo"]),
        ("expired",   ["NotNow",    "NotNow",    "NotNow",    "NotNow", "NotNow",         "NotNow",         "NotNow",  "NotNow", "NotNow",         "NotNow",      "NotNow",      "NotNow",    "NotNow",    "NotNow",    "AlreadySo"]),
        ("withdrawn", ["NotNow",    "AlreadySo", "NotNow",    "NotNow", "NotNow",         "NotNow",         "NotNow",  "NotNow", "NotNow",         "NotNow",      "NotNow",      "NotNow",    "NotNow",    "NotNow",    "AlreadySo"]),
    ];

    #[test]
    fn every_event_in_every_state() {
        let asked = [
            review(false, false, None),
            review(true, false, None),
            review(false, true, None),
            review(true, true, None),
        ];
        for ((name, state), (row, cells)) in states().into_iter().zip(TABLE) {
            assert_eq!(name, row);
            for ((what, event), cell) in events().into_iter().zip(cells) {
                let outcome = next(&state, &event, NOW);
                let place = format!("{name}, {what}: {outcome:?}");
                match cell.strip_prefix("asked ") {
                    Some(number) => {
                        let review = asked[number.parse::<usize>().unwrap()].clone();
                        let until = LATER;
                        let expected = State::QuestionAsked { until, review };
                        assert_eq!(outcome, Ok(expected), "{place}");
                    }
                    None => assert_eq!(word(&outcome), cell, "{place}"),
                }
            }
        }
    }

    #[test]
    fn what_time_has_ended_runs_out_and_only_whoever_got_in_stays_in() {
        let ended = [
            State::Submitted { until: EARLIER },
            State::QuestionAsked {
                until: EARLIER,
                review: Review::default(),
            },
            State::Approved { until: EARLIER },
        ];
        for state in ended {
            for (what, event) in events() {
                let expected = match (&state, &event) {
                    (_, Event::RunOut) => Ok(State::Expired),
                    (State::Approved { .. }, Event::Activate) => Ok(State::Activated),
                    (State::Approved { .. }, Event::Untie) => Ok(State::Withdrawn),
                    _ => Err(Refusal::TooLate),
                };
                assert_eq!(next(&state, &event, NOW), expected, "{state:?}, {what}");
            }
        }
    }

    #[test]
    fn an_answer_is_late_while_it_is_the_turn_of_the_desk() {
        for stage in Stage::ALL {
            let owed = matches!(stage, Stage::Confirmed | Stage::InReview);
            let next_day = LATER.plus(std::time::Duration::from_secs(24 * 60 * 60));
            assert_eq!(stage.is_late(Some(EARLIER), next_day), owed, "{stage:?}");
            assert!(!stage.is_late(Some(EARLIER), LATER), "{stage:?} that day");
            assert!(!stage.is_late(Some(LATER), LATER), "{stage:?}");
            assert!(!stage.is_late(None, LATER), "{stage:?}");
        }
    }

    #[test]
    fn every_state_can_be_reached_from_the_first() {
        let mut reached = vec![State::Submitted { until: LATER }];
        let mut at = 0;
        while let Some(state) = reached.get(at).cloned() {
            let later = [NOW, LATER];
            for (event, now) in events()
                .into_iter()
                .flat_map(|(_, event)| later.map(|now| (event.clone(), now)))
            {
                if let Ok(next) = next(&state, &event, now)
                    && !reached.contains(&next)
                {
                    reached.push(next);
                }
            }
            at += 1;
        }
        for stage in Stage::ALL {
            assert!(
                reached.iter().any(|state| state.stage() == stage),
                "{stage:?}"
            );
            assert_eq!(Stage::from_code(stage.code()), Some(stage));
        }
    }

    #[test]
    fn sec_26_nobody_approves_what_he_vouched_for_himself() {
        for verifier in 1..4 {
            let state = State::InReview(review(true, true, Some(verifier)));
            for approver in 1..4 {
                let event = Event::Approve {
                    by: person(approver),
                    until: LATER,
                };
                let allowed = next(&state, &event, NOW).is_ok();
                assert_eq!(allowed, verifier != approver, "{verifier} and {approver}");
            }
        }
    }
}
