//! Trouble: everything a person cannot act on. It is logged once, at the edge, with a reference number.
//! What kind of trouble it is ([`Cause`]) decides what the page says, whether it is worth trying again, and what an agent reads.

use domain::{Moment, codes};
use sqlx::migrate::MigrateError;

/// Something went wrong on our side. The text is for the log and never for a screen.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The database refused or could not be reached.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The server lets us have no connection, and says why.
    #[error("database: no connection: {0}")]
    NoConnection(Refusal),
    /// Everything that could answer is answering somebody else, for longer than anybody waits.
    #[error("database: {0} stayed in use for too long")]
    Busy(&'static str),
    /// The clock of this node is another than that of the database: what it writes would count from another moment.
    #[error(
        "database: nothing is written there while the clock of this machine and that of the database are apart"
    )]
    ClocksApart,
    /// The database became another deployment's while this program works on it.
    #[error(
        "database: nothing is written there, because it says something else of itself than when this program began: somebody adopted it, \
         or made it anew; if it is this deployment's, start the program anew"
    )]
    Anothers,
    /// The answer to a commit was lost: nobody here knows whether it counts.
    #[error("database: whether the commit counts is not known: {0}")]
    Unsure(sqlx::Error),
    /// A statement of the transaction failed before, so nothing of it may count.
    #[error("database: a statement of this transaction failed, so it cannot be committed")]
    Undone,
    /// The tables could not be brought up to date.
    #[error("migration: {0}")]
    Migration(#[from] MigrateError),
    /// The tables are not those of this version, and a command that changes nothing does not change them.
    #[error("database: {0}")]
    Schema(Schema),
    /// What is stored is not what this program writes: perhaps a newer version did, perhaps somebody by hand.
    #[error("stored value: table {table}, column {column}, row {row}: {what}")]
    Stored {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's id: never a value, which may be somebody's.
        row: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// Stored data does not parse.
    #[error("stored data: {0}")]
    Data(#[from] serde_json::Error),
    /// Whoever asks did this more often than is possible.
    #[error("somebody did this too often")]
    Enough {
        /// From when on it is possible again.
        until: Moment,
    },
    /// Whoever asks lost the right while the request was under way.
    #[error("the right to do this was taken away meanwhile")]
    RightGone,
    /// Hashing a password failed.
    #[error("password hash: {0}")]
    Hash(String),
    /// The operating system gave no random bytes.
    #[error("randomness: {0}")]
    Randomness(#[from] getrandom::Error),
    /// Something of the configuration is missing or wrong.
    #[error("configuration: {0}")]
    Configuration(String),
    /// What is left of the disk stays for everybody else.
    #[error("no room on the disk of the database: {0}")]
    NoRoom(&'static str),
    /// This program contradicts itself.
    #[error("program: {0}")]
    Program(&'static str),
}

/// Why a server let us have no connection: what it said, for the log, and never what we said to it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{said}")]
pub struct Refusal {
    cause: Cause,
    code: Option<String>,
    said: String,
    /// One address of its name is silent while another is not.
    half_silent: bool,
}

impl Refusal {
    /// Its code of five characters, if it said one.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// It has no room for one more, of itself (PostgreSQL, class 53) or as a pooler before it says (PgBouncer: a breach of protocol).
    pub(crate) fn is_full(&self) -> bool {
        self.code()
            .is_some_and(|code| code.starts_with("53") || code == "08P01")
    }

    /// It said nothing.
    pub(crate) fn silence() -> Self {
        Self {
            cause: Cause::Unavailable,
            code: None,
            said: "the server does not answer".to_owned(),
            half_silent: false,
        }
    }

    /// It lets us in, and takes no changes.
    pub(crate) fn of_changes() -> Self {
        Self {
            cause: Cause::ReadOnly,
            code: None,
            said: "the server may only be read".to_owned(),
            half_silent: false,
        }
    }

    /// It lets us in, and the database there is not ours.
    pub(crate) fn of_another() -> Self {
        Self {
            cause: Cause::Refused,
            code: None,
            said: "the database there is another deployment's, or nobody's yet".to_owned(),
            half_silent: false,
        }
    }

    /// The same, told like this.
    pub(crate) fn in_other_words(self, said: String) -> Self {
        Self { said, ..self }
    }

    /// The same; these addresses of its name are silent, while another is not.
    pub(crate) fn at_one_address(self, silent: &str) -> Self {
        let said = format!(
            "{}; {silent} does not answer while another address does, and with sslmode=verify-full the driver never comes to \
             that one: give each server a name and write all of them into `database.url`",
            self.said
        );
        Self {
            said,
            half_silent: true,
            ..self
        }
    }

    /// Whether one address of its name is silent while another is not.
    pub const fn is_half_silent(&self) -> bool {
        self.half_silent
    }
}

impl From<&sqlx::Error> for Refusal {
    fn from(error: &sqlx::Error) -> Self {
        let refused = error.as_database_error();
        Self {
            cause: of_database(error),
            code: refused.and_then(|refused| Some(refused.code()?.into_owned())),
            said: error.to_string(),
            half_silent: false,
        }
    }
}

/// Why tables are not those of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Schema {
    /// There are none.
    #[error("it holds no tables yet; `sleutelbos migrate` makes them")]
    Missing,
    /// They are those of an older version.
    #[error(
        "its tables are of an older version than this program; `sleutelbos migrate` brings them up to date"
    )]
    Older,
    /// They are those of a newer version.
    #[error(
        "its tables are of a newer version than this program: install the version that made them"
    )]
    Newer,
}

/// What a flow gives back when nothing but trouble can stand in its way.
pub type Result<T, E = Trouble> = std::result::Result<T, E>;

impl Trouble {
    /// A stored value that this version cannot read.
    pub fn stored(table: &'static str, column: &'static str, row: impl Into<String>) -> Self {
        let what = "this version does not know what stands there";
        Self::Stored {
            table,
            column,
            row: row.into(),
            what,
        }
    }

    /// A row without which another cannot be.
    pub fn missing(table: &'static str, column: &'static str, row: impl Into<String>) -> Self {
        let what = "there is nothing where something must be";
        Self::Stored {
            table,
            column,
            row: row.into(),
            what,
        }
    }

    /// What stands in the way, whatever that means for what was asked: also of a commit of which nobody knows.
    pub fn beneath(&self) -> Cause {
        match self {
            Self::Unsure(error) => of_database(error),
            other => other.cause(),
        }
    }

    /// What kind of trouble this is.
    pub fn cause(&self) -> Cause {
        match self {
            Self::Database(error) => of_database(error),
            Self::Migration(
                MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _),
            ) => of_database(error),
            Self::Migration(_) | Self::Schema(_) | Self::Configuration(_) => Cause::Setup,
            Self::NoConnection(refusal) => refusal.cause,
            Self::Unsure(_) => Cause::Unsure,
            Self::Busy(_) => Cause::Busy,
            Self::NoRoom(_) => Cause::StorageFull,
            Self::ClocksApart => Cause::ReadOnly,
            Self::Anothers => Cause::Refused,
            Self::Undone => Cause::Database,
            Self::Stored { .. } | Self::Data(_) => Cause::Stored,
            Self::Enough { .. }
            | Self::RightGone
            | Self::Hash(_)
            | Self::Randomness(_)
            | Self::Program(_) => Cause::Program,
        }
    }
}

/// Reads a stored code: what this version does not know is trouble that names the place, and so never passes for something
/// harmless (SEC-74).
pub(crate) fn readable<T>(
    code: Option<T>,
    table: &'static str,
    column: &'static str,
    row: &str,
) -> Result<T> {
    code.ok_or_else(|| Trouble::stored(table, column, row))
}

/// The rows of a list that can be read. One that cannot is told in the log and left out: it must not blank the page for
/// everybody.
pub(crate) fn readable_rows<T>(rows: impl Iterator<Item = Result<T>>) -> Result<Vec<T>> {
    let mut all = Vec::new();
    for row in rows {
        match row {
            Ok(row) => all.push(row),
            Err(trouble) if trouble.cause() == Cause::Stored => {
                tracing::error!(%trouble, "a row was left out of a list");
            }
            Err(trouble) => return Err(trouble),
        }
    }
    Ok(all)
}

codes! {
    /// What went wrong, as a class: never a text, which may hold what somebody typed.
    Cause {
        /// The database cannot be reached, or has just been stopped or started.
        Unavailable = "unavailable",
        /// The database went away while it made something count: perhaps it does.
        Unsure = "unsure",
        /// The database is there, and somebody else is using it for too long.
        Busy = "busy",
        /// The database lets nobody else in: so many are connected.
        NoPlace = "no_place",
        /// The database has too little memory for what is asked.
        Memory = "memory",
        /// The database only lets itself be read, as one that is about to take over does.
        ReadOnly = "read_only",
        /// The database does not let us in: our user or password, or the name of the database.
        Refused = "refused",
        /// The disk under the database is full.
        StorageFull = "storage_full",
        /// The disk under the database fails, the file is damaged, or may not be written to.
        Disk = "disk",
        /// The database refused a statement.
        Database = "database",
        /// What is stored is not what this program writes.
        Stored = "stored",
        /// Something of this deployment is missing or wrong.
        Setup = "setup",
        /// This program is at fault, or the machine under it.
        Program = "program",
        /// It took so long that we gave up.
        TooSlow = "too_slow",
        /// The program stopped in the middle.
        Panic = "panic",
    }
}

impl Cause {
    /// Whether the same may well work in a moment, without anybody mending anything: a reason to ask for patience.
    pub const fn passes(self) -> bool {
        match self {
            Self::Unavailable
            | Self::Unsure
            | Self::Busy
            | Self::NoPlace
            | Self::Memory
            | Self::ReadOnly
            | Self::TooSlow => true,
            Self::Refused
            | Self::StorageFull
            | Self::Disk
            | Self::Database
            | Self::Stored
            | Self::Setup
            | Self::Program
            | Self::Panic => false,
        }
    }

    /// Whether it stands in everybody's way, whatever is asked, and in nobody's when somebody has mended it or it is over.
    pub const fn is_outage(self) -> bool {
        self.passes() || matches!(self, Self::Refused | Self::StorageFull | Self::Disk)
    }
}

impl From<&Trouble> for Cause {
    fn from(trouble: &Trouble) -> Self {
        trouble.cause()
    }
}

fn of_database(error: &sqlx::Error) -> Cause {
    use sqlx::Error;
    match error {
        Error::Database(refused) => match refused.try_downcast_ref::<sqlx::sqlite::SqliteError>() {
            Some(_) => of_sqlite(refused.code().as_deref()),
            None => of_postgres(refused.code().as_deref()),
        },
        // A pool never waits for its own connections here: whoever asks it has a place (`Db`), so nobody answered.
        // A server that does not offer what the address demands is as far away as one that is not there: it may come back so.
        Error::Io(_)
        | Error::Tls(_)
        | Error::PoolTimedOut
        | Error::PoolClosed
        | Error::WorkerCrashed
        | Error::BeginFailed
        | Error::Protocol(_) => Cause::Unavailable,
        Error::Configuration(_) => Cause::Setup,
        Error::ColumnDecode { .. } | Error::Decode(_) => Cause::Stored,
        _ => Cause::Database,
    }
}

/// By the primary result code: <https://sqlite.org/rescode.html>.
fn of_sqlite(code: Option<&str>) -> Cause {
    let code = code.and_then(|code| code.parse::<i32>().ok());
    match code.map(|code| code & 0xff) {
        // Busy, locked, interrupted.
        Some(5 | 6 | 9) => Cause::Busy,
        Some(7) => Cause::Memory,
        Some(13) => Cause::StorageFull,
        // Read-only, input or output, corrupt, cannot open, locks gone, no database.
        Some(8 | 10 | 11 | 14 | 15 | 26) => Cause::Disk,
        _ => Cause::Database,
    }
}

/// By SQLSTATE: <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
fn of_postgres(code: Option<&str>) -> Cause {
    match code.unwrap_or_default() {
        "53100" => Cause::StorageFull,
        "53200" => Cause::Memory,
        "53300" => Cause::NoPlace,
        // Cancelled, a lock not given, a deadlock, a serialisation that failed.
        "57014" | "55P03" | "40P01" | "40001" => Cause::Busy,
        // A server that only reads, or whose disk does.
        "25006" => Cause::ReadOnly,
        // A transaction that stood still for too long.
        "25P03" | "25P04" => Cause::Unavailable,
        // A limit of the set-up, on temporary files for example.
        "53400" | "F0000" => Cause::Setup,
        // Dropped, closed to everybody, or to us.
        "57P04" | "55000" | "42501" => Cause::Refused,
        code if code.starts_with("53") => Cause::Busy,
        // No connection; stopped, starting, or told to go.
        code if code.starts_with("08") || code.starts_with("57P") => Cause::Unavailable,
        code if code.starts_with("58") || code.starts_with("XX") => Cause::Disk,
        // Who we are, and which database we want.
        code if code.starts_with("28") || code.starts_with("3D") => Cause::Refused,
        _ => Cause::Database,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_a_database_says_what_kind_of_trouble_it_is() {
        for (code, cause) in [
            ("5", Cause::Busy),
            ("517", Cause::Busy),
            ("13", Cause::StorageFull),
            ("1034", Cause::Disk),
            ("8", Cause::Disk),
            ("2067", Cause::Database),
        ] {
            assert_eq!(of_sqlite(Some(code)), cause, "{code}");
        }
        for (code, cause) in [
            ("53100", Cause::StorageFull),
            ("53200", Cause::Memory),
            ("53300", Cause::NoPlace),
            ("53400", Cause::Setup),
            ("53000", Cause::Busy),
            ("25006", Cause::ReadOnly),
            ("57P01", Cause::Unavailable),
            ("57P03", Cause::Unavailable),
            ("57P04", Cause::Refused),
            ("55000", Cause::Refused),
            ("42501", Cause::Refused),
            ("25P03", Cause::Unavailable),
            ("08006", Cause::Unavailable),
            ("40P01", Cause::Busy),
            ("58030", Cause::Disk),
            ("58000", Cause::Disk),
            ("28P01", Cause::Refused),
            ("28000", Cause::Refused),
            ("3D000", Cause::Refused),
            ("23505", Cause::Database),
        ] {
            assert_eq!(of_postgres(Some(code)), cause, "{code}");
        }
    }

    #[test]
    fn what_stands_in_everybodys_way_is_an_outage_and_what_lies_in_one_request_is_none() {
        use Cause::{Disk, Memory, NoPlace, ReadOnly, Refused, StorageFull, Unavailable};
        for cause in [
            Unavailable,
            NoPlace,
            Memory,
            ReadOnly,
            Refused,
            StorageFull,
            Disk,
        ] {
            assert!(cause.is_outage(), "{cause:?}");
        }
        for cause in [Cause::Database, Cause::Stored, Cause::Program, Cause::Panic] {
            assert!(!cause.is_outage() && !cause.passes(), "{cause:?}");
        }
        assert!(
            !StorageFull.passes() && !Refused.passes(),
            "somebody has to mend these"
        );
    }

    #[test]
    fn what_is_stored_wrong_is_told_by_table_column_and_row_and_not_by_its_value() {
        let trouble = Trouble::stored("account", "blocked_reason", "0190-1");
        assert_eq!(trouble.cause(), Cause::Stored);
        let said = trouble.to_string();
        assert!(
            said.contains("table account, column blocked_reason, row 0190-1"),
            "{said}"
        );
    }

    #[test]
    fn every_cause_is_kept_under_a_code_of_its_own() {
        for cause in Cause::ALL {
            assert_eq!(Cause::from_code(cause.code()), Some(*cause));
        }
        assert_eq!(Cause::from_code("from_the_future"), None);
    }
}
