//! A named part of a page, and what stands in a list that is still empty.
//! The section that asks for help is the only one with a box: it comes first
//! and is gone when nobody waits.

use super::act::{Act, Acts};
use leptos::prelude::*;

/// A part of a page under its own heading.
#[component]
pub fn Section(
    /// The id of the section; its heading is `{id}-title`.
    #[prop(into)]
    id: String,
    /// The heading.
    #[prop(into)]
    title: String,
    /// Whether somebody waits here ("Hulp nodig").
    #[prop(optional)]
    needs_help: bool,
    /// A count or a link at the end of the heading's line.
    #[prop(optional)]
    side: Option<AnyView>,
    /// The content.
    children: Children,
) -> impl IntoView {
    let class = if needs_help {
        "section help-first"
    } else {
        "section"
    };
    let title_id = format!("{id}-title");
    view! {
        <section class=class id=id aria-labelledby=title_id.clone()>
            <div class="section-head">
                <h2 id=title_id.clone()>{title}</h2>
                {side}
            </div>
            {children()}
        </section>
    }
}

/// An empty list that teaches the first thing to do.
#[component]
pub fn Empty(
    /// What will stand here.
    #[prop(into)]
    text: String,
    /// The first thing to do.
    #[prop(optional)]
    acts: Vec<Act>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <p>{text}</p>
            <Acts acts class="page-actions" />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::html;

    #[test]
    fn a_section_is_named_by_its_heading() {
        let html = html(|| view! { <Section id="staff" title="Medewerkers">"rijen"</Section> });
        assert!(
            html.contains(r#"id="staff" aria-labelledby="staff-title""#),
            "{html}"
        );
        assert!(html.contains(r#"<h2 id="staff-title">Medewerkers</h2>"#));
    }
}
