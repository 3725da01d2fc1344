//! The lists of one page, of which one is shown: links beside each other, each with its number where there is one.

use leptos::prelude::*;

/// One of them.
#[derive(Clone, Debug)]
pub struct OneList {
    /// What it is called.
    pub name: String,
    /// How much is in it, in words.
    pub number: Option<String>,
    /// Its address.
    pub href: String,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// The links to all of them.
#[component]
pub fn Lists(
    /// What they are lists of, for screen readers.
    #[prop(into)]
    label: String,
    /// The lists.
    lists: Vec<OneList>,
) -> impl IntoView {
    let items = lists
        .into_iter()
        .map(|list| {
            let current = list.current.then_some("true");
            let number = list
                .number
                .map(|number| view! { <strong>{number}</strong> " " });
            view! {
                <li>
                    <a class="count" href=list.href aria-current=current>{number} {list.name}</a>
                </li>
            }
        })
        .collect_view();
    view! { <nav aria-label=label><ul class="counts" role="list">{items}</ul></nav> }
}
