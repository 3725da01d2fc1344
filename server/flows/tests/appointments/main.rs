//! Appointing an admin, against real databases: what a company does, what time does, and what the desk does.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod applicant;
mod desk;
mod office;
mod returning;
mod time;
