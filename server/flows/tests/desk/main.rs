//! The service desk, against real databases.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod acts;
mod begins;
mod caller;
mod clock_ahead;
mod crossing;
mod ends;
mod eyes;
mod floor;
mod four_eyes;
mod future;
mod handed_over;
mod lifted;
mod news;
mod permit;
mod proof;
mod put_there;
mod reach;
mod requests;
mod search;
mod stopped;
mod story;
mod watch;
