//! Whether this node is alive, and whether it can do its work. Nothing here tells who asks anything about anybody.

use std::{sync::Arc, time::Duration};

use app::bridge::Portal;
use axum::{Router, extract::State, http::StatusCode, routing::get};
use flows::{post, trouble::Result};

/// A letter that waits longer than this says that no letter leaves.
const LATE: Duration = Duration::from_secs(15 * 60);

/// `/healthz`: the process answers. `/readyz`: the database answers too, and letters leave.
pub fn health() -> Router<Arc<Portal>> {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
}

async fn ready(State(portal): State<Arc<Portal>>) -> (StatusCode, &'static str) {
    match late(&portal).await {
        Ok(false) => (StatusCode::OK, "ready\n"),
        Ok(true) => (StatusCode::SERVICE_UNAVAILABLE, "letters are not leaving\n"),
        Err(trouble) => {
            tracing::error!(%trouble, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
        }
    }
}

async fn late(portal: &Portal) -> Result<bool> {
    let services = &portal.services;
    let oldest = post::oldest_waiting(services).await?;
    Ok(oldest.is_some_and(|since| services.now().since(since) >= LATE))
}
