//! The organisations that people can be put into, and what each of them holds.
//! Kept in memory while a file is read: an insurer has thousands of them, not millions.

use std::collections::{BTreeSet, HashMap};

use domain::{EmailAddress, Moment, OrganisationId};

use super::sql;
use crate::{Tx, execute, on, organisations, trouble::Result};

/// An organisation that people can be put into.
pub(super) struct Known {
    pub id: OrganisationId,
    pub name: String,
    /// Code of its kind.
    pub kind: String,
    /// Codes of the rights it holds, sorted.
    pub rights: Vec<String>,
}

/// Organisations by kind and number.
pub(super) type Organisations = HashMap<(String, String), Known>;

/// Every organisation that has not ended.
pub(super) async fn known_organisations(tx: &mut Tx, now: Moment) -> Result<Organisations> {
    let held: Vec<(String, String)> =
        on!(&mut *tx, |c| sqlx::query_as(sql::RIGHTS_HELD).fetch_all(c))?;
    let mut rights: HashMap<String, Vec<String>> = HashMap::new();
    for (organisation, right) in held {
        rights.entry(organisation).or_default().push(right);
    }
    let rows: Vec<(String, String, String, String)> =
        on!(tx, |c| sqlx::query_as(sql::ORGANISATIONS)
            .bind(now.unix_ms())
            .fetch_all(c))?;
    Ok(rows
        .into_iter()
        .map(|(id, kind, number, name)| {
            let mut rights = rights.remove(&id).unwrap_or_default();
            rights.sort();
            let known = Known {
                id: OrganisationId::from_trusted(id),
                name,
                kind: kind.clone(),
                rights,
            };
            ((kind, number), known)
        })
        .collect())
}

/// Numbers of organisations by kind, found without their zeros at the beginning.
pub(super) struct Numbers(HashMap<(String, String), Vec<String>>);

impl Numbers {
    pub fn new(of_kinds: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut numbers: HashMap<(String, String), Vec<String>> = HashMap::new();
        for (kind, number) in of_kinds {
            let key = (kind, without_zeros(&number).to_owned());
            numbers.entry(key).or_default().push(number);
        }
        Self(numbers)
    }

    /// The number of another that differs by zeros at the beginning alone, if there is none with this number itself.
    pub fn but_for_zeros(&self, kind: &str, number: &str) -> Option<&str> {
        let key = (kind.to_owned(), without_zeros(number).to_owned());
        let alike = self
            .0
            .get(&key)
            .filter(|alike| !alike.iter().any(|other| other == number));
        alike?.first().map(String::as_str)
    }
}

/// A number without zeros at the beginning.
pub(super) fn without_zeros(number: &str) -> &str {
    number.trim_start_matches('0')
}

/// Locks organisations until the commit, as every deed of their admins does; always in the same order, so that two
/// files at once cannot wait for each other.
pub(super) async fn lock(tx: &mut Tx, organisations: impl Iterator<Item = &Known>) -> Result<()> {
    let ids: BTreeSet<&str> = organisations.map(|known| known.id.as_str()).collect();
    for id in ids {
        organisations::lock(&mut *tx, &OrganisationId::from_trusted(id.to_owned())).await?;
    }
    Ok(())
}

/// Locks whoever of these people is there already, before the first row is saved: saving writes to the trail, and
/// whoever holds the trail must wait for nobody (docs/decisions/0002). In one order, as [`lock`].
pub(super) async fn lock_people(
    tx: &mut Tx,
    people: impl Iterator<Item = (&EmailAddress, &Known)>,
) -> Result<()> {
    let mut locked = BTreeSet::new();
    for (email, at) in people {
        let (email, organisation) = (email.canonical(), at.id.as_str());
        let today: Option<(String,)> = on!(&mut *tx, |c| sqlx::query_as(sql::ADDRESS_OF_TODAY)
            .bind(email)
            .bind(organisation)
            .fetch_optional(c))?;
        locked.insert((
            today.map_or_else(|| email.to_owned(), |(today,)| today),
            organisation,
        ));
    }
    for (email, organisation) in locked {
        execute!(&mut *tx, sql::LOCK_ACCOUNT, &email)?;
        execute!(&mut *tx, sql::LOCK_AUTHORISATION, &email, organisation)?;
    }
    Ok(())
}
