//! The places at which hashes are computed: one for each core, and a short queue before them.

use std::{sync::Arc, time::Duration};

use domain::TypedPassword;
#[cfg(any(test, feature = "testing"))]
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::{Semaphore, oneshot};

use super::{Cost, Pepper, StoredHash, Verdict, recipe::Recipe, threads::Threads};
use crate::{
    services::Chance,
    trouble::{Result, Trouble},
};

/// Longest queue for the hashing pool.
const QUEUE: usize = 64;
/// Longest wait in that queue.
const WAIT: Duration = Duration::from_secs(2);

/// Too many people at once: come back in a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy;

/// Hashes and verifies on a bounded pool.
#[derive(Debug)]
pub struct Hasher {
    threads: Threads,
    free: Arc<Semaphore>,
    /// Room for those who compute and those who wait.
    room: Arc<Semaphore>,
    recipe: Arc<Recipe>,
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
            free: Arc::new(Semaphore::new(threads)),
            room: Arc::new(Semaphore::new(threads + QUEUE)),
            recipe: Arc::new(Recipe::new(cost, peppers, chance)?),
        })
    }

    /// Hashes computed since the start.
    pub fn runs(&self) -> u64 {
        self.recipe.runs()
    }

    /// Takes every place that is free, until what is given back is dropped: so many people come at once.
    #[cfg(any(test, feature = "testing"))]
    pub fn leave_no_room(&self) -> Option<OwnedSemaphorePermit> {
        let free = u32::try_from(self.room.available_permits()).ok()?;
        Arc::clone(&self.room).try_acquire_many_owned(free).ok()
    }

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

    /// Looks whether `password` belongs to `hash`; without a hash it does the same work and says [`Verdict::Wrong`].
    pub async fn verify(
        &self,
        password: &TypedPassword,
        hash: Option<&StoredHash>,
    ) -> Result<Result<Verdict, Busy>> {
        let (password, hash) = (password.clone(), hash.cloned());
        self.run(move |recipe| recipe.verify(password.expose().as_bytes(), hash.as_ref()))
            .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Recipe) -> Result<T> + Send + 'static,
    ) -> Result<Result<T, Busy>> {
        let Ok(room) = Arc::clone(&self.room).try_acquire_owned() else {
            return Ok(Err(Busy));
        };
        let free = tokio::time::timeout(WAIT, Arc::clone(&self.free).acquire_owned());
        let Ok(Ok(free)) = free.await else {
            return Ok(Err(Busy));
        };
        let recipe = Arc::clone(&self.recipe);
        let (tell, told) = oneshot::channel();
        self.threads.take(Box::new(move || {
            let done = work(&recipe);
            // Given up on or not, the next one comes only when this is done.
            drop((free, room));
            // Who gave up does not hear it.
            let _ = tell.send(done);
        }));
        told.await
            .map_err(|_| Trouble::Hash("a hash was not finished".to_owned()))?
            .map(Ok)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::SystemChance;

    fn hasher() -> Hasher {
        let cost = Cost {
            memory_kib: 64,
            passes: 1,
        };
        let pepper = Pepper {
            id: "p1".into(),
            key: [1; 32],
        };
        Hasher::new(cost, vec![pepper], 2, &SystemChance).unwrap()
    }

    #[tokio::test]
    async fn sec_16_a_full_queue_is_busy_for_everybody_alike() {
        let hasher = hasher();
        let password = TypedPassword::parse("zonnige fietstocht 2026".to_owned()).unwrap();
        assert_eq!(hasher.room.available_permits(), 2 + QUEUE);
        let full = hasher.leave_no_room().unwrap();
        assert_eq!(hasher.verify(&password, None).await.unwrap(), Err(Busy));
        assert_eq!(hasher.runs(), 0, "nobody is looked at");
        drop(full);
        assert_eq!(
            hasher.verify(&password, None).await.unwrap(),
            Ok(Verdict::Wrong)
        );
    }

    #[tokio::test]
    async fn sec_16_memory_is_taken_once_for_each_hash_at_the_same_time() {
        let hasher = Arc::new(hasher());
        let password = TypedPassword::parse("zonnige fietstocht 2026".to_owned()).unwrap();
        let mut tries = tokio::task::JoinSet::new();
        for _ in 0..40 {
            let (hasher, password) = (Arc::clone(&hasher), password.clone());
            tries.spawn(async move { hasher.verify(&password, None).await.unwrap() });
        }
        let looked = tries.join_all().await;
        assert_eq!(looked, [Ok(Verdict::Wrong); 40]);
        assert!((1..=2).contains(&hasher.recipe.boards().len()));
    }
}
