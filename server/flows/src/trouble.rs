//! Trouble: everything a person cannot act on. It is logged once, at the edge, with a reference number.

/// Something went wrong on our side. The text is for the log and never for a screen.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The database refused or could not be reached.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A stored value is not what this program writes.
    #[error("stored value: {0}")]
    Stored(&'static str),
    /// Stored data does not parse.
    #[error("stored data: {0}")]
    Data(#[from] serde_json::Error),
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
}

/// What a flow gives back when nothing but trouble can stand in its way.
pub type Result<T, E = Trouble> = std::result::Result<T, E>;
