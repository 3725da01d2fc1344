//! Secrets of letters that may have to be sent again. They live in memory only, so that a second try carries the same
//! text under the same key (SEC-33), and nothing but their hashes is ever stored (SEC-19, SEC-27).

use std::{
    collections::VecDeque,
    fmt,
    sync::{Mutex, PoisonError},
};

use domain::{Moment, OutboxId};

use crate::secrets::{Code, LinkSecret};

/// Enough for every letter that is under way at one node; beyond it the oldest get a new secret, which works as well.
const ROOM: usize = 1024;

/// What a letter carries that is written down nowhere else. Prints as dots.
#[derive(Clone, Debug)]
pub enum Secret {
    /// The secret part of a link.
    Link(LinkSecret),
    /// A code, and when it stops working.
    Code(Code, Moment),
}

/// The secrets of letters under way at this node.
#[derive(Default)]
pub struct Remembered(Mutex<VecDeque<Kept>>);

#[derive(Clone)]
pub(super) struct Kept {
    pub id: OutboxId,
    pub secret: Secret,
    /// Drawn with the secret: part of the key by which a gateway knows a text it has seen. Not the number of the try,
    /// which a power cut may give out twice.
    pub mark: String,
}

impl Remembered {
    pub(super) fn of(&self, id: &OutboxId) -> Option<Kept> {
        self.lock().iter().find(|kept| kept.id == *id).cloned()
    }

    pub(super) fn keep(&self, kept: Kept) {
        let mut all = self.lock();
        if all.len() == ROOM {
            all.pop_front();
        }
        all.push_back(kept);
    }

    /// Forgets the secret of a letter that has ended.
    pub fn forget(&self, id: &OutboxId) {
        self.lock().retain(|kept| kept.id != *id);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Remembered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Remembered(…)")
    }
}
