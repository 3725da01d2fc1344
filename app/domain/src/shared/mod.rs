//! What every capability speaks of: people's names, addresses, numbers, moments and ids.
//!
//! Each type is parsed once, at the door, and trusted from there on.

pub mod blocklist;
pub mod code;
mod codes;
pub mod colour;
mod compositions;
pub mod csv_cell;
pub mod email_address;
mod full_stop;
pub mod garbled;
pub mod ids;
mod infix;
pub mod language;
pub mod lasting;
pub mod lookalike;
pub mod mobile_number;
pub mod moment;
pub mod password_rules;
pub mod person_name;
mod predictable;
pub mod problem;
pub mod search;
pub mod short_text;
pub(crate) mod text;

pub use full_stop::one_full_stop;
pub use text::{has_hidden, is_hidden, without_hidden};
