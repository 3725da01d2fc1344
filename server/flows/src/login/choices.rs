//! Where somebody whose password was right may want to go. Most people have one organisation and never see a choice.

use domain::{
    AccountId, AuthorisationId, MobileNumber, Moment,
    people::{Access, AuthorisationState, Authority, Role, StandIn},
};

use super::sql;
use crate::{Services, Tx, on, trouble::Result};

/// An organisation that can be entered, or one that cannot any more (then the code is asked for before that is said).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The authorisation.
    pub authorisation: AuthorisationId,
    /// Name of the organisation.
    pub organisation_name: String,
    /// What the person is there now; whoever stands in for an admin is one.
    pub role: Role,
    /// Whether it opens anything now.
    pub open: bool,
    /// Where its codes go.
    pub(super) mobile: MobileNumber,
}

#[derive(sqlx::FromRow)]
struct ChoiceRow {
    id: String,
    role: String,
    state: String,
    valid_from: Option<i64>,
    valid_until: Option<i64>,
    stand_in_from: Option<i64>,
    stand_in_until: Option<i64>,
    mobile: String,
    organisation_name: String,
    ended_at: Option<i64>,
}

/// Where a person whose password was right may want to go.
pub async fn choices(services: &Services, account: &AccountId) -> Result<Vec<Choice>> {
    let mut tx = services.db.read().await?;
    choices_of(&mut tx, account, services.now()).await
}

pub(super) async fn choices_of(
    tx: &mut Tx,
    account: &AccountId,
    now: Moment,
) -> Result<Vec<Choice>> {
    let rows: Vec<ChoiceRow> = on!(tx, |c| sqlx::query_as(sql::CHOICES)
        .bind(account.as_str())
        .fetch_all(c))?;
    let mut choices = rows
        .into_iter()
        .map(|row| {
            let access = Access::of(
                AuthorisationState::stored(&row.state),
                row.valid_from.map(Moment::from_unix_ms),
                row.valid_until.map(Moment::from_unix_ms),
                now,
            );
            let ended = row.ended_at.is_some_and(|at| at <= now.unix_ms());
            let role = Role::stored(&row.role);
            let stand_in = StandIn::stored(row.stand_in_from, row.stand_in_until);
            Ok(Choice {
                authorisation: AuthorisationId::from_trusted(row.id),
                organisation_name: row.organisation_name,
                role: Authority::of(role, stand_in, now).role(),
                open: !ended && access.is_open(),
                mobile: MobileNumber::from_e164_stored(row.mobile),
            })
        })
        .collect::<Result<Vec<_>>>()?;
    // Whoever can go somewhere is not bothered with where it is over.
    if choices.iter().any(|choice| choice.open) {
        choices.retain(|choice| choice.open);
    }
    Ok(choices)
}
