//! Something most people do not need, one press away, without scripts.

use leptos::prelude::*;

/// A question that opens into its answer.
#[component]
pub fn Details(
    /// The question.
    #[prop(into)]
    summary: String,
    /// Whether it stands open from the start.
    #[prop(optional)]
    open: bool,
    /// The answer.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="details" open=open>
            <summary>{summary}</summary>
            <div class="details-body">{children()}</div>
        </details>
    }
}
