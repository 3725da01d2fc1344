//! The number of a page, in each of its forms: two presses of one form carry the same, two looks at it do not. By it the
//! server knows a form that is sent twice.

use leptos::prelude::*;

use super::plain_script::send_once;

/// Name of the field.
pub const FORM_NUMBER: &str = "form_number";

/// Goes along with a form that carried a number: one of a version of before, whose page nobody gave a cookie, carries none.
#[derive(Clone, Copy, Debug)]
pub struct Numbered;

/// What the forms of one page carry. Put into the context of the page before it is drawn.
#[derive(Clone, Debug)]
pub struct PageNumber(pub String);

/// Stands in every form that posts.
#[component]
pub fn FormNumber() -> impl IntoView {
    send_once();
    use_context::<PageNumber>()
        .map(|PageNumber(number)| view! { <input type="hidden" name=FORM_NUMBER value=number /> })
}
