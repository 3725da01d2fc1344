//! A name that its owner puts right: from then on every organisation where the person works knows it so.

use domain::{
    AccountId, AuthorisationId, Moment, OrganisationId, PersonName,
    people::{Called, Unfit},
};

use super::{namesake, sql, words_and_rights::rewrite_words};
use crate::{Services, Tx, execute, on, trouble::Result};

/// An organisation that knew the person by another name.
#[derive(Clone, Debug)]
pub(crate) struct Renamed {
    pub organisation: OrganisationId,
    pub authorisation: AuthorisationId,
    /// What it called the person until now.
    pub before: PersonName,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    organisation_id: String,
    given_name: String,
    initials: String,
    infix: String,
    family_name: String,
}

/// Gives the person this name; gives back the organisations that knew another one, or whose name it is that nobody
/// may take.
pub(crate) async fn rename(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
    name: &PersonName,
    now: Moment,
) -> Result<Result<Vec<Renamed>, Unfit>> {
    let rows: Vec<Row> = on!(&mut *tx, |c| sqlx::query_as(sql::LOCK_OWN_NAMES)
        .bind(account.as_str())
        .bind(now.unix_ms())
        .fetch_all(c))?;
    let places: Vec<Renamed> = rows
        .into_iter()
        .map(|row| Renamed {
            organisation: OrganisationId::from_trusted(row.organisation_id),
            authorisation: AuthorisationId::from_trusted(row.id),
            before: PersonName::from_stored(
                row.given_name,
                row.initials,
                row.infix,
                row.family_name,
            ),
        })
        .collect();
    let mut signs = false;
    for place in &places {
        let who = (account, &place.authorisation);
        signs |= namesake::signs(tx, services, now, who).await?;
    }
    let called = Called {
        name: name.clone(),
        signs,
    };
    let mut renamed = places;
    renamed.retain(|place| place.before != *name);
    // Whoever is called so already goes on being so.
    for place in renamed.iter().filter(|place| !place.before.reads_as(name)) {
        let who = (&place.organisation, account);
        if let Some(unfit) = namesake::whose(tx, services, now, who, &called).await? {
            return Ok(Err(unfit));
        }
    }
    renamed.sort_by(|one, other| one.authorisation.as_str().cmp(other.authorisation.as_str()));
    for place in &renamed {
        execute!(
            &mut *tx,
            sql::RENAME,
            place.authorisation.as_str(),
            name.given_name(),
            name.initials(),
            name.infix(),
            name.family_name(),
            name.sort_key(),
        )?;
    }
    execute!(
        &mut *tx,
        sql::RENAME_ACCOUNT,
        account.as_str(),
        name.given_name(),
        name.initials(),
        name.infix(),
        name.family_name(),
    )?;
    rewrite_words(tx, account).await?;
    Ok(Ok(renamed))
}
