//! Single keys for the service desk: a letter opens the page that says so or puts the focus on the button, and only Enter
//! does what a button says. Whoever types on was typing a name, and goes on in the search box. Outside fields only.

use std::cell::RefCell;

use leptos::{
    ev::{self, KeyboardEvent},
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlDialogElement, HtmlElement},
};

use super::fields::field;

/// Attribute with the letter of a link or button. Said as its shortcut only from when the keys are listened to.
const KEY: &str = "data-key";

/// Listens for keys; draws nothing itself.
#[island]
pub fn DeskKeys(
    /// Id of the box to search in.
    search: String,
    /// Id of the dialog that lists the keys of the page.
    list: String,
) -> impl IntoView {
    Effect::new(move |_| {
        let desk = Desk {
            carrying: RefCell::new(say_shortcuts()),
            search: search.clone(),
            list: list.clone(),
            picked: RefCell::default(),
        };
        // For as long as the page is there: an island is never taken away before its page is.
        let _ = window_event_listener(ev::keydown, move |event| desk.pressed(&event));
    });
}

/// What a key means here.
#[derive(Debug, PartialEq, Eq)]
enum Meaning {
    /// Into the box to search in.
    ToSearch,
    /// The list of keys.
    List,
    /// A letter that nothing was typed before: a link or button may carry it.
    Letter(String),
    /// A name, a number or a code is being typed.
    Typing(String),
    /// Only held with another one.
    Held,
    /// Nothing of ours.
    Other,
}

/// What `key` means after the letter that picked a button, if that was the key before.
fn meaning(key: &str, picked: Option<&str>) -> Meaning {
    let mut signs = key.chars();
    let (Some(sign), None) = (signs.next(), signs.next()) else {
        return match key {
            "Shift" | "CapsLock" | "AltGraph" | "Dead" => Meaning::Held,
            _ => Meaning::Other,
        };
    };
    match picked {
        _ if sign == '/' => Meaning::ToSearch,
        _ if sign == '?' => Meaning::List,
        Some(before) => Meaning::Typing(format!("{before}{sign}")),
        None if sign.is_ascii_alphabetic() => Meaning::Letter(key.to_owned()),
        None if sign.is_alphanumeric() => Meaning::Typing(key.to_owned()),
        None => Meaning::Other,
    }
}

struct Desk {
    /// Every button and link with a letter.
    carrying: RefCell<Vec<Element>>,
    search: String,
    list: String,
    /// The button that the key before picked, and that key.
    picked: RefCell<Option<(HtmlElement, String)>>,
}

impl Desk {
    fn pressed(&self, event: &KeyboardEvent) {
        let target = event.target();
        let at = target.and_then(|target| target.dyn_into::<Element>().ok());
        let combined = event.ctrl_key() || event.meta_key() || event.alt_key();
        if combined || self.dialog().is_some_and(|dialog| dialog.open()) {
            return;
        }
        if at.as_ref().is_some_and(|at| is_field(&at.tag_name())) {
            if event.key() == "Escape"
                && let Some(box_) = field(&self.search)
            {
                drop(box_.blur());
            }
            return;
        }
        if event.repeat() {
            // A key that is held down is pressed once: what Enter began is not done again on the next page.
            if event.key() == "Enter" {
                event.prevent_default();
            }
            return;
        }
        let focused = document().active_element();
        let picked = self.picked.take();
        let picked = picked.filter(|(button, _)| focused.as_ref() == Some(button.as_ref()));
        let before = picked.as_ref().map(|(_, key)| key.as_str());
        match meaning(&event.key(), before) {
            Meaning::ToSearch => self.search_for(event, None),
            Meaning::List => self.show_list(event),
            Meaning::Letter(key) => self.letter(event, key),
            Meaning::Typing(text) => self.search_for(event, Some(&text)),
            Meaning::Held => *self.picked.borrow_mut() = picked,
            Meaning::Other => (),
        }
    }

    /// Opens the page of this letter, or puts the focus on its button; without one a name begins with it.
    fn letter(&self, event: &KeyboardEvent, key: String) {
        let Some(one) = carrying(&key.to_ascii_uppercase()) else {
            return self.search_for(event, Some(&key));
        };
        event.prevent_default();
        if one.tag_name() == "A" {
            one.click();
        } else {
            drop(one.focus());
            *self.picked.borrow_mut() = Some((one, key));
        }
    }

    /// Into the box, with what was typed up to now.
    fn search_for(&self, event: &KeyboardEvent, text: Option<&str>) {
        let Some(box_) = field(&self.search) else {
            return;
        };
        event.prevent_default();
        drop(box_.focus());
        if let Some(text) = text {
            box_.set_value(text);
        }
    }

    fn dialog(&self) -> Option<HtmlDialogElement> {
        document().get_element_by_id(&self.list)?.dyn_into().ok()
    }

    /// Lists the keys that lead somewhere on this page, with the words that stand there.
    fn show_list(&self, event: &KeyboardEvent) {
        let Some(dialog) = self.dialog() else {
            return;
        };
        event.prevent_default();
        // A page that is kept fresh has others by now.
        self.carrying.borrow_mut().extend(say_shortcuts());
        if let Some(rows) = dialog.query_selector("[data-rows]").ok().flatten() {
            rows.set_text_content(None);
            for one in self
                .carrying
                .borrow()
                .iter()
                .filter(|one| one.is_connected())
            {
                drop(row_of(one).map(|row| rows.append_child(&row)));
            }
        }
        drop(dialog.show_modal());
    }
}

/// "D Deblokkeren" as a row of the list.
fn row_of(one: &Element) -> Option<Element> {
    let key = one.get_attribute(KEY)?;
    let said = one.text_content()?;
    let said = said.trim().strip_suffix(&key)?.trim().to_owned();
    let row = document().create_element("div").ok()?;
    for (tag, text) in [("dt", key), ("dd", said)] {
        let part = document().create_element(tag).ok()?;
        part.set_text_content(Some(&text));
        row.append_child(&part).ok()?;
    }
    Some(row)
}

/// Where typing is typing.
fn is_field(tag: &str) -> bool {
    matches!(tag, "INPUT" | "TEXTAREA" | "SELECT")
}

/// Says the letter of every button and link as its shortcut, and gives them back as they stand on the page.
fn say_shortcuts() -> Vec<Element> {
    let silent = format!("[{KEY}]:not([aria-keyshortcuts])");
    std::iter::from_fn(|| {
        let one = document().query_selector(&silent).ok().flatten()?;
        let key = one.get_attribute(KEY)?;
        one.set_attribute("aria-keyshortcuts", &key).ok()?;
        Some(one)
    })
    .collect()
}

/// The button or link with this letter.
fn carrying(key: &str) -> Option<HtmlElement> {
    let selector = format!("[{KEY}=\"{key}\"]");
    let found = document().query_selector(&selector).ok().flatten()?;
    found.dyn_into().ok()
}

#[cfg(test)]
mod tests {
    use super::{Meaning, is_field, meaning};

    #[test]
    fn a_letter_picks_once_and_whoever_types_on_is_typing_a_name() {
        let letter = |key: &str| Meaning::Letter(key.into());
        let typing = |text: &str| Meaning::Typing(text.into());
        for (key, before, said) in [
            ("l", None, letter("l")),
            ("D", None, letter("D")),
            ("o", Some("l"), typing("lo")),
            ("l", Some("l"), typing("ll")),
            (" ", Some("L"), typing("L ")),
            (".", Some("d"), typing("d.")),
            ("Shift", Some("d"), Meaning::Held),
            ("Enter", Some("d"), Meaning::Other),
            ("Escape", Some("d"), Meaning::Other),
            ("1", None, typing("1")),
            ("é", None, typing("é")),
            (" ", None, Meaning::Other),
            ("Enter", None, Meaning::Other),
            ("/", Some("d"), Meaning::ToSearch),
            ("?", None, Meaning::List),
            ("", None, Meaning::Other),
        ] {
            assert_eq!(meaning(key, before), said, "{key:?} after {before:?}");
        }
        assert!(is_field("INPUT") && is_field("SELECT") && !is_field("BUTTON"));
    }
}
