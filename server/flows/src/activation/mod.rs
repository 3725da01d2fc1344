//! Accepting an invitation: follow the link, choose a password (or give the one there is), give the code, be in.
//! An admin never learns whether the person had an account already (SEC-04).

mod choose;
mod finish;
mod invitation;
mod link;
mod sql;

pub use choose::{Chosen, choose};
pub use finish::{Finished, finish, send_code_again};
pub use invitation::Invitation;
pub(crate) use invitation::{Again, invite_again};
pub use link::{Look, NewLink, Open, look, new_link, nobody_there, wrong_number};

pub use crate::own_password::PasswordWords;
