//! The places at which hashes are computed: one for each core, and a waiting room that is shared out before them.
//! In memory, because each node has processors of its own to share out; what is counted for good is in the database.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::{Moment, TypedPassword};
use tokio::sync::oneshot;

use super::{
    Cost, Networks, Pepper, StoredHash, Verdict,
    queue::{Asker, Pass, Queue, Rank},
    recipe::Recipe,
    threads::Threads,
};
use crate::{
    services::Chance,
    trouble::{Result, Trouble},
};

/// Too many people at once: come back in a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy;

/// Hashes and verifies on a bounded pool.
#[derive(Debug)]
pub struct Hasher {
    threads: Threads,
    room: Arc<Room>,
    recipe: Arc<Recipe>,
    networks: Networks,
}

impl Hasher {
    /// A pool of `threads` threads. The first pepper is used for new hashes; the others only to verify.
    pub fn new(
        cost: Cost,
        peppers: Vec<Pepper>,
        threads: usize,
        chance: &dyn Chance,
    ) -> Result<Self> {
        let threads = threads.max(1);
        Ok(Self {
            threads: Threads::start(threads)?,
            room: Arc::new(Room::new(threads)),
            recipe: Arc::new(Recipe::new(cost, peppers, chance)?),
            networks: Networks::default(),
        })
    }

    /// Hashes computed since the start.
    pub fn runs(&self) -> u64 {
        self.recipe.runs()
    }

    /// The id of each pepper, and a mark by which it is recognised and which opens nothing; first the one in use.
    pub fn marks(&self) -> Vec<(String, String)> {
        self.recipe.marks()
    }

    /// What this node heard of networks.
    pub const fn networks(&self) -> &Networks {
        &self.networks
    }

    /// Takes a share of the pool before anything is written or looked at; it ends when that is dropped. `most_looks` in a
    /// quarter of an hour.
    pub fn enter(
        &self,
        asker: &Asker<'_>,
        now: Moment,
        most_looks: u32,
    ) -> Result<Share<'_>, Busy> {
        let mut state = self.room.state();
        #[cfg(any(test, feature = "testing"))]
        if state.crowds > 0 {
            return Err(Busy);
        }
        let pass = state.queue.enter(asker, now, most_looks)?;
        let room = Arc::clone(&self.room);
        Ok(Share {
            hasher: self,
            present: Arc::new(Present { room, pass }),
        })
    }

    /// Hashes a password for the house itself, which shares with nobody: a demo, a benchmark.
    pub async fn hash(
        &self,
        password: &TypedPassword,
        chance: &dyn Chance,
    ) -> Result<Result<StoredHash, Busy>> {
        let mut number = [0; 16];
        chance.fill(&mut number)?;
        let house = Asker {
            rank: Rank::Person,
            person: "the house",
            network: &u128::from_ne_bytes(number).to_string(),
        };
        match self.enter(&house, Moment::from_unix_ms(0), u32::MAX) {
            Ok(share) => share.hash(password, chance).await,
            Err(busy) => Ok(Err(busy)),
        }
    }
}

/// A share of the pool. Whoever has one gets a turn in its time.
#[derive(Debug)]
pub struct Share<'a> {
    hasher: &'a Hasher,
    present: Arc<Present>,
}

impl Share<'_> {
    /// Hashes a new password.
    pub async fn hash(
        &self,
        password: &TypedPassword,
        chance: &dyn Chance,
    ) -> Result<Result<StoredHash, Busy>> {
        let mut salt = [0; 16];
        chance.fill(&mut salt)?;
        let password = password.clone();
        self.run(move |recipe| recipe.hash(password.expose().as_bytes(), &salt))
            .await
    }

    /// Looks whether `password` belongs to `hash`; without a hash it does the same work and says [`Verdict::Wrong`]. One that
    /// was prepared otherwise before is tried as it was then as well, whoever it is: who is right by that hashes it anew.
    pub async fn verify(
        &self,
        password: &TypedPassword,
        hash: Option<&StoredHash>,
    ) -> Result<Result<Verdict, Busy>> {
        let (password, hash) = (password.clone(), hash.cloned());
        self.run(move |recipe| {
            let verify = |text: &str| recipe.verify(text.as_bytes(), hash.as_ref());
            match (verify(password.expose())?, password.expose_of_before()) {
                (wrong @ (Verdict::Wrong | Verdict::Unknown), Some(of_before)) => {
                    Ok(if verify(of_before)?.is_right() {
                        Verdict::RightButOld
                    } else {
                        wrong
                    })
                }
                (verdict, _) => Ok(verdict),
            }
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Recipe) -> Result<T> + Send + 'static,
    ) -> Result<Result<T, Busy>> {
        let Some(turn) = self.turn().await else {
            return Ok(Err(Busy));
        };
        let (recipe, present) = (Arc::clone(&self.hasher.recipe), Arc::clone(&self.present));
        let (tell, told) = oneshot::channel();
        self.hasher.threads.take(Box::new(move || {
            let done = work(&recipe);
            // Given up on or not, the next one comes only when this is done, and so does the next of the same person.
            drop((turn, present));
            // Who gave up does not hear it.
            let _ = tell.send(done);
        }));
        told.await
            .map_err(|_| Trouble::Hash("a hash was not finished".to_owned()))?
            .map(Ok)
    }

    async fn turn(&self) -> Option<Turn> {
        let present = &self.present;
        let (tell, told) = oneshot::channel();
        let id = present.room.state().queue.wait(present.pass, tell);
        let _waiting = Waiting {
            room: &present.room,
            id,
        };
        present.room.give_turns();
        let wait = present.pass.rank.wait();
        #[cfg(any(test, feature = "testing"))]
        let wait = wait * present.room.state().patience;
        tokio::time::timeout(wait, told).await.ok()?.ok()
    }
}

/// Somebody with a share, until nothing of it is under way any more.
#[derive(Debug)]
struct Present {
    room: Arc<Room>,
    pass: Pass,
}

impl Drop for Present {
    fn drop(&mut self) {
        self.room.state().queue.leave(self.pass);
    }
}

/// Somebody who waits for a turn, until it came or was given up.
struct Waiting<'a> {
    room: &'a Room,
    id: u64,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.room.state().queue.give_up(self.id);
    }
}

/// Leave to compute; the next one has it when this is dropped.
#[derive(Debug)]
struct Turn(Arc<Room>);

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.state().free += 1;
        self.0.give_turns();
    }
}

/// The waiting room and how many can compute.
#[derive(Debug)]
struct Room(Mutex<State>);

#[derive(Debug)]
struct State {
    queue: Queue<oneshot::Sender<Turn>>,
    free: usize,
    /// Crowds that tests sent.
    #[cfg(any(test, feature = "testing"))]
    crowds: usize,
    /// Everybody waits so many times as long, in tests that must not depend on how fast a machine is.
    #[cfg(any(test, feature = "testing"))]
    patience: u32,
}

impl Room {
    fn new(threads: usize) -> Self {
        Self(Mutex::new(State {
            queue: Queue::new(),
            free: threads,
            #[cfg(any(test, feature = "testing"))]
            crowds: 0,
            #[cfg(any(test, feature = "testing"))]
            patience: 1,
        }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives every free place to whoever is next. Told outside the lock: a turn that reaches nobody comes back at once.
    fn give_turns(self: &Arc<Self>) {
        let mut next = Vec::new();
        {
            let mut state = self.state();
            while state.free > 0
                && let Some(tell) = state.queue.next()
            {
                state.free -= 1;
                next.push(tell);
            }
        }
        for tell in next {
            let _ = tell.send(Turn(Arc::clone(self)));
        }
    }
}

/// What tests do to a pool.
#[cfg(any(test, feature = "testing"))]
mod staged {
    use super::{Arc, Hasher, Room};

    impl Hasher {
        /// Lets nobody in until what is given back is dropped: so many people come at once.
        pub fn leave_no_room(&self) -> Crowd {
            self.room.state().crowds += 1;
            Crowd(Arc::clone(&self.room))
        }

        /// Gives nobody a turn until what is given back is dropped: everybody who has a share waits.
        pub fn give_no_turns(&self) -> Pause {
            let mut state = self.room.state();
            state.patience = 60;
            Pause(Arc::clone(&self.room), std::mem::take(&mut state.free))
        }

        /// How many wait for a turn.
        pub fn waiting(&self) -> usize {
            self.room.state().queue.waiting()
        }
    }

    /// A crowd that a test sent.
    #[derive(Debug)]
    pub struct Crowd(Arc<Room>);

    impl Drop for Crowd {
        fn drop(&mut self) {
            self.0.state().crowds -= 1;
        }
    }

    /// A pause in which nobody has a turn.
    #[derive(Debug)]
    pub struct Pause(Arc<Room>, usize);

    impl Drop for Pause {
        fn drop(&mut self) {
            self.0.state().free += self.1;
            self.0.give_turns();
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::task::{JoinHandle, JoinSet};

    use super::*;
    use crate::services::SystemChance;

    fn hasher(threads: usize) -> Arc<Hasher> {
        let cost = Cost {
            memory_kib: 64,
            passes: 1,
        };
        let pepper = Pepper {
            id: "p1".into(),
            key: [1; 32],
        };
        Arc::new(Hasher::new(cost, vec![pepper], threads, &SystemChance).unwrap())
    }

    /// One look at somebody's password; false if the pool was busy.
    async fn looks(hasher: &Hasher, rank: Rank, person: &str, network: &str) -> bool {
        let asker = Asker {
            rank,
            person,
            network,
        };
        let password = TypedPassword::parse("zonnige fietstocht 2026".to_owned()).unwrap();
        match hasher.enter(&asker, Moment::from_unix_ms(0), 60) {
            Ok(share) => share.verify(&password, None).await.unwrap().is_ok(),
            Err(Busy) => false,
        }
    }

    /// So many at once, each with a name and from a network of its own; how many were looked at.
    async fn crowd(hasher: &Arc<Hasher>, rank: Rank, many: u32) -> Vec<bool> {
        let mut tries = JoinSet::new();
        for n in 0..many {
            let hasher = Arc::clone(hasher);
            tries.spawn(async move {
                looks(&hasher, rank, &n.to_string(), &format!("10.{n}.0.0/24")).await
            });
        }
        tries.join_all().await
    }

    #[tokio::test]
    async fn sec_16_a_full_room_is_busy_for_everybody_alike() {
        let hasher = hasher(2);
        let full = hasher.leave_no_room();
        for rank in [Rank::Stranger, Rank::KnownNetwork, Rank::Person] {
            assert!(!looks(&hasher, rank, "jan", "192.0.2.0/24").await);
        }
        assert_eq!(hasher.runs(), 0, "nobody is looked at");
        drop(full);
        assert!(looks(&hasher, Rank::Stranger, "jan", "192.0.2.0/24").await);
    }

    #[tokio::test]
    async fn sec_16_memory_is_taken_once_for_each_hash_at_the_same_time() {
        let hasher = hasher(2);
        let looked = crowd(&hasher, Rank::Stranger, 40).await;
        assert_eq!(looked, [true; 40]);
        assert!((1..=2).contains(&hasher.recipe.boards().len()));
    }

    /// Comes at once and waits; who is refused is gone already.
    async fn queue_up(
        hasher: &Arc<Hasher>,
        rank: Rank,
        many: u32,
        wait: usize,
    ) -> JoinHandle<Vec<bool>> {
        let before = hasher.waiting();
        let crowd = tokio::spawn({
            let hasher = Arc::clone(hasher);
            async move { crowd(&hasher, rank, many).await }
        });
        while hasher.waiting() < before + wait {
            tokio::task::yield_now().await;
        }
        crowd
    }

    #[tokio::test]
    async fn sec_16_a_crowd_of_strangers_from_everywhere_keeps_no_known_person_waiting() {
        let hasher = hasher(1);
        let pause = hasher.give_no_turns();
        let strangers = queue_up(&hasher, Rank::Stranger, 200, 64).await;
        let network = queue_up(&hasher, Rank::KnownNetwork, 8, 8).await;
        let known = queue_up(&hasher, Rank::Person, 8, 8).await;
        drop(pause);
        assert_eq!(network.await.unwrap(), [true; 8]);
        assert_eq!(known.await.unwrap(), [true; 8]);
        let strangers = strangers.await.unwrap();
        let looked_at = strangers.iter().filter(|looked_at| **looked_at).count();
        assert_eq!(looked_at, 64, "and the others are told to come back");
    }

    #[tokio::test]
    async fn a_try_that_is_given_up_leaves_nothing_behind() {
        let hasher = hasher(1);
        let pause = hasher.give_no_turns();
        let mut tries = JoinSet::new();
        for n in 0..30 {
            let hasher = Arc::clone(&hasher);
            tries.spawn(async move {
                looks(&hasher, Rank::Stranger, &n.to_string(), "192.0.2.0/24").await
            });
        }
        while hasher.waiting() < 30 {
            tokio::task::yield_now().await;
        }
        tries.shutdown().await;
        drop(pause);
        assert!(looks(&hasher, Rank::Stranger, "jan", "192.0.2.0/24").await);
        let state = hasher.room.state();
        assert_eq!((state.free, state.queue.waiting()), (1, 0));
        assert!(state.queue.is_empty());
    }
}
