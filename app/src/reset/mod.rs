//! A new password: ask for a link, follow it, choose, give the code, and be in at the page that was wanted.
//! Nothing about the account changes before the code is right (SEC-22).

pub mod ask;
pub mod code;
pub mod link;
