//! Requests to be appointed admin, as the service desk sees them: the queue, one request with what speaks for and against
//! it, and what the desk does. Two people deal with each (SEC-26).

pub mod answer;
pub mod begin;
pub mod call_back;
pub mod case;
pub mod company;
pub mod deeds;
pub mod question;
pub mod queue;
pub mod reject;
mod words;

pub(crate) use words::found_row;

use domain::{AppointmentId, post::Deed};
use flows::{
    Caller, Permit,
    appointments::{Case, Refused, case as look},
    caller::right::DeskWork,
};

use crate::{
    bridge::{Answer, Ask, Flash, Stop},
    desk::eyes,
};

/// Address of the queue.
pub const PATH: &str = "/servicedesk/aanvragen";

/// Address of one request, or of a deed on it.
pub(crate) fn address(id: &AppointmentId, deed: &str) -> String {
    match deed {
        "" => format!("{PATH}/{id}"),
        deed => format!("{PATH}/{id}/{deed}"),
    }
}

/// The request of an address, for somebody of the desk.
async fn case_at(ask: &Ask, id: &str) -> Result<(Caller, Case), Stop> {
    let (caller, permit) = ask.desk().await?;
    let id = AppointmentId::parse(id).ok_or(Stop::NotFound)?;
    let case = look(ask.services(), &permit, &id).await?;
    Ok((caller, case.ok_or(Stop::NotFound)?))
}

/// The right to do something with a request; a code may be asked first.
async fn work(ask: &Ask, case: &Case) -> Result<Permit<DeskWork>, Stop> {
    let reference = case.asked.reference.to_string();
    let (_, permit) = ask.desk_work(Deed::Appoint, Some(&reference)).await?;
    Ok(permit)
}

/// Back to the request, with what was done or why it was not.
async fn after(ask: &Ask, case: &Case, done: Result<(), Refused>, told: Flash) -> Answer {
    let flash = match done {
        Ok(()) => told,
        Err(Refused::NotHere) => return Err(Stop::NotFound),
        Err(Refused::NotYours(not_yours)) => eyes::notice(ask.language, &not_yours),
        Err(refused) => Flash::wrong(words::refused(ask.language, &refused)),
    };
    ask.tell(flash).await?;
    Ok(ask.go(&address(&case.asked.id, "")))
}
