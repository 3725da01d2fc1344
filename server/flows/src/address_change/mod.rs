//! Another address to log in with. Asked for with password and a fresh code, and true once both mailboxes said yes:
//! whoever has only one of session, old mailbox and new mailbox changes nothing (SEC-35).

mod ask;
mod change;
mod confirm;
mod link;
mod make_way;
mod sql;
mod take_effect;

pub use ask::{Asked, Standing, ask, standing, withdraw};
pub use change::{Change, Mailbox, sweep};
pub(crate) use change::{changed_by, end_open, wait_after_number};
pub use confirm::{Confirmed, confirm, not_me};
pub use link::{Look, look};
pub(crate) use make_way::{is_nobodys_now, lay_down};
