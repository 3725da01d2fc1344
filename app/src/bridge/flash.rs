//! The notice after a deed: kept in the session until the next page shows it, so that no text travels in an address.

use serde::{Deserialize, Serialize};

use crate::parts::{Act, Notice, NoticeKind, SEEN};
use flows::Seen;
use leptos::prelude::*;

/// How a notice looks and is read out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FlashKind {
    /// It worked.
    Good,
    /// It did not, and here is what to do.
    Wrong,
    /// It worked, and there is something to mind.
    Warn,
    /// Good to know.
    Info,
}

/// One notice. What happened, what the other person now sees, and the likely next step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// How it looks.
    pub kind: FlashKind,
    /// What happened, in one sentence.
    pub title: String,
    /// What the other person now sees.
    pub text: Option<String>,
    /// What to post to, to undo it: label and address.
    pub undo: Option<(String, String)>,
    /// What the deed to undo left, so that nothing else is undone.
    #[serde(default)]
    pub seen: Option<String>,
    /// The likely next step: label and address of a post.
    pub next: Option<(String, String)>,
    /// A page worth going to: label and address.
    pub link: Option<(String, String)>,
}

impl Flash {
    /// Something worked.
    pub fn good(title: impl Into<String>) -> Self {
        Self {
            kind: FlashKind::Good,
            title: title.into(),
            text: None,
            undo: None,
            seen: None,
            next: None,
            link: None,
        }
    }

    /// Something did not work.
    pub fn wrong(title: impl Into<String>) -> Self {
        Self {
            kind: FlashKind::Wrong,
            ..Self::good(title)
        }
    }

    /// Something worked, and there is something to mind.
    pub fn warn(title: impl Into<String>) -> Self {
        Self {
            kind: FlashKind::Warn,
            ..Self::good(title)
        }
    }

    /// Something good to know.
    pub fn info(title: impl Into<String>) -> Self {
        Self {
            kind: FlashKind::Info,
            ..Self::good(title)
        }
    }

    /// With a second sentence.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// With a button that undoes it.
    pub fn undo(mut self, label: impl Into<String>, action: impl Into<String>) -> Self {
        self.undo = Some((label.into(), action.into()));
        self
    }

    /// The undo undoes this, and nothing that took its place.
    pub fn seen(mut self, seen: &Seen) -> Self {
        self.seen = Some(seen.as_str().to_owned());
        self
    }

    /// With a button for the likely next step.
    pub fn next(mut self, label: impl Into<String>, action: impl Into<String>) -> Self {
        self.next = Some((label.into(), action.into()));
        self
    }

    /// With a link.
    pub fn link(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.link = Some((label.into(), href.into()));
        self
    }

    /// Whether it says that something did not work.
    pub const fn is_wrong(&self) -> bool {
        matches!(self.kind, FlashKind::Wrong)
    }

    /// The notice as it stands on the page. It has the focus: what was done is in sight, and heard first.
    pub fn view(self) -> AnyView {
        self.told(true)
    }

    /// The same above a field in which somebody types at once, which has the focus ([`Screen::typed_at_once`](super::Screen::typed_at_once)).
    pub fn view_above_field(self) -> AnyView {
        self.told(false)
    }

    fn told(self, focus: bool) -> AnyView {
        let kind = match self.kind {
            FlashKind::Good => NoticeKind::Good,
            FlashKind::Wrong => NoticeKind::Wrong,
            FlashKind::Warn => NoticeKind::Warn,
            FlashKind::Info => NoticeKind::Info,
        };
        let post = |(label, action): (String, String)| Act::post(label, action);
        let undo = self.undo.map(post).map(|undo| match self.seen {
            Some(seen) => undo.with(SEEN, seen),
            None => undo,
        });
        let posts = self.next.map(post).into_iter().chain(undo);
        let links = self
            .link
            .into_iter()
            .map(|(label, href)| Act::link(label, href));
        let acts: Vec<Act> = posts.chain(links).collect();
        let text = self.text.map(|text| view! { <p>{text}</p> });
        // Told once: a page that is kept fresh keeps it by this name.
        let tabindex = focus.then_some("-1");
        view! {
            <div class="told" tabindex=tabindex autofocus=focus>
                <Notice kind title=self.title acts>{text}</Notice>
            </div>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_has_the_focus_but_above_a_field_in_which_somebody_types_at_once() {
        let html = |view: fn(Flash) -> AnyView| {
            Owner::new().with(|| view(Flash::good("Karin kan weer inloggen.")).to_html())
        };
        for (view, focused) in [
            (Flash::view as fn(Flash) -> AnyView, true),
            (Flash::view_above_field, false),
        ] {
            let html = html(view);
            assert_eq!(html.contains("autofocus"), focused, "{html}");
            assert_eq!(html.contains(r#"tabindex="-1""#), focused, "{html}");
        }
    }
}
