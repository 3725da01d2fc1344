//! Requests that reached the service desk: what waits there, and saying that one was dealt with, which who asked is told.

use domain::{
    AccountId, AuthorisationId, HelpRequestId, MobileNumber, Moment, OrganisationId,
    post::{HelpKind, Letter},
};
use serde_json::json;

use super::{sql, wanted::from_stored};
use crate::{
    Permit, Services,
    audit::{self, Actor, Entry, Event, Lately},
    caller::{
        full_name,
        right::{DeskWork, SeeDesk},
    },
    eyes::{self, Whom},
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
    /// Code of its kind.
    pub organisation_kind: String,
    /// What for; `None` for a kind this version does not know.
    pub kind: Option<HelpKind>,
    /// Codes of the rights that are meant, if it is more of those.
    pub wanted: Vec<String>,
    /// Since when.
    pub since: Moment,
    /// When it was dealt with, and by whom; by nobody, if whoever asked came in by own means, was helped by an operator, or is there
    /// no more.
    pub done: Option<(Moment, Option<String>)>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    authorisation_id: String,
    kind: String,
    created_at: i64,
    wanted: String,
    closed_at: Option<i64>,
    given_name: String,
    infix: String,
    family_name: String,
    organisation_name: String,
    organisation_kind: String,
    by_given: Option<String>,
    by_infix: Option<String>,
    by_family: Option<String>,
}

impl From<Row> for AtDesk {
    fn from(row: Row) -> Self {
        let by = row.by_given.zip(row.by_infix).zip(row.by_family);
        let by = by.map(|((given, infix), family)| full_name(&given, &infix, &family));
        Self {
            id: HelpRequestId::from_trusted(row.id),
            authorisation: AuthorisationId::from_trusted(row.authorisation_id),
            who: full_name(&row.given_name, &row.infix, &row.family_name),
            organisation: row.organisation_name,
            organisation_kind: row.organisation_kind,
            kind: HelpKind::from_code(&row.kind),
            wanted: from_stored(&row.wanted),
            since: Moment::from_unix_ms(row.created_at),
            done: row.closed_at.map(|at| (Moment::from_unix_ms(at), by)),
        }
    }
}

/// What the desk has, the longest waiting first, after one of them; and whether there are more.
pub async fn at_desk(
    services: &Services,
    _: &Permit<SeeDesk>,
    after: Option<&HelpRequestId>,
) -> Result<(Vec<AtDesk>, bool)> {
    listed(
        services,
        (sql::AT_DESK, sql::PLACE_AT_DESK, i64::MIN),
        after,
    )
    .await
}

/// What the desk had and was dealt with, the last first, after one of them; and whether there are more.
pub async fn done_at_desk(
    services: &Services,
    _: &Permit<SeeDesk>,
    after: Option<&HelpRequestId>,
) -> Result<(Vec<AtDesk>, bool)> {
    listed(
        services,
        (sql::DONE_AT_DESK, sql::PLACE_DONE, i64::MAX),
        after,
    )
    .await
}

/// A page of a list: its statement, where a request stands in it, and where it begins.
async fn listed(
    services: &Services,
    (list, place, beginning): (&'static str, &'static str, i64),
    after: Option<&HelpRequestId>,
) -> Result<(Vec<AtDesk>, bool)> {
    let mut tx = services.db.look().await?;
    let place: Option<(i64, String)> = match after {
        Some(after) => on!(&mut tx, |c| sqlx::query_as(place)
            .bind(after.as_str())
            .fetch_optional(c))?,
        None => None,
    };
    let (at, id) = place.unwrap_or((beginning, String::new()));
    let mut rows: Vec<Row> = on!(&mut tx, |c| sqlx::query_as(list)
        .bind(at)
        .bind(&id)
        .bind(PAGE as i64 + 1)
        .fetch_all(c))?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    Ok((rows.into_iter().map(AtDesk::from).collect(), more))
}

/// Which agent looked last at the person of each of these requests since it was asked, and when.
pub async fn looked_at(
    services: &Services,
    _: &Permit<SeeDesk>,
    requests: &[AtDesk],
) -> Result<Vec<Option<(String, Moment)>>> {
    let now = services.now();
    let mut tx = services.db.look().await?;
    let mut lookers = Vec::with_capacity(requests.len());
    for request in requests {
        let since = Lately::within(now.since(request.since), now);
        let whom = &request.authorisation;
        lookers.push(audit::last_did(&mut tx, whom, Event::DeskViewed, since).await?);
    }
    Ok(lookers)
}

/// What came of saying that a request was dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// It is.
    Now,
    /// It is not, or no longer, at the desk.
    Before,
    /// It is of whoever this agent is or stands with, or of a company where the agent works: a colleague does it.
    Own,
}

/// Says that a request was dealt with; nobody does so with the own one (SEC-68).
pub async fn close_at_desk(
    services: &Services,
    permit: &Permit<DeskWork>,
    request: &HelpRequestId,
) -> Result<Closed> {
    let now = services.now();
    let mut tx = permit.begin(services).await?;
    let whose: Option<(String, String, String)> = on!(&mut tx, |c| sqlx::query_as(sql::OWNER_OF)
        .bind(request.as_str())
        .fetch_optional(c))?;
    let Some((account, mobile, organisation)) = whose else {
        return Ok(Closed::Before);
    };
    // The account before the request, as every deed that answers one (docs/decisions/0002).
    let owner = owner::lock(&mut tx, &AccountId::from_trusted(account)).await?;
    let mobile = MobileNumber::from_e164_stored(mobile);
    let organisation = OrganisationId::from_trusted(organisation);
    let whom = Whom::account(&owner.id).with_mobile(&mobile);
    let (agent, there) = (permit.by(), &organisation);
    if eyes::tie(&mut tx, services, agent, whom).await?.is_some()
        || eyes::works_there(&mut tx, services, agent, there).await?
    {
        return Ok(Closed::Own);
    }
    let closed: Option<(String, String)> = on!(&mut tx, |c| sqlx::query_as(sql::CLOSE_BY_DESK)
        .bind(request.as_str())
        .bind(now.unix_ms())
        .bind(permit.by().as_str())
        .fetch_optional(c))?;
    let Some((authorisation, kind)) = closed else {
        return Ok(Closed::Before);
    };
    let authorisation = AuthorisationId::from_trusted(authorisation);
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
    Ok(Closed::Now)
}
