//! What is true: the types and the rules of the product, as pure functions.
//!
//! No clock, no randomness, no network and no database: whatever changes is an argument.
//! Compiles for the browser too, though only islands take anything from here.

pub mod shared;

pub use shared::{
    ids::{
        AccountId, AuthorisationId, ChallengeId, DeviceId, HelpRequestId, LinkId, OrganisationId,
        OutboxId, SessionKey,
    },
    language::Language,
    moment::Moment,
};
