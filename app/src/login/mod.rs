//! Logging in: address and password, the organisation if there is more than one, the code, and out again.

pub mod code;
pub mod code_page;
pub mod organisation;
pub mod password;
pub mod start;
pub mod wait;
