//! Nobody vouches for himself (SEC-26): whoever called, vouched or approved is held against the applicant at each step, because
//! what makes two accounts one person may come about in between.

use domain::{AccountId, AppointmentId, MobileNumber};

use super::{
    announce::organisation_of,
    record::Appointment,
    sql,
    there::{self, There},
};
use crate::{
    Services, Tx,
    eyes::{self, Whom},
    on,
    trouble::Result,
};

/// Whether an agent is who a request is about, or shares a mailbox or a telephone with them.
pub(super) async fn stands_with(
    tx: &mut Tx,
    services: &Services,
    agent: &AccountId,
    asked: &Appointment,
) -> Result<bool> {
    let there = number_there(&mut *tx, services, asked).await?;
    let whom = Whom::applicant(&asked.email, &asked.mobile, there.as_ref());
    Ok(eyes::tie(tx, services, agent, whom).await?.is_some())
}

/// Whether an agent works at the company that a request is for, chosen or not: what it says of itself is no other's word.
pub(super) async fn is_of_own_company(
    tx: &mut Tx,
    services: &Services,
    agent: &AccountId,
    asked: &Appointment,
) -> Result<bool> {
    match organisation_of(&mut *tx, asked, services.now()).await? {
        Some(organisation) => eyes::works_there(tx, services, agent, &organisation.id).await,
        None => Ok(false),
    }
}

/// Whether what an agent says for a request is the applicant's own word, or the company's.
pub(super) async fn is_party(
    tx: &mut Tx,
    services: &Services,
    agent: &AccountId,
    asked: &Appointment,
) -> Result<bool> {
    Ok(stands_with(&mut *tx, services, agent, asked).await?
        || is_of_own_company(tx, services, agent, asked).await?)
}

/// Where codes go on going where the applicant works already, whatever the request says.
pub(super) async fn number_there(
    tx: &mut Tx,
    services: &Services,
    asked: &Appointment,
) -> Result<Option<MobileNumber>> {
    let Some(organisation) = &asked.organisation else {
        return Ok(None);
    };
    let there = there::look(tx, services, organisation, asked).await?;
    Ok(there.as_ref().and_then(There::number_that_counts).cloned())
}

/// Who of the desk wrote down the last call.
pub(super) async fn who_called(tx: &mut Tx, id: &AppointmentId) -> Result<Option<AccountId>> {
    let row: Option<(String,)> = on!(tx, |c| sqlx::query_as(sql::WHO_CALLED)
        .bind(id.as_str())
        .fetch_optional(c))?;
    Ok(row.map(|(by,)| AccountId::from_trusted(by)))
}
