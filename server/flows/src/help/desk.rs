//! Requests that reached the service desk: what waits there, and saying that one was dealt with, which who asked is told.

use domain::{
    AccountId, AuthorisationId, HelpRequestId, Moment, OrganisationId,
    post::{HelpKind, Letter},
};
use serde_json::json;

use super::sql;
use crate::{
    Permit, Services,
    audit::{self, Actor, Entry, Event},
    caller::{
        full_name,
        right::{DeskWork, SeeDesk},
    },
    on, owner,
    post::{self, Draft, Payer, To},
    trouble::{Result, readable},
};

/// Requests on a page.
pub const PAGE: usize = 50;

/// A request that the desk has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtDesk {
    /// Its id.
    pub id: HelpRequestId,
    /// Who asks.
    pub authorisation: AuthorisationId,
    /// Name of who asks.
    pub who: String,
    /// Name of the organisation.
    pub organisation: String,
    /// What for; `None` for a kind this version does not know.
    pub kind: Option<HelpKind>,
    /// Since when.
    pub since: Moment,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    authorisation_id: String,
    kind: String,
    created_at: i64,
    given_name: String,
    infix: String,
    family_name: String,
    organisation_name: String,
}

/// What the desk has, the longest waiting first, after one of them; and whether there are more.
pub async fn at_desk(
    services: &Services,
    _: &Permit<SeeDesk>,
    after: Option<&HelpRequestId>,
) -> Result<(Vec<AtDesk>, bool)> {
    let mut tx = services.db.look().await?;
    let place: Option<(i64, String)> = match after {
        Some(after) => on!(&mut tx, |c| sqlx::query_as(sql::PLACE_AT_DESK)
            .bind(after.as_str())
            .fetch_optional(c))?,
        None => None,
    };
    let (since, id) = place.unwrap_or((i64::MIN, String::new()));
    let mut rows: Vec<Row> = on!(&mut tx, |c| sqlx::query_as(sql::AT_DESK)
        .bind(since)
        .bind(&id)
        .bind(PAGE as i64 + 1)
        .fetch_all(c))?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let read = |row: Row| AtDesk {
        id: HelpRequestId::from_trusted(row.id),
        authorisation: AuthorisationId::from_trusted(row.authorisation_id),
        who: full_name(&row.given_name, &row.infix, &row.family_name),
        organisation: row.organisation_name,
        kind: HelpKind::from_code(&row.kind),
        since: Moment::from_unix_ms(row.created_at),
    };
    Ok((rows.into_iter().map(read).collect(), more))
}

/// Says that a request was dealt with. False if it is not, or no longer, at the desk.
pub async fn close_at_desk(
    services: &Services,
    permit: &Permit<DeskWork>,
    request: &HelpRequestId,
) -> Result<bool> {
    let now = services.now();
    let mut tx = permit.begin(services).await?;
    let whose: Option<(String,)> = on!(&mut tx, |c| sqlx::query_as(sql::OWNER_OF)
        .bind(request.as_str())
        .fetch_optional(c))?;
    let Some((account,)) = whose else {
        return Ok(false);
    };
    // The account before the request, as every deed that answers one (docs/decisions/0002).
    let owner = owner::lock(&mut tx, &AccountId::from_trusted(account)).await?;
    let closed: Option<(String, String, String)> =
        on!(&mut tx, |c| sqlx::query_as(sql::CLOSE_BY_DESK)
            .bind(request.as_str())
            .bind(now.unix_ms())
            .bind(permit.by().as_str())
            .fetch_optional(c))?;
    let Some((authorisation, organisation, kind)) = closed else {
        return Ok(false);
    };
    let authorisation = AuthorisationId::from_trusted(authorisation);
    let organisation = OrganisationId::from_trusted(organisation);
    let kind = readable(
        HelpKind::from_code(&kind),
        "help_request",
        "kind",
        request.as_str(),
    )?;
    let letter = Letter::HelpDone { by: None, kind };
    let draft = Draft::new(
        To::Account(&owner.id),
        owner.language,
        letter,
        Payer::Person(permit.by()),
    )
    .about(&authorisation);
    post::queue(&mut tx, services, now, draft).await?;
    let entry = Entry::new(Event::HelpDone, Actor::Desk(permit.by()))
        .account(&owner.id)
        .authorisation(&authorisation)
        .organisation(&organisation)
        .facts(json!({ "kind": kind.code() }));
    audit::record(&mut tx, now, entry)?;
    tx.commit().await?;
    Ok(true)
}
