//! One's own account, against real databases: questions of strangers, reset, activation, and what one does while inside.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod account;
mod activation;
mod address_change;
mod begins;
mod claimed;
mod details;
mod escalation;
mod freeze;
mod messages;
mod nobodys;
mod numbers;
mod reset;
mod step_up;
mod strangers;
mod stuck;
mod town;
mod wanted;
