//! Threads that only hash. They give way to those that answer: while everybody logs in, somebody who is in already does
//! not wait for it, and a hash that takes a little longer is noticed by nobody.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use crate::trouble::{Result, Trouble};

/// How far the threads give way, in steps of `nice(1)`: about a tenth of a processor that somebody else wants too.
const GIVE_WAY: i32 = 10;

/// One hash to compute.
type Work = Box<dyn FnOnce() + Send>;

/// Threads that wait for work; they end when this is dropped.
#[derive(Debug)]
pub(super) struct Threads(Sender<Work>);

impl Threads {
    /// Starts so many.
    pub fn start(count: usize) -> Result<Self> {
        let (give, take) = channel();
        let take = Arc::new(Mutex::new(take));
        for _ in 0..count {
            let take = Arc::clone(&take);
            thread::Builder::new()
                .name("hash".to_owned())
                .spawn(move || work(&take))
                .map_err(|wrong| Trouble::Hash(wrong.to_string()))?;
        }
        Ok(Self(give))
    }

    /// Has something done by the next free thread.
    pub fn take(&self, work: Work) {
        // Threads end only after this sender did; if they broke, whoever waits for the outcome is told so.
        let _ = self.0.send(work);
    }
}

fn work(take: &Mutex<Receiver<Work>>) {
    // Where this is not allowed, hashing goes on at the priority of everything else.
    let _ = rustix::process::nice(GIVE_WAY);
    loop {
        let next = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(work) = next else { return };
        // One that breaks takes no thread away from those behind it.
        let _ = catch_unwind(AssertUnwindSafe(work));
    }
}
