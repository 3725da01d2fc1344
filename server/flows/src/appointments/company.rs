//! Which company a request is about: one that we know by its number, or one that comes into the books when a second
//! person approves the request. Another company begins anew: whoever was called, and whoever vouched, was so for the one
//! before; its admins hear of it when somebody vouches ([`super::review::verify`]; SEC-26).

use domain::{
    AppointmentId, Moment,
    appointments::{Event as Happens, Refusal},
};

use super::{
    record::NewCompany,
    review::{Deed, Held, Refused, hold_as_seen, or_refuse},
    sql,
    story::Happened,
};
use crate::{
    Permit, Seen, Services, Tx,
    audit::Event,
    caller::right::DeskWork,
    execute, on,
    organisations::{self, NewOrganisation, Organisation},
    trouble::Result,
};

/// Says which organisation it is about: the one of the same kind with this number.
pub async fn link(
    services: &Services,
    permit: &Permit<DeskWork>,
    (id, seen): (&AppointmentId, &Seen),
    number: &str,
) -> Result<Result<(), Refused>> {
    let now = services.now();
    let tx = permit.begin(services).await?;
    let mut held = or_refuse!(hold_as_seen(tx, services, permit, (id, seen)).await?);
    let number = or_refuse!(read_number(services, &held.asked.kind, number));
    let found = organisations::find_by_number(&mut held.tx, &held.asked.kind, &number).await?;
    let Some(found) = found.filter(|found| goes_on(found, now)) else {
        return Ok(Err(Refused::NoOrganisation));
    };
    // A second press takes nothing back.
    if held.asked.organisation.as_ref() == Some(&found.id) {
        return Ok(Err(Refused::Rule(Refusal::AlreadySo)));
    }
    let organisation = found.id.as_str();
    execute!(
        &mut held.tx,
        sql::SET_ORGANISATION,
        id.as_str(),
        organisation
    )?;
    held.asked.organisation = Some(found.id);
    linked(held, services, permit).await
}

/// Says that it is a company that we do not know yet. It comes into the books when the request is approved: one agent
/// alone puts nothing there, and a request that is turned down leaves nothing behind.
pub async fn create(
    services: &Services,
    permit: &Permit<DeskWork>,
    (id, seen): (&AppointmentId, &Seen),
    number: &str,
    name: &str,
) -> Result<Result<(), Refused>> {
    let tx = permit.begin(services).await?;
    let mut held = or_refuse!(hold_as_seen(tx, services, permit, (id, seen)).await?);
    let kind = held.asked.kind.clone();
    let number = or_refuse!(read_number(services, &kind, number));
    let there = organisations::find_by_number(&mut held.tx, &kind, &number).await?;
    if there.is_some() {
        return Ok(Err(Refused::OrganisationThere));
    }
    let before = held.asked.new_company.as_ref();
    if before.is_some_and(|before| before.number == number && before.name == name) {
        return Ok(Err(Refused::Rule(Refusal::AlreadySo)));
    }
    execute!(
        &mut held.tx,
        sql::SET_NEW_COMPANY,
        id.as_str(),
        &number,
        name
    )?;
    held.asked.organisation = None;
    linked(held, services, permit).await
}

/// Puts a company into the books, with every right of its kind, and locks it; refused if somebody else did so meanwhile,
/// because then it may have admins whom nobody told.
pub(super) async fn put_into_books(
    tx: &mut Tx,
    services: &Services,
    kind: &str,
    company: &NewCompany,
) -> Result<Result<Organisation, Refused>> {
    let there = organisations::find_by_number(tx, kind, &company.number).await?;
    if there.is_some() {
        return Ok(Err(Refused::OrganisationThere));
    }
    let rights = services.catalogue.kind(kind);
    let rights: Vec<&str> = rights
        .map(|kind| kind.rights.iter().map(|right| right.code.as_str()))
        .into_iter()
        .flatten()
        .collect();
    let new = NewOrganisation {
        kind,
        number: &company.number,
        name: &company.name,
        rights: &rights,
    };
    let id = organisations::save(tx, services, new).await?;
    // Of two that were saved at once, the second finds whom the first let in.
    let saved = organisations::lock(tx, &id).await?;
    let (people,): (i64,) = on!(&mut *tx, |c| sqlx::query_as(sql::PEOPLE_OF)
        .bind(id.as_str())
        .fetch_one(c))?;
    Ok(saved
        .filter(|_| people == 0)
        .ok_or(Refused::OrganisationThere))
}

/// Whether people still get in there.
pub(super) fn goes_on(organisation: &Organisation, now: Moment) -> bool {
    organisation.ended_at.is_none_or(|at| now < at)
}

fn read_number(services: &Services, kind: &str, number: &str) -> Result<String, Refused> {
    let kind = services.catalogue.kind(kind).ok_or(Refused::NumberWrong)?;
    kind.read_number(number).map_err(|_| Refused::NumberWrong)
}

async fn linked(
    mut held: Held,
    services: &Services,
    permit: &Permit<DeskWork>,
) -> Result<Result<(), Refused>> {
    let deed = Deed {
        event: Happens::Link,
        happened: Happened::Linked,
        recorded: Event::AppointmentLinked,
        words: None,
    };
    or_refuse!(held.does(services, permit, deed).await?);
    held.tx.commit().await.map(Ok)
}
