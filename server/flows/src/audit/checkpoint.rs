//! Checkpoints: where the chain stood at a moment, signed, kept outside the database (SEC-65).
//! Whoever can rewrite the whole table, the head included, cannot make a checkpoint of yesterday agree with it.

use domain::Moment;
use serde::{Deserialize, Serialize};

use crate::{
    Services, on,
    secrets::{Keys, Purpose},
    trouble::Result,
};

use super::sql;

/// The end of the chain at one moment, with a signature of this deployment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    /// Number of the last row.
    pub seq: i64,
    /// Hash of the last row.
    pub hash: String,
    /// When it was taken.
    pub at: Moment,
    /// Keyed hash over the three.
    mac: String,
}

impl Checkpoint {
    fn sign(keys: &Keys, seq: i64, hash: String, at: Moment) -> Self {
        let mac = keys.keyed_hash(Purpose::Checkpoint, &signed_text(seq, &hash, at));
        Self { seq, hash, at, mac }
    }

    /// Whether this deployment signed it, and nobody changed it since.
    pub fn is_ours(&self, keys: &Keys) -> bool {
        let text = signed_text(self.seq, &self.hash, self.at);
        keys.is_keyed_hash(Purpose::Checkpoint, &text, &self.mac)
    }

    /// Reads what [`Checkpoint::to_text`] wrote; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// One line of JSON.
    pub fn to_text(&self) -> Result<String> {
        Ok(serde_json::to_string(self)?)
    }
}

/// Takes a checkpoint of the chain as it stands.
pub async fn checkpoint(services: &Services) -> Result<Checkpoint> {
    let mut tx = services.db.read().await?;
    let (seq, hash): (i64, String) = on!(&mut tx, |c| sqlx::query_as(sql::HEAD).fetch_one(c))?;
    tx.commit().await?;
    Ok(Checkpoint::sign(&services.keys, seq, hash, services.now()))
}

fn signed_text(seq: i64, hash: &str, at: Moment) -> String {
    format!("{seq} {hash} {}", at.unix_ms())
}
