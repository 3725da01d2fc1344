//! Budgets: what strangers cause, or one office, never spends what others need (SEC-70), against real databases.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod counting;
mod guesses;
mod messages;
mod operators;
mod questions;
mod town;
