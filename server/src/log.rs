//! Log lines travel to standard error by a thread of their own. Whoever reads them may be slow, stuck, or a disk that is
//! full: then lines are lost and counted, and nobody waits for it who came for a page.

use std::{
    io::{self, Write},
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    time::Duration,
};

use tracing_subscriber::fmt::MakeWriter;

/// As many lines wait to be written, at most.
const WAITING: usize = 8 * 1024;
/// So long the end of the program waits for them.
const PATIENCE: Duration = Duration::from_secs(1);

static LINES: OnceLock<SyncSender<Sent>> = OnceLock::new();
static LOST: AtomicU64 = AtomicU64::new(0);

enum Sent {
    Line(Vec<u8>),
    /// Everything before this is written when it is answered.
    End(SyncSender<()>),
}

/// Takes lines.
#[derive(Clone, Copy, Debug)]
pub struct Lines;

impl Lines {
    /// Begins to write them.
    pub fn begin() -> io::Result<Self> {
        let (lines, arriving) = sync_channel(WAITING);
        // One log in one process: a second one is written by the first thread.
        if LINES.set(lines).is_ok() {
            let name = std::thread::Builder::new().name("log".to_owned());
            name.spawn(move || write(&arriving))?;
        }
        Ok(Self)
    }
}

/// Waits a moment until everything said so far is written, before the program ends.
pub fn ends() {
    if let Some(lines) = LINES.get() {
        let (done, written) = sync_channel(1);
        if lines.try_send(Sent::End(done)).is_ok() {
            let _ = written.recv_timeout(PATIENCE);
        }
    }
}

fn write(arriving: &Receiver<Sent>) {
    for sent in arriving {
        match sent {
            // Nobody is left to be told that a line cannot be written.
            Sent::Line(line) => drop(io::stderr().write_all(&line)),
            Sent::End(done) => drop(done.send(())),
        }
        let lost = LOST.swap(0, Ordering::Relaxed);
        if lost > 0 {
            tracing::warn!(
                lost,
                "lines of the log are lost, because they could not be written in time"
            );
        }
    }
}

impl Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let sent = LINES
            .get()
            .map(|lines| lines.try_send(Sent::Line(line.to_vec())));
        if !matches!(sent, Some(Ok(()))) {
            LOST.fetch_add(1, Ordering::Relaxed);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Lines {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        *self
    }
}
