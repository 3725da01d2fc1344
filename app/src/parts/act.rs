//! Something a person can do next: go to a page, or do it now with one press.
//! One value for both, so that rows, notices and forms offer deeds in one way.
//! A link never changes anything; whatever changes something is a small form.

use leptos::prelude::*;

use super::{form_number::FormNumber, plain_script::count_down};

/// One deed on offer, a link or a small form with one button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    label: String,
    about: Option<String>,
    address: String,
    posts: bool,
    fields: Vec<(&'static str, String)>,
    class: &'static str,
    wait: Option<(u64, String)>,
    key: Option<Key>,
    focus: bool,
}

macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// A letter of the service desk: it opens a page, or puts the focus on a button that Enter then presses. One letter
        /// means one thing, on whichever page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Key { $($(#[$doc])* $name),* }

        impl Key {
            /// The letter, as it stands on the button.
            pub const fn letter(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),* }
            }
        }
    };
}

keys! {
    /// Vouch for a request (akkoord).
    A,
    /// Check the caller.
    C,
    /// Unblock.
    D,
    /// The oldest of a list (eerste).
    E,
    /// Approve (goedkeuren).
    G,
    /// Take a request up (in behandeling nemen).
    I,
    /// Say which company a request is about (koppelen).
    K,
    /// Block the account.
    L,
    /// Mobile number.
    M,
    /// Note.
    N,
    /// Out everywhere.
    O,
    /// Call back.
    T,
    /// Invitation.
    U,
    /// Ask something.
    V,
    /// Link for a new password.
    W,
    /// Reject.
    X,
}

impl Act {
    /// Goes to a page.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            about: None,
            address: href.into(),
            posts: false,
            fields: Vec::new(),
            class: "link",
            wait: None,
            key: None,
            focus: false,
        }
    }

    /// What stands on paper instead of the link, where nothing can be pressed: what it is, and its address at `origin`. A
    /// telephone number is in the words already.
    pub fn on_paper(&self, origin: &str) -> String {
        if self.address.starts_with('/') {
            format!("{}: {origin}{}", self.label, self.address)
        } else {
            self.label.clone()
        }
    }

    /// Does it at once: a form with one button, posted to `action`.
    pub fn post(label: impl Into<String>, action: impl Into<String>) -> Self {
        Self {
            posts: true,
            class: "button button-quiet",
            ..Self::link(label, action)
        }
    }

    /// The one filled button of the page, or of the row that needs help.
    #[must_use]
    pub fn primary(self) -> Self {
        Self {
            class: "button",
            ..self
        }
    }

    /// A button with a line around it.
    #[must_use]
    pub fn second(self) -> Self {
        Self {
            class: "button button-second",
            ..self
        }
    }

    /// A button that takes something away from somebody.
    #[must_use]
    pub fn stop(self) -> Self {
        Self {
            class: "button button-stop",
            ..self
        }
    }

    /// Whom or what it is about; heard by screen readers after the label, because
    /// ten buttons "Deblokkeren" in a row sound the same.
    #[must_use]
    pub fn about(self, whom: impl Into<String>) -> Self {
        Self {
            about: Some(whom.into()),
            ..self
        }
    }

    /// Stands for the number of seconds in what [`Act::after`] says.
    pub const SECONDS: char = '#';

    /// Helps only after so many seconds. Where scripts run it waits, and counts them in what `waiting` says;
    /// elsewhere it can be pressed, and the page that answers says when.
    #[must_use]
    pub fn after(self, seconds: u64, waiting: String) -> Self {
        Self {
            wait: (seconds > 0).then_some((seconds, waiting)),
            ..self
        }
    }

    /// Has the focus when the page opens, so that Enter does it; at most one of a page.
    #[must_use]
    pub fn focus(self, focus: bool) -> Self {
        Self { focus, ..self }
    }

    /// A key that leads to it, shown on it where the key works; none where keys are switched off.
    #[must_use]
    pub fn key(self, key: Option<Key>) -> Self {
        Self { key, ..self }
    }

    /// Whether another act is the same one in other clothes.
    pub fn does_as(&self, other: &Self) -> bool {
        (self.posts, &self.address) == (other.posts, &other.address)
    }

    /// Whether it goes to this address, or posts there.
    pub fn does_at(&self, address: &str) -> bool {
        self.address == address
    }

    /// A hidden field to send along; only a post has fields.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.fields.push((name, value.into()));
        self
    }
}

/// One deed as a link or a one-button form.
#[component]
pub fn ActView(
    /// The deed.
    act: Act,
    /// The lower button that fits in a row (44 px).
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let filled = act.class != "link" && !act.class.contains("quiet");
    let class = match small && filled {
        true => format!("{} button-small", act.class),
        false => act.class.to_owned(),
    };
    let about = act
        .about
        .map(|whom| view! { <span class="heard">" " {whom}</span> });
    let key = act.key.map(Key::letter);
    let hint = key.map(|key| view! { <kbd aria-hidden="true">{key}</kbd> });
    let label = view! { {act.label} {about} {hint} };
    let (wait, waiting) = act.wait.unzip();
    if wait.is_some() {
        count_down();
    }
    if !act.posts {
        return view! { <a href=act.address class=class data-wait=wait data-waiting=waiting data-key=key>{label}</a> }.into_any();
    }
    let fields = act
        .fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    view! {
        <form class="form-inline" method="post" action=act.address>
            <FormNumber />
            {fields}
            <button class=class type="submit" data-wait=wait data-waiting=waiting autofocus=act.focus data-key=key>{label}</button>
        </form>
    }
    .into_any()
}

/// Several deeds beside each other; nothing at all when there are none.
#[component]
pub fn Acts(
    /// The deeds, the likeliest first.
    acts: Vec<Act>,
    /// The class of the line they stand in: `row-actions`, `notice-actions`, `page-actions`.
    class: &'static str,
) -> impl IntoView {
    let small = class != "page-actions";
    (!acts.is_empty()).then(|| {
        let acts = acts
            .into_iter()
            .map(|act| view! { <ActView act small /> })
            .collect_view();
        view! { <div class=class>{acts}</div> }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::html;

    #[test]
    fn a_deed_that_changes_something_is_a_form_and_says_whom_it_is_about() {
        let act = Act::post("Deblokkeren", "/beheer/medewerkers/7/deblokkeren")
            .primary()
            .about("Piet Bakker")
            .with("van", "lijst");
        let html = html(|| view! { <ActView act small=true /> });
        assert!(html.contains(r#"method="post" action="/beheer/medewerkers/7/deblokkeren""#));
        assert!(html.contains(r#"name="van" value="lijst""#));
        assert!(html.contains(r#"class="button button-small""#));
        assert!(html.contains(r#"<span class="heard"> Piet Bakker</span>"#));
    }

    #[test]
    fn a_key_is_shown_on_its_button_and_not_heard_as_part_of_its_name() {
        let act = Act::post("Beller controleren", "/x").key(Some(Key::C));
        let html = html(|| view! { <ActView act /> });
        assert!(html.contains(r#"data-key="C""#), "{html}");
        assert!(
            html.contains(r#"<kbd aria-hidden="true">C</kbd>"#),
            "{html}"
        );
    }

    #[test]
    fn a_link_stays_a_plain_link() {
        let html = html(|| view! { <ActView act=Act::link("Meer", "/beheer/medewerkers/7") /> });
        assert_eq!(
            html,
            r#"<a href="/beheer/medewerkers/7" class="link">Meer</a>"#
        );
    }

    #[test]
    fn what_has_to_wait_can_be_pressed_without_scripts_and_says_how_long() {
        let again = || Act::post("Stuur opnieuw", "/opnieuw");
        let html_of = |act: Act| html(|| view! { <ActView act /> });
        let waits = html_of(again().after(30, "Over # sec.".into()));
        assert!(
            waits.contains(r##"data-wait="30" data-waiting="Over # sec.""##),
            "{waits}"
        );
        assert!(!waits.contains("disabled"), "{waits}");
        assert_eq!(
            html_of(again().after(0, "Over # sec.".into())),
            html_of(again())
        );
    }
}
