//! What just happened, where the eye is: what it was, what the other person now
//! sees, and how to undo it. Stays until the next page; nothing disappears by
//! itself while someone reads it.

use super::act::{Act, Acts};
use leptos::prelude::*;

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// It worked.
    Good,
    /// Mind this.
    Warn,
    /// It did not work, and no single field is to blame.
    Wrong,
    /// Good to know.
    Info,
}

/// A message from the program to the person.
#[component]
pub fn Notice(
    /// How it is meant.
    kind: NoticeKind,
    /// What happened, in one sentence.
    #[prop(into)]
    title: String,
    /// The name by which a field points at it.
    #[prop(optional_no_strip)]
    id: Option<&'static str>,
    /// Undo and the likely next step.
    #[prop(optional)]
    acts: Vec<Act>,
    /// What the other person now sees, and the rest of the story.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, role) = match kind {
        NoticeKind::Good => ("notice notice-good", "status"),
        NoticeKind::Warn => ("notice notice-warn", "status"),
        NoticeKind::Wrong => ("notice notice-wrong", "alert"),
        NoticeKind::Info => ("notice", "status"),
    };
    view! {
        <div class=class role=role id=id>
            <p class="notice-title">{title}</p>
            {children.map(|children| children())}
            <Acts acts class="notice-actions" />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::html;

    #[test]
    fn good_news_is_announced_and_can_be_undone_without_scripts() {
        let html = html(|| {
            view! {
                <Notice
                    kind=NoticeKind::Good
                    title="Jan kan weer inloggen."
                    acts=vec![Act::post("Ongedaan maken", "/ongedaan/1")]
                />
            }
        });
        assert!(
            html.contains(r#"role="status" class="notice notice-good""#),
            "{html}"
        );
        assert!(html.contains(r#"method="post" action="/ongedaan/1""#));
    }

    #[test]
    fn bad_news_interrupts() {
        let html = html(|| view! { <Notice kind=NoticeKind::Wrong title="Dat lukte niet." /> });
        assert!(html.contains(r#"role="alert""#));
    }
}
