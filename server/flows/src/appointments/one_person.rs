//! Nobody vouches for himself (SEC-26): whoever called, vouched or approved is held against the applicant at each step, because
//! what makes two accounts one person may come about in between.

use domain::{AccountId, AppointmentId};

use super::{record::Appointment, sql};
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
    let whom = Whom::applicant(&asked.email, &asked.mobile);
    Ok(eyes::tie(tx, services, agent, whom).await?.is_some())
}

/// Who of the desk wrote down the last call.
pub(super) async fn who_called(tx: &mut Tx, id: &AppointmentId) -> Result<Option<AccountId>> {
    let row: Option<(String,)> = on!(tx, |c| sqlx::query_as(sql::WHO_CALLED)
        .bind(id.as_str())
        .fetch_optional(c))?;
    Ok(row.map(|(by,)| AccountId::from_trusted(by)))
}
