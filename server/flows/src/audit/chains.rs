//! The chains of the trail, and which of them this program is adding to at the moment (docs/decisions/0014).
//! Whoever commits takes a chain that nobody here is busy with, so that deeds of one node never wait for one another's head.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use crate::{
    services::{Chance, SystemChance},
    trouble::Result,
};

/// Chains on a server. One bit each in [`Shared::busy`]; the migrations make as many heads.
pub(crate) const ON_SERVER: u32 = u64::BITS;

/// The chains of one database.
#[derive(Clone, Debug)]
pub enum Chains {
    /// One: whoever writes is alone.
    One,
    /// As many as [`ON_SERVER`], shared with the other nodes.
    Many(Arc<Shared>),
}

/// What this node knows about the chains of a server.
#[derive(Debug)]
pub struct Shared {
    /// Where this node begins to look for a free one; nodes begin at different places, so that they seldom meet.
    first: u32,
    /// A bit for each chain that is being added to.
    busy: AtomicU64,
}

/// A chain for one commit; free again when dropped.
#[derive(Debug)]
pub(crate) struct Taken {
    /// Number of the chain, from 1 on.
    pub chain: i64,
    held: Option<(Arc<Shared>, u64)>,
}

impl Chains {
    /// The chains of a server, for a node that begins somewhere among them.
    pub fn of_server() -> Result<Self> {
        let mut first = [0];
        SystemChance.fill(&mut first)?;
        Ok(Self::beginning_after(u32::from(first[0])))
    }

    /// The same for a node that begins after this chain.
    pub fn beginning_after(chain: u32) -> Self {
        Self::Many(Arc::new(Shared {
            first: chain % ON_SERVER,
            busy: AtomicU64::new(0),
        }))
    }

    /// How many there are.
    pub(crate) const fn count(&self) -> u32 {
        match self {
            Self::One => 1,
            Self::Many(_) => ON_SERVER,
        }
    }

    /// The first free one. With more commits at once than chains, one that is shared: its row is then waited for.
    pub(crate) fn take(&self) -> Taken {
        let Self::Many(shared) = self else {
            return Taken {
                chain: 1,
                held: None,
            };
        };
        let place = |offset: u32| (shared.first + offset) % ON_SERVER;
        let chain = |place: u32| i64::from(place) + 1;
        let mut busy = shared.busy.load(Ordering::Relaxed);
        loop {
            let offset = (!busy).rotate_right(shared.first).trailing_zeros();
            if offset == ON_SERVER {
                return Taken {
                    chain: chain(shared.first),
                    held: None,
                };
            }
            let bit = 1 << place(offset);
            // The row itself is what keeps two commits apart; the bit only keeps them from meeting.
            match shared.busy.compare_exchange_weak(
                busy,
                busy | bit,
                Ordering::Relaxed,
                Ordering::Relaxed,
            ) {
                Ok(_) => {
                    return Taken {
                        chain: chain(place(offset)),
                        held: Some((Arc::clone(shared), bit)),
                    };
                }
                Err(now) => busy = now,
            }
        }
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        if let Some((shared, bit)) = &self.held {
            shared.busy.fetch_and(!bit, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn whoever_commits_at_the_same_time_gets_a_chain_alone_while_there_are_any() {
        let chains = Chains::of_server().unwrap();
        let all: Vec<Taken> = (0..ON_SERVER).map(|_| chains.take()).collect();
        let numbers: BTreeSet<i64> = all.iter().map(|taken| taken.chain).collect();
        assert_eq!(
            numbers,
            (1..=i64::from(ON_SERVER)).collect::<BTreeSet<i64>>()
        );
        let shared = chains.take().chain;
        assert!(numbers.contains(&shared));
        drop(all);
        // Whoever comes one after another goes on in the same.
        let one = chains.take().chain;
        let next = chains.take().chain;
        assert_eq!(one, next);
    }

    #[test]
    fn a_file_has_one_chain() {
        let both = [Chains::One.take(), Chains::One.take()];
        assert!(both.iter().all(|taken| taken.chain == 1));
    }
}
