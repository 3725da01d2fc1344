//! A button that prints the page, for who does not know the keys; where no scripts run it is not there.

use leptos::prelude::*;

use super::plain_script::print;

/// Prints the page.
#[component]
pub fn PrintButton(
    /// What it says.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    print();
    view! {
        <p class="not-printed needs-script">
            <button type="button" class="button button-second print-button">{label}</button>
        </p>
    }
}
