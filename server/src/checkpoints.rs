//! Checkpoints of the audit trail as files outside the database, one every few minutes (SEC-65, SEC-76).
//! Each takes the next number of its folder, so that nodes that share a folder make one row of checkpoints.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use domain::Moment;
use flows::{
    Services,
    audit::{self, Checkpoints, Doubt, Gathering, Previous, WrongCheckpoint},
    secrets::{Keys, sha256_hex},
};
use rustix::system::uname;

/// Nodes that share a folder meet at a number now and then; more often than this in a row they do not.
const MEETINGS: usize = 20;

/// A folder of checkpoints. Those of when the trail had one chain are called `checkpoint-TIME-ROW.json`.
#[derive(Clone, Debug)]
pub struct Folder(pub PathBuf);

impl Folder {
    /// The newest that has a number, by its name, and what stands in it.
    fn newest(&self) -> io::Result<Option<(u64, String)>> {
        let newest = self.names()?.into_iter().next_back();
        let Some((Some(number), name)) = newest else {
            return Ok(None);
        };
        let text = std::fs::read(self.0.join(name))?;
        Ok(Some((number, String::from_utf8_lossy(&text).into_owned())))
    }

    /// Every checkpoint: those without a number first, then by number.
    fn names(&self) -> io::Result<Vec<(Option<u64>, String)>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.0)? {
            let Ok(name) = entry?.file_name().into_string() else {
                continue;
            };
            if let Some(number) = number_in(&name) {
                names.push((number, name));
            }
        }
        names.sort();
        Ok(names)
    }

    /// What stands in the file of a number, if it is there: all before the newest may have been moved elsewhere.
    fn text_of(&self, number: u64) -> io::Result<Option<String>> {
        match std::fs::read(self.0.join(name_of(number))) {
            Ok(text) => Ok(Some(String::from_utf8_lossy(&text).into_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Keeps a checkpoint under its number, readable for us alone; `false` if somebody else took that number. It is there
    /// whole or not at all, also when the program is killed.
    fn keep(&self, number: u64, text: &str) -> io::Result<bool> {
        let mut file = tempfile::NamedTempFile::new_in(&self.0)?;
        io::Write::write_all(&mut file, text.as_bytes())?;
        file.as_file().sync_all()?;
        match file.persist_noclobber(self.0.join(name_of(number))) {
            Ok(_) => {
                std::fs::File::open(&self.0)?.sync_all()?;
                Ok(true)
            }
            Err(taken) if taken.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(other) => Err(other.error),
        }
    }

    /// Reads all of them, for the trail to be held against. The first follows from `after`, the last of those that were
    /// moved elsewhere.
    pub fn gather(
        &self,
        keys: &Keys,
        after: Option<(&str, &str)>,
    ) -> io::Result<Result<Checkpoints, WrongCheckpoint>> {
        let mut gathering = Gathering::new(keys);
        let mut taken = after.map_or(Ok(()), |(name, text)| gathering.after(name, text));
        for (_, name) in self.names()? {
            let text = String::from_utf8_lossy(&std::fs::read(self.0.join(&name))?).into_owned();
            taken = taken.and_then(|()| gathering.add(&name, &text));
        }
        Ok(taken.and_then(|()| gathering.finish()))
    }
}

fn name_of(number: u64) -> String {
    format!("checkpoint-{number:010}.json")
}

/// The number of a checkpoint by its name; `Some(None)` for those without. `None` for a name that is none of ours, such as that of a
/// copy which a file browser or a network disk left there.
fn number_in(name: &str) -> Option<Option<u64>> {
    let middle = name.strip_prefix("checkpoint-")?.strip_suffix(".json")?;
    if let Ok(number) = middle.parse() {
        return (name_of(number) == name).then_some(Some(number));
    }
    let (time, row) = middle.split_once('-')?;
    // Milliseconds since 1970, and so thirteen digits from 2001 on.
    let is_old = time.len() == 13 && time.parse::<u64>().is_ok() && row.parse::<u64>().is_ok();
    is_old.then_some(None)
}

/// Its name, and what tells it from others that are called the same, where there is such a thing: hashed, because it stands in
/// backups and is nobody else's business (machine-id(5)).
fn this_machine() -> String {
    let name = uname().nodename().to_string_lossy().into_owned();
    let id = std::fs::read("/etc/machine-id").unwrap_or_default();
    let ours = [b"sleutelbos checkpoints ".as_slice(), &id].concat();
    format!("{name}:{}", sha256_hex(&ours))
}

/// When the last checkpoint was written, for whoever watches over this node.
#[derive(Debug)]
pub struct LastWritten {
    at: AtomicI64,
    every: Duration,
    /// Why none is.
    doubt: Mutex<Option<String>>,
}

impl LastWritten {
    /// What stands in the way, in words, if none was written for two intervals or none may be.
    pub fn amiss(&self, now: Moment) -> Option<String> {
        let doubt = self
            .doubt
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        doubt.or_else(|| {
            self.is_overdue(now)
                .then(|| "the audit trail gets no checkpoints".to_owned())
        })
    }

    fn doubts(&self, why: Option<String>) {
        *self.doubt.lock().unwrap_or_else(PoisonError::into_inner) = why;
    }

    /// Whether none was written for two intervals.
    fn is_overdue(&self, now: Moment) -> bool {
        // A clock that was ahead when it was written says nothing for as long as that is ahead.
        let at = self.at.fetch_min(now.unix_ms(), Ordering::Relaxed);
        now.since(Moment::from_unix_ms(at)) > 2 * self.every
    }
}

/// Writes checkpoints for as long as the program runs.
#[derive(Clone)]
pub struct Keeper {
    services: Services,
    folder: Folder,
    every: Duration,
    /// What this machine calls the folder: others may have one of their own under the same path.
    called: String,
    /// The last one that was written there, also before a restart: no other is without it.
    last: Arc<tokio::sync::Mutex<Option<Previous>>>,
    written: Arc<LastWritten>,
}

impl Keeper {
    /// Keeps checkpoints in a folder; the newest is at most `every` old.
    pub fn new(services: Services, folder: &Path, every: Duration) -> Self {
        let written = LastWritten {
            at: AtomicI64::new(services.now().unix_ms()),
            every,
            doubt: Mutex::default(),
        };
        let path = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let called = format!("{}:{}", this_machine(), path.display());
        Self {
            services,
            folder: Folder(folder.to_owned()),
            every,
            called,
            last: Arc::default(),
            written: Arc::new(written),
        }
    }

    /// When the last one was written; until the first, when this began.
    pub fn last_written(&self) -> Arc<LastWritten> {
        Arc::clone(&self.written)
    }

    /// Writes one at once and then again and again.
    pub async fn run(self) {
        loop {
            // Somewhat before the newest is too old, and soon again after one that could not be written.
            let keeper = self.clone();
            // In a task of its own: one that panics is one that could not be written, and not the last.
            let writing = tokio::spawn(async move { keeper.write_one().await });
            let written = writing
                .await
                .unwrap_or_else(|broke| Err(io::Error::other(broke)));
            let pause = match written {
                Ok(()) => self.every * 4 / 5,
                Err(wrong) => {
                    tracing::error!(error = %wrong, "the checkpoint of the audit trail could not be written");
                    self.every / 10
                }
            };
            tokio::time::sleep(pause).await;
        }
    }

    /// Takes a checkpoint and writes it to a new file, after the newest that there is.
    ///
    /// # Errors
    /// If it cannot be written, the newest is not to be believed, because to go on from it would vouch for it, or the last one that
    /// was written there is not in the folder: two rows of checkpoints would come of it.
    pub async fn write_one(&self) -> io::Result<()> {
        let mut last = self.last.lock().await;
        if last.is_none() {
            let newest = audit::newest_in(&self.services, &self.called).await;
            *last = newest.map_err(io::Error::other)?;
        }
        for _ in 0..MEETINGS {
            let before = match self.on_disk(|folder| folder.newest()).await? {
                Some((number, text)) => self.believed(number, &text).await?,
                None => Previous::none(),
            };
            if let Some(last) = last.as_ref() {
                self.is_there(last, &before).await?;
            }
            let taken = audit::checkpoint(&self.services, Some(&before)).await;
            let taken = taken.map_err(io::Error::other)?;
            let text = taken.to_text().map_err(io::Error::other)?;
            let this = Previous::is(taken.number, &text);
            if self
                .on_disk(move |folder| folder.keep(taken.number, &text))
                .await?
            {
                let noted = audit::is_newest_in(&self.services, &self.called, &this).await;
                if let Err(trouble) = noted {
                    tracing::warn!(%trouble, "the database does not know of the newest checkpoint: after a restart nobody would miss it");
                }
                *last = Some(this);
                self.written.at.store(taken.at.unix_ms(), Ordering::Relaxed);
                self.written.doubts(None);
                return Ok(());
            }
        }
        Err(io::Error::other("other nodes take every number"))
    }

    /// Refuses if the last one is not in the folder, of which `newest` is the newest, and nothing says that it was there.
    async fn is_there(&self, last: &Previous, newest: &Previous) -> io::Result<()> {
        let number = last.number;
        if newest.number >= number {
            let text = self.on_disk(move |folder| folder.text_of(number)).await?;
            // The folder beneath a disk that is away may have a row of its own.
            if text.is_none_or(|text| Previous::is(number, &text) == *last) {
                return Ok(());
            }
        }
        Err(self.refuses(format!(
            "the folder of checkpoints lacks number {number}, the newest that was written there, and gets no other: is its disk mounted? If \
             files were moved away, put the newest back. If that is lost, or was written beneath the disk before it was mounted, or a \
             backup was put back, keep the folder as it is and name a new one in audit.checkpoint_dir: the numbers begin anew there. Two \
             machines that are called the same and have no machine-id of their own need two paths"
        )))
    }

    async fn believed(&self, number: u64, text: &str) -> io::Result<Previous> {
        if text.trim().is_empty() {
            let name = name_of(number);
            return Err(self.refuses(format!(
                "the newest file in the folder of checkpoints, {name}, is empty, which none of ours ever is: no other follows it. Put back what \
                 stood in it; if it never was one, move it away"
            )));
        }
        let follows = audit::follows(&self.services, number, text).await;
        let doubt = match follows.map_err(io::Error::other)? {
            Ok(previous) => return Ok(previous),
            Err(Doubt::NotOurs) => {
                "the newest checkpoint of the audit trail was changed, or not signed with a key that this node signs with (audit.key_file, or the master key; audit.other_key_files names those of before): no other follows it"
            }
            Err(Doubt::NotOfThisTrail) => {
                "the audit trail has not the rows of the newest checkpoint: this is another database, or one of before, or rows were taken out; no other checkpoint follows it (after a backup was put back, name a new folder in audit.checkpoint_dir and keep this one)"
            }
        };
        Err(self.refuses(doubt.to_owned()))
    }

    fn refuses(&self, why: String) -> io::Error {
        self.written.doubts(Some(why.clone()));
        io::Error::other(why)
    }

    async fn on_disk<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Folder) -> io::Result<T> + Send + 'static,
    ) -> io::Result<T> {
        let folder = self.folder.clone();
        tokio::task::spawn_blocking(move || act(&folder))
            .await
            .map_err(io::Error::other)?
    }
}
