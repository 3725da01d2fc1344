//! What is true: types that cannot hold nonsense and pure rules, with `now` always given.
//! No clock, no randomness, no network, no database; the same code runs in the server and in wasm.

pub mod announcements;
pub mod appointments;
pub mod desk;
pub mod desks;
pub mod escalation;
pub mod four_eyes;
pub mod help;
pub mod login;
pub mod messages;
pub mod opening;
pub mod organisations;
pub mod people;
pub mod post;
pub mod reset;
pub mod shared;

pub use shared::{
    email_address::EmailAddress,
    ids::*,
    language::Language,
    mobile_number::MobileNumber,
    moment::Moment,
    password_rules::{NewPassword, TypedPassword},
    person_name::PersonName,
    problem::{ChoiceOf, Problem},
};
