//! A code to read aloud, such as the belcode: large, six digits as three and three.

use leptos::prelude::*;

/// A code with its name above it.
#[component]
pub fn CodeDisplay(
    /// What the code is called.
    #[prop(into)]
    label: String,
    /// The code without spaces.
    #[prop(into)]
    code: String,
) -> impl IntoView {
    view! {
        <p class="code-display">
            <span>{label}</span>
            <strong>{grouped(&code)}</strong>
        </p>
    }
}

/// Six or nine signs in groups of three, as people say them; others in one piece.
fn grouped(code: &str) -> String {
    let grouped = code.chars().count().is_multiple_of(3);
    let mut spaced = String::with_capacity(code.len() + code.len() / 3);
    for (place, sign) in code.chars().enumerate() {
        if grouped && place > 0 && place % 3 == 0 {
            spaced.push('\u{a0}');
        }
        spaced.push(sign);
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_said_in_threes() {
        for (code, said) in [("483201", "483\u{a0}201"), ("7F3K", "7F3K"), ("", "")] {
            assert_eq!(grouped(code), said);
        }
    }
}
