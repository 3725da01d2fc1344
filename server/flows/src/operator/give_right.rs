//! A right from the operator: how the first two agents of a service desk come about, because every right that counts as a
//! pair of eyes takes two who have it already (SEC-68). Whoever works there hears of it.

use domain::{AuthorisationId, EmailAddress, OrganisationId, people::AuthorisationState};
use serde_json::json;

use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    on, organisations,
    people::{self, Giver},
    trouble::Result,
};

const WHO: &str = "
select u.id
from authorisation u join account a on a.id = u.account_id
where u.organisation_id = $1 and a.email_canonical = $2";

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RightGiven {
    /// Given; the person and every agent are told. An address may be another's by now, so the answer says whose it is.
    Given {
        /// What the organisation calls this person.
        name: String,
    },
    /// This person has it.
    AlreadySo {
        /// What the organisation calls this person.
        name: String,
    },
    /// The organisation does not hold this right.
    NotHeld,
    /// There is no such organisation.
    NoOrganisation,
    /// Nobody with this address is there, or access is over: stopped, or ended on its date.
    NotHere,
}

/// Gives a right to somebody at an organisation, which its kind and number name.
pub async fn give_right(
    services: &Services,
    (kind, number): (&str, &str),
    email: &EmailAddress,
    right: &str,
    by: &str,
) -> Result<RightGiven> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let Some(found) = organisations::find_by_number(&mut tx, kind, number).await? else {
        return Ok(RightGiven::NoOrganisation);
    };
    let Some(organisation) = organisations::lock(&mut tx, &found.id).await? else {
        return Ok(RightGiven::NoOrganisation);
    };
    let held = organisations::holds(&mut tx, &organisation.id).await?;
    if !held.iter().any(|code| code == right) {
        return Ok(RightGiven::NotHeld);
    }
    let Some(whom) = who(&mut tx, &organisation.id, email).await? else {
        return Ok(RightGiven::NotHere);
    };
    let target = people::lock_target(&mut tx, &organisation.id, &whom).await?;
    let there = |state| {
        matches!(
            state,
            AuthorisationState::Active | AuthorisationState::Invited
        )
    };
    let Some(target) = target.filter(|target| there(target.state) && !target.is_over(now)) else {
        return Ok(RightGiven::NotHere);
    };
    let name = target.full_name();
    if !people::grant(&mut tx, services, now, &whom, right, Giver::Operator).await? {
        return Ok(RightGiven::AlreadySo { name });
    }
    let added = [right.to_owned()];
    people::tell_rights(
        &mut tx,
        services,
        now,
        &target,
        (None, by, &organisation),
        (&added, &[]),
    )
    .await?;
    let entry = Entry::new(Event::RightsChanged, Actor::Operator)
        .account(&target.account)
        .authorisation(&whom)
        .organisation(&organisation.id)
        .facts(json!({ "added": added, "removed": [] }));
    audit::record(&mut tx, now, entry)?;
    tx.commit().await?;
    Ok(RightGiven::Given { name })
}

async fn who(
    tx: &mut Tx,
    organisation: &OrganisationId,
    email: &EmailAddress,
) -> Result<Option<AuthorisationId>> {
    let row: Option<(String,)> = on!(tx, |c| sqlx::query_as(WHO)
        .bind(organisation.as_str())
        .bind(email.canonical())
        .fetch_optional(c))?;
    Ok(row.map(|(id,)| AuthorisationId::from_trusted(id)))
}
