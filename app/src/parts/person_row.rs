//! A person, a request or anything else one can act on, as a row: name big, state in
//! words, deeds where the thumb is. A list of rows, not a table: it reads the same
//! on a phone.

use super::act::{Act, Acts};
use super::state_mark::{Mark, StateMark};
use super::words::Words;
use leptos::prelude::*;

/// The list around the rows.
#[component]
pub fn PersonRows(
    /// The rows.
    children: Children,
) -> impl IntoView {
    // role: Safari forgets that a list without bullets is a list.
    view! { <ul class="person-rows" role="list">{children()}</ul> }
}

/// One row with its deeds.
#[component]
pub fn PersonRow(
    /// The name.
    #[prop(into)]
    title: String,
    /// The page with the whole story.
    #[prop(optional, into)]
    href: Option<String>,
    /// The line under the name, such as an e-mail address.
    #[prop(optional, into)]
    sub: Words,
    /// How it stands, in words, behind a mark.
    state: (Mark, String),
    /// One more line about the state, such as until when.
    #[prop(optional, into)]
    note: Words,
    /// What can be done here, the likeliest first.
    #[prop(optional)]
    acts: Vec<Act>,
) -> impl IntoView {
    let title = match href {
        Some(href) => view! { <a href=href>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    let (mark, words) = state;
    view! {
        <li class="person-row">
            <div class="row-who">
                <h3 class="row-title">{title}</h3>
                {sub.0.map(|sub| view! { <p class="row-sub">{sub}</p> })}
            </div>
            <div class="row-state">
                <StateMark mark text=words />
                {note.0.map(|note| view! { <p class="row-note">{note}</p> })}
            </div>
            <Acts acts class="row-actions" />
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::html;

    #[test]
    fn a_row_says_its_state_in_words_and_offers_its_deeds() {
        let html = html(|| {
            view! {
                <PersonRows>
                    <PersonRow
                        title="Piet Bakker"
                        href="/beheer/medewerkers/7"
                        sub="piet@kantoor-deboer.example"
                        state=(Mark::Warn, "Geblokkeerd".into())
                        acts=vec![Act::post("Deblokkeren", "/x").primary().about("Piet Bakker")]
                    />
                </PersonRows>
            }
        });
        assert!(
            html.contains(r#"<ul role="list" class="person-rows">"#),
            "{html}"
        );
        assert!(html.contains(r#"<span class="state state-warn">Geblokkeerd</span>"#));
        assert!(html.contains(r#"<a href="/beheer/medewerkers/7">Piet Bakker</a>"#));
        assert!(html.contains(r#"class="row-actions""#));
    }
}
