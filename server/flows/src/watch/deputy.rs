//! A friendly mail to the only admin of an organisation, or the one who stays longest: who helps your people when you are away? At most once a quarter,
//! and written down in the organisation's own log.

use std::time::Duration;

use domain::{AccountId, AuthorisationId, Language, Moment, OrganisationId, post::Letter};

use super::sql;
use crate::{
    Permit, Services, Tx,
    audit::{self, Actor, Entry, Event},
    caller::right::DeskWork,
    on,
    post::{self, Draft, Payer, To},
    trouble::Result,
};

/// Once a quarter.
const QUARTER: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// Why nobody is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAsked {
    /// There is no such organisation, or it has ended.
    NotThere,
    /// It was asked less than a quarter ago.
    AskedLately {
        /// When.
        at: Moment,
    },
    /// There is no admin to ask.
    NoAdmin,
    /// There is more than one admin without an end date already.
    NotAlone,
}

/// Whether an organisation that was asked at that moment is left alone for now.
pub fn asked_lately(at: Moment, now: Moment) -> bool {
    now.since(at) < QUARTER
}

/// Asks the only admin for a deputy, where others leave on a date the one who stays longest; gives back the name of the organisation.
pub async fn ask_deputy(
    services: &Services,
    permit: &Permit<DeskWork>,
    organisation: &OrganisationId,
) -> Result<Result<String, NotAsked>> {
    let now = services.now();
    let mut tx = permit.begin(services).await?;
    let asked: Option<(String,)> = on!(&mut tx, |c| sqlx::query_as(sql::ASK)
        .bind(organisation.as_str())
        .bind(now.unix_ms())
        .bind(now.minus(QUARTER).unix_ms())
        .fetch_optional(c))?;
    let Some((name,)) = asked else {
        return why_not(&mut tx, organisation).await.map(Err);
    };
    let admins: Vec<(String, String, String, bool)> =
        on!(&mut tx, |c| sqlx::query_as(sql::TO_ASK)
            .bind(organisation.as_str())
            .bind(now.unix_ms())
            .fetch_all(c))?;
    let enough = admins.len() == 2 && admins.iter().all(|(.., lasting)| *lasting);
    if enough {
        return Ok(Err(NotAsked::NotAlone));
    }
    let others = admins.len() > 1;
    let Some((authorisation, account, language, _)) = admins.into_iter().next() else {
        return Ok(Err(NotAsked::NoAdmin));
    };
    let account = AccountId::from_trusted(account);
    let authorisation = AuthorisationId::from_trusted(authorisation);
    let letter = Letter::DeputyAsked {
        organisation: name.clone(),
        others,
    };
    let language = Language::from_code(&language).unwrap_or_default();
    let draft = Draft::new(
        To::Account(&account),
        language,
        letter,
        Payer::Person(permit.by()),
    )
    .about(&authorisation);
    post::queue(&mut tx, services, now, draft).await?;
    let entry = Entry::new(Event::DeputyAsked, Actor::Desk(permit.by()))
        .account(&account)
        .authorisation(&authorisation)
        .organisation(organisation);
    audit::record(&mut tx, now, entry)?;
    tx.commit().await?;
    Ok(Ok(name))
}

async fn why_not(tx: &mut Tx, organisation: &OrganisationId) -> Result<NotAsked> {
    let found: Option<(String, Option<i64>)> = on!(tx, |c| sqlx::query_as(sql::ASKED_AT)
        .bind(organisation.as_str())
        .fetch_optional(c))?;
    Ok(match found {
        Some((_, Some(at))) => NotAsked::AskedLately {
            at: Moment::from_unix_ms(at),
        },
        _ => NotAsked::NotThere,
    })
}
