//! Checkpoints that are kept together, looked at as a whole before the trail is held against them (SEC-76).
//! The newest must be signed with the key of today. Those before it need not be, so that a key may change: the newest vouches
//! for them, because each carries the hash of the one before.

use std::collections::BTreeMap;

use domain::Moment;

use super::{Checkpoint, checkpoint::Previous};
use crate::secrets::Keys;

/// What the trail must agree with.
#[derive(Debug, Default)]
pub struct Checkpoints {
    /// For each chain, hashes of rows by their numbers.
    heads: BTreeMap<i64, BTreeMap<i64, String>>,
    newest: Option<Moment>,
    count: usize,
}

/// Reads checkpoints in the order of their numbers.
#[derive(Debug)]
pub struct Gathering<'a> {
    keys: &'a Keys,
    gathered: Checkpoints,
    last: Previous,
    /// Name of the last one, if it was not signed by us.
    not_ours: Option<String>,
}

/// A checkpoint that counts for nothing, or is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongCheckpoint {
    /// The file at which it shows.
    pub name: String,
    /// What is wrong.
    pub why: CheckpointFault,
}

/// What can be wrong with a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckpointFault {
    /// It is none.
    Unreadable,
    /// It was changed, or not signed with our key.
    NotOurs,
    /// The one before it is not there.
    Missing {
        /// Number of the first that is missing.
        number: u64,
    },
    /// It does not follow from the one before it: one of the two was changed.
    Unchained,
}

impl Checkpoints {
    /// One alone, whatever its number.
    pub fn one(keys: &Keys, name: &str, text: &str) -> Result<Self, WrongCheckpoint> {
        let wrong = |why| WrongCheckpoint {
            name: name.to_owned(),
            why,
        };
        let given = Checkpoint::parse(text).ok_or_else(|| wrong(CheckpointFault::Unreadable))?;
        if !given.is_ours(keys) {
            return Err(wrong(CheckpointFault::NotOurs));
        }
        let mut alone = Self::default();
        alone.take(given);
        Ok(alone)
    }

    /// How many there are.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// When the newest was taken.
    pub const fn newest(&self) -> Option<Moment> {
        self.newest
    }

    /// Number of the last row of a chain that a checkpoint knows.
    pub(super) fn last_of(&self, chain: i64) -> i64 {
        let rows = self.heads.get(&chain).and_then(BTreeMap::last_key_value);
        rows.map_or(0, |(seq, _)| *seq)
    }

    /// Whether a row is another one than a checkpoint saw.
    pub(super) fn contradict(&self, chain: i64, seq: i64, hash: &str) -> bool {
        let seen = self.heads.get(&chain).and_then(|rows| rows.get(&seq));
        seen.is_some_and(|seen| seen != hash)
    }

    /// Chains of which a checkpoint saw rows.
    pub(super) fn chains(&self) -> impl Iterator<Item = i64> {
        self.heads.keys().copied()
    }

    fn take(&mut self, given: Checkpoint) {
        self.count += 1;
        self.newest = self.newest.max(Some(given.at));
        for head in given.heads {
            let rows = self.heads.entry(head.chain).or_default();
            let seen = rows.entry(head.seq).or_insert_with(|| head.hash.clone());
            if *seen != head.hash {
                // Two that do not agree: whatever the row is now, one of them saw another.
                seen.clear();
            }
        }
    }
}

impl<'a> Gathering<'a> {
    /// None so far.
    pub fn new(keys: &'a Keys) -> Self {
        Self {
            keys,
            gathered: Checkpoints::default(),
            last: Previous::none(),
            not_ours: None,
        }
    }

    /// Begins after one that is kept elsewhere, with all before it.
    pub fn after(&mut self, name: &str, text: &str) -> Result<(), WrongCheckpoint> {
        let given = Checkpoint::parse(text).filter(|given| given.number > 0);
        let given = given.ok_or_else(|| WrongCheckpoint {
            name: name.to_owned(),
            why: CheckpointFault::Unreadable,
        })?;
        self.last = Previous::is(given.number, text);
        self.not_ours = (!given.is_ours(self.keys)).then(|| name.to_owned());
        self.gathered.take(given);
        Ok(())
    }

    /// The next one.
    pub fn add(&mut self, name: &str, text: &str) -> Result<(), WrongCheckpoint> {
        let wrong = |why| WrongCheckpoint {
            name: name.to_owned(),
            why,
        };
        let given = Checkpoint::parse(text).ok_or_else(|| wrong(CheckpointFault::Unreadable))?;
        let ours = given.is_ours(self.keys);
        if given.number == 0 {
            if !ours {
                return Err(wrong(CheckpointFault::NotOurs));
            }
        } else if given.number != self.last.number + 1 {
            let number = self.last.number + 1;
            return Err(wrong(CheckpointFault::Missing { number }));
        } else if given.previous != self.last.hash {
            return Err(wrong(CheckpointFault::Unchained));
        } else {
            self.last = Previous::is(given.number, text);
            self.not_ours = (!ours).then(|| name.to_owned());
        }
        self.gathered.take(given);
        Ok(())
    }

    /// All of them, if the newest is ours.
    pub fn finish(self) -> Result<Checkpoints, WrongCheckpoint> {
        match self.not_ours {
            Some(name) => Err(WrongCheckpoint {
                name,
                why: CheckpointFault::NotOurs,
            }),
            None => Ok(self.gathered),
        }
    }
}
