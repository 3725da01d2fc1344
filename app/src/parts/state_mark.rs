//! How it stands with someone, in words, with a small mark before it.
//! Every mark has its own shape: a disc, a triangle, a block, a dotted ring, a ring.
//! Colour only repeats what word and shape already say.

use leptos::prelude::*;

/// The shape and tone before a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// All is well: a disc.
    Good,
    /// Somebody should look: a triangle.
    Warn,
    /// Stopped or refused: a block.
    Wrong,
    /// Under way, such as an invitation: a dotted ring.
    Wait,
    /// Not there (any more): a ring.
    Off,
}

/// A state in words.
#[component]
pub fn StateMark(
    /// The shape before it.
    mark: Mark,
    /// The words.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let class = match mark {
        Mark::Good => "state state-good",
        Mark::Warn => "state state-warn",
        Mark::Wrong => "state state-wrong",
        Mark::Wait => "state state-wait",
        Mark::Off => "state",
    };
    view! { <span class=class>{text}</span> }
}
