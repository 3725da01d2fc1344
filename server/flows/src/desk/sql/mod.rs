//! Statements of the service desk.

mod find;
mod work;

pub use find::*;
pub use work::*;
