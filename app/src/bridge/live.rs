//! What makes a page live in the browser: the module of the islands, woken by a script of ours.

use leptos::prelude::*;

use super::screen::Assets;

/// Wakes the islands of a page. Written by us: the one of leptos repeats the nonce in other attributes (SEC-56).
pub fn wake_islands(assets: &Assets, nonce: &str) -> AnyView {
    let (script, module) = (&assets.script, &assets.module);
    let text = format!(
        "import * as app from {script:?};await app.default({{module_or_path:{module:?}}});app.hydrate();\
         for(const island of document.querySelectorAll('leptos-island'))app[island.dataset.component]?.(island);\
         document.documentElement.dataset.live=''"
    );
    view! { <script type="module" nonce=nonce.to_owned()>{text}</script> }.into_any()
}
