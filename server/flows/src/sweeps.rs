//! One turn of a sweep: row after row, each in a transaction of its own, so that a row that cannot be read stops no other
//! (SEC-74). Such a row is told and left out; a database that does not answer ends the turn.

use std::collections::HashSet;

use crate::trouble::{Cause, Result};

/// A turn never looks at more rows than this many times its batch, however many of them cannot be read.
const FURTHER: i64 = 32;

/// One turn: while it [goes on](Turn::goes_on), ask for rows, and say what came of each that is [new](Turn::new_of).
pub(crate) struct Turn {
    sweep: &'static str,
    table: &'static str,
    batch: i64,
    limit: i64,
    /// How many rows were found when it was last asked.
    found: Option<usize>,
    tried: HashSet<String>,
    done: u64,
    at_fault: usize,
}

impl Turn {
    /// Begins one over rows of this table, so many at a time.
    pub fn new(sweep: &'static str, table: &'static str, batch: i64) -> Self {
        Self {
            sweep,
            table,
            batch,
            limit: batch,
            found: None,
            tried: HashSet::new(),
            done: 0,
            at_fault: 0,
        }
    }

    /// Whether to ask for rows: at first, and once more when there are more and all that were found are at fault. The next
    /// turn begins with them again, and must get past them.
    pub fn goes_on(&mut self) -> bool {
        let Some(found) = self.found else {
            return true;
        };
        let is_full = i64::try_from(found).is_ok_and(|found| found >= self.limit);
        let on = is_full && self.at_fault == self.tried.len() && self.limit < FURTHER * self.batch;
        self.limit *= 2;
        on
    }

    /// How many rows to ask for.
    pub const fn limit(&self) -> i64 {
        self.limit
    }

    /// Those of the rows that were found which were not tried in this turn yet.
    pub fn new_of<Row>(&mut self, mut rows: Vec<Row>, id: impl Fn(&Row) -> &str) -> Vec<Row> {
        self.found = Some(rows.len());
        rows.retain(|row| self.tried.insert(id(row).to_owned()));
        rows
    }

    /// Takes in what came of a row: whether something was done.
    ///
    /// # Errors
    /// If it is not the row that is at fault.
    pub fn took(&mut self, row: &str, outcome: Result<bool>) -> Result<()> {
        match outcome {
            Ok(done) => self.done += u64::from(done),
            Err(trouble) if is_of_the_row(trouble.cause()) => {
                let (sweep, table) = (self.sweep, self.table);
                tracing::error!(sweep, table, row, %trouble, "a row was left out of a sweep");
                self.at_fault += 1;
            }
            Err(trouble) => return Err(trouble),
        }
        Ok(())
    }

    /// How many rows something was done with.
    pub const fn done(&self) -> u64 {
        self.done
    }
}

/// Whether the same would go wrong with no other row.
pub(crate) const fn is_of_the_row(cause: Cause) -> bool {
    matches!(cause, Cause::Stored | Cause::Database | Cause::Program)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Trouble;

    fn unreadable() -> Result<bool> {
        Err(Trouble::stored("help_request", "stage", "1"))
    }

    #[test]
    fn a_turn_gets_past_rows_that_cannot_be_read() {
        let rows: Vec<String> = (0..7).map(|row| row.to_string()).collect();
        let mut turn = Turn::new("test", "help_request", 2);
        while turn.goes_on() {
            let limit = usize::try_from(turn.limit()).unwrap();
            let found = rows.iter().take(limit).collect();
            for row in turn.new_of(found, |row| row.as_str()) {
                let outcome = if row.as_str() < "5" {
                    unreadable()
                } else {
                    Ok(true)
                };
                turn.took(row, outcome).unwrap();
            }
        }
        assert_eq!(turn.done(), 2);
    }

    #[test]
    fn a_database_that_does_not_answer_ends_the_turn() {
        let mut turn = Turn::new("test", "help_request", 2);
        assert!(turn.took("1", unreadable()).is_ok());
        assert!(turn.took("2", Err(Trouble::Busy("everything"))).is_err());
    }
}
