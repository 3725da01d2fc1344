//! Appointing an admin: a company that has none sends in who it is to be, the mailbox says yes, two people of the desk
//! look at it, and an invitation lets the new admin in. Strangers learn nothing: what is known about a number or an
//! address is looked up by the worker and by the desk, never for an answer on screen (SEC-04).

mod alike;
mod announce;
mod approve;
mod asker;
mod company;
mod confirm;
mod draft;
mod found;
mod invited;
mod link;
mod one_person;
mod queue;
mod record;
mod review;
mod seed;
mod seen;
mod sql;
mod status;
mod stopped;
mod story;
mod submit;
mod there;
mod time;

pub(crate) use announce::{announce, appoint};
pub use approve::approve;
pub use asker::Asker;
pub use company::{create, link};
pub use confirm::{Confirmed, Look, confirm, look, not_mine};
pub use draft::{DraftSecret, draft, forget_draft, keep_draft};
pub use found::FoundRequest;
pub(crate) use found::{
    by_reference, happened_between, of_companies_called, of_mailbox, of_organisation,
};
pub(crate) use invited::{activated, ends_with_its_agent, lasts_until, runs_until, untie};
pub(crate) use link::{Purpose, add_secret};
pub use queue::{Case, Cursor, List, PAGE, Queue, Waiting, case, list, queue};
pub use record::{Appointment, NewCompany};
pub(crate) use record::{confirmed_by, kind_of, kind_of_link, waits_for_mailbox};
pub use review::{Refused, ask, call_back, not_reached, note_answer, reject, take, verify};
pub use seed::{Seeded, seed};
#[cfg(feature = "testing")]
pub(crate) use seen::seen_now;
pub use status::{Answered, Status, answer, status, withdraw};
pub(crate) use stopped::end_vouched_by;
pub use story::{Happened, Step};
pub use submit::{Request, Submitted, submit};
pub use time::{expire, remind, sweep};
