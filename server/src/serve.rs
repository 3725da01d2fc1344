//! Serves the portal until the process is asked to stop.

use axum::{Router, routing::get};
use flows::Services;

use crate::config::Config;

/// Listens and answers. Ends after SIGINT, when the requests under way are answered.
pub async fn serve(config: Config, services: Services) -> std::io::Result<()> {
    let router = Router::new().route("/healthz", get(|| async { "ok" }));
    let listener = tokio::net::TcpListener::bind(config.server.listen).await?;
    tracing::info!(address = %config.server.listen, "listening");
    axum::serve(listener, router)
        .with_graceful_shutdown(async {
            // Without a handler for the signal the process ends the ordinary way, which is as good.
            let _ = tokio::signal::ctrl_c().await;
        })
        .await?;
    services.db.close().await;
    Ok(())
}
