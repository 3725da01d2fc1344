//! Why an agent is no second pair of eyes, in words, and who is.

use domain::{Language, four_eyes::NoEyes};
use flows::NotYours;

use crate::{bridge::Flash, texts::desk as say};

/// Why.
pub(crate) fn why(l: Language, why: NoEyes) -> String {
    match why {
        NoEyes::TooNew { from } => say::eyes_too_new(l, from.day_and_time(l)),
        NoEyes::SameTelephone => say::eyes_same_telephone(l).to_owned(),
        NoEyes::SameMailbox => say::eyes_same_mailbox(l).to_owned(),
        NoEyes::Chosen { from } => say::eyes_chosen(l, from.day_and_time(l)),
    }
}

/// The notice: why, and who can.
pub(crate) fn notice(l: Language, not_yours: &NotYours) -> Flash {
    let who = if not_yours.who.is_empty() {
        say::eyes_nobody(l).to_owned()
    } else {
        say::eyes_ask(l, not_yours.who.join(", "))
    };
    Flash::wrong(say::not_yours(l)).text(format!("{} {who}", why(l, not_yours.why)))
}
