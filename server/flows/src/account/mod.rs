//! One's own account: password, mobile number, and where one is logged in.
//! What makes taking over an account easier needs password and a fresh code, and is told to the mailbox (SEC-17, SEC-34).

mod details;
mod number;
mod overview;
mod password;
mod proved_number;
mod sql;

pub use details::{Details, LastLogin, OwnCode, Saved, own_details, save_details};
pub use number::{
    NumberStarted, OwnNumber, number_is_own, number_not_before, own_numbers, send_code_again,
    start_number_change,
};
pub use overview::{Overview, end_other_sessions, end_session, security_overview};
pub use password::{
    Changed, change_password, choose_after_migration, new_password_problems, words,
};
pub(crate) use password::{Checked, check_present};
pub use proved_number::{NumberChanged, finish_number_change};

use domain::TypedPassword;

use crate::login::DeviceCookie;
pub use crate::own_password::PasswordWords;

/// The browser of a caller.
#[derive(Clone, Copy, Debug)]
pub struct Browser<'a> {
    /// Key of the session that asks; it goes on when the others end.
    pub session: &'a str,
    /// What the browser holds from earlier logins.
    pub device: &'a DeviceCookie,
    /// What it is, in words.
    pub device_name: &'a str,
    /// Where the request comes from ([`crate::budgets::network_of`]).
    pub network: &'a str,
}

/// A present password and the new one.
#[derive(Clone, Copy, Debug)]
pub struct Passwords<'a> {
    /// The one in use.
    pub current: &'a TypedPassword,
    /// The one to be.
    pub new: &'a TypedPassword,
}
