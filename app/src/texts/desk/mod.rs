//! The service desk: short, because somebody is waiting on the telephone.

mod caller;
mod deeds;
mod eyes;
mod find;
mod four_eyes;
mod news;
mod person;
mod report;

pub use caller::*;
pub use deeds::*;
pub use eyes::*;
pub use find::*;
pub use four_eyes::*;
pub use news::*;
pub use person::*;
pub use report::*;

use super::texts;
