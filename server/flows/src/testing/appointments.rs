//! As [`crate::appointments`], by a form that is sent as soon as its page was drawn.

pub use crate::appointments::*;

use domain::{
    AppointmentId,
    appointments::Reason,
    shared::short_text::{PhoneText, SourceText},
};

use crate::{Permit, Services, appointments, caller::right::DeskWork, trouble::Result};

type Done = Result<std::result::Result<(), Refused>>;

/// Says which organisation it is about.
pub async fn link(
    services: &Services,
    permit: &Permit<DeskWork>,
    id: &AppointmentId,
    number: &str,
) -> Done {
    let seen = appointments::seen_now(services, id).await?;
    appointments::link(services, permit, (id, &seen), number).await
}

/// Says that it is a company that we do not know yet.
pub async fn create(
    services: &Services,
    permit: &Permit<DeskWork>,
    id: &AppointmentId,
    number: &str,
    name: &str,
) -> Done {
    let seen = appointments::seen_now(services, id).await?;
    appointments::create(services, permit, (id, &seen), number, name).await
}

/// Writes down that the company was called.
pub async fn call_back(
    services: &Services,
    permit: &Permit<DeskWork>,
    id: &AppointmentId,
    number: &PhoneText,
    source: &SourceText,
) -> Done {
    let seen = appointments::seen_now(services, id).await?;
    appointments::call_back(services, permit, (id, &seen), number, source).await
}

/// Vouches for it.
pub async fn verify(services: &Services, permit: &Permit<DeskWork>, id: &AppointmentId) -> Done {
    let seen = appointments::seen_now(services, id).await?;
    appointments::verify(services, permit, (id, &seen)).await
}

/// Approves it.
pub async fn approve(services: &Services, permit: &Permit<DeskWork>, id: &AppointmentId) -> Done {
    let seen = appointments::seen_now(services, id).await?;
    appointments::approve(services, permit, (id, &seen)).await
}

/// Refuses it.
pub async fn reject(
    services: &Services,
    permit: &Permit<DeskWork>,
    id: &AppointmentId,
    reason: Reason,
    what_else: Option<&str>,
) -> Done {
    let seen = appointments::seen_now(services, id).await?;
    appointments::reject(services, permit, (id, &seen), reason, what_else).await
}
