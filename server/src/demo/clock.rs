//! The clock of a demo, which can be put forward: what comes after an hour, a day or a week can be seen at once. It
//! remembers how far ahead it is, so that a restart does not lead back to before what has happened.

use std::{
    io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};

use domain::Moment;
use flows::services::Clock;

use crate::wiring::SystemClock;

const FILE_NAME: &str = "klok";

/// This machine's clock, and something on top.
#[derive(Debug)]
pub struct DemoClock {
    path: PathBuf,
    ahead_ms: AtomicI64,
}

impl DemoClock {
    /// The clock of a data directory, as far ahead as it was.
    pub fn open(data_dir: &Path) -> io::Result<Self> {
        let path = data_dir.join(FILE_NAME);
        let ahead_ms = match std::fs::read_to_string(&path) {
            Ok(text) => text.trim().parse().map_err(io::Error::other)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => 0,
            Err(error) => return Err(error),
        };
        Ok(Self {
            path,
            ahead_ms: AtomicI64::new(ahead_ms),
        })
    }

    /// Puts it forward.
    pub fn forward(&self, by: Duration) -> io::Result<()> {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        let ahead = self.ahead_ms.fetch_add(by, Ordering::Relaxed) + by;
        std::fs::write(&self.path, format!("{ahead}\n"))
    }
}

impl Clock for DemoClock {
    fn now(&self) -> Moment {
        let ahead = self.ahead_ms.load(Ordering::Relaxed);
        Moment::from_unix_ms(SystemClock.now().unix_ms().saturating_add(ahead))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_put_forward_stays_so_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let week = Duration::from_secs(7 * 24 * 60 * 60);
        let before = SystemClock.now().plus(week);
        DemoClock::open(folder.path())
            .unwrap()
            .forward(week)
            .unwrap();
        let again = DemoClock::open(folder.path()).unwrap().now();
        assert!(again >= before && again < before.plus(week));
    }
}
