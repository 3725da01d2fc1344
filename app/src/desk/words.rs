//! What the screens of the desk have in common in words: standings, reasons, kinds.

use domain::{Language, desk::Why, people::Standing};

use crate::{
    bridge::{Ask, Stop, Typed},
    parts::{FieldError, Mark},
    texts::{desk as say, people},
};

/// Name of the field with the reason.
pub const WHY: &str = "reden";

/// Mark and words of a standing.
pub fn standing(l: Language, standing: Standing) -> (Mark, String) {
    match standing {
        Standing::Active => (Mark::Good, people::standing_active(l).to_owned()),
        Standing::Invited { until } => {
            (Mark::Wait, people::standing_invited(l, until.short_day(l)))
        }
        Standing::InvitationExpired => (
            Mark::Warn,
            people::standing_invitation_expired(l).to_owned(),
        ),
        Standing::InvitationHeld(_) => (Mark::Warn, people::standing_invitation_held(l).to_owned()),
        Standing::Blocked(_) => (Mark::Warn, people::standing_blocked(l).to_owned()),
        Standing::PasswordDisabled => {
            (Mark::Warn, people::standing_password_disabled(l).to_owned())
        }
        Standing::NotYet { from } => (Mark::Wait, people::standing_not_yet(l, from.short_day(l))),
        Standing::Ended { since } => (
            Mark::Off,
            people::standing_ended(l, crate::people::last_day(l, since)),
        ),
        Standing::Stopped => (Mark::Wrong, people::standing_stopped(l).to_owned()),
        Standing::Unknown => (Mark::Warn, people::standing_unknown(l).to_owned()),
    }
}

/// A reason in words.
pub const fn why(l: Language, why: Why) -> &'static str {
    match why {
        Why::CallerChecked => say::why_none(l),
        Why::CannotLogIn => say::why_cannot_log_in(l),
        Why::ForgotPassword => say::why_forgot_password(l),
        Why::NoMessage => say::why_no_message(l),
        Why::NewPhone => say::why_new_phone(l),
        Why::LostDevice => say::why_lost_device(l),
        Why::Suspicion => say::why_suspicion(l),
        Why::Left => say::why_left(l),
        Why::Other => say::why_other(l),
    }
}

/// Every reason as a list to choose from. None of them is chosen beforehand: what nobody chose is no answer to the question
/// what people call about.
pub fn reasons(l: Language) -> Vec<(String, String)> {
    let none = (String::new(), say::why_choose(l).to_owned());
    let chosen = Why::ALL.iter().filter(|one| one.was_chosen());
    let chosen = chosen.map(|one| (one.code().to_owned(), why(l, *one).to_owned()));
    std::iter::once(none).chain(chosen).collect()
}

/// The reason of a form; for who chose nothing, that nothing was chosen.
pub fn why_of(typed: &Typed) -> Result<Why, Stop> {
    match typed.get(WHY) {
        "" => Ok(Why::CallerChecked),
        code => Why::from_code(code).ok_or(Stop::BadForm),
    }
}

/// What to put right in a form that a colleague decides about, where no reason was chosen.
pub fn why_missing(l: Language, why: Why) -> Option<FieldError> {
    (!why.was_chosen()).then(|| FieldError {
        field: WHY,
        text: say::why_missing(l).to_owned(),
    })
}

/// What the numbers are called that companies are known by, one after the other.
pub fn number_names(ask: &Ask) -> String {
    let names = ask.services().catalogue.number_names(ask.language);
    names.join(", ")
}

/// What a kind of organisation is called, and its number: "Tussenpersoonnummer 40217".
pub fn number(ask: &Ask, kind: &str, number: &str) -> String {
    let kind = ask.services().catalogue.kind(kind);
    let name = kind.map_or("", |kind| kind.number_name.get(ask.language));
    format!("{name} {number}").trim().to_owned()
}
