//! Keeps what is being filled in on a long form when somebody leaves the page, so that coming back loses nothing.

use leptos::prelude::*;

use super::plain_script::keep_typed;

/// Stands within the form that is to be kept.
#[component]
pub fn KeepTyped(
    /// Where the browser sends it.
    at: String,
) -> impl IntoView {
    keep_typed();
    view! { <fieldset hidden=true data-keep=at></fieldset> }
}
