//! `/beheer/logboek`: who did what in one's own organisation, in plain sentences, on a page and as a file.

pub mod file;
mod filter;
mod letters;
pub mod page;
mod sentence;

pub(crate) use file::waits;
pub(crate) use letters::{delivery, why};
pub(crate) use sentence::Story;

/// Address of the log.
pub const PATH: &str = "/beheer/logboek";
/// Address of the log as a file.
pub const FILE: &str = "/beheer/logboek.csv";
