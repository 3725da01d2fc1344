//! `/dev/klok`: puts the clock of a demo forward, and does at once what the house does by itself as time goes by.
//! Production has neither the page nor such a clock.

use std::{sync::Arc, time::Duration};

use app::{
    bridge::{Answer, Ask, Portal, Screen, Stop, Unread},
    parts::{Act, Acts, Page},
    texts::demo as say,
};
use axum::{Extension, Router, routing::get};
use leptos::prelude::*;

use crate::{demo::DemoClock, tidy::Tidy};

/// Address of the page.
pub const PATH: &str = "/dev/klok";
const FIELD: &str = "minuten";
/// A year at once is enough for everything that expires.
const MOST: u64 = 366 * 24 * 60;

/// The page.
pub fn dev_clock(clock: Arc<DemoClock>, tidy: Tidy) -> Router<Arc<Portal>> {
    Router::new()
        .route(PATH, get(page).post(forward))
        .layer(Extension(clock))
        .layer(Extension(tidy))
}

async fn page(ask: Ask) -> Answer {
    let (l, now) = (ask.language, ask.now);
    let steps = [
        (say::ten_minutes(l), 10),
        (say::an_hour(l), 60),
        (say::a_day(l), 24 * 60),
        (say::a_week(l), 7 * 24 * 60),
    ];
    let title = say::clock_title(l);
    Screen::new(title)
        .show(&ask, move || {
            let acts = steps
                .iter()
                .map(|(label, minutes)| Act::post(*label, PATH).with(FIELD, minutes.to_string()))
                .collect();
            view! {
                <Page title=title lead=say::clock_lead(l, now.day_and_time(l))>
                    <p>{say::clock_text(l)}</p>
                    <Acts acts=acts class="page-actions" />
                </Page>
            }
        })
        .await
}

async fn forward(
    ask: Ask,
    Extension(clock): Extension<Arc<DemoClock>>,
    Extension(tidy): Extension<Tidy>,
    form: Unread,
) -> Answer {
    let typed = form.only(&[FIELD])?;
    let minutes = typed.get(FIELD).parse().ok();
    let minutes: u64 = minutes
        .filter(|minutes| *minutes <= MOST)
        .ok_or(Stop::BadForm)?;
    clock
        .forward(Duration::from_secs(minutes * 60))
        .map_err(|error| flows::Trouble::Configuration(format!("the demo's clock: {error}")))?;
    tidy.once().await;
    Ok(ask.go(PATH))
}
