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
    secrets::Keys,
};

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
            let middle = name
                .strip_prefix("checkpoint-")
                .and_then(|rest| rest.strip_suffix(".json"));
            if let Some(middle) = middle {
                names.push((middle.parse().ok(), name));
            }
        }
        names.sort();
        Ok(names)
    }

    /// Keeps a checkpoint under its number, readable for us alone; `false` if somebody else took that number. It is there
    /// whole or not at all, also when the program is killed.
    fn keep(&self, number: u64, text: &str) -> io::Result<bool> {
        let mut file = tempfile::NamedTempFile::new_in(&self.0)?;
        io::Write::write_all(&mut file, text.as_bytes())?;
        file.as_file().sync_all()?;
        match file.persist_noclobber(self.0.join(format!("checkpoint-{number:010}.json"))) {
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

/// When the last checkpoint was written, for whoever watches over this node.
#[derive(Debug)]
pub struct LastWritten {
    at: AtomicI64,
    every: Duration,
    /// Why none is.
    doubt: Mutex<Option<&'static str>>,
}

impl LastWritten {
    /// What stands in the way, in words, if none was written for two intervals or none may be.
    pub fn amiss(&self, now: Moment) -> Option<String> {
        let doubt = *self.doubt.lock().unwrap_or_else(PoisonError::into_inner);
        let overdue = self
            .is_overdue(now)
            .then_some("the audit trail gets no checkpoints");
        doubt.or(overdue).map(str::to_owned)
    }

    fn doubts(&self, why: Option<&'static str>) {
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
    /// The last one of this node, number and text: if it is gone from the folder, the next one shows it.
    last: Arc<tokio::sync::Mutex<Option<(u64, String)>>>,
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
        Self {
            services,
            folder: Folder(folder.to_owned()),
            every,
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
    /// If it cannot be written, or the newest is not to be believed: to go on from it would vouch for it.
    pub async fn write_one(&self) -> io::Result<()> {
        let mut last = self.last.lock().await;
        for _ in 0..MEETINGS {
            let newest = self.on_disk(|folder| folder.newest()).await?;
            if newest.is_none() && last.is_some() {
                let away = "the folder of checkpoints is empty, and this program wrote some there: is its disk mounted? No other is written";
                self.written.doubts(Some(away));
                return Err(io::Error::other(away));
            }
            let own = last.as_ref().map_or(0, |(number, _)| *number);
            let newest = newest.filter(|(number, _)| *number >= own);
            let before = match newest.or_else(|| last.clone()) {
                Some((number, text)) => self.believed(number, &text).await?,
                None => Previous::none(),
            };
            let taken = audit::checkpoint(&self.services, Some(&before)).await;
            let taken = taken.map_err(io::Error::other)?;
            let text = taken.to_text().map_err(io::Error::other)?;
            let this = (taken.number, text.clone());
            if self
                .on_disk(move |folder| folder.keep(taken.number, &text))
                .await?
            {
                *last = Some(this);
                self.written.at.store(taken.at.unix_ms(), Ordering::Relaxed);
                self.written.doubts(None);
                return Ok(());
            }
        }
        Err(io::Error::other("other nodes take every number"))
    }

    async fn believed(&self, number: u64, text: &str) -> io::Result<Previous> {
        let follows = audit::follows(&self.services, number, text).await;
        let doubt = match follows.map_err(io::Error::other)? {
            Ok(previous) => return Ok(previous),
            Err(Doubt::NotOurs) => {
                "the newest checkpoint of the audit trail was changed, or not signed with a key that this node signs with (audit.key_file, or the master key; audit.other_key_files names those of before): no other follows it"
            }
            Err(Doubt::NotOfThisTrail) => {
                "the audit trail has not the rows of the newest checkpoint: this is another database, or one of before, or rows were taken out; no other checkpoint follows it (after a backup was put back, move the checkpoints elsewhere and keep them)"
            }
        };
        self.written.doubts(Some(doubt));
        Err(io::Error::other(doubt))
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
