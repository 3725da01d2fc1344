//! Places to go, each with one sentence that says what is behind it: the tiles of the
//! start page, the answers of the help pages.

use leptos::prelude::*;

/// One place to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// Its name.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// What is behind it, in one sentence.
    pub sub: Option<String>,
}

/// The places to go.
#[component]
pub fn Doors(
    /// The places, the likeliest first.
    doors: Vec<Door>,
) -> impl IntoView {
    let doors = doors
        .into_iter()
        .map(|door| {
            let sub = door.sub.map(|sub| view! { <p class="row-sub">{sub}</p> });
            view! { <li class="door"><a href=door.href>{door.title}</a> {sub}</li> }
        })
        .collect_view();
    view! { <ul class="doors" role="list">{doors}</ul> }
}
