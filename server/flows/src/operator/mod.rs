//! Deeds of an operator at the command line, for when no admin and no desk can help. Each leaves its own row in the trail.

mod give_right;
mod number_moved;

pub use give_right::{RightGiven, give_right};
pub use number_moved::number_moved;

use domain::{AccountId, EmailAddress, Language, people::PasswordState, post::Letter};
use serde_json::json;

use crate::{
    Services,
    audit::{self, Actor, Entry, Event},
    help, login, on,
    places::{self, Place},
    post::{self, Draft, Payer, To},
    trouble::Result,
};

const ACCOUNT: &str = "select id, language from account where email_canonical = $1";

/// What came of an unblock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unblocked {
    /// Nothing keeps the owner out any more, who is told.
    Lifted {
        /// How the password stands now.
        password: PasswordState,
    },
    /// There was no block, and nobody has to wait.
    NotBlocked,
    /// A newer version of this program stored what keeps the owner out: left alone.
    NewerVersion,
    /// Nobody has this address.
    NotHere,
}

/// Lifts whatever keeps an account out, by the same rules as an admin and the desk do.
pub async fn unblock(services: &Services, email: &EmailAddress, by: &str) -> Result<Unblocked> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let found: Option<(String, String)> = on!(&mut tx, |c| sqlx::query_as(ACCOUNT)
        .bind(email.canonical())
        .fetch_optional(c))?;
    let Some((id, language)) = found else {
        return Ok(Unblocked::NotHere);
    };
    let account = AccountId::from_trusted(id);
    let places = places::of(&mut tx, &account, now).await?;
    let invited = places.iter().any(Place::is_invited)
        && !places.iter().any(Place::is_open)
        && places::begins(&places).is_none();
    let out = login::locked_out(&mut tx, services, &account, now).await?;
    if out.is_of_newer_version() {
        return Ok(Unblocked::NewerVersion);
    }
    if !out.at_all() {
        return Ok(Unblocked::NotBlocked);
    }
    let password = login::let_in_again(&mut tx, services, &account, now).await?;
    help::settle(&mut tx, &account, None, now).await?;
    let entry = Entry::new(Event::UnblockedByOperator, Actor::Operator)
        .account(&account)
        .facts(
            json!({ "reason": out.code(), "must_change": password == PasswordState::MustChange }),
        );
    let language = Language::from_code(&language).unwrap_or_default();
    let letter = Letter::Unblocked {
        by: by.to_owned(),
        invited,
        renew: password == PasswordState::Renew,
    };
    let draft = Draft::new(To::Account(&account), language, letter, Payer::Nobody);
    post::queue(&mut tx, services, now, draft).await?;
    audit::record(&mut tx, now, entry)?;
    tx.commit().await?;
    Ok(Unblocked::Lifted { password })
}

/// Queues a letter that says nothing but that mail works.
pub async fn test_mail(
    services: &Services,
    address: &EmailAddress,
    language: Language,
) -> Result<()> {
    let mut tx = services.db.write().await?;
    let draft = Draft::new(
        To::Typed(address),
        language,
        Letter::TestMail,
        Payer::Nobody,
    );
    post::queue(&mut tx, services, services.now(), draft).await?;
    tx.commit().await
}
