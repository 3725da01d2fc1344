//! How the audit trail is vouched for: where its checkpoints go, how often, and with which key they are signed (SEC-76).

use std::{fmt, path::PathBuf, time::Duration};

use super::{Mistake, values::Reader};

/// Section `audit`. Its key never prints.
pub struct Audit {
    /// Folder for checkpoints.
    pub checkpoint_dir: Option<PathBuf>,
    /// That it is not there now, which keeps only whoever writes checkpoints from working.
    pub(super) away: Option<Mistake>,
    /// The newest checkpoint is at most this old.
    pub checkpoint_every: Duration,
    /// Signs them, if not the master key does.
    pub key: Option<[u8; 32]>,
    /// Signed them before, or will.
    pub other_keys: Vec<AuditKey>,
}

/// A key that signs checkpoints.
pub enum AuditKey {
    /// One of its own.
    Own([u8; 32]),
    /// One derived from the master key.
    Master,
}

impl fmt::Debug for Audit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Audit")
            .field("checkpoint_dir", &self.checkpoint_dir)
            .field("checkpoint_every", &self.checkpoint_every)
            .finish_non_exhaustive()
    }
}

/// Reads section `audit`.
pub(super) fn read(reader: &mut Reader<'_>) -> Audit {
    let other_keys = reader.list("audit.other_key_files").into_iter();
    let other_keys = other_keys.filter_map(|name| match name.as_str() {
        "master" => Some(AuditKey::Master),
        file => reader
            .key_in("audit.other_key_files", file)
            .map(AuditKey::Own),
    });
    let other_keys = other_keys.collect();
    let (checkpoint_dir, away) = reader.folder_or_away("audit.checkpoint_dir");
    Audit {
        checkpoint_dir,
        away,
        checkpoint_every: reader.duration("audit.checkpoint_every"),
        key: reader.key_file("audit.key_file"),
        other_keys,
    }
}
