//! One's own account: details, password, mobile number, and where one is logged in. What makes taking over an account easier
//! needs the password and a fresh code (SEC-17, SEC-34).

pub mod details;
pub mod mobile;
pub mod mobile_code;
pub mod once;
pub mod overview;
pub mod password;

use flows::account::Browser;

use crate::bridge::{Ask, Stop};

/// The browser that asks; `session` is its key.
pub(crate) fn browser<'a>(ask: &'a Ask, session: &'a str) -> Browser<'a> {
    Browser {
        session,
        device: ask.device(),
        device_name: ask.device_name(),
        network: ask.network(),
    }
}

/// The session goes on under a new id, as after every step that counts (SEC-37), while the others of this person were ended.
async fn renew(ask: &Ask, epoch: i64) -> Result<(), Stop> {
    match ask.stage().await? {
        Some(stage) => ask.move_to(&stage.as_of(epoch)).await,
        None => Ok(()),
    }
}
