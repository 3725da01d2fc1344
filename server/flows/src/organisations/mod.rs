//! Organisations: who they are and which rights they hold, and so may hand on to their people.
//! They come from a file of the insurer (import) or from an operator; no screen of an admin makes one.

mod sql;

use std::collections::BTreeSet;

use domain::{
    Moment, OrganisationId,
    shared::{lookalike::looks_like, person_name::fold, search},
};

use crate::{Services, Tx, execute, on, trouble::Result};

/// An organisation as it comes in. Kind and number together name it.
#[derive(Clone, Copy, Debug)]
pub struct NewOrganisation<'a> {
    /// Code of the kind in the catalogue.
    pub kind: &'a str,
    /// Its number, as [`domain::organisations::Kind::read_number`] gives it.
    pub number: &'a str,
    /// Name.
    pub name: &'a str,
    /// Codes of every right it holds from now on.
    pub rights: &'a [&'a str],
}

/// An organisation as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Code of the kind in the catalogue.
    pub kind: String,
    /// Its number within the kind.
    pub number: String,
    /// Name.
    pub name: String,
    /// From when on nobody gets in; `None` if it goes on.
    pub ended_at: Option<Moment>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    number: String,
    name: String,
    ended_at: Option<i64>,
}

impl From<Row> for Organisation {
    fn from(row: Row) -> Self {
        Self {
            id: OrganisationId::from_trusted(row.id),
            kind: row.kind,
            number: row.number,
            name: row.name,
            ended_at: row.ended_at.map(Moment::from_unix_ms),
        }
    }
}

/// Keeps an organisation: a new one, or the one with this kind and number with its new name and rights.
///
/// A right it no longer holds works for nobody from the next request on; who had it keeps it for when it comes back.
pub async fn save(
    tx: &mut Tx,
    services: &Services,
    new: NewOrganisation<'_>,
) -> Result<OrganisationId> {
    let now = services.now();
    let (id,): (String,) = on!(&mut *tx, |c| sqlx::query_as(sql::SAVE)
        .bind(services.new_id()?)
        .bind(new.kind)
        .bind(new.number)
        .bind(new.name)
        .bind(fold(new.name))
        .bind(now.unix_ms())
        .fetch_one(c))?;
    execute!(&mut *tx, sql::FORGET_WORDS, &id)?;
    for word in words_of(new.name) {
        execute!(&mut *tx, sql::ADD_WORD, &word, &id)?;
    }
    execute!(&mut *tx, sql::FORGET_RIGHTS, &id)?;
    for right in new.rights {
        execute!(&mut *tx, sql::ADD_RIGHT, &id, *right)?;
    }
    Ok(OrganisationId::from_trusted(id))
}

/// Every word whose beginning finds an organisation by its name.
pub(crate) fn words_of(name: &str) -> BTreeSet<String> {
    search::words_of(name).collect()
}

/// Codes of the rights an organisation holds.
pub async fn holds(tx: &mut Tx, organisation: &OrganisationId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(sql::HOLDS)
        .bind(organisation.as_str())
        .fetch_all(c))?;
    Ok(rows.into_iter().map(|(code,)| code).collect())
}

/// The organisation of an id.
pub async fn find(tx: &mut Tx, id: &OrganisationId) -> Result<Option<Organisation>> {
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(sql::FIND)
        .bind(id.as_str())
        .fetch_optional(c))?;
    Ok(row.map(Organisation::from))
}

/// The organisation of a kind and a number.
pub async fn find_by_number(tx: &mut Tx, kind: &str, number: &str) -> Result<Option<Organisation>> {
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(sql::FIND_BY_NUMBER)
        .bind(kind)
        .bind(number)
        .fetch_optional(c))?;
    Ok(row.map(Organisation::from))
}

/// Reads an organisation and keeps its row locked until the commit: deeds of its admins go one after another (SEC-47).
pub async fn lock(tx: &mut Tx, id: &OrganisationId) -> Result<Option<Organisation>> {
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(sql::LOCK)
        .bind(id.as_str())
        .fetch_optional(c))?;
    Ok(row.map(Organisation::from))
}

/// Remembers a domain of an organisation's addresses.
pub async fn remember_domain(
    tx: &mut Tx,
    organisation: &OrganisationId,
    domain: &str,
) -> Result<()> {
    execute!(tx, sql::REMEMBER_DOMAIN, organisation.as_str(), domain)?;
    Ok(())
}

/// A domain in use at an organisation that another one could be taken for (SEC-62). One that is in use itself is no
/// surprise.
pub async fn lookalike(
    tx: &mut Tx,
    organisation: &OrganisationId,
    domain: &str,
) -> Result<Option<String>> {
    let known = domains(tx, organisation).await?;
    if known.iter().any(|one| one == domain) {
        return Ok(None);
    }
    Ok(known.into_iter().find(|one| looks_like(one, domain)))
}

/// Domains of an organisation's addresses.
pub(crate) async fn domains(tx: &mut Tx, organisation: &OrganisationId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(sql::DOMAINS)
        .bind(organisation.as_str())
        .fetch_all(c))?;
    Ok(rows.into_iter().map(|(domain,)| domain).collect())
}
