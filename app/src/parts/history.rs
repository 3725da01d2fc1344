//! What happened, newest first, in plain sentences, each with its moment.

use leptos::prelude::*;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The moment for machines, RFC 3339.
    pub datetime: String,
    /// The moment in words, in the reader's language and time zone.
    pub when: String,
    /// What happened and by whom.
    pub what: String,
}

/// The story so far.
#[component]
pub fn History(
    /// What happened, newest first.
    events: Vec<Event>,
) -> impl IntoView {
    let events = events
        .into_iter()
        .map(|event| {
            view! { <li><time datetime=event.datetime>{event.when}</time> <p>{event.what}</p></li> }
        })
        .collect_view();
    view! { <ol class="history" role="list">{events}</ol> }
}
