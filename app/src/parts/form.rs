//! A plain form: posts to an address of ours, one filled button, and beside it what
//! else a person may want. The browser's own checks are off: ours speak plainer,
//! in the language of the page, and keep what was typed.

use super::{
    act::{Act, ActView},
    form_number::FormNumber,
    plain_script::ask_anew,
};
use leptos::prelude::*;

/// Where the page that is drawn stands. Put into the context of the page before it is drawn.
#[derive(Clone, Debug)]
pub struct PageAddress(pub String);

/// A form with one primary button.
#[component]
pub fn Form(
    /// What the button says: the deed, in a verb.
    #[prop(into)]
    primary: String,
    /// Where it posts to; the page's own address when left out.
    #[prop(optional, into)]
    action: Option<String>,
    /// Links beside the button. No posts: a form cannot stand in a form.
    #[prop(optional)]
    others: Vec<Act>,
    /// Whether the button takes something away from somebody.
    #[prop(optional)]
    stops: bool,
    /// The fields.
    children: Children,
) -> impl IntoView {
    // Named, and not left out: a browser would send along the fragment of the page, and what went wrong would be out of sight
    // above the field that somebody came by.
    let action = action.or_else(|| use_context::<PageAddress>().map(|PageAddress(page)| page));
    ask_anew();
    let class = if stops {
        "button button-stop"
    } else {
        "button"
    };
    let others = others
        .into_iter()
        .map(|act| view! { <ActView act /> })
        .collect_view();
    view! {
        <form class="form" method="post" action=action novalidate=true>
            <FormNumber />
            {children()}
            <div class="form-actions">
                <button class=class type="submit">{primary}</button>
                {others}
            </div>
        </form>
    }
}

/// What Enter in a field does where another button stands above the one of the form: browsers press the first one. Nobody
/// sees or hears it.
#[component]
pub fn EnterPresses(
    /// What the button of the form says.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <button class="form-default" type="submit" tabindex="-1" aria-hidden="true">
            {label}
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::html;

    #[test]
    fn a_form_posts_to_its_own_page_and_leaves_checking_to_us() {
        let html = html(|| view! { <Form primary="Inloggen">"velden"</Form> });
        assert!(
            html.contains(r#"<form method="post" novalidate class="form">"#),
            "{html}"
        );
        assert_eq!(html.matches("<button").count(), 1);
        assert!(html.contains(r#"type="submit" class="button">Inloggen</button>"#));
    }

    #[test]
    fn a_form_names_the_page_it_stands_on_unless_it_goes_elsewhere() {
        for (action, named) in [(None, "/hier?x=1"), (Some("/elders".to_owned()), "/elders")] {
            let html = html(|| {
                provide_context(PageAddress("/hier?x=1".into()));
                match action {
                    Some(action) => {
                        view! { <Form primary="Verder" action=action>""</Form> }.into_any()
                    }
                    None => view! { <Form primary="Verder">""</Form> }.into_any(),
                }
            });
            assert!(html.contains(&format!(r#"action="{named}""#)), "{html}");
        }
    }
}
