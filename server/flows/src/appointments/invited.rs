//! The invitation that came of a request, for as long as it is that one: accepted, it ends the request; withdrawn, corrected or
//! opened anew it is another one, and the request lets go of it (docs/decisions/0006).

use domain::{
    AccountId, AppointmentId, AuthorisationId, MobileNumber, Moment,
    appointments::{Event as Happens, Stage},
};

use super::{
    one_person,
    record::{Appointment, happens, lock, record},
    sql,
    story::{Happened, note},
};
use crate::{
    Services, Tx,
    audit::{Actor, Entry, Event},
    execute,
    eyes::{self, Whom},
    on, people,
    trouble::Result,
};

/// The authorisation was activated: if a request led to it, that is where it ends.
pub(crate) async fn activated(
    tx: &mut Tx,
    now: Moment,
    authorisation: &AuthorisationId,
) -> Result<()> {
    if !leads_to_admin(&mut *tx, authorisation).await? {
        return untie(tx, now, authorisation).await;
    }
    for mut asked in of(&mut *tx, authorisation).await? {
        if happens(tx, now, &mut asked, &Happens::Activate)
            .await?
            .is_ok()
        {
            note(tx, now, &asked.id, (Happened::Activated, None, None)).await?;
        }
    }
    Ok(())
}

/// Whether the invitation that came of a request opens nothing: too many wrong codes, most often.
pub(super) async fn is_shut(
    tx: &mut Tx,
    services: &Services,
    asked: &Appointment,
    now: Moment,
) -> Result<bool> {
    let Some(authorisation) = &asked.authorisation else {
        return Ok(false);
    };
    if asked.state.stage() != Stage::Approved {
        return Ok(false);
    }
    let (account,): (String,) = on!(&mut *tx, |c| sqlx::query_as(sql::ACCOUNT_OF)
        .bind(authorisation.as_str())
        .fetch_one(c))?;
    let account = AccountId::from_trusted(account);
    people::is_invitation_shut(tx, services, &account, now).await
}

/// The invitation of an authorisation is withdrawn, or another one from now on: what was approved led to the one of before.
/// The account is locked, or the organisation.
pub(crate) async fn untie(tx: &mut Tx, now: Moment, authorisation: &AuthorisationId) -> Result<()> {
    for mut asked in of(&mut *tx, authorisation).await? {
        if happens(tx, now, &mut asked, &Happens::Untie).await?.is_ok() {
            note(tx, now, &asked.id, (Happened::Untied, None, None)).await?;
            let entry = Entry::new(Event::AppointmentWithdrawn, Actor::System);
            record(tx, now, &asked, of_company(&asked, entry))?;
        }
    }
    Ok(())
}

/// An invitation was sent once more: what was approved lasts as long as it does.
pub(crate) async fn lasts_until(
    tx: &mut Tx,
    authorisation: &AuthorisationId,
    until: Moment,
) -> Result<()> {
    let until = until.unix_ms();
    execute!(tx, sql::LASTS_UNTIL, authorisation.as_str(), until)?;
    Ok(())
}

/// The number of what was approved, and until when it can be accepted; `None` where no request led to the invitation.
pub(crate) async fn runs_until(
    tx: &mut Tx,
    authorisation: &AuthorisationId,
) -> Result<Option<(String, Moment)>> {
    let row: Option<(String, i64)> = on!(tx, |c| sqlx::query_as(sql::RUNS_UNTIL)
        .bind(authorisation.as_str())
        .fetch_optional(c))?;
    Ok(row.map(|(reference, until)| (reference, Moment::from_unix_ms(until))))
}

/// Whether whoever accepts an invitation is one of those who decided on it, or stands with them: what connects them may have come
/// about since, when an agent makes the mailbox of a request his own. Then the request ends, and what was said for it counts for
/// nothing. The account is locked.
pub(crate) async fn ends_with_its_agent(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (authorisation, account, mobile): (&AuthorisationId, &AccountId, &MobileNumber),
) -> Result<bool> {
    let mut ended = false;
    for mut asked in of(&mut *tx, authorisation).await? {
        let whom = Whom::applicant(&asked.email, mobile, None).with_account(account);
        let called = one_person::who_called(&mut *tx, &asked.id).await?;
        let decided = [&asked.verified_by, &asked.approved_by, &called];
        let mut tied = None;
        for agent in decided.into_iter().flatten() {
            if eyes::tie(&mut *tx, services, agent, whom).await?.is_some() {
                tied = Some(agent.clone());
            }
        }
        let Some(agent) = tied else { continue };
        if happens(tx, now, &mut asked, &Happens::Untie).await?.is_ok() {
            let what = (Happened::TakenBack, Some(&agent), None);
            note(tx, now, &asked.id, what).await?;
            let entry = Entry::new(Event::AppointmentTakenBack, Actor::System);
            record(tx, now, &asked, of_company(&asked, entry))?;
            ended = true;
        }
    }
    Ok(ended)
}

/// Whether an invitation that waits is the one that came of a request, which is the newest that leads to it.
pub(super) async fn is_of(
    tx: &mut Tx,
    asked: &Appointment,
    authorisation: &AuthorisationId,
) -> Result<bool> {
    let newest = ids(&mut *tx, authorisation).await?.into_iter().next();
    Ok(newest.is_none_or(|newest| newest == asked.id) && leads_to_admin(tx, authorisation).await?)
}

async fn leads_to_admin(tx: &mut Tx, authorisation: &AuthorisationId) -> Result<bool> {
    let (admins,): (i64,) = on!(tx, |c| sqlx::query_as(sql::LEADS_TO_ADMIN)
        .bind(authorisation.as_str())
        .fetch_one(c))?;
    Ok(admins > 0)
}

fn of_company<'a>(asked: &'a Appointment, entry: Entry<'a>) -> Entry<'a> {
    match &asked.organisation {
        Some(organisation) => entry.organisation(organisation),
        None => entry,
    }
}

async fn ids(tx: &mut Tx, authorisation: &AuthorisationId) -> Result<Vec<AppointmentId>> {
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(sql::OF_AUTHORISATION)
        .bind(authorisation.as_str())
        .fetch_all(c))?;
    let ids = rows
        .into_iter()
        .map(|(id,)| AppointmentId::from_trusted(id));
    Ok(ids.collect())
}

/// The approved requests that lead to an authorisation, locked.
async fn of(tx: &mut Tx, authorisation: &AuthorisationId) -> Result<Vec<Appointment>> {
    let mut found = Vec::new();
    for id in ids(&mut *tx, authorisation).await? {
        found.extend(lock(&mut *tx, &id).await?);
    }
    Ok(found)
}
