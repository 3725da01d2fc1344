//! The belcode on pages for who is stuck: six digits that lead an agent to the case. Only for who typed an address or is
//! logged in; without one it would lead nowhere. It stays the same while the page is looked at again.

use domain::{EmailAddress, Moment, opening::Opening};
use flows::desk::make_belcode;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    bridge::{Ask, Stop},
    parts::CodeDisplay,
    texts::desk as say,
};

/// Where it is kept in the session of who is stuck.
const KEPT: &str = "belcode";

#[derive(Serialize, Deserialize)]
struct Kept {
    code: String,
    until: Moment,
    /// For whom it was made.
    address: String,
}

/// The belcode of whoever asks, as it stands on a page, or why there is none; nothing for who gave no address.
pub async fn belcode(ask: &Ask) -> Result<Option<AnyView>, Stop> {
    let address = match ask.visitor().await? {
        Some(caller) => EmailAddress::parse(&caller.email).ok(),
        None => ask.carried_email().await?,
    };
    let Some(address) = address else {
        return Ok(None);
    };
    let lasts = ask.services().policy.belcode;
    let kept = ask.recall::<Kept>(KEPT).await?.filter(|kept| {
        kept.until.is_to_come(lasts, ask.now) && kept.address == address.canonical()
    });
    let until = kept.as_ref().map_or(ask.now.plus(lasts), |kept| kept.until);
    let l = ask.language;
    // In the evening it would be written down for the morning, when it leads nowhere any more.
    if let Opening::Closed { opens: Some(opens) } = ask.help_desk().await?.hours.at(ask.now)
        && opens >= until
    {
        let closed = say::belcode_closed(l, opens.time_seen_from(ask.now, l));
        return Ok(Some(words(closed)));
    }
    let kept = match kept {
        Some(kept) => kept,
        None => {
            let (page, network) = (ask.path(), ask.network());
            let made = make_belcode(ask.services(), page, Some(&address), network).await?;
            let made = match made {
                Ok(made) => made,
                Err(again) => return Ok(Some(none(ask, again))),
            };
            let kept = Kept {
                code: made.code,
                until: made.until,
                address: address.canonical().to_owned(),
            };
            ask.remember(KEPT, &kept).await?;
            kept
        }
    };
    let lasts = say::belcode_lasts(l, kept.until.time_seen_from(ask.now, l));
    let shown = view! {
        <div class="belcode">
            <CodeDisplay label=say::belcode(l) code=kept.code />
            <p>{say::belcode_what(l)} " " {lasts}</p>
        </div>
    };
    Ok(Some(shown.into_any()))
}

/// Why there is none, and what to say instead. The network says nothing about the address.
fn none(ask: &Ask, again: Moment) -> AnyView {
    let l = ask.language;
    words(say::belcode_none(l, again.time_seen_from(ask.now, l)))
}

/// What stands in its place.
fn words(text: String) -> AnyView {
    view! { <div class="belcode"><p>{text}</p></div> }.into_any()
}
