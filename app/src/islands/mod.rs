//! What moves on a page: small parts that the server draws and the browser wakes. Each improves a page that works
//! without it; words come in as props, because the module in the browser holds none. A page with one of these on it
//! asks for the module by `Screen::with_islands()`.

mod desk_keys;
mod fields;
mod initials;
mod staff_filter;

pub use desk_keys::{DeskKeys, DeskKeysProps};
pub use initials::{Initials, InitialsProps};
pub use staff_filter::{StaffFilter, StaffFilterProps, StaffFilterWords};
