//! Asking to be appointed admin, and following that.

mod following;
mod form;

pub use following::*;
pub use form::*;

use super::texts;
