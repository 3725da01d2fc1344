//! What every capability speaks of: people's names, addresses, numbers, moments and ids.
//!
//! Each type is parsed once, at the door, and trusted from there on.

pub mod ids;
pub mod language;
pub mod moment;
