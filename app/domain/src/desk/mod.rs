//! The service desk: what an agent types to find somebody, why somebody cannot get in, and why an agent does something.
//! Pure rules; `flows::desk` loads and stores.

mod diagnosis;
mod error_number;
mod proof;
mod query;
mod why;

pub use diagnosis::{Case, Diagnosis, Message, Number, Remedy};
pub use error_number::ErrorNumber;
pub use proof::{Doubt, Evidence, Proof};
pub use query::{Query, QueryProblem};
pub use why::{Way, Why};
