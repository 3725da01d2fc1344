//! A page for when there is no page: what happened, one button, and the telephone.
//! Never a dead end.

use super::act::{Act, Acts};
use super::code_display::CodeDisplay;
use super::plain_script::go_back;
use leptos::prelude::*;

/// The content of 403, 404, 410, 429, 500 and 503, to stand in the shell.
#[component]
pub fn ErrorPage(
    /// What happened, as the heading.
    #[prop(into)]
    title: String,
    /// What it means for the reader.
    #[prop(into)]
    lead: String,
    /// Name and value of the number the service desk can look up.
    #[prop(optional_no_strip)]
    number: Option<(String, String)>,
    /// The way out.
    act: Act,
    /// Whether that leads back to a form that was sent and not taken.
    #[prop(optional)]
    to_form: bool,
    /// Whom to call.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    if to_form {
        go_back();
    }
    view! {
        <div class="page">
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead">{lead}</p>
            </div>
            <div class="page-body">
                {number.map(|(label, code)| view! { <CodeDisplay label code /> })}
                <Acts acts=vec![act.primary()] class="page-actions" />
                {children.map(|children| children())}
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::html;

    #[test]
    fn an_error_page_always_has_a_way_out() {
        let html = html(|| {
            let act = Act::link("Naar inloggen", "/inloggen");
            view! { <ErrorPage title="Deze pagina bestaat niet" lead="Misschien is de link oud." act /> }
        });
        assert!(
            html.contains(r#"<a href="/inloggen" class="button">Naar inloggen</a>"#),
            "{html}"
        );
    }
}
