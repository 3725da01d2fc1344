//! What hangs on an authorisation: the words it is found by, and the rights it holds.

use domain::{
    AccountId, AuthorisationId, EmailAddress, Moment, OrganisationId, PersonName,
    people::search_words,
};

use super::{sql, store::NewPerson};
use crate::{Tx, execute, on, trouble::Result};

/// Gives a right to an authorisation that does not have it yet.
pub(super) async fn grant(
    tx: &mut Tx,
    now: Moment,
    authorisation: &AuthorisationId,
    right: &str,
    by: Option<&AccountId>,
) -> Result<()> {
    execute!(
        tx,
        sql::GRANT,
        authorisation.as_str(),
        right,
        now.unix_ms(),
        by.map(AccountId::as_str)
    )?;
    Ok(())
}

/// Writes down by which words a person is found, instead of the words of before.
pub(super) async fn write_words(
    tx: &mut Tx,
    (organisation, authorisation): (&OrganisationId, &AuthorisationId),
    name: &PersonName,
    email: &EmailAddress,
) -> Result<()> {
    let (code,): (String,) = on!(&mut *tx, |c| sqlx::query_as(sql::ACCESS_CODE)
        .bind(authorisation.as_str())
        .fetch_one(c))?;
    execute!(&mut *tx, sql::FORGET_WORDS, authorisation.as_str())?;
    for word in search_words(name, email, &code) {
        execute!(
            &mut *tx,
            sql::ADD_WORD,
            organisation.as_str(),
            &word,
            authorisation.as_str()
        )?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct NamedRow {
    id: String,
    organisation_id: String,
    given_name: String,
    initials: String,
    infix: String,
    family_name: String,
    email: String,
    email_canonical: String,
}

/// Writes the words of a person anew wherever admins can find this person: name or address changed.
pub(crate) async fn rewrite_words(tx: &mut Tx, account: &AccountId) -> Result<()> {
    let rows: Vec<NamedRow> = on!(&mut *tx, |c| sqlx::query_as(sql::NAMED)
        .bind(account.as_str())
        .fetch_all(c))?;
    for row in rows {
        let organisation = OrganisationId::from_trusted(row.organisation_id);
        let authorisation = AuthorisationId::from_trusted(row.id);
        let name =
            PersonName::from_stored(row.given_name, row.initials, row.infix, row.family_name);
        let email = EmailAddress::from_stored(row.email, row.email_canonical);
        write_words(tx, (&organisation, &authorisation), &name, &email).await?;
    }
    Ok(())
}

/// Gives a person these rights, instead of those of before.
pub(super) async fn write_rights(
    tx: &mut Tx,
    now: Moment,
    new: &NewPerson<'_>,
    authorisation: &AuthorisationId,
) -> Result<()> {
    execute!(&mut *tx, sql::FORGET_RIGHTS, authorisation.as_str())?;
    for right in new.rights {
        grant(tx, now, authorisation, right, new.by).await?;
    }
    Ok(())
}
