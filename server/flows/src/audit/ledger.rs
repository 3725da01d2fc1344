//! What a deed adds to the trail: collected while it is done, and written with its commit.
//! So the head of a chain is the last row that any deed locks, wherever in the deed something is recorded (docs/decisions/0002).

use domain::{AccountId, AuthorisationId, Moment, OrganisationId};
use sqlx::AssertSqlSafe;

use super::{Actor, Chains, Entry, Link, chains::Taken, sql};
use crate::{
    Tx, execute, on,
    trouble::{Result, Trouble},
};

/// Rows that go to the database in one statement, at most.
const AT_ONCE: usize = 16;

/// The rows that a transaction adds with its commit.
#[derive(Debug)]
pub struct Ledger {
    chains: Chains,
    /// From when it is asked for until the transaction is over.
    taken: Option<Taken>,
    rows: Vec<NewRow>,
}

/// A row that has no place in a chain yet.
#[derive(Debug)]
struct NewRow {
    at: i64,
    event: &'static str,
    actor: &'static str,
    actor_account: Option<String>,
    account: Option<String>,
    authorisation: Option<String>,
    organisation: Option<String>,
    facts: String,
}

impl NewRow {
    fn link<'a>(&'a self, chain: i64, seq: i64, previous_hash: &'a str) -> Link<'a> {
        Link {
            chain,
            seq,
            at: self.at,
            event: self.event,
            actor: self.actor,
            actor_account: self.actor_account.as_deref(),
            account: self.account.as_deref(),
            authorisation: self.authorisation.as_deref(),
            organisation: self.organisation.as_deref(),
            facts: &self.facts,
            previous_hash,
        }
    }
}

impl Ledger {
    /// An empty one for a transaction on the database with these chains.
    pub(crate) const fn new(chains: Chains) -> Self {
        Self {
            chains,
            taken: None,
            rows: Vec::new(),
        }
    }

    /// Whether there are several chains.
    pub(crate) const fn has_many(&self) -> bool {
        self.chains.count() > 1
    }

    /// The chain of this transaction: one that no other transaction of this node has meanwhile.
    pub(crate) fn chain(&mut self) -> i64 {
        let Self { chains, taken, .. } = self;
        taken.get_or_insert_with(|| chains.take()).chain
    }

    /// Notes a row.
    pub(super) fn note(&mut self, at: Moment, entry: Entry<'_>) {
        let (actor, actor_account) = match entry.actor {
            Actor::Person(account) => ("person", Some(account)),
            Actor::Stranger => ("stranger", None),
            Actor::System => ("system", None),
            Actor::Operator => ("operator", None),
            Actor::Desk(account) => ("desk", Some(account)),
        };
        self.rows.push(NewRow {
            at: at.unix_ms(),
            event: entry.event.code(),
            actor,
            actor_account: actor_account.map(AccountId::to_string),
            account: entry.account.map(AccountId::to_string),
            authorisation: entry.authorisation.map(AuthorisationId::to_string),
            organisation: entry.organisation.map(OrganisationId::to_string),
            facts: if entry.facts.is_null() {
                "{}".to_owned()
            } else {
                entry.facts.to_string()
            },
        });
    }
}

/// Writes what was recorded in a transaction that is about to be committed.
pub(crate) async fn write_down(tx: &mut Tx) -> Result<()> {
    let Some(ledger) = tx.ledger().filter(|ledger| !ledger.rows.is_empty()) else {
        return Ok(());
    };
    let rows = std::mem::take(&mut ledger.rows);
    let chain = ledger.chain();
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let head: Option<(i64, String)> = on!(&mut *tx, |c| sqlx::query_as(sql::NEXT)
        .bind(chain)
        .bind(count)
        .fetch_optional(c))?;
    let (last, mut hash) =
        head.ok_or_else(|| Trouble::missing("audit_head", "id", chain.to_string()))?;
    let mut seq = last - count;
    for group in rows.chunks(AT_ONCE) {
        let mut links = Vec::with_capacity(group.len());
        for row in group {
            seq += 1;
            let previous = std::mem::take(&mut hash);
            hash = row.link(chain, seq, &previous).hash()?;
            links.push((row, seq, previous, hash.clone()));
        }
        add(tx, chain, &links).await?;
    }
    execute!(tx, sql::MOVE_HEAD, chain, &hash)?;
    Ok(())
}

async fn add(tx: &mut Tx, chain: i64, links: &[(&NewRow, i64, String, String)]) -> Result<()> {
    let sql = sql::add(links.len());
    on!(tx, |c| async {
        let statement = links.iter().fold(
            sqlx::query(AssertSqlSafe(sql)),
            |query, (row, seq, previous, hash)| {
                query
                    .bind(chain)
                    .bind(seq)
                    .bind(row.at)
                    .bind(row.event)
                    .bind(row.actor)
                    .bind(&row.actor_account)
                    .bind(&row.account)
                    .bind(&row.authorisation)
                    .bind(&row.organisation)
                    .bind(&row.facts)
                    .bind(previous)
                    .bind(hash)
            },
        );
        statement.execute(c).await.map(drop)
    })
}
