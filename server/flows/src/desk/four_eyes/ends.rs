//! Ending what waits for a second pair of eyes: about somebody, because of what became of the account or the access; and by
//! somebody, who could ask it no more. Called by [`crate::ends`] alone, which says when.

use domain::organisations::DESK_RIGHT;
use domain::{AccountId, AuthorisationId, DeskRequestId, Moment, OrganisationId};
use serde_json::json;

use super::{super::sql, insurer_of, told};
use crate::{
    Services, Tx, appointments,
    audit::{self, Actor, Entry, Event},
    execute, eyes, on,
    trouble::Result,
};

/// What it is about.
#[derive(Clone, Copy)]
pub(crate) enum About<'a> {
    /// All that callers asked for an account, wherever.
    Account(&'a AccountId),
    /// All that anybody asked for one access.
    Access(&'a AuthorisationId),
}

/// What became of whom it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The owner froze the account.
    Frozen,
    /// The desk blocked the account at the wish of its owner.
    Blocked,
    /// Access is over, or was.
    Stopped,
    /// There is another number than the one that it was to replace.
    OtherNumber,
}

impl Ending {
    /// The code kept as the decision.
    pub const fn code(self) -> &'static str {
        match self {
            // As it was called when only an owner ended what others had asked.
            Self::Frozen => "withdrawn",
            Self::Blocked => "blocked",
            Self::Stopped => "stopped",
            Self::OtherNumber => "other_number",
        }
    }
}

#[derive(sqlx::FromRow)]
struct Asked {
    id: String,
    kind: String,
    asked_by: String,
    authorisation_id: String,
    account_id: String,
    organisation_id: String,
}

/// Ends what waits about somebody, and tells who asked. The account is locked.
pub(crate) async fn end_asked_about(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    about: About<'_>,
    (ending, by): (Ending, Actor<'_>),
) -> Result<()> {
    let (statement, id) = match about {
        About::Account(account) => (sql::ON_A_CALLERS_WORD, account.as_str()),
        About::Access(access) => (sql::ABOUT_ACCESS, access.as_str()),
    };
    end_all(tx, services, now, (statement, id), (ending, by)).await
}

/// Ends the wish for another number for one access, which named the one of before. The account is locked.
pub(crate) async fn end_asked_number(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    access: &AuthorisationId,
    by: Actor<'_>,
) -> Result<()> {
    let waiting = (sql::ABOUT_NUMBER, access.as_str());
    end_all(tx, services, now, waiting, (Ending::OtherNumber, by)).await
}

async fn end_all(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (statement, id): (&'static str, &str),
    (ending, by): (Ending, Actor<'_>),
) -> Result<()> {
    let waiting: Vec<Asked> = on!(&mut *tx, |c| sqlx::query_as(statement)
        .bind(id)
        .bind(now.unix_ms())
        .fetch_all(c))?;
    for asked in waiting {
        let ended = execute!(
            &mut *tx,
            sql::END_REQUEST,
            &asked.id,
            now.unix_ms(),
            ending.code()
        )?;
        if ended == 0 {
            continue;
        }
        record(tx, now, &asked, by)?;
        let own =
            matches!(by, Actor::Person(by) | Actor::Desk(by) if by.as_str() == asked.asked_by);
        if !own {
            let id = DeskRequestId::from_trusted(asked.id);
            told::not_agreed(tx, services, now, &id).await?;
        }
    }
    Ok(())
}

/// Ends what an account asked, wrote and vouched for that nobody else decided on yet and that it could ask no more now:
/// somebody else may have been in it, or it is not what it asked as. The account is locked.
pub(crate) async fn end_asked_no_more(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
) -> Result<()> {
    let waiting: Vec<Asked> = on!(&mut *tx, |c| sqlx::query_as(sql::ASKED_NO_MORE_BY)
        .bind(now.unix_ms())
        .bind(insurer_of(services))
        .bind(DESK_RIGHT)
        .bind(account.as_str())
        .fetch_all(c))?;
    for asked in waiting {
        if execute!(&mut *tx, sql::END_ASKED, &asked.id, now.unix_ms())? == 1 {
            record(tx, now, &asked, Actor::System)?;
        }
    }
    if eyes::is_agent(tx, services, account).await? {
        return Ok(());
    }
    appointments::end_vouched_by(tx, now, account).await?;
    let texts = execute!(
        &mut *tx,
        sql::END_ANNOUNCEMENTS_OF,
        account.as_str(),
        now.unix_ms()
    )?;
    for _ in 0..texts {
        let entry = Entry::new(Event::AnnouncementEnded, Actor::System);
        audit::record(tx, now, entry)?;
    }
    Ok(())
}

fn record(tx: &mut Tx, now: Moment, asked: &Asked, by: Actor<'_>) -> Result<()> {
    let whom = AccountId::from_trusted(asked.account_id.clone());
    let authorisation = AuthorisationId::from_trusted(asked.authorisation_id.clone());
    let organisation = OrganisationId::from_trusted(asked.organisation_id.clone());
    let entry = Entry::new(Event::FourEyesEnded, by)
        .account(&whom)
        .authorisation(&authorisation)
        .organisation(&organisation)
        .facts(json!({ "kind": asked.kind }));
    audit::record(tx, now, entry)
}
