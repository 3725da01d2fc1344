//! One answer out of a list that is too long for radios, such as a colleague.
//! The browser's own list: it works everywhere, and typing a letter jumps to it.

use super::field::described_by;
use super::opening::in_field;
use super::words::Words;
use leptos::prelude::*;

/// A question with a list to choose from.
#[component]
pub fn Select(
    /// The form name, and the id of the list.
    name: &'static str,
    /// The question.
    #[prop(into)]
    label: String,
    /// What is sent and what is read, in reading order.
    options: Vec<(String, String)>,
    /// What is chosen now, by what is sent.
    #[prop(into)]
    chosen: String,
    /// What it will be used for.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong and how to put it right.
    #[prop(optional, into)]
    error: Words,
    /// "(optioneel)" in the reader's language, only on a list in which nothing need be chosen.
    #[prop(optional, into)]
    optional: Words,
    /// Puts the focus here when the page opens; at most one field of a page.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let class = if error.0.is_some() {
        "field field-wrong"
    } else {
        "field"
    };
    let described = described_by(name, &hint, &error);
    let invalid = error.0.is_some().then_some("true");
    let optional = optional
        .0
        .map(|word| view! { <span class="field-optional">" " {word}</span> });
    let autofocus = in_field(autofocus, error.0.is_some());
    let options = options
        .into_iter()
        .map(|(value, label)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{label}</option> }
        })
        .collect_view();
    view! {
        <div class=class>
            <label class="field-label" for=name>{label} {optional}</label>
            {hint.0.map(|hint| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
            {error.0.map(|text| view! { <p class="field-error" id=format!("{name}-error")>{text}</p> })}
            <select
                class="field-input"
                id=name
                name=name
                autocomplete="off"
                autofocus=autofocus
                aria-describedby=described
                aria-invalid=invalid
            >
                {options}
            </select>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::html;

    #[test]
    fn what_was_chosen_is_still_chosen() {
        let html = html(|| {
            let options = [("", "Niemand"), ("7", "Jan"), ("8", "Piet")];
            let options = options
                .map(|(value, label)| (value.into(), label.into()))
                .to_vec();
            view! { <Select name="same" label="Hetzelfde als" options=options chosen="8" /> }
        });
        assert_eq!(html.matches(" selected").count(), 1, "{html}");
        assert!(
            html.contains(r#"<option value="8" selected>Piet</option>"#),
            "{html}"
        );
    }
}
