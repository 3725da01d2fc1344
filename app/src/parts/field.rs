//! One question and its answer: label, hint, error, and the input they belong to.
//! The input's id is its name, so that an error summary can link to it.
//! Hint and error are tied to the input; a field without them points at nothing.

use super::field_kind::FieldKind;
use super::opening::in_field;
use super::plain_script::{carry_email, fill_code, show_button, tick_with};
use super::words::Words;
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

/// One single-line field.
#[component]
pub fn Field(
    /// What it asks; decides type, keyboard and autofill.
    kind: FieldKind,
    /// The form name, and the id of the input.
    name: &'static str,
    /// The question above the field.
    #[prop(into)]
    label: String,
    /// Where to find the answer, or what it will be used for.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong and how to put it right.
    #[prop(optional, into)]
    error: Words,
    /// What was typed before; passwords and codes are never sent back, whatever stands here.
    #[prop(optional, into)]
    value: Words,
    /// "(optioneel)" in the reader's language, only on a field that may stay empty.
    #[prop(optional, into)]
    optional: Words,
    /// Puts the cursor here when the page opens; at most one field of a page.
    #[prop(optional)]
    autofocus: bool,
    /// Id of a message elsewhere on the page that is about this field.
    #[prop(optional_no_strip)]
    about: Option<&'static str>,
    /// Id of the answer elsewhere in the form that goes with filling this in.
    #[prop(optional_no_strip)]
    ticks: Option<&'static str>,
    /// What stands beside the input; the button that shows a password comes by itself.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let is = kind.attributes();
    let secret = is.kind == "password" || kind.is_code();
    let described = [described_by(name, &hint, &error), about.map(str::to_owned)];
    let described: Vec<_> = described.into_iter().flatten().collect();
    let described = Some(described.join(" ")).filter(|ids| !ids.is_empty());
    let invalid = (error.0.is_some() || about.is_some()).then_some("true");
    let autofocus = in_field(autofocus, error.0.is_some());
    let show = (is.kind == "password")
        .then(|| show_button(name, &label))
        .flatten();
    if kind == FieldKind::Code {
        fill_code();
    }
    if ticks.is_some() {
        tick_with();
    }
    let carry = kind.carries().then(|| {
        carry_email();
        ""
    });
    view! {
        <Frame name label hint=hint.0 error=error.0 optional=optional.0>
            <div class="field-control">
                <input
                    class=is.class
                    id=name
                    name=name
                    type=is.kind
                    value=value.0.filter(|_| !secret)
                    autocomplete=is.autocomplete
                    inputmode=is.inputmode
                    autocapitalize=is.autocapitalize
                    spellcheck=is.spellcheck
                    {..custom_attribute("passwordrules", is.passwordrules)}
                    {..custom_attribute("data-carry", carry)}
                    {..custom_attribute("data-ticks", ticks)}
                    readonly=is.readonly
                    autofocus=autofocus
                    aria-describedby=described
                    aria-invalid=invalid
                />
                {show}
                {children.map(|children| children())}
            </div>
        </Frame>
    }
}

/// A field for a few sentences, such as a note or a question.
#[component]
pub fn LongText(
    /// The form name, and the id of the field.
    name: &'static str,
    /// The question above the field.
    #[prop(into)]
    label: String,
    /// What it will be used for.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong and how to put it right.
    #[prop(optional, into)]
    error: Words,
    /// What was typed before.
    #[prop(optional, into)]
    value: Words,
    /// "(optioneel)" in the reader's language.
    #[prop(optional, into)]
    optional: Words,
    /// Puts the cursor here when the page opens; at most one field of a page.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let described = described_by(name, &hint, &error);
    let invalid = error.0.is_some().then_some("true");
    let autofocus = in_field(autofocus, error.0.is_some());
    view! {
        <Frame name label hint=hint.0 error=error.0 optional=optional.0>
            <div class="field-control">
                <textarea
                    class="field-input"
                    id=name
                    name=name
                    rows="4"
                    autofocus=autofocus
                    aria-describedby=described
                    aria-invalid=invalid
                >
                    {value.0}
                </textarea>
            </div>
        </Frame>
    }
}

#[component]
fn Frame(
    name: &'static str,
    label: String,
    hint: Option<String>,
    error: Option<String>,
    optional: Option<String>,
    children: Children,
) -> impl IntoView {
    let class = if error.is_some() {
        "field field-wrong"
    } else {
        "field"
    };
    let optional = optional.map(|word| view! { <span class="field-optional">" " {word}</span> });
    view! {
        <div class=class>
            <label class="field-label" for=name>{label} {optional}</label>
            {hint.map(|hint| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
            {error.map(|text| view! { <p class="field-error" id=format!("{name}-error")>{text}</p> })}
            {children()}
        </div>
    }
}

/// The ids that describe an input, in the order in which they should be heard.
pub(super) fn described_by(name: &str, hint: &Words, error: &Words) -> Option<String> {
    match (&hint.0, &error.0) {
        (Some(_), Some(_)) => Some(format!("{name}-hint {name}-error")),
        (Some(_), None) => Some(format!("{name}-hint")),
        (None, Some(_)) => Some(format!("{name}-error")),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::html;

    #[test]
    fn label_hint_and_error_belong_to_the_input() {
        let html = html(|| {
            view! {
                <Field
                    kind=FieldKind::OwnMobile
                    name="mobile"
                    label="Mobiel nummer"
                    hint="Bijvoorbeeld 06 12345678."
                    error="Er mist een cijfer."
                    value="06 1234567"
                />
            }
        });
        assert!(html.contains(r#"for="mobile""#));
        assert!(html.contains(r#"id="mobile" name="mobile""#));
        assert!(html.contains(r#"aria-describedby="mobile-hint mobile-error""#));
        assert!(html.contains(r#"id="mobile-hint""#) && html.contains(r#"id="mobile-error""#));
        assert!(html.contains(r#"aria-invalid="true""#));
        assert!(html.contains(r#"value="06 1234567""#));
    }

    #[test]
    fn a_quiet_field_points_at_nothing() {
        let html = html(|| view! { <Field kind=FieldKind::Text name="x" label="X" /> });
        assert!(
            !html.contains("aria-describedby") && !html.contains("aria-invalid"),
            "{html}"
        );
        assert!(
            !html.contains("readonly") && !html.contains("autofocus"),
            "{html}"
        );
    }

    #[test]
    fn passwords_and_codes_are_never_sent_back() {
        for kind in [
            FieldKind::Password,
            FieldKind::NewPassword,
            FieldKind::Code,
            FieldKind::ReadOutCode,
        ] {
            let html = html(|| view! { <Field kind name="x" label="X" value="geheim" /> });
            assert!(!html.contains("geheim"), "{kind:?}");
        }
    }

    #[test]
    fn a_new_password_tells_the_manager_our_rules() {
        let html = html(|| view! { <Field kind=FieldKind::NewPassword name="p" label="P" /> });
        assert!(
            html.contains(r#"passwordrules="minlength: 12; allowed: unicode;""#),
            "{html}"
        );
    }
}
