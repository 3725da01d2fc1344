//! The file of SQLite and what SQLite puts beside it, and whether they are still where they were. The system goes on writing into
//! a file that was moved away, removed or replaced: whatever is done then is lost with the next start, so nothing is done (SEC-75).

use std::{
    fs::{self, File as Opened},
    io::{self, ErrorKind, Read},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::trouble::{Result, Trouble};

/// Reads the file, so that its log is open from here on.
const READS: &str = "select count(*) from sqlite_master";
/// How a log begins in which something stands, but for the last bit: <https://sqlite.org/fileformat.html#walformat>.
const LOG_BEGINS: u32 = 0x377f_0682;

/// A file that is open, as the system knows it, and those beside it.
#[derive(Clone, Debug)]
pub struct File(Arc<Place>);

#[derive(Debug)]
struct Place {
    path: PathBuf,
    /// Each with the one that stood there when it was opened; none where the system does not say.
    parts: Vec<(PathBuf, Id)>,
    /// Where the log stands.
    log: PathBuf,
    /// SQLite removes its log when the last connection closes, and the next one makes another; that is none of the reasons to
    /// say no. So one stays open for as long as the program works on the file.
    keeper: Mutex<Option<SqliteConnection>>,
}

/// Device and number on it.
type Id = (u64, u64);

impl File {
    /// The one that is there now, to be read.
    pub(super) fn open_at(path: &Path) -> Self {
        Self::with(path, [path.to_owned()], None)
    }

    /// The one that is there now, to be written to, with its log.
    pub(super) async fn kept_open(path: &Path, options: &SqliteConnectOptions) -> Result<Self> {
        let mut keeper = SqliteConnection::connect_with(options).await?;
        sqlx::query(READS).execute(&mut keeper).await?;
        let [log, index] = beside(path);
        Ok(Self::with(
            path,
            [path.to_owned(), log, index],
            Some(keeper),
        ))
    }

    fn with(
        path: &Path,
        parts: impl IntoIterator<Item = PathBuf>,
        keeper: Option<SqliteConnection>,
    ) -> Self {
        // A relative path means the same for as long as the program runs: it never changes its folder.
        let known = parts.into_iter().filter_map(|part| {
            let id = id_of(&part).ok().flatten()?;
            Some((part, id))
        });
        let [log, _] = beside(path);
        Self(Arc::new(Place {
            path: path.to_owned(),
            parts: known.collect(),
            log,
            keeper: Mutex::new(keeper),
        }))
    }

    /// Asks before each change, and before it counts, whether the file and those beside it still stand under their names.
    ///
    /// # Errors
    /// If one of them does not, or is another one.
    pub(super) fn is_in_place(&self) -> Result<()> {
        let gone = self.0.parts.iter().find(|(part, then)| {
            // What cannot be looked at is for SQLite to find out.
            id_of(part).is_ok_and(|now| now != Some(*then))
        });
        match gone {
            Some((part, _)) => Err(self.says(part, "was moved away or replaced")),
            None => Ok(()),
        }
    }

    /// Asks after each change whether the log that holds it would be read at the next start: what somebody emptied begins with
    /// nothing, wherever SQLite goes on in it.
    ///
    /// # Errors
    /// If it would not.
    pub(super) fn holds(&self) -> Result<()> {
        self.is_in_place()?;
        let mut begins = [0; 4];
        let read = Opened::open(&self.0.log).and_then(|mut log| log.read_exact(&mut begins));
        match read {
            Ok(()) if u32::from_be_bytes(begins) & !1 != LOG_BEGINS => {
                Err(self.says(&self.0.log, "was emptied"))
            }
            // Nothing stands in it where nothing was changed.
            _ => Ok(()),
        }
    }

    fn says(&self, part: &Path, what: &str) -> Trouble {
        let (file, part) = (self.0.path.display(), part.display());
        Trouble::Configuration(format!(
            "database file {file}: {part} {what} while this program used it; put it back, or start the program anew"
        ))
    }

    /// Bytes of room on its disk for whoever this program runs as.
    pub(super) fn room(&self) -> io::Result<u64> {
        let disk = rustix::fs::statvfs(&self.0.path)?;
        Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
    }

    /// Lets go of it.
    pub(super) async fn close(&self) {
        let keeper = self.0.keeper.lock();
        let keeper = keeper.unwrap_or_else(PoisonError::into_inner).take();
        if let Some(keeper) = keeper {
            // It only read, so there is nothing to lose.
            let _ = keeper.close().await;
        }
    }
}

/// The files that SQLite puts beside its own: its log, and the index of that. They stand beside the file to which a link leads.
pub(super) fn beside(path: &Path) -> [PathBuf; 2] {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    ["-wal", "-shm"].map(|end| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    })
}

fn id_of(path: &Path) -> io::Result<Option<Id>> {
    match fs::metadata(path) {
        Ok(about) => Ok(Some((about.dev(), about.ino()))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
