//! A question before a deed that nobody can take back, or that is told to somebody at once: what will happen, and one button.
//! A page of its own, so that it works without scripts and is read out from its heading.

use super::{act::Act, form::Form};
use leptos::prelude::*;

/// What will happen, the button that does it, and the way back.
#[component]
pub fn Question(
    /// What will happen, a sentence each.
    points: Vec<String>,
    /// What the button says: the deed, in a verb.
    #[prop(into)]
    yes: String,
    /// Where it posts to; the page's own address when left out.
    #[prop(optional, into)]
    action: Option<String>,
    /// Hidden fields to send along.
    #[prop(optional)]
    with: Vec<(&'static str, String)>,
    /// The way back without doing it.
    no: Act,
    /// Whether the button takes something away from somebody.
    #[prop(optional)]
    stops: bool,
) -> impl IntoView {
    let points = points
        .into_iter()
        .map(|point| view! { <li>{point}</li> })
        .collect_view();
    let fields = with
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    let others = vec![no];
    let action = action.unwrap_or_default();
    view! {
        <Form primary=yes action=action others=others stops=stops>
            <ul class="bullets">{points}</ul>
            {fields}
        </Form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::html;

    #[test]
    fn a_question_says_what_will_happen_and_has_one_button_and_a_way_back() {
        let html = html(|| {
            view! {
                <Question
                    points=vec!["Jan krijgt een mail.".to_owned()]
                    yes="Deblokkeren"
                    action="/deblokkeren"
                    with=vec![("van", "lijst".to_owned())]
                    no=Act::link("Annuleren", "/terug")
                />
            }
        });
        assert!(html.contains("<li>Jan krijgt een mail.</li>"), "{html}");
        assert!(html.contains(r#"name="van" value="lijst""#), "{html}");
        assert!(
            html.contains(r#"<a href="/terug" class="link">Annuleren</a>"#),
            "{html}"
        );
        assert_eq!(html.matches("<button").count(), 1, "{html}");
    }
}
