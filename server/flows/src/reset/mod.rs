//! A new password by way of the mailbox and the phone: ask, follow the link, choose, give the code, be in.
//! Nothing about the account changes before the code is right (decisions.md 4, SEC-22).

mod ask;
mod choose;
mod finish;
mod link;
mod off;
mod sql;

pub(crate) use ask::answer;
pub use ask::ask;
pub use choose::{Chosen, choose};
pub use finish::{Finished, finish, send_code_again};
pub use link::{Look, NewLink, NumberChoice, Open, look, new_link};
pub(crate) use off::{Because, off_until, turn_off};

pub use crate::own_password::PasswordWords;
