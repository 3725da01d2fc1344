//! The service desk, against real databases.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod floor;
mod permit;
mod requests;
mod watch;
