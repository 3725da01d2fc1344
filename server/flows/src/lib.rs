//! What is done: each flow loads, asks `domain`, stores, and commits once, with the audit and outbox rows of the deed.
//! A capability's SQL is private to it; the outside world (clock, randomness) comes in through [`Services`].

pub mod audit;
pub mod budgets;
pub mod caller;
pub mod challenges;
pub mod db;
pub mod import;
pub mod links;
pub mod login;
pub mod operator;
pub mod passwords;
pub mod post;
pub mod secrets;
pub mod services;
pub mod sessions;
#[cfg(feature = "testing")]
pub mod testing;
pub mod trouble;

pub use caller::{Caller, Permit};
pub use db::{Db, Tx};
pub use services::{Policy, Services};
pub use trouble::Trouble;
