//! Access that is over, told only to who has proved to be its owner: since when, and who can help.

use domain::{
    AccountId, AuthorisationId, Moment, OrganisationId,
    people::{AuthorisationState, Facts, Standing},
    post::Named,
};

use super::sql;
use crate::{
    Services, Tx,
    caller::full_name,
    on,
    trouble::{Result, Trouble},
    who_is_my_admin,
};

/// Why an authorisation opens nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// Name of the organisation.
    pub organisation_name: String,
    /// What it means now.
    pub standing: Standing,
    /// When a person stopped it.
    pub at: Option<Moment>,
    /// Who of the organisation stopped it, under the name it had for that person: what became of whoever it was is not told.
    pub by: Option<String>,
    /// Who can help there now.
    pub admins: Vec<Named>,
}

impl Stopped {
    /// When access begins, if it is not over but to come.
    pub const fn begins(&self) -> Option<Moment> {
        match self.standing {
            Standing::NotYet { from } => Some(from),
            _ => None,
        }
    }
}

#[derive(sqlx::FromRow)]
struct StoppedRow {
    state: String,
    valid_from: Option<i64>,
    valid_until: Option<i64>,
    stopped_at: Option<i64>,
    organisation_id: String,
    organisation_name: String,
    given_name: Option<String>,
    infix: Option<String>,
    family_name: Option<String>,
}

/// Why an authorisation opens nothing; `None` if it does open.
pub async fn stopped(
    services: &Services,
    account: &AccountId,
    authorisation: &AuthorisationId,
) -> Result<Option<Stopped>> {
    let mut tx = services.db.read().await?;
    stopped_in(&mut tx, account, authorisation, services.now()).await
}

pub(crate) async fn stopped_in(
    tx: &mut Tx,
    account: &AccountId,
    authorisation: &AuthorisationId,
    now: Moment,
) -> Result<Option<Stopped>> {
    let row: Option<StoppedRow> = on!(tx, |c| sqlx::query_as(sql::STOPPED)
        .bind(authorisation.as_str())
        .bind(account.as_str())
        .fetch_optional(c))?;
    let row = row.ok_or_else(|| Trouble::missing("authorisation", "id", authorisation.as_str()))?;
    let facts = Facts::of_access(
        AuthorisationState::stored(&row.state),
        row.valid_from.map(Moment::from_unix_ms),
        row.valid_until.map(Moment::from_unix_ms),
    );
    let standing = facts.standing(now);
    if standing == Standing::Active {
        return Ok(None);
    }
    let by = match (row.given_name, row.infix, row.family_name) {
        (Some(given), Some(infix), Some(family)) => Some(full_name(&given, &infix, &family)),
        _ => None,
    };
    let there = OrganisationId::from_trusted(row.organisation_id);
    let admins = who_is_my_admin::who_can_help(tx, (&there, authorisation), account, now).await?;
    let at = row.stopped_at.map(Moment::from_unix_ms);
    Ok(Some(Stopped {
        organisation_name: row.organisation_name,
        standing,
        at,
        by,
        admins: admins.into_iter().map(|admin| admin.named).collect(),
    }))
}
