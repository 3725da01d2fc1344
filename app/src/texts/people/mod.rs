//! The staff, as their admin sees them: a file for each story. Pages say all of them by one name.

mod admins;
mod deeds;
mod invite;
mod list;
mod mobile;
mod person;
mod refusals;
mod rights;
mod stand_in;
mod standing;
mod stop;

pub use admins::*;
pub use deeds::*;
pub use invite::*;
pub use list::*;
pub use mobile::*;
pub use person::*;
pub use refusals::*;
pub use rights::*;
pub use stand_in::*;
pub use standing::*;
pub use stop::*;

use super::texts;
