//! What the worker finds out, so that no answer on screen can tell: whether whoever asks is admin there already, and
//! which admins there are to be told.

use domain::{
    AccountId, AppointmentId, Moment,
    appointments::{Event as Happens, State},
    people::Role,
    post::Letter,
};

use super::{
    company::goes_on,
    record::{Appointment, find, happens, lock, record},
    sql,
    story::{Happened, note},
};
use crate::{
    Services, Tx,
    audit::{Actor, Entry, Event},
    on,
    organisations::{self, Organisation},
    owner, places,
    post::{self, Draft, Payer, To, news},
    trouble::Result,
    who_is_my_admin,
};

/// Asks the mailbox whether it wants this, or says that it is admin there already.
pub(crate) async fn appoint(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    id: &AppointmentId,
) -> Result<bool> {
    let Some(asked) = find(tx, id).await? else {
        return Ok(false);
    };
    // The account before the request, as always (docs/decisions/0002).
    let owner = owner::lock_by_address(tx, &asked.email).await?;
    let organisation = organisation_of(tx, &asked, now).await?;
    let is_admin = match (&owner, &organisation) {
        (Some(owner), Some(organisation)) => {
            places::of(tx, &owner.id, now).await?.iter().any(|place| {
                place.organisation == organisation.id
                    && place.is_open()
                    && place.role == Role::Admin
            })
        }
        _ => false,
    };
    let Some(mut asked) = lock(tx, id).await? else {
        return Ok(false);
    };
    let State::Submitted { until } = asked.state else {
        return Ok(false);
    };
    let (Some(owner), Some(organisation), true) = (owner, organisation, is_admin) else {
        let letter = Letter::AppointmentConfirm {
            reference: asked.reference.to_string(),
            until,
            again: false,
        };
        let draft = Draft::new(
            To::Typed(&asked.email),
            asked.language,
            letter,
            Payer::Counted,
        )
        .follows(id);
        post::queue(tx, services, now, draft).await?;
        return Ok(true);
    };
    if happens(tx, now, &mut asked, &Happens::Withdraw)
        .await?
        .is_err()
    {
        return Ok(false);
    }
    note(tx, now, id, (Happened::Known, None, None)).await?;
    let letter = Letter::AppointmentKnown {
        organisation: organisation.name,
    };
    let draft = Draft::new(
        To::Account(&owner.id),
        owner.language,
        letter,
        Payer::Counted,
    );
    post::queue(tx, services, now, draft).await?;
    let entry = Entry::new(Event::AppointmentWithdrawn, Actor::System);
    record(tx, now, &asked, entry)?;
    Ok(true)
}

/// Has the admins told of the company for which `by` vouches, if they were not told before; counted as every other letter that
/// a person causes (SEC-70). Whether they still are admins then is looked up by the worker.
///
/// # Errors
/// [`Trouble::Enough`](crate::Trouble::Enough) for somebody who caused enough letters: the deed does not count either.
pub(super) async fn ask(
    tx: &mut Tx,
    services: &Services,
    by: &AccountId,
    asked: &Appointment,
) -> Result<()> {
    let now = services.now();
    let Some((_, admins)) = to_tell(tx, asked, now).await? else {
        return Ok(());
    };
    for admin in &admins {
        news::count(tx, services, now, (by, &admin.account)).await?;
    }
    let question = Letter::AskedToAnnounce {
        appointment: asked.id.clone(),
    };
    let draft = Draft::new(
        To::Typed(&asked.email),
        asked.language,
        question,
        Payer::Counted,
    );
    post::queue(tx, services, now, draft).await
}

/// Tells the admins there are that somebody asks to become one as well (SEC-26): of the company that was typed, once its
/// mailbox said yes, and of another that the desk chose, once somebody vouched; each once. False if there is nobody to tell.
pub(crate) async fn announce(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    id: &AppointmentId,
) -> Result<bool> {
    let Some(asked) = lock(tx, id).await? else {
        return Ok(false);
    };
    let Some((organisation, admins)) = to_tell(tx, &asked, now).await? else {
        return Ok(false);
    };
    for admin in &admins {
        let letter = Letter::AppointmentAnnounced {
            reference: asked.reference.to_string(),
            who: asked.name.full(),
            organisation: organisation.name.clone(),
        };
        let draft = Draft::new(
            To::Account(&admin.account),
            admin.language,
            letter,
            Payer::Counted,
        );
        post::queue(tx, services, now, draft).await?;
    }
    let told = Some(organisation.id.as_str());
    note(tx, now, id, (Happened::Announced, None, told)).await?;
    let entry =
        Entry::new(Event::AppointmentAnnounced, Actor::System).organisation(&organisation.id);
    record(tx, now, &asked, entry)?;
    Ok(true)
}

/// Which admins of which organisation were not told yet, if there are any.
async fn to_tell(
    tx: &mut Tx,
    asked: &Appointment,
    now: Moment,
) -> Result<Option<(Organisation, Vec<who_is_my_admin::Admin>)>> {
    let Some(organisation) = organisation_of(tx, asked, now).await? else {
        return Ok(None);
    };
    let before: Option<(i64,)> = on!(&mut *tx, |c| sqlx::query_as(sql::ANNOUNCED_TO)
        .bind(asked.id.as_str())
        .bind(organisation.id.as_str())
        .fetch_optional(c))?;
    if before.is_some() {
        return Ok(None);
    }
    let mut admins = who_is_my_admin::of_organisation(tx, &organisation.id, now).await?;
    admins.retain(|admin| admin.named.email != asked.email.typed());
    Ok((!admins.is_empty()).then_some((organisation, admins)))
}

/// The organisation that the desk chose, or the one with the number that was filled in, if it goes on.
pub(super) async fn organisation_of(
    tx: &mut Tx,
    asked: &Appointment,
    now: Moment,
) -> Result<Option<Organisation>> {
    let found = match (&asked.organisation, &asked.number) {
        (Some(chosen), _) => organisations::find(tx, chosen).await?,
        (None, Some(number)) => organisations::find_by_number(tx, &asked.kind, number).await?,
        (None, None) => None,
    };
    Ok(found.filter(|found| goes_on(found, now)))
}
