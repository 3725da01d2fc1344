//! A page that waits for somebody else looks by itself whether something changed, and shows that in place: nothing that is
//! being typed is lost, and nobody presses a key for it. Looking like this keeps nobody logged in (SEC-38).
//! Without scripts somebody asks for it (WCAG 2.2.1): the page is then loaded anew as a whole, with nothing to fill in on it.

use leptos::prelude::*;

use super::plain_script::look_again;

/// What the query of an address has in it that a page asks for by itself.
pub const BY_ITSELF: &str = "vanzelf";
/// Seconds between two looks without scripts.
const EVERY: u32 = 30;

/// How a page looks for what is new.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// The address of the page.
    pub page: String,
    /// The same, marked with [`BY_ITSELF`].
    pub ask: String,
    /// Whether it is loaded anew, because somebody without scripts asked for that.
    pub anew: bool,
    /// What is read out after a change.
    pub said: &'static str,
    /// The link that asks for it, or that ends it.
    pub switch: &'static str,
}

/// Has the part of the page with `data-fresh` kept fresh.
#[component]
pub fn KeepFresh(
    /// How.
    fresh: Fresh,
) -> impl IntoView {
    look_again();
    let href = if fresh.anew {
        fresh.page
    } else {
        fresh.ask.clone()
    };
    view! {
        <p class="heard" role="status" data-ask=fresh.ask data-said=fresh.said></p>
        <p class="without-script not-printed"><a href=href>{fresh.switch}</a></p>
    }
}

/// Loads the whole page anew, where no scripts run.
#[component]
pub fn LoadAnew(
    /// How.
    fresh: Fresh,
) -> impl IntoView {
    view! {
        <noscript>
            <meta http-equiv="refresh" content=format!("{EVERY};url={}", fresh.ask) />
        </noscript>
    }
}
