//! What went wrong, on top of the form, each line a link to its field.
//! The summary takes the focus when the page opens, also without scripts, so that
//! a screen reader starts here; at the desk the field does. The same words stand there.

use super::opening::on_summary;
use leptos::prelude::*;

/// One thing to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field, which is also its id.
    pub field: &'static str,
    /// What is wrong and how to put it right.
    pub text: String,
}

/// The text to show at one field, if something is wrong with it: everything that is.
pub fn error_at(errors: &[FieldError], field: &str) -> Option<String> {
    let texts: Vec<_> = errors
        .iter()
        .filter(|error| error.field == field)
        .map(|error| error.text.as_str())
        .collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}

/// The summary; nothing at all when nothing is wrong.
#[component]
pub fn ErrorSummary(
    /// "Er ging iets niet goed. Kijk dit na:" in the reader's language.
    #[prop(into)]
    heading: String,
    /// What to put right, in the order of the fields.
    errors: Vec<FieldError>,
) -> impl IntoView {
    (!errors.is_empty()).then(|| {
        let lines = errors
            .into_iter()
            .map(|error| view! { <li><a href=format!("#{}", error.field)>{error.text}</a></li> })
            .collect_view();
        view! {
            <div
                class="error-summary"
                role="alert"
                aria-labelledby="error-summary"
                tabindex="-1"
                autofocus=on_summary()
            >
                <h2 class="error-summary-title" id="error-summary">{heading}</h2>
                <ul>{lines}</ul>
            </div>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::html;

    #[test]
    fn each_error_links_to_its_field_and_says_the_same_there() {
        let errors = vec![FieldError {
            field: "email",
            text: "Vul uw e-mailadres in.".into(),
        }];
        assert_eq!(
            error_at(&errors, "email").as_deref(),
            Some("Vul uw e-mailadres in.")
        );
        assert_eq!(error_at(&errors, "password"), None);
        let html = html(|| view! { <ErrorSummary heading="Kijk dit na:" errors /> });
        assert!(
            html.contains(r##"<a href="#email">Vul uw e-mailadres in.</a>"##),
            "{html}"
        );
        assert!(html.contains(r#"role="alert" aria-labelledby="error-summary""#));
        assert!(html.contains(r#"tabindex="-1" autofocus"#));
    }

    #[test]
    fn a_field_names_everything_that_is_wrong_with_it() {
        let error = |text: &str| FieldError {
            field: "password",
            text: text.into(),
        };
        let errors = [error("Te kort."), error("Te bekend.")];
        assert_eq!(
            error_at(&errors, "password").as_deref(),
            Some("Te kort. Te bekend.")
        );
    }

    #[test]
    fn without_errors_there_is_no_empty_box() {
        let html = html(|| view! { <ErrorSummary heading="Kijk dit na:" errors=vec![] /> });
        assert!(!html.contains("error-summary"));
    }
}
