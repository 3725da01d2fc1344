//! A request for help that gets no answer moves on: to the other admins, and then to the service desk. Who asked is told
//! each time. Every node comes by; the row of the request says who moves it.

use domain::{AccountId, AuthorisationId, Moment, escalation::Stage, post::HelpKind};
use serde_json::json;

use super::{
    helpers::{Request, helpers, is, names, next_at},
    sql,
    wanted::from_stored,
};
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    caller::full_name,
    execute, on,
    owner::{self, Owner},
    places::{self, Place},
    sweeps::Turn,
    trouble::{Result, Trouble, readable},
    who_is_my_admin::Admin,
};

/// Requests in one turn.
const BATCH: i64 = 100;

/// Moves on every request that waited long enough; gives back how many moved. One that came to the desk, where it waits as long as
/// it takes, ends with the access of who asked.
pub async fn move_on(services: &Services) -> Result<u64> {
    let moved = each(services, sql::DUE).await?;
    Ok(moved + each(services, sql::OVER_AT_DESK).await?)
}

async fn each(services: &Services, which: &'static str) -> Result<u64> {
    let mut turn = Turn::new("requests for help that move on", "help_request", BATCH);
    while turn.goes_on() {
        let due = due(services, which, turn.limit()).await?;
        for (request, account) in turn.new_of(due, |row| &row.0) {
            let account = AccountId::from_trusted(account);
            let moved = move_one(services, &request, &account).await;
            turn.took(&request, moved)?;
        }
    }
    Ok(turn.done())
}

async fn due(services: &Services, which: &'static str, most: i64) -> Result<Vec<(String, String)>> {
    let mut tx = services.db.read().await?;
    on!(&mut tx, |c| sqlx::query_as(which)
        .bind(services.now().unix_ms())
        .bind(most)
        .fetch_all(c))
}

/// A request that still waits.
struct Waiting<'a> {
    id: &'a str,
    kind: HelpKind,
    stage: Stage,
    first: Option<AuthorisationId>,
    wanted: Vec<String>,
}

/// False if it waits no more: answered meanwhile, or moved by another node.
async fn move_one(services: &Services, id: &str, account: &AccountId) -> Result<bool> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    // The account before the request, as every deed that answers one (docs/decisions/0002).
    let owner = owner::lock(&mut tx, account).await?;
    let row: Option<(String, String, String, Option<String>, String)> =
        on!(&mut tx, |c| sqlx::query_as(sql::WAITING)
            .bind(id)
            .bind(now.unix_ms())
            .fetch_optional(c))?;
    let Some((authorisation, kind, stage, first, wanted)) = row else {
        return Ok(false);
    };
    let waiting = Waiting {
        id,
        kind: readable(HelpKind::from_code(&kind), "help_request", "kind", id)?,
        stage: readable(Stage::from_code(&stage), "help_request", "stage", id)?,
        first: first.map(AuthorisationId::from_trusted),
        wanted: from_stored(&wanted),
    };
    let place = places::of(&mut tx, account, now)
        .await?
        .into_iter()
        .find(|place| place.authorisation.as_str() == authorisation)
        .ok_or_else(|| Trouble::missing("help_request", "authorisation_id", id))?;
    if is_gone(&place) {
        execute!(&mut tx, sql::CLOSE, id, now.unix_ms())?;
        tx.commit().await?;
        return Ok(false);
    }
    let moved = waiting.go(&mut tx, services, now, &owner, &place).await?;
    tx.commit().await?;
    Ok(moved)
}

/// Whether nobody is there any more to be helped.
fn is_gone(place: &Place) -> bool {
    place.organisation_ended || place.access.is_over()
}

impl Waiting<'_> {
    async fn go(
        &self,
        tx: &mut Tx,
        services: &Services,
        now: Moment,
        owner: &Owner,
        place: &Place,
    ) -> Result<bool> {
        let helpers = helpers(tx, (owner, place, self.kind), now).await?;
        let not_asked: Vec<&Admin> = helpers
            .iter()
            .filter(|helper| self.stage == Stage::First && !is(helper, self.first.as_ref()))
            .collect();
        let Some(stage) = self.stage.next(not_asked.len()) else {
            return Ok(false);
        };
        let next_at = next_at(services, stage, now);
        let moved = execute!(
            &mut *tx,
            sql::MOVE_ON,
            self.id,
            now.unix_ms(),
            stage.code(),
            next_at.map(Moment::unix_ms),
        )?;
        if moved == 0 {
            return Ok(false);
        }
        let waited_for = match self.stage {
            Stage::First => self.first_name(tx).await?.into_iter().collect(),
            Stage::Others | Stage::Desk => names(&helpers),
        };
        let request = Request {
            owner,
            place,
            kind: self.kind,
            wanted: self.wanted.clone(),
            next_at,
        };
        let asked = if stage == Stage::Others {
            not_asked
        } else {
            Vec::new()
        };
        for helper in &asked {
            let after = waited_for.first().map(String::as_str);
            request.ask(tx, services, now, (helper, after)).await?;
        }
        let told = (waited_for, names(asked));
        request.tell(tx, services, now, told).await?;
        let entry = Entry::new(Event::HelpMovedOn, Actor::System)
            .account(&owner.id)
            .authorisation(&place.authorisation)
            .organisation(&place.organisation)
            .facts(json!({ "kind": self.kind.code(), "stage": stage.code() }));
        audit::record(tx, now, entry)?;
        Ok(true)
    }

    /// What the organisation calls who was asked first.
    async fn first_name(&self, tx: &mut Tx) -> Result<Option<String>> {
        let Some(first) = &self.first else {
            return Ok(None);
        };
        let name: Option<(String, String, String)> = on!(tx, |c| sqlx::query_as(sql::NAME_OF)
            .bind(first.as_str())
            .fetch_optional(c))?;
        Ok(name.map(|(given, infix, family)| full_name(&given, &infix, &family)))
    }
}
