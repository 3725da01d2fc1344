//! A trail to be tampered with, the checkpoints that were taken of it, and somebody who owns the database.

use flows::{
    Db, Services, Tx,
    audit::{
        self, Actor, Checkpoints, Entry, Event, Fault, Gathering, Previous, Verdict,
        WrongCheckpoint, checkpoint, verify,
    },
    execute,
    testing::{On, World},
};
use serde_json::json;

/// Chains that are written to on PostgreSQL: the first, another one, and the last.
const ON_SERVER: [u32; 3] = [1, 2, 64];

/// A world with a trail, and the texts of its checkpoints.
pub struct Trail {
    pub world: World,
    pub kept: Vec<String>,
}

impl Trail {
    /// With so many rows in each chain that is written to.
    pub async fn of(on: On, rows: i64) -> Self {
        let world = World::new(on).await;
        let trail = Self {
            world,
            kept: Vec::new(),
        };
        trail.grow(rows).await;
        trail
    }

    /// The chains that are written to.
    pub fn chains(&self) -> Vec<i64> {
        match self.world.services.db {
            Db::Sqlite { .. } => vec![1],
            Db::Postgres(..) => ON_SERVER.map(i64::from).to_vec(),
        }
    }

    /// What a node needs that adds to a chain.
    pub fn node(&self, chain: i64) -> Services {
        let first = u32::try_from(chain - 1).unwrap();
        let db = match &self.world.services.db {
            Db::Postgres(server) => Db::Postgres(server.beginning_after(first)),
            sqlite => sqlite.clone(),
        };
        Services {
            db,
            ..self.world.services.clone()
        }
    }

    /// Adds so many rows to each chain, in one transaction each.
    pub async fn grow(&self, rows: i64) {
        for chain in self.chains() {
            self.add(chain, rows).await;
        }
    }

    /// Adds so many rows to a chain.
    pub async fn add(&self, chain: i64, rows: i64) {
        let services = self.node(chain);
        let mut tx = services.db.write().await.unwrap();
        for number in 0..rows {
            let facts = json!({ "rows": number });
            let entry = Entry::new(Event::Imported, Actor::Operator).facts(facts);
            let recorded = audit::record(&mut tx, services.now(), entry);
            recorded.unwrap();
        }
        tx.commit().await.unwrap();
    }

    /// Does what somebody does who owns the database: takes the guards away, then writes. `CHAIN` in a statement is the chain.
    pub async fn tamper(&self, chain: i64, statements: &[&str]) {
        let mut tx = self.world.services.db.write().await.unwrap();
        let guards: &[&str] = match tx {
            Tx::Sqlite(_) => &[
                "drop trigger if exists audit_no_update",
                "drop trigger if exists audit_no_delete",
            ],
            Tx::Postgres(_) => &["drop trigger if exists audit_no_change on audit"],
        };
        for statement in guards.iter().chain(statements) {
            let statement = statement.replace("CHAIN", &chain.to_string());
            execute!(&mut tx, sqlx::AssertSqlSafe(statement.clone()))
                .unwrap_or_else(|trouble| panic!("{statement}: {trouble}"));
        }
        tx.commit().await.unwrap();
    }

    /// Takes a checkpoint and keeps it.
    pub async fn take_checkpoint(&mut self) {
        let number = self.kept.len() as u64;
        let previous = match self.kept.last() {
            Some(text) => Previous::is(number, text),
            None => Previous::none(),
        };
        let taken = checkpoint(&self.world.services, Some(&previous)).await;
        self.kept.push(taken.unwrap().to_text().unwrap());
    }

    /// What the trail looks like by itself.
    pub async fn verdict(&self) -> Verdict {
        self.held_against(&Checkpoints::default()).await
    }

    /// What it looks like beside some checkpoints.
    pub async fn held_against(&self, checkpoints: &Checkpoints) -> Verdict {
        verify(&self.world.services, checkpoints).await.unwrap()
    }

    /// What it looks like beside those that were kept.
    pub async fn verdict_with_checkpoints(&self) -> Verdict {
        let gathered = self.gather().unwrap();
        self.held_against(&gathered).await
    }

    /// Reads those that were kept.
    pub fn gather(&self) -> Result<Checkpoints, WrongCheckpoint> {
        gather(&self.world.services, &self.kept)
    }
}

/// Reads checkpoints; a name is the place in the list, from 1 on.
pub fn gather(services: &Services, texts: &[String]) -> Result<Checkpoints, WrongCheckpoint> {
    let mut gathering = Gathering::new(&services.keys);
    for (at, text) in texts.iter().enumerate() {
        gathering.add(&(at + 1).to_string(), text)?;
    }
    gathering.finish()
}

/// A break in a chain.
pub fn broken(fault: Fault, chain: i64, seq: i64) -> Verdict {
    Verdict::Broken { fault, chain, seq }
}

/// Nothing was touched, and no checkpoint covers so many rows.
pub fn whole(rows: i64, uncovered: i64) -> Verdict {
    Verdict::Whole { rows, uncovered }
}
