//! Logging in: e-mail address and password, the organisation if there is more than one, a code by SMS.
//! Nothing in the answers or in the time they take tells whether an address is known (SEC-01, SEC-02).

mod code;
mod device;
mod lanes;
mod password;
mod sql;

pub use code::{
    CodeStep, Inside, NoCode, Sent, Stopped, check_code, enter, log_out, send_code_again, sent,
    stopped,
};
pub(crate) use code::{come_in, count_wrong_code, stopped_in};
pub use device::DeviceCookie;
pub use lanes::{block, forget_wrong_tries};
pub use password::{Attempt, Choice, FirstStep, check_password, choices};
