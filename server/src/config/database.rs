//! Where data is kept: a file beside the program, or a server that several nodes share.
//! The address of a server may hold its password, so it never prints.

use std::{fmt, path::PathBuf};

use super::values::Reader;

/// Where data is kept.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A file on this machine.
    Sqlite(PathBuf),
    /// A server.
    Postgres {
        /// Its address; may hold a password, so it prints as dots.
        url: String,
        /// Connections of this node, at most.
        connections: u32,
    },
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "Sqlite({})", path.display()),
            Self::Postgres { .. } => f.write_str("Postgres(…)"),
        }
    }
}

/// Reads section `database`.
pub(super) fn read(reader: &mut Reader<'_>) -> Database {
    let form = "`sqlite:PATH`, where PATH is a file and nothing else (no `?…` after it, no `:memory:`), or `postgres://…`";
    let connections = reader.number("database.connections");
    reader
        .read("database.url", form, |text| parse(text, connections))
        .unwrap_or_else(|| Database::Sqlite(PathBuf::new()))
}

fn parse(text: &str, connections: u32) -> Option<Database> {
    if let Some(path) = text.strip_prefix("sqlite:") {
        // As other programs read an address; here it would be the name of a new file.
        let is_file = !path.is_empty() && !path.contains('?') && path != ":memory:";
        return is_file.then(|| Database::Sqlite(path.into()));
    }
    let is_postgres = text.starts_with("postgres://") || text.starts_with("postgresql://");
    is_postgres.then(|| Database::Postgres {
        url: text.to_owned(),
        connections,
    })
}
