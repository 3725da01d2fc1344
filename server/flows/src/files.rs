//! Files and folders that only the user of this program may read: the database, the mailbox of a laptop, checkpoints.

use std::{
    fs::{self, OpenOptions, Permissions},
    io,
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt},
    path::Path,
};

/// Nobody but the owner reads or writes.
const FILE: u32 = 0o600;
/// Nobody but the owner looks into it.
const FOLDER: u32 = 0o700;
/// What everybody else of the machine may do.
const OTHERS: u32 = 0o007;
/// A folder that everybody shares, as `/tmp` is.
const SHARED: u32 = 0o1000;

/// Makes an empty file of the owner's alone, or takes from one that is there what others may do with it.
///
/// # Errors
/// If it cannot be made or written to, belongs to somebody else and is open to others, or is no file: what stands in `/dev` is
/// everybody's.
pub fn private_file(path: &Path) -> io::Result<()> {
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(FILE)
        .open(path);
    match made {
        Ok(_) => Ok(()),
        // Not opened: closing it again would take away the locks that another connection of this process holds on it.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let kind = fs::metadata(path)?;
            if kind.is_dir() {
                return Err(rustix::io::Errno::ISDIR.into());
            }
            if !kind.is_file() {
                return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file"));
            }
            rustix::fs::access(path, rustix::fs::Access::WRITE_OK)?;
            tighten(path)
        }
        Err(error) => Err(error),
    }
}

/// Takes from a file what others may do with it, and says so; one that is not there is left alone.
pub fn tighten(path: &Path) -> io::Result<()> {
    let Some(now) = mode_of(path)? else {
        return Ok(());
    };
    if now & 0o077 != 0 {
        fs::set_permissions(path, Permissions::from_mode(FILE))?;
        tracing::warn!(file = %path.display(), "others could open this file; now only its owner can");
    }
    Ok(())
}

/// Makes a folder of the owner's alone, with those above it, or closes one that is there ([`close_to_others`]).
///
/// # Errors
/// If it cannot be made or closed.
pub fn private_folder(path: &Path) -> io::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(FOLDER)
        .create(path)?;
    close_to_others(path)
}

/// Closes a folder to everybody else of the machine. What a group may do stays: somebody chose that. A folder that everybody
/// shares stays as it is, and one that is not there is left alone.
///
/// # Errors
/// If it belongs to somebody else and is open to everybody.
pub fn close_to_others(path: &Path) -> io::Result<()> {
    let now = mode_of(path)?.unwrap_or(FOLDER);
    if now & OTHERS != 0 && now & SHARED == 0 {
        fs::set_permissions(path, Permissions::from_mode(now & !OTHERS))?;
        tracing::warn!(folder = %path.display(), "everybody could look into this folder; now only its owner and group can");
    }
    Ok(())
}

fn mode_of(path: &Path) -> io::Result<Option<u32>> {
    match fs::metadata(path) {
        Ok(about) => Ok(Some(about.mode() & 0o7777)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
