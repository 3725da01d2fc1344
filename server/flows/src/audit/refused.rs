//! Pages that somebody was refused who is logged in: the trail has who tried what, at most once a minute (SEC-65), because a
//! loop that asks for one page would else write as many rows as it asks.

use std::time::Duration;

use serde_json::json;

use super::{Actor, Entry, Event, record};
use crate::{Caller, Services, budgets::Budget, trouble::Result};

const MINUTE: Duration = Duration::from_secs(60);

/// Writes down that `caller` was refused a page; `part` is the part of the portal that it belongs to, "/beheer".
///
/// # Errors
/// If the database cannot be read or written.
pub async fn page_refused(services: &Services, caller: &Caller, part: &str) -> Result<()> {
    let now = services.now();
    let once = Budget::new(format!("refused-page:{}", caller.account()), MINUTE, 1);
    // Most of a loop is told without a write.
    if once.is_spent(&mut services.db.look().await?, now).await? {
        return Ok(());
    }
    let mut tx = services.db.write().await?;
    if !once.spend(&mut tx, now).await? {
        return Ok(());
    }
    let entry = Entry::new(Event::PageRefused, Actor::Person(caller.account()))
        .account(caller.account())
        .authorisation(caller.authorisation())
        .organisation(caller.organisation())
        .facts(json!({ "part": part }));
    record(&mut tx, now, entry)?;
    tx.commit().await
}
