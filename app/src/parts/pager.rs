//! Earlier and later in a long list. No page numbers: the list is walked by key, so
//! that it stays quick however long it grows.

use super::act::{Act, ActView};
use leptos::prelude::*;

/// Links to the parts of the list before and after this one.
#[component]
pub fn Pager(
    /// What is being paged, for screen readers.
    #[prop(into)]
    label: String,
    /// The part before this one.
    #[prop(optional_no_strip)]
    previous: Option<Act>,
    /// The part after this one.
    #[prop(optional_no_strip)]
    next: Option<Act>,
) -> impl IntoView {
    (previous.is_some() || next.is_some()).then(|| {
        let previous = previous.map(|act| view! { <ActView act /> });
        let next = next.map(|act| view! { <ActView act /> });
        view! { <nav class="pager" aria-label=label><span>{previous}</span> <span>{next}</span></nav> }
    })
}
