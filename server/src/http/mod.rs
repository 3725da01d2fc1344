//! The layers around the site: where a request comes from, whether a form is ours, sessions, headers, dead ends.
//! From the outside in: number and span, whether the connection goes on, headers, on a laptop nobody from elsewhere,
//! address, compression, the files of the frame, an address with a tail, language, what failed, a form that arrives, a form that comes twice,
//! sessions, dead ends, guard, time, panics, a form of another company, a form that waits for a code, the site.

mod address;
mod assets;
mod closing;
mod dev_clock;
mod dev_mailbox;
mod failures;
mod form;
mod guard;
mod headers;
mod health;
mod laptop;
mod number;
mod session_store;
mod sessions;
mod tails;
mod twice;

pub use address::{Network, TrustedProxies, plain};
pub use assets::{Files, ThemeFiles, site_assets};
pub use dev_clock::dev_clock;
pub use dev_mailbox::dev_mailbox;
pub use health::{Readiness, health};

use std::{sync::Arc, time::Duration};

pub use app::bridge::SESSION_COOKIE;
use app::bridge::{Portal, choose_language, dead_ends, only_of_here, step_up::code_between};
use axum::{Router, extract::DefaultBodyLimit, middleware};
use tower::util::option_layer;
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer,
};

/// What the layers need to know.
#[derive(Clone)]
pub struct Outside {
    /// The one origin of this portal, such as `https://mijn.voorbeeld.example`.
    pub origin: String,
    /// Whether this is a laptop, which nobody reaches but whoever sits at it.
    pub laptop: bool,
    /// Proxies whose word about addresses counts.
    pub proxies: TrustedProxies,
    /// A request that takes longer is given up; and so is one that arrives for longer.
    pub timeout: Duration,
    /// A form that pauses for longer while it arrives is given up.
    pub pause: Duration,
    /// Files of the theme of this deployment.
    pub theme: ThemeFiles,
    /// Called after every request that may have queued a letter.
    pub wake_post: Arc<dyn Fn() + Send + Sync>,
}

/// The whole site: routes and layers. `extra` are routes that only some deployments have, such as the dev mailbox.
pub fn router(portal: Arc<Portal>, outside: Outside, extra: Router<Arc<Portal>>) -> Router {
    let outside = Arc::new(outside);
    let table = app::site::table();
    let secrets = Arc::new(headers::Secrets::of(&table));
    let known = Arc::new(tails::Known::of(&table));
    let failed = failures::Failures::new(portal.services.clone());
    let site = app::site::router(Arc::clone(&portal))
        .merge(extra.with_state(Arc::clone(&portal)))
        .route_layer(middleware::from_fn(number::name_route));
    // The site as one service, so that a form that waited for a code finds its own route again.
    Router::new()
        .fallback_service(site)
        .layer(middleware::from_fn_with_state(
            Arc::clone(&portal),
            code_between,
        ))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&portal),
            only_of_here,
        ))
        .layer(CatchPanicLayer::custom(number::panicked))
        .layer(DefaultBodyLimit::disable())
        .layer(TimeoutLayer::with_status_code(
            axum::http::StatusCode::SERVICE_UNAVAILABLE,
            outside.timeout,
        ))
        .layer(middleware::from_fn(form::has_arrived))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&outside),
            guard::only_our_own_forms,
        ))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&portal),
            dead_ends,
        ))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&portal),
            sessions::remember,
        ))
        .layer(middleware::from_fn_with_state(
            twice::Forms::default(),
            twice::once,
        ))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&outside),
            form::take_in,
        ))
        .layer(middleware::from_fn_with_state(failed, failures::keep))
        .layer(middleware::from_fn(choose_language))
        .layer(middleware::from_fn_with_state(known, tails::lead_on))
        .merge(assets::router(outside.theme.clone()))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(
            Arc::clone(&outside),
            address::client_address,
        ))
        .layer(option_layer(
            outside
                .laptop
                .then(|| middleware::from_fn(laptop::only_this_machine)),
        ))
        .layer(middleware::from_fn_with_state(
            secrets,
            headers::on_every_answer,
        ))
        .layer(middleware::from_fn(closing::say_so))
        .layer(middleware::from_fn(number::number_and_span))
}
