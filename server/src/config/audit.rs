//! How the audit trail is vouched for: where its checkpoints go, how often, and with which key they are signed (SEC-76).

use std::{fmt, path::PathBuf, time::Duration};

use super::values::Reader;

/// Section `audit`. Its key never prints.
pub struct Audit {
    /// Folder for checkpoints.
    pub checkpoint_dir: Option<PathBuf>,
    /// The newest checkpoint is at most this old.
    pub checkpoint_every: Duration,
    /// Signs them, if not the master key does.
    pub key: Option<[u8; 32]>,
    /// Signed them before.
    pub old_key: Option<[u8; 32]>,
    /// Whether the master key did.
    pub old_key_is_master: bool,
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
    let old_key_is_master = reader.text("audit.old_key_file") == "master";
    Audit {
        checkpoint_dir: reader.folder("audit.checkpoint_dir"),
        checkpoint_every: reader.duration("audit.checkpoint_every"),
        key: reader.key_file("audit.key_file"),
        old_key: if old_key_is_master {
            None
        } else {
            reader.key_file("audit.old_key_file")
        },
        old_key_is_master,
    }
}
