//! Single keys for the service desk: a letter presses the button or follows the link that says so, `/` goes to the box.
//! Outside fields only; whoever types a name types a name. Without this every one of them is a button on the page.

use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement},
};

use super::fields::field;

/// Listens for keys; draws nothing itself.
#[island]
pub fn DeskKeys(
    /// Id of the box to search in.
    search: String,
    /// Where the box is, on a page without one.
    elsewhere: String,
) -> impl IntoView {
    Effect::new(move |_| {
        let (search, elsewhere) = (search.clone(), elsewhere.clone());
        // For as long as the page is there: an island is never taken away before its page is.
        let _ = window_event_listener(ev::keydown, move |event| {
            let held = event.ctrl_key() || event.meta_key() || event.alt_key();
            let target = event.target();
            let at = target.and_then(|target| target.dyn_into::<Element>().ok());
            if held || event.repeat() || at.is_some_and(|at| is_field(&at.tag_name())) {
                return;
            }
            if event.key() == "/" {
                event.prevent_default();
                match field(&search) {
                    Some(box_) => drop(box_.focus()),
                    None => drop(window().location().set_href(&elsewhere)),
                }
            } else if let Some(pressed) = letter(&event.key()).and_then(|key| carrying(&key)) {
                event.prevent_default();
                pressed.click();
            }
        });
    });
}

/// Where typing is typing.
fn is_field(tag: &str) -> bool {
    matches!(tag, "INPUT" | "TEXTAREA" | "SELECT")
}

/// The letter as buttons say it; nothing for any other key.
fn letter(key: &str) -> Option<String> {
    let mut signs = key.chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) if sign.is_ascii_alphabetic() => {
            Some(sign.to_ascii_uppercase().to_string())
        }
        _ => None,
    }
}

/// The button or link that says this key.
fn carrying(key: &str) -> Option<HtmlElement> {
    let selector = format!("[aria-keyshortcuts=\"{key}\"]");
    let found = document().query_selector(&selector).ok().flatten()?;
    found.dyn_into().ok()
}

#[cfg(test)]
mod tests {
    use super::{is_field, letter};

    #[test]
    fn a_letter_is_a_key_and_everything_else_is_left_to_the_browser() {
        for (key, said) in [
            ("c", Some("C")),
            ("D", Some("D")),
            ("Enter", None),
            ("1", None),
            ("é", None),
            ("", None),
        ] {
            assert_eq!(letter(key).as_deref(), said, "{key:?}");
        }
        assert!(is_field("INPUT") && is_field("SELECT") && !is_field("BUTTON"));
    }
}
