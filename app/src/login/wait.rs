//! `/inloggen/even-wachten`: too many wrong tries. The same page for every address; it says until when, and how to go on.

use std::time::Duration;

use domain::Moment;
use leptos::prelude::*;

use crate::{
    bridge::{Answer, Ask, Screen},
    desk::belcode,
    parts::{Act, Page},
    texts::login as say,
};

/// Address of this page.
pub const PATH: &str = "/inloggen/even-wachten";
/// Until when, in the session of whoever tried.
pub(super) const UNTIL: &str = "wait_until";
/// Shorter waits are not worth a time of day.
const SHORT: Duration = Duration::from_secs(60);

/// Shows until when, and the ways out.
pub async fn show(ask: Ask) -> Answer {
    let lock = &ask.services().policy.lock;
    let longest = lock.window + lock.longest_delay;
    let Some(until) = ask
        .recall::<Moment>(UNTIL)
        .await?
        .filter(|until| until.is_to_come(longest, ask.now))
    else {
        return Ok(ask.go("/inloggen"));
    };
    let l = ask.language;
    let lead = if until.since(ask.now) < SHORT {
        say::wait_text_soon(l).to_owned()
    } else {
        // Rounded up: whoever comes back at the minute named is let in.
        say::wait_text(
            l,
            until
                .plus(SHORT - Duration::from_millis(1))
                .time_seen_from(ask.now, l),
        )
    };
    let title = if until.is_same_day(ask.now) {
        say::wait_title(l)
    } else {
        say::wait_title_not_today(l)
    };
    let belcode = belcode(&ask).await?;
    Screen::new(title)
        .show(&ask, move || {
            let acts = vec![
                Act::link(say::wait_reset(l), "/wachtwoord-vergeten").primary(),
                Act::link(say::ask_admin(l), "/hulp-vragen").second(),
                // Never held back: whoever mistyped the address goes on with another at once.
                Act::link(say::wait_back(l), "/inloggen"),
            ];
            view! {
                <Page title=title lead=lead acts>
                    <p>{say::wait_not_you(l)}</p>
                    <p>{say::wait_hint(l)}</p>
                    {belcode}
                </Page>
            }
        })
        .await
}
