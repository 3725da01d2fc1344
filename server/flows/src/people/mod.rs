//! People: the staff of an organisation as its admin sees them, and what the admin does for them.
//! The organisation comes only from the permit; a target elsewhere and a target that never was are refused alike.

mod list;
mod sql;
mod store;

pub use list::{Count, Cursor, Filter, MOST_HITS, PAGE, Page, Person, count, list};
pub use store::{Added, Here, NewPerson, add};
