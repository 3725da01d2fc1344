//! What stands before each deed: whose the database is, and somebody who knows whether this node may write.

use std::{
    fmt,
    sync::{Arc, OnceLock, PoisonError, RwLock},
};

use crate::trouble::Result;

/// What a database says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Whose it is.
    pub purpose: String,
    /// Whom is written to from there.
    pub writes_to: String,
}

impl Stated {
    /// What it says.
    pub(crate) const SQL: &str = "select purpose, writes_to from deployment";
}

impl From<(String, String)> for Stated {
    fn from((purpose, writes_to): (String, String)) -> Self {
        Self { purpose, writes_to }
    }
}

/// Whether this node may write now, as somebody else knows.
type Ask = dyn Fn() -> Result<()> + Send + Sync;

/// What stands before each deed.
#[derive(Clone, Default)]
pub struct Gate {
    whose: Arc<OnceLock<Stated>>,
    asked: Arc<RwLock<Option<Arc<Ask>>>>,
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Gate").field(&self.whose).finish()
    }
}

impl Gate {
    /// What the database said of itself when somebody began to work on it; what is said first counts.
    pub fn belongs_to(&self, stated: Stated) {
        self.whose.get_or_init(|| stated);
    }

    /// What it said of itself then, if anybody asked.
    pub fn whose(&self) -> Option<&Stated> {
        self.whose.get()
    }

    /// Asks this before each deed.
    pub fn asks(&self, ask: impl Fn() -> Result<()> + Send + Sync + 'static) {
        *self.asked.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(ask));
    }

    /// Whether this node may write.
    ///
    /// # Errors
    /// Why it may not.
    pub(super) fn lets_write(&self) -> Result<()> {
        let asked = self.asked.read().unwrap_or_else(PoisonError::into_inner);
        asked.as_ref().map_or(Ok(()), |ask| ask())
    }
}
