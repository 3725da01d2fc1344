//! What is done: each flow loads, asks `domain`, stores, and commits once, with the audit and outbox rows of the deed.
//! A capability's SQL is private to it; the outside world (clock, randomness) comes in through [`Services`].

pub mod account;
pub mod activation;
pub mod address_change;
pub mod appointments;
pub mod audit;
pub mod budgets;
pub mod caller;
pub mod challenges;
pub mod clock_ahead;
pub mod db;
pub mod deployment;
pub mod desk;
mod ends;
mod eyes;
pub mod files;
pub mod freeze;
pub mod help;
pub mod import;
pub mod kinds;
mod known_as;
pub mod links;
pub mod login;
pub mod master_keys;
mod open_now;
pub mod operator;
pub mod organisations;
mod own_password;
mod owner;
pub mod passwords;
pub mod people;
mod places;
pub mod post;
pub mod readiness;
pub mod reset;
pub mod secrets;
pub mod seed;
mod seen;
pub mod services;
pub mod sessions;
pub mod step_up;
mod sweeps;
#[cfg(feature = "testing")]
pub mod testing;
pub mod trouble;
mod unclaimed;
pub mod watch;
pub mod who_is_my_admin;

pub use caller::{Caller, Permit};
pub use db::{Db, Tx};
pub use eyes::NotYours;
pub use seen::Seen;
pub use services::{Policy, Services};
pub use trouble::Trouble;
