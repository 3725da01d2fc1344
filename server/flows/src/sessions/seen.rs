//! When a session was used last. It is noted beside what was asked: a database that has no time for it keeps nobody from
//! reading a page.

use std::time::Duration;

use domain::Moment;
use tokio::{sync::Semaphore, time::timeout};

use super::sql;
use crate::{Services, execute, trouble::Result};

/// As many are noted at a time; deeds must not queue behind them. Who is left out is noted at the next request.
static ROOM: Semaphore = Semaphore::const_new(8);
/// So long a request waits for it. On a quiet database it takes a fraction of a millisecond.
const PATIENCE: Duration = Duration::from_millis(300);

/// Notes that a session was used `now`.
pub(super) async fn note(services: &Services, key: &str, now: Moment) {
    let Ok(room) = ROOM.try_acquire() else {
        return;
    };
    let (services, key) = (services.clone(), key.to_owned());
    // In a task of its own, because a request that goes on or away must not leave half a transaction.
    let noting = tokio::spawn(async move {
        let _room = room;
        if let Err(trouble) = write(&services, &key, now).await {
            tracing::warn!(%trouble, "when a session was used last is not noted");
        }
    });
    // Late is as good as noted, and a task that panicked has said so.
    let _ = timeout(PATIENCE, noting).await;
}

async fn write(services: &Services, key: &str, now: Moment) -> Result<()> {
    let mut tx = services.db.write_lightly().await?;
    execute!(&mut tx, sql::SEEN, key, now.unix_ms())?;
    tx.commit().await
}
