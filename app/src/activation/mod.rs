//! Accepting an invitation: see who gives access to what, choose a password (or give the one there is), give the code,
//! and be in.

pub mod code;
pub mod link;
pub mod over;
