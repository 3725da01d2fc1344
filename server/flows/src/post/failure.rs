//! That a letter never left, on record: the admin and the service desk look there when somebody says that nothing came.

use domain::{AccountId, AuthorisationId, Moment, OrganisationId, post::Channel};

use super::sql;
use crate::{
    Tx,
    audit::{self, Actor, Entry, Event},
    on,
    trouble::Result,
};

/// Whose letter failed, and which.
pub(super) struct About<'a> {
    pub account: Option<&'a AccountId>,
    pub authorisation: Option<&'a AuthorisationId>,
    pub letter: &'a str,
    pub channel: Channel,
}

/// Puts it on record.
pub(super) async fn record_failure(
    tx: &mut Tx,
    about: &About<'_>,
    now: Moment,
    class: &str,
) -> Result<()> {
    let found: Vec<(String, String)> = on!(&mut *tx, |c| sqlx::query_as(sql::WHOSE)
        .bind(about.authorisation.map(AuthorisationId::as_str))
        .bind(about.account.map(AccountId::as_str))
        .fetch_all(c))?;
    let whose = match <[_; 1]>::try_from(found) {
        Ok([(authorisation, organisation)]) => Some((
            AuthorisationId::from_trusted(authorisation),
            OrganisationId::from_trusted(organisation),
        )),
        Err(_) => None,
    };
    let mut entry = Entry::new(Event::LetterFailed, Actor::System).facts(serde_json::json!({
        "letter": about.letter,
        "channel": about.channel.code(),
        "error": class,
    }));
    if let Some(account) = about.account {
        entry = entry.account(account);
    }
    if let Some((authorisation, organisation)) = &whose {
        entry = entry
            .authorisation(authorisation)
            .organisation(organisation);
    }
    audit::record(tx, now, entry)
}
