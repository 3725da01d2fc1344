//! Rights that count as a pair of eyes (SEC-68): an admin asks for them, on the page where all other rights are given, and an
//! agent who did not ask decides. Until then nobody holds them.

use std::collections::BTreeSet;

use domain::{AccountId, AuthorisationId, Moment, desk::Why, organisations::DESK_RIGHT};
use serde_json::json;

use super::{
    super::{deed::Refusal, sql},
    FourEyes,
    ask::ask,
    insurer_of,
};
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    execute, on,
    organisations::{self, Organisation},
    people::{self, Giver, Target},
    trouble::Result,
};

/// Rights that wait for an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightsAsked {
    /// Their codes.
    pub rights: Vec<String>,
    /// Until when they can be given.
    pub until: Moment,
}

/// What waits for somebody, if anything does.
pub(crate) async fn rights_asked(
    tx: &mut Tx,
    services: &Services,
    whom: &AuthorisationId,
    now: Moment,
) -> Result<Option<RightsAsked>> {
    let row: Option<(String, i64)> = on!(tx, |c| sqlx::query_as(sql::RIGHTS_ASKED)
        .bind(now.unix_ms())
        .bind(insurer_of(services))
        .bind(DESK_RIGHT)
        .bind(whom.as_str())
        .fetch_optional(c))?;
    let Some((payload, until)) = row else {
        return Ok(None);
    };
    let FourEyes::GiveRights { rights } = serde_json::from_str(&payload)? else {
        return Ok(None);
    };
    let until = Moment::from_unix_ms(until);
    Ok(Some(RightsAsked { rights, until }))
}

/// Asks for these rights instead of those that wait; asks for none if there are none. Whom it concerns is locked, and holds
/// none of them. Gives back what is asked for now and was not before.
pub(crate) async fn ask_rights(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    whom: &Target,
    organisation: &Organisation,
    (rights, by): (&[String], &AccountId),
) -> Result<Vec<String>> {
    let waiting = rights_asked(tx, services, &whom.authorisation, now).await?;
    let before: BTreeSet<String> = waiting.into_iter().flat_map(|asked| asked.rights).collect();
    let wanted: BTreeSet<String> = rights.iter().cloned().collect();
    if before == wanted {
        return Ok(vec![]);
    }
    end_rights_asked(tx, now, &whom.authorisation, by).await?;
    if !wanted.is_empty() {
        let what = FourEyes::GiveRights {
            rights: wanted.iter().cloned().collect(),
        };
        let asked = (&whom.authorisation, &what, Why::Other, by);
        ask(tx, services, now, asked).await?;
    }
    let (event, facts) = if wanted.is_empty() {
        (Event::FourEyesEnded, json!({ "kind": "give_rights" }))
    } else {
        let facts = json!({ "kind": "give_rights", "rights": wanted });
        (Event::FourEyesAsked, facts)
    };
    let entry = Entry::new(event, Actor::Person(by))
        .account(&whom.account)
        .authorisation(&whom.authorisation)
        .organisation(&organisation.id)
        .facts(facts);
    audit::record(tx, now, entry)?;
    Ok(wanted.difference(&before).cloned().collect())
}

/// Nobody decides any more on rights that are not wanted any more, or others.
async fn end_rights_asked(
    tx: &mut Tx,
    now: Moment,
    whom: &AuthorisationId,
    by: &AccountId,
) -> Result<()> {
    execute!(
        tx,
        sql::END_RIGHTS_ASKED,
        whom.as_str(),
        now.unix_ms(),
        by.as_str()
    )?;
    Ok(())
}

/// Gives what was asked for, if the organisation still holds it; gives back the codes that are new.
pub(super) async fn give(
    tx: &mut Tx,
    services: &Services,
    (rights, asked_by): (&[String], &AccountId),
    target: &Target,
    organisation: &Organisation,
) -> Result<Result<Vec<String>, Refusal>> {
    let held = organisations::holds(tx, &organisation.id).await?;
    let mut given = Vec::new();
    for code in rights.iter().filter(|code| held.contains(code)) {
        let (now, by) = (services.now(), Giver::Two { asked_by });
        if people::grant(tx, services, now, &target.authorisation, code, by).await? {
            given.push(code.clone());
        }
    }
    if given.is_empty() {
        return Ok(Err(Refusal::AlreadySo));
    }
    Ok(Ok(given))
}
