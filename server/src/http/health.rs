//! Whether this node is alive, and whether it can do its work. Nothing here tells who asks anything about anybody.

use std::{sync::Arc, time::Duration};

use app::bridge::{ForMachines, Portal};
use axum::{Extension, Router, extract::State, http::StatusCode, routing::get};
use flows::{post, trouble::Result};

use crate::checkpoints::LastWritten;

/// A letter that could have left this long ago says that nobody carries letters.
const LATE: Duration = Duration::from_secs(15 * 60);

/// `/healthz`: the process answers. `/readyz`: the database answers too, letters leave, and the audit trail
/// gets its checkpoints.
pub fn health(checkpoints: Option<Arc<LastWritten>>) -> Router<Arc<Portal>> {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .layer(Extension(checkpoints))
}

async fn ready(
    State(portal): State<Arc<Portal>>,
    Extension(checkpoints): Extension<Option<Arc<LastWritten>>>,
) -> (StatusCode, Extension<ForMachines>, String) {
    let no = |why: String| {
        let status = StatusCode::SERVICE_UNAVAILABLE;
        (status, Extension(ForMachines), why + "\n")
    };
    let now = portal.services.now();
    if checkpoints.is_some_and(|written| written.is_overdue(now)) {
        return no("the audit trail gets no checkpoints".to_owned());
    }
    match letters(&portal).await {
        Ok(None) => (StatusCode::OK, Extension(ForMachines), "ready\n".to_owned()),
        Ok(Some(why)) => no(why),
        Err(trouble) => {
            tracing::error!(%trouble, "not ready");
            no("the database does not answer".to_owned())
        }
    }
}

/// Why letters do not leave, if they do not: at once when what stands in the way is ours, whatever it is after a quarter of
/// an hour.
async fn letters(portal: &Portal) -> Result<Option<String>> {
    let services = &portal.services;
    let held_up = post::held_up(services).await?;
    let still: Vec<String> = held_up
        .iter()
        .filter(|one| one.stands_still)
        .map(|one| format!("{} {}", one.channel.code(), one.obstacle.code()))
        .collect();
    if !still.is_empty() {
        let why = still.join(", ");
        return Ok(Some(format!("letters are not leaving: {why}")));
    }
    let oldest = post::oldest_waiting(services).await?;
    let late = oldest.is_some_and(|since| services.now().since(since) >= LATE);
    Ok(late.then(|| "letters are not leaving: nobody carries them".to_owned()))
}
