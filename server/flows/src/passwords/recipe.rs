//! How a password becomes a hash and is held against one: Argon2id in PHC form, mixed with a pepper whose id stands in
//! the hash. A wrong password costs the same whatever it is held against (SEC-02, SEC-15).

use std::{
    fmt,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use argon2::{
    Algorithm, Argon2, Block, KeyId, Params, ParamsBuilder, Version,
    password_hash::phc::{Output, PasswordHash, Salt},
};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};

use super::Cost;
use crate::{
    secrets::{Keys, Purpose},
    services::Chance,
    trouble::{Result, Trouble},
};

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

/// Outcome of looking at a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Right, and hashed as we would today.
    Right,
    /// Right, but hashed with less cost or an older pepper: hash it anew.
    RightButOld,
    /// Wrong.
    Wrong,
    /// Nobody knows: it is mixed with a pepper that this node lacks. To whoever asks that is a wrong one.
    Unknown,
}

impl Verdict {
    /// Whether it is the password of the account.
    pub const fn is_right(self) -> bool {
        match self {
            Self::Right | Self::RightButOld => true,
            Self::Wrong | Self::Unknown => false,
        }
    }
}

/// Cost and peppers of this deployment.
pub(super) struct Recipe {
    cost: Cost,
    /// First the one in use, then those of before.
    peppers: Vec<Pepper>,
    /// Held against a password when there is no real hash to look at, so that both take as long (SEC-02).
    nobody: PasswordHash,
    /// Hashes computed so far.
    runs: AtomicU64,
    /// Where hashes are computed: one for each that was ever computed at the same time, and used again and again. Given back
    /// and asked for anew, they would lie about in every arena of the allocator, a gigabyte in all (SEC-16).
    boards: Mutex<Vec<Vec<Block>>>,
}

impl fmt::Debug for Recipe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recipe({:?}, …)", self.cost)
    }
}

impl Recipe {
    pub fn new(cost: Cost, peppers: Vec<Pepper>, chance: &dyn Chance) -> Result<Self> {
        let Some(pepper) = peppers.first() else {
            return Err(Trouble::Configuration("a pepper is needed".into()));
        };
        let nobody = hash_of_nobody(&params(cost, pepper)?, chance)?;
        Ok(Self {
            cost,
            peppers,
            nobody,
            runs: AtomicU64::new(0),
            boards: Mutex::new(Vec::new()),
        })
    }

    /// Hashes computed so far, in order to prove that there is one for each try that is looked at, and none for others.
    pub fn runs(&self) -> u64 {
        self.runs.load(Ordering::Relaxed)
    }

    pub fn marks(&self) -> Vec<(String, String)> {
        let mark = |pepper: &Pepper| {
            let key = Keys::new(pepper.key);
            (
                pepper.id.clone(),
                key.keyed_hash(Purpose::Pepper, &pepper.id),
            )
        };
        self.peppers.iter().map(mark).collect()
    }

    pub fn hash(&self, password: &[u8], salt: &[u8]) -> Result<StoredHash> {
        let pepper = &self.peppers[0];
        let salt = Salt::new(salt).map_err(trouble)?;
        let hash = self.compute(password, salt, params(self.cost, pepper)?, pepper)?;
        Ok(StoredHash(hash.to_string()))
    }

    /// Holds a password against a hash, or against nobody's.
    pub fn verify(&self, password: &[u8], hash: Option<&StoredHash>) -> Result<Verdict> {
        let Some(hash) = hash else {
            self.matches(password, &self.nobody, &self.peppers[0])?;
            return Ok(Verdict::Wrong);
        };
        let hash = PasswordHash::new(hash.for_storage()).map_err(trouble)?;
        let cost = cost_of(&hash)?;
        let Some(pepper) = self.pepper_of(&hash) else {
            // Who has an account must not read another answer than who has none, and a new password helps.
            self.matches(password, &self.nobody, &self.peppers[0])?;
            return Ok(Verdict::Unknown);
        };
        if !self.matches(password, &hash, pepper)? {
            self.make_up(password, cost)?;
            return Ok(Verdict::Wrong);
        }
        let as_today = cost == self.cost && std::ptr::eq(pepper, &raw const self.peppers[0]);
        Ok(if as_today {
            Verdict::Right
        } else {
            Verdict::RightButOld
        })
    }

    /// After a hash of when hashes were cheaper, does the work that is missing to one of today: otherwise it would show
    /// in time that there is somebody, who has not been here since.
    fn make_up(&self, password: &[u8], done: Cost) -> Result<()> {
        let Some(beyond) = self.cost.beyond(done) else {
            return Ok(());
        };
        let pepper = &self.peppers[0];
        let salt = salt_of(&self.nobody)?;
        self.compute(password, salt, params(beyond, pepper)?, pepper)
            .map(drop)
    }

    /// Whether a password has this hash; looked at in the same time wherever they differ.
    fn matches(&self, password: &[u8], hash: &PasswordHash, pepper: &Pepper) -> Result<bool> {
        let params = Params::try_from(hash).map_err(trouble)?;
        let computed = self.compute(password, salt_of(hash)?, params, pepper)?;
        let same_kind = (computed.algorithm, computed.version) == (hash.algorithm, hash.version);
        Ok(same_kind && computed.hash == hash.hash)
    }

    fn compute(
        &self,
        password: &[u8],
        salt: Salt,
        params: Params,
        pepper: &Pepper,
    ) -> Result<PasswordHash> {
        let mut output = [0; Params::DEFAULT_OUTPUT_LEN];
        let written = (&params).try_into().map_err(trouble)?;
        let blocks = params.block_count();
        let (algorithm, version) = (Algorithm::Argon2id, Version::V0x13);
        let argon2 = Argon2::new_with_secret(&pepper.key, algorithm, version, params);
        let argon2 = argon2.map_err(trouble)?;
        self.runs.fetch_add(1, Ordering::Relaxed);
        let mut board = self.boards().pop().unwrap_or_default();
        if board.len() < blocks {
            board = vec![Block::default(); blocks];
        }
        let done = argon2.hash_password_into_with_memory(password, &salt, &mut output, &mut board);
        self.boards().push(board);
        done.map_err(trouble)?;
        Ok(PasswordHash {
            algorithm: algorithm.ident(),
            version: Some(version.into()),
            params: written,
            salt: Some(salt),
            hash: Some(Output::new(&output).map_err(trouble)?),
        })
    }

    /// Those that nobody computes on now.
    pub(super) fn boards(&self) -> MutexGuard<'_, Vec<Vec<Block>>> {
        self.boards.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `None`, and a line in the log, if it is none of ours.
    fn pepper_of(&self, hash: &PasswordHash) -> Option<&Pepper> {
        let id = hash.params.get("keyid").map(|id| id.to_string());
        let id = id.unwrap_or_default();
        let ours = self.peppers.iter().find(|pepper| in_hash(&pepper.id) == id);
        if ours.is_none() {
            let id = STANDARD_NO_PAD.decode(&id).unwrap_or_default();
            let id = String::from_utf8_lossy(&id);
            tracing::error!(
                pepper = %id,
                "a password needs a pepper that secrets.pepper and secrets.old_peppers do not hold; its owner needs a new one, or this node that pepper"
            );
        }
        ours
    }
}

/// The id of a pepper as a hash names it.
pub(super) fn in_hash(id: &str) -> String {
    STANDARD_NO_PAD.encode(id)
}

/// Looks like any hash of today, and no password has it: salt and outcome are random. Costs nothing to make.
fn hash_of_nobody(params: &Params, chance: &dyn Chance) -> Result<PasswordHash> {
    let (mut salt, mut output) = ([0; 16], [0; Params::DEFAULT_OUTPUT_LEN]);
    chance.fill(&mut salt)?;
    chance.fill(&mut output)?;
    Ok(PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: params.try_into().map_err(trouble)?,
        salt: Some(Salt::new(&salt).map_err(trouble)?),
        hash: Some(Output::new(&output).map_err(trouble)?),
    })
}

fn params(cost: Cost, pepper: &Pepper) -> Result<Params> {
    let mut params = ParamsBuilder::new();
    params.m_cost(cost.memory_kib).t_cost(cost.passes).p_cost(1);
    params.keyid(KeyId::new(pepper.id.as_bytes()).map_err(trouble)?);
    params.build().map_err(trouble)
}

fn salt_of(hash: &PasswordHash) -> Result<Salt> {
    hash.salt
        .ok_or_else(|| Trouble::Hash("a password hash without salt".to_owned()))
}

fn cost_of(hash: &PasswordHash) -> Result<Cost> {
    let params = Params::try_from(hash).map_err(trouble)?;
    Ok(Cost {
        memory_kib: params.m_cost(),
        passes: params.t_cost(),
    })
}

fn trouble(error: impl fmt::Display) -> Trouble {
    Trouble::Hash(error.to_string())
}
