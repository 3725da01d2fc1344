//! Appointing an admin: what a company sends in, how far the request is, and what speaks for it. Which fields are asked
//! of which kind of company is data of a deployment ([`Form`]).

mod checks;
mod form;
mod reference;
mod state;

pub use checks::{Check, Ends, Known, NameMatch, checks, same_company};
pub use form::{Ask, Form, FormField, Forms, OWN_FIELDS, Sex};
pub use reference::Reference;
pub use state::{Event, Reason, Refusal, Review, Stage, State, next};
