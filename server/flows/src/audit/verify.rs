//! Walks every chain and says where it is broken, if anywhere (SEC-65).
//! Without checkpoints it finds edits, gaps, insertions, rows in another chain and wrong heads; with them also a tail that
//! was cut off, and a chain that was written anew from some row on.

use std::collections::BTreeMap;

use crate::{Services, Tx, execute, on, trouble::Result};

use super::{Checkpoints, Link, sql};

/// Rows looked at in one go, so that memory does not grow with the trail.
const PAGE: i64 = 1_000;

/// What became of the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was touched.
    Whole {
        /// Number of rows.
        rows: i64,
        /// Rows at the ends of chains that no checkpoint covers: whether there were more of them, nobody can say.
        uncovered: i64,
    },
    /// Something was.
    Broken {
        /// What is wrong.
        fault: Fault,
        /// The chain.
        chain: i64,
        /// The first row at which it shows.
        seq: i64,
    },
}

/// How a chain can be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The row does not carry the hash of its contents: it was edited, or put in another's place or chain.
    Changed,
    /// No row with this number, while there are later ones.
    Missing,
    /// The row does not follow from the one before it.
    Unchained,
    /// The chain ends elsewhere than the database says: rows were added or cut off at the end.
    WrongHead,
    /// The database does not say where the chain ends, or there is no such chain.
    NoHead,
    /// The chain ends before a checkpoint: its tail was cut off.
    Truncated,
    /// The row has another hash than a checkpoint saw: the chain was written anew.
    Rewritten,
}

#[derive(sqlx::FromRow)]
struct Row {
    chain: i64,
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
            chain: self.chain,
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

    /// What is wrong with it, given the number and the hash of the one before it.
    fn fault(
        &self,
        (previous_seq, previous_hash): (i64, &str),
        checkpoints: &Checkpoints,
    ) -> Result<Option<Fault>> {
        Ok(if self.seq != previous_seq + 1 {
            Some(Fault::Missing)
        } else if self.hash != self.real_hash()? {
            Some(Fault::Changed)
        } else if self.previous_hash != previous_hash {
            Some(Fault::Unchained)
        } else if checkpoints.contradict(self.chain, self.seq, &self.hash) {
            Some(Fault::Rewritten)
        } else {
            None
        })
    }
}

/// A break, on the way out.
type Break = (Fault, i64);

/// Verifies every row of every chain, in pages, on one snapshot of the database.
pub async fn verify(services: &Services, checkpoints: &Checkpoints) -> Result<Verdict> {
    let mut tx = services.db.read().await?;
    if matches!(tx, Tx::Postgres(_)) {
        execute!(&mut tx, sql::ONE_SNAPSHOT)?;
    }
    let chains = i64::from(services.db.chains());
    let verdict = walk(&mut tx, chains, checkpoints).await?;
    tx.commit().await?;
    Ok(verdict)
}

async fn walk(tx: &mut Tx, chains: i64, checkpoints: &Checkpoints) -> Result<Verdict> {
    let heads: Vec<(i64, i64, String)> =
        on!(&mut *tx, |c| sqlx::query_as(sql::HEADS).fetch_all(c))?;
    let mut heads: BTreeMap<i64, (i64, String)> = heads
        .into_iter()
        .map(|(chain, seq, hash)| (chain, (seq, hash)))
        .collect();
    let (mut rows, mut uncovered) = (0, 0);
    for chain in 1..=chains {
        match one(tx, chain, heads.remove(&chain), checkpoints).await? {
            Ok(last) => {
                rows += last;
                uncovered += last - checkpoints.last_of(chain);
            }
            Err((fault, seq)) => return Ok(Verdict::Broken { fault, chain, seq }),
        }
    }
    let stray: Option<(i64, i64)> = on!(tx, |c| sqlx::query_as(sql::STRAY)
        .bind(chains)
        .fetch_optional(c))?;
    let seen = || {
        checkpoints
            .chains()
            .find(|chain| !(1..=chains).contains(chain))
    };
    let elsewhere = stray
        .or_else(|| heads.first_key_value().map(|(chain, _)| (*chain, 1)))
        .or_else(|| seen().map(|chain| (chain, 1)));
    Ok(match elsewhere {
        Some((chain, seq)) => Verdict::Broken {
            fault: Fault::NoHead,
            chain,
            seq,
        },
        None => Verdict::Whole { rows, uncovered },
    })
}

/// Walks one chain; gives back the number of its last row, or where it is broken.
async fn one(
    tx: &mut Tx,
    chain: i64,
    head: Option<(i64, String)>,
    checkpoints: &Checkpoints,
) -> Result<Result<i64, Break>> {
    let mut seq = 0;
    let mut hash = sql::FIRST_HASH.to_owned();
    loop {
        let rows: Vec<Row> = on!(&mut *tx, |c| sqlx::query_as(sql::CHAIN_AFTER)
            .bind(chain)
            .bind(seq)
            .bind(PAGE)
            .fetch_all(c))?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            if let Some(fault) = row.fault((seq, &hash), checkpoints)? {
                let at = if fault == Fault::Missing {
                    seq + 1
                } else {
                    row.seq
                };
                return Ok(Err((fault, at)));
            }
            (seq, hash) = (row.seq, row.hash);
        }
    }
    if seq < checkpoints.last_of(chain) {
        return Ok(Err((Fault::Truncated, seq + 1)));
    }
    Ok(match head {
        None => Err((Fault::NoHead, seq + 1)),
        Some(head) if head != (seq, hash) => Err((Fault::WrongHead, seq.min(head.0) + 1)),
        Some(_) => Ok(seq),
    })
}
