//! The log of the organisation, in plain sentences.

mod events;
mod letters;
mod page;

pub use events::*;
pub use letters::*;
pub use page::*;

use super::texts;
