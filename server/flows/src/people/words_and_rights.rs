//! What hangs on an authorisation: the words it is found by, and the rights it holds.

use domain::{AccountId, AuthorisationId, Moment, people::search_words};

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
    new: &NewPerson<'_>,
    authorisation: &AuthorisationId,
) -> Result<()> {
    let (code,): (String,) = on!(&mut *tx, |c| sqlx::query_as(sql::ACCESS_CODE)
        .bind(authorisation.as_str())
        .fetch_one(c))?;
    execute!(&mut *tx, sql::FORGET_WORDS, authorisation.as_str())?;
    let organisation = new.organisation.as_str();
    for word in search_words(new.name, new.email, &code) {
        execute!(
            &mut *tx,
            sql::ADD_WORD,
            organisation,
            &word,
            authorisation.as_str()
        )?;
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
