//! Facts with their names, and what can be changed about each of them.
//! Used for one person, one's own security, and the check before sending.

use super::act::{Act, Acts};
use leptos::prelude::*;

/// One fact.
pub struct Fact {
    term: String,
    value: AnyView,
    more: Option<String>,
    acts: Vec<Act>,
}

impl Fact {
    /// A fact in words.
    pub fn new(term: impl Into<String>, value: impl Into<String>) -> Self {
        Self::view(term, value.into().into_any())
    }

    /// A fact that is more than words, such as a state mark.
    pub fn view(term: impl Into<String>, value: AnyView) -> Self {
        Self {
            term: term.into(),
            value,
            more: None,
            acts: Vec::new(),
        }
    }

    /// One sentence more about it.
    #[must_use]
    pub fn more(self, more: impl Into<String>) -> Self {
        Self {
            more: Some(more.into()),
            ..self
        }
    }

    /// What can be done about it. Name the fact with [`Act::about`].
    #[must_use]
    pub fn act(mut self, act: Act) -> Self {
        self.acts.push(act);
        self
    }
}

/// The facts, a line each.
#[component]
pub fn SummaryList(
    /// The facts, in reading order.
    facts: Vec<Fact>,
) -> impl IntoView {
    let lines = facts.into_iter().map(line).collect_view();
    view! { <dl class="summary-list">{lines}</dl> }
}

fn line(fact: Fact) -> impl IntoView {
    let more = fact
        .more
        .map(|more| view! { <p class="summary-more">{more}</p> });
    let change = (!fact.acts.is_empty()).then(|| {
        let acts = fact.acts;
        view! { <dd class="summary-change not-printed"><Acts acts class="row-actions" /></dd> }
    });
    view! {
        <div>
            <dt>{fact.term}</dt>
            <dd>{fact.value} {more}</dd>
            {change}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::html;

    #[test]
    fn a_fact_keeps_its_name_and_its_change_together() {
        let html = html(|| {
            let facts = vec![
                Fact::new("Mobiel", "06 •••• ••78")
                    .act(Act::link("Wijzigen", "/mobiel").about("mobiel nummer")),
            ];
            view! { <SummaryList facts /> }
        });
        assert!(
            html.contains("<div><dt>Mobiel</dt><dd>06 •••• ••78"),
            "{html}"
        );
        assert!(html.contains(r#"Wijzigen<span class="heard"> mobiel nummer</span></a>"#));
    }
}
