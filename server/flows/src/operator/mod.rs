//! Deeds of an operator at the command line, for when no admin and no desk can help. Each leaves its own row in the trail.

mod number_moved;

pub use number_moved::number_moved;

use domain::{AccountId, EmailAddress, Language, post::Letter};
use serde_json::json;

use crate::{
    Services,
    audit::{self, Actor, Entry, Event},
    execute, login, on,
    post::{self, Draft, To},
    trouble::Result,
};

const ACCOUNT: &str = "
select id, language, blocked_reason, password_state
from account
where email_canonical = $1";

/// The row is locked by the update itself; of two operators one finds nothing to lift.
const UNBLOCK: &str = "
update account set blocked_reason = null, blocked_at = null,
    password_state = case when password_state = 'disabled' then 'set' else password_state end
where id = $1 and (blocked_reason is not null or password_state = 'disabled')";

/// What came of an unblock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unblocked {
    /// The block is lifted, and its owner is told.
    Lifted,
    /// There was no block.
    NotBlocked,
    /// Nobody has this address.
    NotHere,
}

/// Lifts whatever block lies on an account, and forgets its wrong tries.
pub async fn unblock(services: &Services, email: &EmailAddress, by: &str) -> Result<Unblocked> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let found: Option<(String, String, Option<String>, String)> =
        on!(&mut tx, |c| sqlx::query_as(ACCOUNT)
            .bind(email.canonical())
            .fetch_optional(c))?;
    let Some((id, language, reason, password)) = found else {
        return Ok(Unblocked::NotHere);
    };
    if execute!(&mut tx, UNBLOCK, &id)? == 0 {
        return Ok(Unblocked::NotBlocked);
    }
    let account = AccountId::from_trusted(id);
    login::forget_wrong_tries(&mut tx, services, &account).await?;
    let facts = json!({ "reason": reason, "password": password });
    let entry = Entry::new(Event::UnblockedByOperator, Actor::Operator)
        .account(&account)
        .facts(facts);
    audit::record(&mut tx, now, entry).await?;
    let language = Language::from_code(&language).unwrap_or_default();
    let letter = Letter::Unblocked { by: by.to_owned() };
    post::queue(
        &mut tx,
        services,
        now,
        Draft::new(To::Account(&account), language, letter),
    )
    .await?;
    tx.commit().await?;
    Ok(Unblocked::Lifted)
}

/// Queues a letter that says nothing but that mail works.
pub async fn test_mail(
    services: &Services,
    address: &EmailAddress,
    language: Language,
) -> Result<()> {
    let mut tx = services.db.write().await?;
    let draft = Draft::new(To::Typed(address), language, Letter::TestMail);
    post::queue(&mut tx, services, services.now(), draft).await?;
    tx.commit().await
}
