//! What is true: the types and the rules of the product, as pure functions.
//!
//! No clock, no randomness, no network and no database: whatever changes is an argument.
//! Compiles for the browser too, though only islands take anything from here.

pub mod shared;

pub use shared::{
    blocklist::Blocklist,
    code::{CodeProblem, TypedCode},
    email_address::{EmailAddress, EmailProblem},
    ids::{
        AccountId, AuthorisationId, ChallengeId, DeviceId, HelpRequestId, LinkId, OrganisationId,
        OutboxId, SessionKey,
    },
    language::Language,
    mobile_number::{AllowedCountries, MobileNumber, MobileProblem},
    moment::Moment,
    password_rules::{NewPassword, PasswordProblem, TypedPassword},
    person_name::{NamePart, NameProblem, PersonName},
    problem::Problem,
};
