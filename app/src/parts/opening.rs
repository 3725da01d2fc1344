//! Where the focus stands when a page opens: on what was just said, on what is wrong, or in the first field. An agent types
//! on at once, and what is typed outside a field is looked for; so at the desk the field itself has it, and not the summary.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::Relaxed},
};

use leptos::prelude::*;

/// How a page opens. Put into the context of the page before it is drawn.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// Something was just said, and has the focus.
    told: bool,
    /// The form was refused, and an agent looks at it.
    agent_again: bool,
    /// Whether a field of that form has the focus.
    taken: Arc<AtomicBool>,
}

impl Opening {
    /// Of a page that says something that was just done, or does not; and of a form that comes back to an agent.
    pub fn new(told: bool, agent_again: bool) -> Self {
        Self {
            told,
            agent_again,
            taken: Arc::default(),
        }
    }
}

/// Whether a field has the focus, that `wanted` it as the first, or has something `wrong` with it.
pub(super) fn in_field(wanted: bool, wrong: bool) -> bool {
    match use_context::<Opening>() {
        Some(page) if page.told => false,
        Some(page) if page.agent_again => wrong && !page.taken.swap(true, Relaxed),
        _ => wanted,
    }
}

/// Whether the summary of what is wrong has it.
pub(super) fn on_summary() -> bool {
    use_context::<Opening>().is_none_or(|page| !page.told && !page.agent_again)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::{ErrorSummary, Field, FieldError, FieldKind, LongText, html};

    /// A form of three fields, the last two of which are wrong, as a page that opens like this draws it.
    fn page(opening: Opening, wrong: bool) -> String {
        let error = |field| FieldError {
            field,
            text: "Vul dit in.".into(),
        };
        let errors = if wrong {
            vec![error("b"), error("c")]
        } else {
            vec![]
        };
        let at = wrong.then(|| "Vul dit in.".to_owned());
        html(|| {
            provide_context(opening);
            view! {
                <ErrorSummary heading="Kijk dit na:" errors />
                <Field kind=FieldKind::Text name="a" label="A" autofocus=true />
                <LongText name="b" label="B" error=at.clone() />
                <Field kind=FieldKind::Text name="c" label="C" error=at />
            }
        })
    }

    #[test]
    fn the_focus_stands_in_one_place_when_a_page_opens() {
        for (told, agent_again, wrong, place) in [
            (false, false, false, Some(r#"name="a""#)),
            (true, false, false, None),
            (false, true, true, Some(r#"name="b""#)),
            (true, true, true, None),
        ] {
            let html = page(Opening::new(told, agent_again), wrong);
            let with: Vec<_> = html
                .split('<')
                .filter(|tag| tag.contains("autofocus"))
                .collect();
            match place {
                None => assert!(with.is_empty(), "{with:?}"),
                Some(place) => assert!(with.len() == 1 && with[0].contains(place), "{with:?}"),
            }
        }
        let html = page(Opening::new(false, false), true);
        let summary = html.split('<').find(|tag| tag.contains("autofocus"));
        assert!(
            summary.is_some_and(|tag| tag.contains("error-summary")),
            "{html}"
        );
    }
}
