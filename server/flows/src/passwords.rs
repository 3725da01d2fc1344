//! Hashing passwords: Argon2id with a pepper, on as many threads as there are cores, with a short queue (SEC-15, SEC-16).
//! When more people come than can be served, everybody gets the same "busy", whoever they are.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use argon2::{
    Algorithm, Argon2, KeyId, ParamsBuilder, PasswordHasher, PasswordVerifier, Version,
    password_hash::phc::PasswordHash,
};
use domain::TypedPassword;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{
    services::Chance,
    trouble::{Result, Trouble},
};

/// Longest queue for the hashing pool.
const QUEUE: usize = 64;
/// Longest wait in that queue.
const WAIT: Duration = Duration::from_secs(2);

/// A stored password hash in PHC form. Has no `Serialize` and prints as dots.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredHash(String);

impl fmt::Debug for StoredHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoredHash(…)")
    }
}

impl StoredHash {
    /// A hash as the database holds it.
    pub const fn from_stored(phc: String) -> Self {
        Self(phc)
    }

    /// The text for the database, and for nothing else.
    pub fn for_storage(&self) -> &str {
        &self.0
    }
}

/// Cost of a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Cost {
    /// The least that is accepted in production (OWASP, 2026: 19 MiB, two passes).
    pub const FLOOR: Self = Self {
        memory_kib: 19_456,
        passes: 2,
    };
}

/// A key mixed into every hash, kept outside the database, with the id that stands in the hash.
pub struct Pepper {
    /// Short id, at most eight bytes.
    pub id: String,
    /// The key.
    pub key: [u8; 32],
}

impl fmt::Debug for Pepper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pepper({}, …)", self.id)
    }
}

/// Too many people at once: come back in a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy;

/// Outcome of looking at a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Right, and hashed as we would today.
    Right,
    /// Right, but hashed with less cost or an older pepper: hash it anew.
    RightButOld,
    /// Wrong.
    Wrong,
}

/// Hashes and verifies on a bounded pool.
#[derive(Debug)]
pub struct Hasher {
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
    recipe: Arc<Recipe>,
}

#[derive(Debug)]
struct Recipe {
    cost: Cost,
    /// First the one in use, then those of before.
    peppers: Vec<Pepper>,
    /// Verified when there is no real hash to look at, so that both take as long (SEC-02).
    dummy: String,
}

impl Hasher {
    /// A pool of `threads` places. The first pepper is used for new hashes; the others only to verify.
    pub fn new(
        cost: Cost,
        peppers: Vec<Pepper>,
        threads: usize,
        chance: &dyn Chance,
    ) -> Result<Self> {
        if peppers.is_empty() {
            return Err(Trouble::Configuration("a pepper is needed".into()));
        }
        let mut recipe = Recipe {
            cost,
            peppers,
            dummy: String::new(),
        };
        let mut nobody = [0; 32];
        chance.fill(&mut nobody)?;
        recipe.dummy = recipe.hash(&nobody, chance)?;
        Ok(Self {
            places: Arc::new(Semaphore::new(threads.max(1))),
            waiting: AtomicUsize::new(0),
            recipe: Arc::new(recipe),
        })
    }

    /// Hashes a new password.
    pub async fn hash(
        &self,
        password: &TypedPassword,
        chance: &dyn Chance,
    ) -> Result<Result<StoredHash, Busy>> {
        let mut salt = [0; 16];
        chance.fill(&mut salt)?;
        let Some(place) = self.place().await else {
            return Ok(Err(Busy));
        };
        let (recipe, password) = (Arc::clone(&self.recipe), password.clone());
        run(place, move || {
            recipe.hash_with_salt(password.expose().as_bytes(), &salt)
        })
        .await
        .map(|phc| Ok(StoredHash(phc)))
    }

    /// Looks whether `password` belongs to `hash`; without a hash it does the same work and says [`Verdict::Wrong`].
    pub async fn verify(
        &self,
        password: &TypedPassword,
        hash: Option<&StoredHash>,
    ) -> Result<Result<Verdict, Busy>> {
        let Some(place) = self.place().await else {
            return Ok(Err(Busy));
        };
        let (recipe, password) = (Arc::clone(&self.recipe), password.clone());
        let hash = hash.cloned();
        run(place, move || {
            let real = hash.is_some();
            let phc = hash.map_or_else(|| recipe.dummy.clone(), |hash| hash.0);
            let verdict = recipe.verify(password.expose().as_bytes(), &phc)?;
            Ok(if real { verdict } else { Verdict::Wrong })
        })
        .await
        .map(Ok)
    }

    async fn place(&self) -> Option<OwnedSemaphorePermit> {
        if let Ok(place) = Arc::clone(&self.places).try_acquire_owned() {
            return Some(place);
        }
        let _waiting = Waiting::join(&self.waiting)?;
        tokio::time::timeout(WAIT, Arc::clone(&self.places).acquire_owned())
            .await
            .ok()?
            .ok()
    }
}

/// One in the queue; leaves it when dropped, also when the request was given up.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn join(queue: &'a AtomicUsize) -> Option<Self> {
        let joined = queue
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |waiting| {
                (waiting < QUEUE).then_some(waiting + 1)
            })
            .is_ok();
        joined.then(|| Self(queue))
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

async fn run<T: Send + 'static>(
    place: OwnedSemaphorePermit,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(move || {
        let _place = place;
        work()
    })
    .await
    .map_err(|stopped| Trouble::Hash(stopped.to_string()))?
}

impl Recipe {
    fn hash(&self, password: &[u8], chance: &dyn Chance) -> Result<String> {
        let mut salt = [0; 16];
        chance.fill(&mut salt)?;
        self.hash_with_salt(password, &salt)
    }

    fn hash_with_salt(&self, password: &[u8], salt: &[u8]) -> Result<String> {
        let argon2 = self.argon2(&self.peppers[0])?;
        Ok(argon2
            .hash_password_with_salt(password, salt)
            .map_err(hash_trouble)?
            .to_string())
    }

    fn verify(&self, password: &[u8], phc: &str) -> Result<Verdict> {
        let parsed = PasswordHash::new(phc).map_err(hash_trouble)?;
        let keyid = parsed
            .params
            .get("keyid")
            .map(|id| id.to_string())
            .unwrap_or_default();
        let pepper = self
            .peppers
            .iter()
            .find(|pepper| key_id_text(pepper).as_deref() == Some(&keyid))
            .ok_or_else(|| Trouble::Configuration(format!("no pepper with id {keyid}")))?;
        if self
            .argon2(pepper)?
            .verify_password(password, &parsed)
            .is_err()
        {
            return Ok(Verdict::Wrong);
        }
        let as_today = std::ptr::eq(pepper, &raw const self.peppers[0])
            && parsed.params.get_decimal("m") == Some(self.cost.memory_kib)
            && parsed.params.get_decimal("t") == Some(self.cost.passes);
        Ok(if as_today {
            Verdict::Right
        } else {
            Verdict::RightButOld
        })
    }

    fn argon2<'a>(&self, pepper: &'a Pepper) -> Result<Argon2<'a>> {
        let mut params = ParamsBuilder::new();
        params
            .m_cost(self.cost.memory_kib)
            .t_cost(self.cost.passes)
            .p_cost(1);
        params.keyid(KeyId::new(pepper.id.as_bytes()).map_err(hash_trouble)?);
        let params = params.build().map_err(hash_trouble)?;
        Argon2::new_with_secret(&pepper.key, Algorithm::Argon2id, Version::V0x13, params)
            .map_err(hash_trouble)
    }
}

/// The id as it stands in a hash: base64 without padding.
fn key_id_text(pepper: &Pepper) -> Option<String> {
    use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
    Some(STANDARD_NO_PAD.encode(pepper.id.as_bytes()))
}

fn hash_trouble(error: impl fmt::Display) -> Trouble {
    Trouble::Hash(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::SystemChance;

    const CHEAP: Cost = Cost {
        memory_kib: 64,
        passes: 1,
    };

    fn pepper(id: &str, key: u8) -> Pepper {
        Pepper {
            id: id.into(),
            key: [key; 32],
        }
    }

    fn password(text: &str) -> TypedPassword {
        TypedPassword::parse(text.to_owned()).unwrap()
    }

    fn hasher(cost: Cost, peppers: Vec<Pepper>) -> Hasher {
        Hasher::new(cost, peppers, 2, &SystemChance).unwrap()
    }

    #[tokio::test]
    async fn sec_15_hashes_are_argon2id_in_phc_form_with_a_key_id_and_sixteen_bytes_of_salt() {
        let hasher = hasher(Cost::FLOOR, vec![pepper("p1", 1)]);
        let hash = hasher
            .hash(&password("zonnige fietstocht 2026"), &SystemChance)
            .await
            .unwrap()
            .unwrap();
        let phc = hash.for_storage();
        assert!(
            phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1,keyid="),
            "{phc}"
        );
        let salt = phc.split('$').nth(4).unwrap();
        assert_eq!(salt.len(), 22, "sixteen bytes in base64");
        assert_eq!(format!("{hash:?}"), "StoredHash(…)");
        assert_eq!(
            hasher
                .verify(&password("zonnige fietstocht 2026"), Some(&hash))
                .await
                .unwrap(),
            Ok(Verdict::Right)
        );
        assert_eq!(
            hasher
                .verify(&password("zonnige fietstocht 2027"), Some(&hash))
                .await
                .unwrap(),
            Ok(Verdict::Wrong)
        );
    }

    #[tokio::test]
    async fn sec_15_a_weaker_hash_or_an_older_pepper_is_recognised_and_asks_for_a_new_hash() {
        let then = hasher(CHEAP, vec![pepper("p1", 1)]);
        let hash = then
            .hash(&password("zonnige fietstocht"), &SystemChance)
            .await
            .unwrap()
            .unwrap();
        let stronger = hasher(
            Cost {
                memory_kib: 128,
                passes: 1,
            },
            vec![pepper("p1", 1)],
        );
        let rotated = hasher(CHEAP, vec![pepper("p2", 2), pepper("p1", 1)]);
        for now in [stronger, rotated] {
            let verdict = now
                .verify(&password("zonnige fietstocht"), Some(&hash))
                .await
                .unwrap();
            assert_eq!(verdict, Ok(Verdict::RightButOld));
        }
    }

    #[tokio::test]
    async fn without_the_pepper_no_hash_can_be_verified() {
        let hash = hasher(CHEAP, vec![pepper("p1", 1)])
            .hash(&password("zonnige fietstocht"), &SystemChance)
            .await
            .unwrap()
            .unwrap();
        assert!(
            hasher(CHEAP, vec![pepper("p2", 2)])
                .verify(&password("zonnige fietstocht"), Some(&hash))
                .await
                .is_err()
        );
    }

    #[tokio::test]
    async fn sec_13_composed_and_decomposed_letters_are_the_same_password_and_spaces_count() {
        let hasher = hasher(CHEAP, vec![pepper("p1", 1)]);
        let hash = hasher
            .hash(&password("caf\u{e9} om de hoek"), &SystemChance)
            .await
            .unwrap()
            .unwrap();
        let cases = [
            ("cafe\u{301} om de hoek", Verdict::Right),
            ("caf\u{e9} om de hoek ", Verdict::Wrong),
            (" caf\u{e9} om de hoek", Verdict::Wrong),
            ("Caf\u{e9} om de hoek", Verdict::Wrong),
        ];
        for (typed, verdict) in cases {
            assert_eq!(
                hasher.verify(&password(typed), Some(&hash)).await.unwrap(),
                Ok(verdict),
                "{typed:?}"
            );
        }
        let long = "a".repeat(80);
        let hash = hasher
            .hash(&password(&long), &SystemChance)
            .await
            .unwrap()
            .unwrap();
        let other = format!("{}b", &long[..79]);
        assert_eq!(
            hasher.verify(&password(&other), Some(&hash)).await.unwrap(),
            Ok(Verdict::Wrong),
            "byte 73 and on count"
        );
    }

    #[tokio::test]
    async fn sec_16_a_full_queue_is_busy_for_everybody_alike() {
        let hasher = hasher(CHEAP, vec![pepper("p1", 1)]);
        let all = Arc::clone(&hasher.places)
            .acquire_many_owned(2)
            .await
            .unwrap();
        let queue: Vec<_> = (0..QUEUE)
            .map(|_| Waiting::join(&hasher.waiting).unwrap())
            .collect();
        assert_eq!(
            hasher
                .verify(&password("zonnige fietstocht"), None)
                .await
                .unwrap(),
            Err(Busy)
        );
        drop((all, queue));
        assert_eq!(
            hasher
                .verify(&password("zonnige fietstocht"), None)
                .await
                .unwrap(),
            Ok(Verdict::Wrong)
        );
    }
}
