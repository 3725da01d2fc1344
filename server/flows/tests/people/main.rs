//! People of an organisation, against real databases.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod abandoned;
mod access;
mod check;
mod crossing;
mod invite;
mod limits;
mod list;
mod lock_outs;
mod log;
mod office;
mod protection;
mod rights;
mod stand_in;
mod tenants;
mod test_sms;
mod waiting;
