//! What a page showed of what its form changes, to go along with the form.

use leptos::prelude::*;

/// Name of the field.
pub const SEEN: &str = "seen";

/// Name of the field with which a form that sends a whole set says from what it was drawn: what differs is changed.
pub const DRAWN: &str = "drawn";

/// Stands in a form that rests on what its page shows; a button carries it by [`super::Act::with`].
#[component]
pub fn SeenField(
    /// What was shown, as `flows::Seen` says it.
    seen: String,
) -> impl IntoView {
    view! { <input type="hidden" name=SEEN value=seen /> }
}
