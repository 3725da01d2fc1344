//! Single keys for who helps many callers a day. They work outside fields only, their letters stand on the buttons, and
//! whoever speaks to the computer switches them off (WCAG 2.1.4); the browser remembers that.

use domain::Language;
use leptos::prelude::*;

use super::PATH;
use crate::{
    bridge::{Answer, Ask, Unread},
    islands::DeskKeys,
    parts::Act,
    texts::desk as say,
};

/// Switches the keys on or off.
pub async fn switch(ask: Ask, form: Unread) -> Answer {
    ask.desk().await?;
    form.only(&[])?;
    let on = !ask.keys();
    Ok(ask.go_with_keys(PATH, on))
}

/// What listens to the keys, on every page of the desk (`Screen::at_desk`).
pub fn listen() -> impl IntoView {
    view! { <DeskKeys search=super::search::FIELD.to_owned() elsewhere=PATH.to_owned() /> }
}

/// The button that switches them.
pub fn button(l: Language, on: bool) -> Act {
    let label = if on {
        say::keys_off(l)
    } else {
        say::keys_on(l)
    };
    Act::post(label, format!("{PATH}/sneltoetsen"))
}
