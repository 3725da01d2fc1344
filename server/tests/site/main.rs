//! The whole portal in one process, on SQLite and on PostgreSQL: what people and attackers get to see.
//! Tests that prove a statement of the security page carry its number.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "../house/mod.rs"]
mod house;
#[path = "../support/stored.rs"]
mod stored;

mod accepted;
mod appointments;
mod busy;
mod check;
mod checkpoints;
mod codes;
mod connections;
mod dead_ends;
mod deeds;
mod desk;
mod drawn_for;
mod every_form;
mod failures;
mod forms;
mod frontend;
mod help;
mod help_desk;
mod links;
mod login;
mod looking;
mod many;
mod matrix;
mod over;
mod own_details;
mod post;
mod protection;
mod random;
mod refused;
mod rights;
mod secrets;
mod sessions;
mod spellings;
mod strangers;
mod stuck;
mod sure;
mod test_sms;
mod throttling;
mod tidy;
mod twice;
