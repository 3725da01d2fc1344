//! A short word beside a name, such as the role "gebruikersbeheerder".

use leptos::prelude::*;

/// One word with a line around it.
#[component]
pub fn Tag(
    /// The word.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <span class="tag">{text}</span> }
}
