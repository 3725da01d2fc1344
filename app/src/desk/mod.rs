//! `/servicedesk`: whoever calls is found, checked and helped, with the keyboard alone if need be. Until a caller is
//! checked their data stay masked and no deed is offered.

pub mod announcement;
mod asking;
mod belcode;
pub mod call_back;
pub mod caller;
pub mod deeds;
mod diagnosis;
mod doubt;
pub(crate) mod eyes;
pub mod found;
pub mod four_eyes;
pub(crate) mod keys;
pub mod mobile;
pub mod note;
pub mod notes;
mod offers;
pub mod organisation;
pub mod own_words;
pub mod person;
mod refusals;
pub mod report;
pub mod search;
pub mod stop;
mod waiting;
mod words;

pub(crate) use belcode::belcode;
pub use keys::switch as switch_keys;
pub(crate) use words::number_names;

use domain::{AuthorisationId, PersonName, post::Deed};
use flows::{
    Caller, Permit,
    caller::right::{DeskWork, SeeDesk},
    desk::who,
};

use crate::bridge::{Ask, Stop};

/// Address of the first page.
pub const PATH: &str = "/servicedesk";

/// Address of one person, or of a page or deed about them.
pub(crate) fn address(id: &AuthorisationId, page: &str) -> String {
    match page {
        "" => format!("{PATH}/gebruikers/{id}"),
        page => format!("{PATH}/gebruikers/{id}/{page}"),
    }
}

/// Whom a page or a deed is about.
struct Whom {
    id: AuthorisationId,
    name: PersonName,
}

/// The person of an address. Somebody who never was is no page.
async fn whom_at(ask: &Ask, id: &str) -> Result<(Caller, Permit<SeeDesk>, Whom), Stop> {
    let (caller, permit) = ask.desk().await?;
    let id = AuthorisationId::parse(id).ok_or(Stop::NotFound)?;
    let name = who(ask.services(), &permit, &id).await?;
    let name = name.ok_or(Stop::NotFound)?;
    Ok((caller, permit, Whom { id, name }))
}

/// The right to help this person, with a fresh code.
async fn helping(ask: &Ask, whom: &Whom) -> Result<Permit<DeskWork>, Stop> {
    let name = whom.name.full();
    let (_, permit) = ask.desk_work(Deed::HelpCaller, Some(&name)).await?;
    Ok(permit)
}
