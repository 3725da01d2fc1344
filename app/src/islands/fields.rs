//! Fields that a page drew, found by their id: islands stand beside a plain form and never draw its fields anew,
//! so that what somebody typed before the module arrived is still there.

use domain::shared::person_name::fold_bare;
use leptos::{
    ev,
    prelude::{document, event_target, window_event_listener},
    wasm_bindgen::JsCast,
    web_sys::{
        Element, HtmlInputElement,
        js_sys::{JsString, RegExp},
    },
};

/// The field with this id, if the page has one.
pub fn field(id: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Tells the id of every field at the moment that something is typed in it.
pub fn on_typing(typed: impl Fn(&str) + 'static) {
    // For as long as the page is there: an island is never taken away before its page is.
    let _ = window_event_listener(ev::input, move |event| {
        typed(&event_target::<Element>(&event).id());
    });
}

/// The text as `domain` folds it, with the browser's own tables of letters and marks.
pub fn folded(text: &str) -> String {
    let bare = JsString::from(text).normalize("NFKD").replace_by_pattern(
        &RegExp::new(r"[\p{M}\p{Default_Ignorable_Code_Point}]", "gu"),
        "",
    );
    fold_bare(String::from(bare).chars())
}
