//! What somebody typed and has not sent in: kept a day, for the browser that holds the secret, and for nobody else.

use domain::Moment;

use super::{
    asker::{Asker, begins},
    sql,
};
use crate::{Services, execute, on, secrets::LinkSecret, trouble::Result};

/// What a browser holds to find its form again.
pub type DraftSecret = LinkSecret;

/// Keeps a form; gives back what the browser has to hold, or when there is room again. A secret that we never made is
/// not adopted.
pub async fn keep_draft(
    services: &Services,
    held: Option<&DraftSecret>,
    typed: &str,
    asker: &Asker<'_>,
) -> Result<Result<DraftSecret, Moment>> {
    let now = services.now();
    let mut tx = services.db.write_lightly().await?;
    if let Some(secret) = held
        && execute!(
            &mut tx,
            sql::KEEP_DRAFT,
            &secret.hash(),
            typed,
            now.unix_ms()
        )? == 1
    {
        tx.commit().await?;
        return Ok(Ok(secret.clone()));
    }
    if let Err(until) = begins(&mut tx, services, now, asker).await? {
        return Ok(Err(until));
    }
    let secret = LinkSecret::new(services.chance.as_ref())?;
    execute!(
        &mut tx,
        sql::NEW_DRAFT,
        &secret.hash(),
        typed,
        now.unix_ms()
    )?;
    tx.commit().await?;
    Ok(Ok(secret))
}

/// The form that a browser left, as it was kept.
pub async fn draft(services: &Services, secret: &DraftSecret) -> Result<Option<String>> {
    let since = services.now().minus(services.policy.appointment_draft);
    let mut tx = services.db.look().await?;
    let row: Option<(String,)> = on!(&mut tx, |c| sqlx::query_as(sql::DRAFT)
        .bind(secret.hash())
        .bind(since.unix_ms())
        .fetch_optional(c))?;
    Ok(row.map(|(typed,)| typed))
}

/// Forgets a form at once, for who sits at a screen that others use.
pub async fn forget_draft(services: &Services, secret: &DraftSecret) -> Result<()> {
    let mut tx = services.db.write_lightly().await?;
    execute!(&mut tx, sql::FORGET_DRAFT, &secret.hash())?;
    tx.commit().await
}
