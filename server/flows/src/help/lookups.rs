//! Counts which answers of the help pages are looked at: what people get stuck on, and so which text to mend first.
//! A day, a capacity and a problem; nobody's address, network or session.

use std::{
    collections::BTreeMap,
    mem,
    sync::{Mutex, PoisonError},
};

use super::sql;
use crate::{Services, execute, trouble::Result};

/// Counts in memory until they are stored, so that looking at a page writes nothing.
#[derive(Debug, Default)]
pub struct Lookups(Mutex<BTreeMap<(String, String), i64>>);

impl Lookups {
    /// Counts one look at an answer; the codes are those of content, never something typed.
    pub fn note(&self, capacity: &str, problem: &str) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts
            .entry((capacity.to_owned(), problem.to_owned()))
            .or_default() += 1;
    }

    /// Adds what was counted to the day in the database. What cannot be stored is counted on.
    pub async fn store(&self, services: &Services) -> Result<()> {
        let counts = mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let stored = add(services, &counts).await;
        if stored.is_err() {
            let mut since = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            for (what, times) in counts {
                *since.entry(what).or_default() += times;
            }
        }
        stored
    }
}

async fn add(services: &Services, counts: &BTreeMap<(String, String), i64>) -> Result<()> {
    if counts.is_empty() {
        return Ok(());
    }
    let (year, month, day) = services.now().amsterdam_date();
    let day = format!("{year}-{month:02}-{day:02}");
    let mut tx = services.db.write().await?;
    for ((capacity, problem), times) in counts {
        execute!(&mut tx, sql::COUNT_LOOKUPS, &day, capacity, problem, *times)?;
    }
    tx.commit().await
}
