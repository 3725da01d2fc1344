//! Appointing an admin, against real databases: what a company does, what time does, and what the desk does.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod applicant;
mod desk;
mod invited;
mod office;
mod one_person;
mod returning;
mod time;
