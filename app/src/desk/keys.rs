//! Single keys for who helps many callers a day. They work outside fields only and lead to a button that Enter presses; `?`
//! lists them, and whoever speaks to the computer switches them off (WCAG 2.1.4): the browser remembers that.

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

/// Id of the list of keys.
const LIST: &str = "sneltoetsen";

/// What listens to the keys, on every page of the desk (`Screen::at_desk`), and the list that `?` opens. Its first rows are
/// the letters of the page, which are put in when it opens.
pub fn listen(l: Language) -> impl IntoView {
    let everywhere = [
        ("/", say::keys_search(l)),
        ("Esc", say::keys_out(l)),
        ("Enter", say::keys_enter(l)),
        ("?", say::keys_help(l)),
    ];
    let everywhere = everywhere
        .map(|(key, what)| view! { <div><dt>{key}</dt><dd>{what}</dd></div> })
        .into_iter()
        .collect_view();
    view! {
        <dialog id=LIST class="keys" aria-labelledby="sneltoetsen-titel">
            <h2 id="sneltoetsen-titel">{say::keys_title(l)}</h2>
            <p>{say::keys_lead(l)}</p>
            <dl data-rows=""></dl>
            <dl>{everywhere}</dl>
            <form method="dialog">
                <button class="button button-second" type="submit">{say::keys_close(l)}</button>
            </form>
        </dialog>
        <DeskKeys search=super::search::FIELD.to_owned() list=LIST.to_owned() />
    }
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
