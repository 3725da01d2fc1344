//! Logging in: e-mail address and password, the organisation if there is more than one, a code by SMS.
//! Nothing in the answers or in the time they take tells whether an address is known (SEC-01, SEC-02).

mod choices;
mod code;
mod counted;
mod device;
mod forgotten;
mod lanes;
mod let_in_again;
mod password;
mod right_code;
mod share;
mod sql;
mod stopped;
mod warning;

pub use choices::{Choice, choices};
pub(crate) use code::come_in;
pub use code::{
    CodeStep, Inside, NoCode, Sent, check_code, enter, log_out, only_desk_helps, send_code_again,
    sent,
};
pub use device::DeviceCookie;
pub use forgotten::sweep;
pub(crate) use lanes::{account_waits_until, block_at_wish, waits_until};
pub use lanes::{block, forget_wrong_tries};
pub(crate) use let_in_again::{let_in_again, locked_out, look_locked_out, renew_after_wish};
pub(crate) use password::check_password_of;
pub use password::{Attempt, Entered, FirstStep, check_password, first_step};
pub use right_code::NotRight;
pub(crate) use right_code::right_code;
pub(crate) use stopped::stopped_in;
pub use stopped::{Stopped, stopped};
pub(crate) use warning::warn;
