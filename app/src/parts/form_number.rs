//! The number of a page, in each of its forms: two presses of one form carry the same, two looks at it do not. By it the
//! server knows a form that is sent twice, and one that was drawn for another company than the one it is sent for.

use domain::AuthorisationId;
use leptos::prelude::*;

use super::plain_script::send_once;

/// Name of the field.
pub const FORM_NUMBER: &str = "form_number";
/// Stands between the number and the authorisation; in neither of them.
const FOR: char = '.';

/// Goes along with a form that carried a number: one of a version of before, whose page nobody gave a cookie, carries none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// Who looked at the page, if somebody was logged in. No secret, and believed: it can only keep a form from being done.
    pub drawn_for: Option<AuthorisationId>,
}

impl Numbered {
    /// What the number of a form tells.
    pub fn read(number: &str) -> Self {
        let drawn_for = number.split_once(FOR);
        Self {
            drawn_for: drawn_for.and_then(|(_, id)| AuthorisationId::parse(id)),
        }
    }
}

/// What the forms of one page carry. Put into the context of the page before it is drawn.
#[derive(Clone, Debug)]
pub struct PageNumber(String);

impl PageNumber {
    /// Of a page that is drawn for somebody, or for nobody in particular.
    pub fn new(number: &str, drawn_for: Option<&AuthorisationId>) -> Self {
        Self(drawn_for.map_or_else(|| number.to_owned(), |id| format!("{number}{FOR}{id}")))
    }
}

/// Stands in every form that posts.
#[component]
pub fn FormNumber() -> impl IntoView {
    send_once();
    use_context::<PageNumber>()
        .map(|PageNumber(number)| view! { <input type="hidden" name=FORM_NUMBER value=number /> })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_tells_for_whom_its_page_was_drawn() {
        let id = AuthorisationId::parse("0192f0c1-0000-7000-8000-000000000001");
        for drawn_for in [id, None] {
            let PageNumber(number) = PageNumber::new("aB-_9", drawn_for.as_ref());
            assert_eq!(Numbered::read(&number), Numbered { drawn_for });
        }
        for other in ["", ".", "aB-_9.", "aB-_9.x"] {
            assert_eq!(Numbered::read(other).drawn_for, None, "{other}");
        }
    }
}
