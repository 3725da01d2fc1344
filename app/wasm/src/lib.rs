//! What the browser loads: it wakes the islands that the server has already drawn.
//! The only cdylib; all that can be seen or done is in `app`, which must be linked in for its
//! islands to be found by name.

use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Makes every island on the page live; called once, by `app.js`, after the page is complete.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
