//! Why something cannot be done now because too much of it was done: what is really used up, until when, and another way.

use domain::{Language, Moment, messages::Share};
use flows::challenges::TooManyMessages;

use crate::texts::refused as say;

/// Why no message with a code goes out, for whoever waits for it.
pub fn no_message(l: Language, refused: TooManyMessages, now: Moment, phone: &str) -> String {
    let time = refused.until.time_seen_from(now, l);
    let text = match refused.share {
        Share::Person | Share::Agent => say::no_message_person,
        Share::Network => say::no_message_network,
        Share::Organisation => say::no_message_organisation,
        Share::Invited => say::no_message_invited,
        Share::AllInvited => say::no_message_all_invited,
        Share::Everybody => say::no_message_everybody,
    };
    text(l, time, phone.to_owned())
}

/// The same for the service desk, as the end of "cannot log in: …".
pub fn at_desk(l: Language, share: Share, until: Moment, now: Moment) -> String {
    let time = until.time_seen_from(now, l);
    match share {
        Share::Person | Share::Agent | Share::Network => say::desk_person(l, time),
        Share::Organisation => say::desk_organisation(l, time),
        Share::Invited => say::desk_invited(l, time),
        Share::AllInvited => say::desk_all_invited(l, time),
        Share::Everybody => say::desk_everybody(l, time),
    }
}
