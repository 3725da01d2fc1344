//! Walks the whole chain and says where it is broken, if anywhere (SEC-65).
//! Without a checkpoint it finds edits, gaps, insertions and a wrong head; with one also a tail that was cut off, and a
//! chain that was written anew from some row on.

use crate::{Services, Tx, execute, on, trouble::Result};

use super::{Checkpoint, Link, sql};

/// Rows looked at in one go, so that memory does not grow with the trail.
const PAGE: i64 = 1_000;

/// What became of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was touched.
    Whole {
        /// Number of rows.
        rows: i64,
    },
    /// Something was.
    Broken {
        /// What is wrong.
        fault: Fault,
        /// The first row at which it shows.
        seq: i64,
    },
}

/// How a chain can be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The row does not carry the hash of its contents: it was edited, or put in another's place.
    Changed,
    /// No row with this number, while there are later ones.
    Missing,
    /// The row does not follow from the one before it.
    Unchained,
    /// The chain ends elsewhere than the database says: rows were added or cut off at the end.
    WrongHead,
    /// The checkpoint was not signed by this deployment.
    CheckpointNotOurs,
    /// The chain ends before the checkpoint: its tail was cut off.
    Truncated,
    /// The row of the checkpoint has another hash: the chain was written anew.
    Rewritten,
}

#[derive(sqlx::FromRow)]
struct Row {
    seq: i64,
    at: i64,
    event: String,
    actor: String,
    actor_account_id: Option<String>,
    account_id: Option<String>,
    authorisation_id: Option<String>,
    organisation_id: Option<String>,
    facts: String,
    previous_hash: String,
    hash: String,
}

impl Row {
    fn real_hash(&self) -> Result<String> {
        Link {
            seq: self.seq,
            at: self.at,
            event: &self.event,
            actor: &self.actor,
            actor_account: self.actor_account_id.as_deref(),
            account: self.account_id.as_deref(),
            authorisation: self.authorisation_id.as_deref(),
            organisation: self.organisation_id.as_deref(),
            facts: &self.facts,
            previous_hash: &self.previous_hash,
        }
        .hash()
    }
}

/// Verifies every row, in pages, on one snapshot of the database.
pub async fn verify(services: &Services, checkpoint: Option<&Checkpoint>) -> Result<Verdict> {
    if let Some(given) = checkpoint.filter(|given| !given.is_ours(&services.keys)) {
        return Ok(broken(Fault::CheckpointNotOurs, given.seq));
    }
    let mut tx = services.db.read().await?;
    if matches!(tx, Tx::Postgres(_)) {
        execute!(&mut tx, sql::ONE_SNAPSHOT)?;
    }
    let verdict = walk(&mut tx, checkpoint).await?;
    tx.commit().await?;
    Ok(verdict)
}

async fn walk(tx: &mut Tx, checkpoint: Option<&Checkpoint>) -> Result<Verdict> {
    let mut seq = 0;
    let mut hash = sql::FIRST_HASH.to_owned();
    loop {
        let rows: Vec<Row> = on!(&mut *tx, |c| sqlx::query_as(sql::PAGE_AFTER)
            .bind(seq)
            .bind(PAGE)
            .fetch_all(c))?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            if let Some(fault) = fault_of(&row, seq, &hash, checkpoint)? {
                let at = if fault == Fault::Missing {
                    seq + 1
                } else {
                    row.seq
                };
                return Ok(broken(fault, at));
            }
            (seq, hash) = (row.seq, row.hash);
        }
    }
    if checkpoint.is_some_and(|checkpoint| seq < checkpoint.seq) {
        return Ok(broken(Fault::Truncated, seq + 1));
    }
    let head: (i64, String) = on!(tx, |c| sqlx::query_as(sql::HEAD).fetch_one(c))?;
    if head != (seq, hash) {
        return Ok(broken(Fault::WrongHead, seq.min(head.0) + 1));
    }
    Ok(Verdict::Whole { rows: seq })
}

/// What is wrong with a row, given the number and the hash of the one before it.
fn fault_of(
    row: &Row,
    previous_seq: i64,
    previous_hash: &str,
    checkpoint: Option<&Checkpoint>,
) -> Result<Option<Fault>> {
    Ok(if row.seq != previous_seq + 1 {
        Some(Fault::Missing)
    } else if row.hash != row.real_hash()? {
        Some(Fault::Changed)
    } else if row.previous_hash != previous_hash {
        Some(Fault::Unchained)
    } else if checkpoint.is_some_and(|given| given.seq == row.seq && given.hash != row.hash) {
        Some(Fault::Rewritten)
    } else {
        None
    })
}

const fn broken(fault: Fault, seq: i64) -> Verdict {
    Verdict::Broken { fault, seq }
}
