//! The file of SQLite, and whether it is still where it was. The system goes on writing into a file that was moved away,
//! removed or replaced: whatever is done then is lost with the next start, so nothing is done (SEC-75).

use std::{
    fs,
    io::ErrorKind,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use crate::trouble::{Result, Trouble};

/// A file that is open, as the system knows it.
#[derive(Clone, Debug)]
pub struct File {
    path: PathBuf,
    /// `None` where the system does not say.
    id: Option<Id>,
}

/// Device and number on it.
type Id = (u64, u64);

impl File {
    /// The one that is there now.
    pub(super) fn open_at(path: &Path) -> Self {
        // A relative path means the same for as long as the program runs: it never changes its folder.
        let path = path.to_owned();
        let id = id_of(&path).ok().flatten();
        Self { path, id }
    }

    /// Asks before each change whether the file still stands under its name.
    ///
    /// # Errors
    /// If there is none, or another one.
    pub(super) fn is_in_place(&self) -> Result<()> {
        match id_of(&self.path) {
            Ok(now) if self.id.is_some() && now != self.id => Err(Trouble::Configuration(format!(
                "database file {}: it was moved away or replaced while this program used it; put it back, or start the program anew",
                self.path.display()
            ))),
            // What cannot be looked at is for SQLite to find out.
            _ => Ok(()),
        }
    }
}

fn id_of(path: &Path) -> std::io::Result<Option<Id>> {
    match fs::metadata(path) {
        Ok(about) => Ok(Some((about.dev(), about.ino()))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
