//! `/beheer`: the staff of an organisation, as its admin sees them. Deeds are small posts on the row;
//! what can be undone asks nothing first, and says how to undo it. What cannot, or frightens somebody by a letter, asks on a
//! page of its own (docs/decisions/0022).

pub mod access;
mod acts;
pub mod admins;
pub mod check;
pub mod check_gone;
pub mod check_list;
mod colleagues;
mod dates;
pub mod deeds;
pub mod invite;
mod invite_form;
pub mod list;
pub mod mobile;
pub mod person;
mod refusals;
pub mod rights;
pub mod rights_undo;
mod rows;
pub mod stand_in;
pub mod stop;
mod sure;
mod terms;
mod words;

pub(crate) use colleagues::Colleagues;
pub(crate) use dates::day;
pub(crate) use rights::{names_of, right_names};
pub(crate) use words::{count, last_day, role, since};

use domain::{AuthorisationId, HelpRequestId};
use flows::{
    Caller, Permit,
    caller::right::SeeStaff,
    people::{WholePerson, one},
};

use crate::bridge::{Ask, Stop};

/// Address of the list.
pub const LIST: &str = "/beheer/medewerkers";

/// Address of the page about admins.
pub const ADMINS: &str = "/beheer/beheerders";

/// Address of one person, or of a page or deed of theirs.
fn address(id: &AuthorisationId, page: &str) -> String {
    match page {
        "" => format!("{LIST}/{id}"),
        page => format!("{LIST}/{id}/{page}"),
    }
}

/// The person of an address. Somebody elsewhere and somebody who never was are one page (SEC-44).
async fn person_at(ask: &Ask, id: &str) -> Result<(Caller, Permit<SeeStaff>, WholePerson), Stop> {
    let (caller, permit) = ask.admin().await?;
    let id = AuthorisationId::parse(id).ok_or(Stop::NotFound)?;
    match one(ask.services(), &permit, &id).await? {
        Ok(whole) => Ok((caller, permit, whole)),
        Err(_) => Err(Stop::NotFound),
    }
}

/// The request for help that a form names.
fn request_of(typed: &str) -> Result<HelpRequestId, Stop> {
    HelpRequestId::parse(typed).ok_or(Stop::BadForm)
}
