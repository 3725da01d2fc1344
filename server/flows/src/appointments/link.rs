//! Links to the applicant's mailbox. Nobody has an account yet, so they hang on the request; otherwise they are like all
//! links: made when the letter is written, kept as a hash, and never used up by looking (SEC-19, SEC-21).

use domain::AppointmentId;

use super::{record, sql};
use crate::{Services, Tx, execute, on, secrets::LinkSecret, trouble::Result};

/// What a link opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Say that the mailbox is one's own.
    Confirm,
    /// See how far the request is, answer, withdraw.
    Follow,
}

impl Purpose {
    const fn code(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Follow => "follow",
        }
    }
}

/// Which request somebody who holds a link of its mailbox follows: the one to follow it by, or the one the mailbox said yes
/// with, once it did. Both came to the same mailbox.
pub(super) async fn followed(tx: &mut Tx, secret: &LinkSecret) -> Result<Option<AppointmentId>> {
    if let Some(id) = find(tx, secret, Purpose::Follow).await? {
        return Ok(Some(id));
    }
    let Some(id) = find(tx, secret, Purpose::Confirm).await? else {
        return Ok(None);
    };
    let found = record::find(tx, &id).await?;
    Ok(found
        .filter(|found| found.confirmed_at.is_some())
        .map(|found| found.id))
}

/// Adds a secret and gives it back, for the letter and for nothing else.
pub(crate) async fn add_secret(
    tx: &mut Tx,
    services: &Services,
    id: &AppointmentId,
    purpose: Purpose,
) -> Result<LinkSecret> {
    let secret = LinkSecret::new(services.chance.as_ref())?;
    execute!(
        tx,
        sql::ADD_LINK,
        &secret.hash(),
        id.as_str(),
        purpose.code()
    )?;
    Ok(secret)
}

/// Which request a secret opens for this purpose; `None` for one that we never made.
pub(super) async fn find(
    tx: &mut Tx,
    secret: &LinkSecret,
    purpose: Purpose,
) -> Result<Option<AppointmentId>> {
    let row: Option<(String,)> = on!(tx, |c| sqlx::query_as(sql::OF_LINK)
        .bind(secret.hash())
        .bind(purpose.code())
        .fetch_optional(c))?;
    Ok(row.map(|(id,)| AppointmentId::from_trusted(id)))
}
