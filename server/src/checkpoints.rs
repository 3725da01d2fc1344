//! Checkpoints of the audit trail as files outside the database, one an hour (SEC-65).

use std::{
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use flows::{Services, audit};

/// Takes a checkpoint and writes it to a new file in `folder`; never over an older one.
pub async fn write_one(services: &Services, folder: &Path) -> io::Result<PathBuf> {
    let taken = audit::checkpoint(services)
        .await
        .map_err(io::Error::other)?;
    let path = folder.join(format!(
        "checkpoint-{}-{}.json",
        taken.at.unix_ms(),
        taken.seq
    ));
    let text = taken.to_text().map_err(io::Error::other)?;
    let mut file = std::fs::File::create_new(&path)?;
    io::Write::write_all(&mut file, text.as_bytes())?;
    file.sync_all()?;
    Ok(path)
}

/// Writes one at once and then every hour, for as long as the program runs.
pub async fn every_hour(services: Services, folder: PathBuf) {
    let mut hours = tokio::time::interval(Duration::from_secs(60 * 60));
    loop {
        hours.tick().await;
        if let Err(wrong) = write_one(&services, &folder).await {
            tracing::error!(error = %wrong, "the checkpoint of the audit trail could not be written");
        }
    }
}
