//! Radios and check boxes, each with one plain sentence that says what it means.
//! The first input's id is the group's name, so that an error summary lands on it.
//! The group, not each input, carries hint and error.

use super::field::described_by;
use super::opening::in_field;
use super::words::Words;
use leptos::prelude::*;

/// One of the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// One plain sentence more.
    pub hint: Option<String>,
    /// Whether it is ticked now.
    pub chosen: bool,
}

/// Whether a person picks one answer or any number of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HowMany {
    /// Radios.
    One,
    /// Check boxes.
    Any,
}

/// A question with its possible answers.
#[component]
pub fn Choices(
    /// The form name; the inputs are `name`, `name-2`, `name-3` by id.
    name: &'static str,
    /// The question.
    #[prop(into)]
    label: String,
    /// One answer or any number.
    how_many: HowMany,
    /// The answers, in reading order.
    choices: Vec<Choice>,
    /// What it will be used for.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong and how to put it right.
    #[prop(optional, into)]
    error: Words,
    /// Whether the answers are people: names are big, with a line between.
    #[prop(optional)]
    people: bool,
    /// Whether there are many answers on a long form: each is as low as it can be, and two stand beside each other where there is room.
    #[prop(optional)]
    brief: bool,
    /// Puts the focus on the first answer when the page opens; at most one field of a page.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let kind = match how_many {
        HowMany::One => "radio",
        HowMany::Any => "checkbox",
    };
    let class = if error.0.is_some() {
        "field field-wrong"
    } else {
        "field"
    };
    let described = described_by(name, &hint, &error);
    let autofocus = in_field(autofocus, error.0.is_some());
    let answers = choices
        .into_iter()
        .enumerate()
        .map(|(place, choice)| answer(name, kind, (place, autofocus && place == 0), choice))
        .collect_view();
    view! {
        <fieldset class=class aria-describedby=described>
            <legend class="choices-label">{label}</legend>
            {hint.0.map(|hint| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
            {error.0.map(|text| view! { <p class="field-error" id=format!("{name}-error")>{text}</p> })}
            <div class="choices" class:choices-people=people class:choices-brief=brief>{answers}</div>
        </fieldset>
    }
}

fn answer(
    name: &'static str,
    kind: &'static str,
    (place, autofocus): (usize, bool),
    choice: Choice,
) -> impl IntoView {
    let id = match place {
        0 => name.to_owned(),
        _ => format!("{name}-{}", place + 1),
    };
    let hint_id = format!("{id}-means");
    let described = choice.hint.is_some().then(|| hint_id.clone());
    let hint = choice
        .hint
        .map(|hint| view! { <span class="choice-hint" id=hint_id>{hint}</span> });
    view! {
        <div class="choice">
            <input
                type=kind
                id=id.clone()
                name=name
                value=choice.value
                checked=choice.chosen
                autofocus=autofocus
                aria-describedby=described
            />
            <label for=id>{choice.label}</label>
            {hint}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::html;

    fn may(value: &str, chosen: bool) -> Choice {
        Choice {
            value: value.into(),
            label: value.into(),
            hint: Some("Wat het is.".into()),
            chosen,
        }
    }

    #[test]
    fn the_error_summary_can_land_on_the_first_answer() {
        let html = html(|| {
            view! {
                <Choices
                    name="rights"
                    label="Wat mag deze medewerker?"
                    how_many=HowMany::Any
                    choices=vec![may("schade", false), may("offertes", true)]
                    error="Kies wat deze medewerker mag."
                />
            }
        });
        assert!(
            html.contains(r#"id="rights" name="rights" value="schade""#),
            "{html}"
        );
        assert!(html.contains(r#"for="rights-2""#));
        assert!(
            html.contains(r#"<fieldset aria-describedby="rights-error" class="field field-wrong""#)
        );
        assert_eq!(html.matches(" checked").count(), 1);
        assert!(html.contains(r#"aria-describedby="rights-2-means""#));
    }
}
