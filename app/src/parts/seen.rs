//! What a page showed of what its form changes, to go along with the form.

use leptos::prelude::*;

/// Name of the field.
pub const SEEN: &str = "seen";

/// Stands in a form that rests on what its page shows; a button carries it by [`super::Act::with`].
#[component]
pub fn SeenField(
    /// What was shown, as the flow made it.
    seen: String,
) -> impl IntoView {
    view! { <input type="hidden" name=SEEN value=seen /> }
}
