//! Initials that follow the given name while it is typed, until the person writes their own.
//! Without this the server works them out when the form is sent, by the same rule.

use std::cell::Cell;

use domain::shared::person_name::initials_of;
use leptos::prelude::*;

use super::fields::{field, on_typing};

/// Keeps the field of the initials in step with the field of the given name; draws nothing itself.
#[island]
pub fn Initials(
    /// Id of the field of the given name.
    given: String,
    /// Id of the field of the initials.
    initials: String,
) -> impl IntoView {
    Effect::new(move |_| {
        let (Some(from), Some(to)) = (field(&given), field(&initials)) else {
            return;
        };
        let (given, initials) = (given.clone(), initials.clone());
        let ours = Cell::new(is_ours(&to.value(), &from.value()));
        on_typing(move |id| {
            if id == initials {
                ours.set(is_ours(&to.value(), &from.value()));
            } else if id == given && ours.get() {
                to.set_value(&initials_of(&from.value()));
            }
        });
    });
}

/// Whether the initials may still be changed by us: nobody wrote others.
fn is_ours(initials: &str, given: &str) -> bool {
    let initials = initials.trim();
    initials.is_empty() || initials == initials_of(given)
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn initials_follow_until_somebody_writes_their_own() {
        for (initials, given, ours) in [
            ("", "", true),
            ("", "Christiaan", true),
            (" ", "Christiaan", true),
            ("C.", "Christiaan", true),
            ("Chr.", "Christiaan", false),
            ("J.W.", "Jan-Willem", true),
            ("J.", "Jan-Willem", false),
        ] {
            assert_eq!(is_ours(initials, given), ours, "{initials:?} {given:?}");
        }
    }
}
