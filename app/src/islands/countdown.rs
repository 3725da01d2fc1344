//! A button that says how long one must wait before pressing it helps, and stays as wide as it was.
//! Without this it can be pressed at any time, and the page that answers says when it is possible.

use std::time::Duration;

use leptos::{prelude::*, web_sys::js_sys::Date};

/// The button of a form: `label`, or for the first `seconds` what stands in `waiting`, with `{n}` counting down.
#[island]
pub fn Countdown(
    /// Seconds from the moment that the page was drawn; with 0 there is nothing to wait for.
    seconds: u32,
    /// What the button does.
    label: String,
    /// What it says until then; `{n}` becomes the seconds that are left.
    waiting: String,
) -> impl IntoView {
    // The server draws a button that works; only a browser that can count makes it wait.
    let left = RwSignal::new(0);
    Effect::new(move |_| count_down(seconds, left));
    let waits = move || left.get() > 0;
    let longest = written(&waiting, seconds);
    view! {
        <button
            type="submit"
            class="button button-second countdown"
            aria-disabled=move || waits().then_some("true")
            on:click=move |click| if waits() { click.prevent_default() }
        >
            <span class:away=waits>{label}</span>
            <span class:away=move || !waits()>{move || written(&waiting, left.get())}</span>
            // Never seen nor heard; keeps the room that the longest text needs.
            <span class="away">{longest}</span>
        </button>
    }
}

/// Looks at the clock four times a second: a tab in the background, or a laptop that slept, catches up at once.
fn count_down(seconds: u32, left: RwSignal<u32>) {
    let end = Date::now() + f64::from(seconds) * 1000.0;
    left.set(seconds);
    let handle = StoredValue::new(None::<IntervalHandle>);
    let tick = move || {
        let now_left = seconds_until(end, Date::now());
        if now_left != left.get_untracked() {
            left.set(now_left);
        }
        if now_left == 0
            && let Some(handle) = handle.get_value()
        {
            handle.clear();
        }
    };
    handle.set_value(set_interval_with_handle(tick, Duration::from_millis(250)).ok());
}

/// Whole seconds, rounded up, between two moments in milliseconds.
fn seconds_until(end: f64, now: f64) -> u32 {
    // A cast from a float stays within the bounds of the number.
    ((end - now) / 1000.0).ceil() as u32
}

fn written(waiting: &str, left: u32) -> String {
    waiting.replace("{n}", &left.to_string())
}

#[cfg(test)]
mod tests {
    use super::seconds_until;

    #[test]
    fn seconds_are_counted_in_full_and_never_below_nothing() {
        for (end, now, seconds) in [
            (30_000.0, 0.0, 30),
            (30_000.0, 1.0, 30),
            (30_000.0, 1_000.0, 29),
            (30_000.0, 29_999.0, 1),
            (30_000.0, 30_000.0, 0),
            (30_000.0, 99_000.0, 0),
        ] {
            assert_eq!(seconds_until(end, now), seconds, "{now}");
        }
    }
}
