//! Keeps the house tidy: reminders, what moves on by itself, what nobody needs any more. Every node does it; the rows say
//! who of two does what.

use std::{sync::Arc, time::Duration};

use flows::{
    Services, address_change, appointments, budgets, challenges, desk,
    help::{self, Lookups},
    login, people, post, sessions,
    trouble::Result,
};

/// How often.
const TIDY_EVERY: Duration = Duration::from_secs(60);

/// Tidies until it is stopped.
pub async fn every_minute(services: Services, lookups: Arc<Lookups>) {
    let mut minutes = tokio::time::interval(TIDY_EVERY);
    loop {
        minutes.tick().await;
        if let Err(trouble) = lookups.store(&services).await {
            tracing::error!(%trouble, "what was looked up could not be counted yet");
        }
        if let Err(trouble) = once(&services).await {
            tracing::error!(%trouble, "the house could not be tidied");
        }
    }
}

/// Sends reminders, forgets what nobody needs any more, and looks for what somebody should look at.
pub async fn once(services: &Services) -> Result<()> {
    people::remind_invitations(services).await?;
    people::check::remind_checks(services).await?;
    help::move_on(services).await?;
    sessions::sweep(services).await?;
    login::sweep(services).await?;
    post::sweep(services).await?;
    address_change::sweep(services).await?;
    desk::sweep(services).await?;
    appointments::remind(services).await?;
    appointments::expire(services).await?;
    appointments::sweep(services).await?;
    for alarm in challenges::alarms(services).await? {
        tracing::warn!(
            ?alarm,
            "somebody may be having text messages sent for money"
        );
    }
    let mut tx = services.db.write().await?;
    budgets::sweep(&mut tx, services.now().minus(2 * budgets::DAY)).await?;
    tx.commit().await
}
