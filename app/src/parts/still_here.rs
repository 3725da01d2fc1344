//! "Bent u er nog?": a warning some minutes before a session ends because nothing is done, with a button that keeps it
//! awake (WCAG 2.2.1), and afterwards that it has ended. Both are hidden until a tiny script shows them.

use std::time::Duration;

use leptos::prelude::*;

use super::plain_script::warn_in_time;

/// What is said, in the reader's language.
#[derive(Clone, Debug)]
pub struct StillHereWords {
    /// The question.
    pub question: &'static str,
    /// Why it is asked.
    pub why: &'static str,
    /// The button.
    pub yes: &'static str,
    /// That it has ended.
    pub over: &'static str,
    /// What to do now.
    pub what_now: &'static str,
}

/// The warning and what comes after it.
#[component]
pub fn StillHere(
    /// What is said.
    words: StillHereWords,
    /// A session ends after this long without a request.
    ends: Duration,
    /// The address that keeps it awake.
    ask: &'static str,
) -> impl IntoView {
    warn_in_time();
    // Five minutes before the end of half an hour, and as large a part of any other.
    let after = ends * 5 / 6;
    view! {
        <div
            class="still-here not-printed"
            role="status"
            data-after=after.as_secs()
            data-ends=ends.as_secs()
            data-ask=ask
        >
            <div class="notice notice-warn" hidden>
                <p class="notice-title">{words.question}</p>
                <p>{words.why}</p>
                <button type="button" class="button button-second button-small">{words.yes}</button>
            </div>
            <div class="notice" hidden>
                <p class="notice-title">{words.over}</p>
                <p>{words.what_now}</p>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::html;

    #[test]
    fn the_warning_is_there_and_says_nothing_before_its_time() {
        let words = StillHereWords {
            question: "Bent u er nog?",
            why: "U deed niets.",
            yes: "Ja",
            over: "U bent uitgelogd.",
            what_now: "Log in.",
        };
        let ends = Duration::from_secs(30 * 60);
        let html = html(|| view! { <StillHere words ends ask="/nog-hier" /> });
        assert!(
            html.contains(r#"data-after="1500" data-ends="1800""#),
            "{html}"
        );
        assert_eq!(html.matches(" hidden").count(), 2, "{html}");
    }
}
