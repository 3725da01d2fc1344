//! A request for help begins: with the admin who is most likely to see it soon, or at the service desk if there is none.

use domain::{AuthorisationId, Moment, escalation::Stage, post::HelpKind};
use serde_json::json;

use super::{
    helpers::{Request, helpers, is, names, next_at},
    sql,
    wanted::{Wish, from_stored, still_open, stored},
};
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    on,
    owner::Owner,
    places::Place,
    trouble::{Result, readable},
    who_is_my_admin::Admin,
};

/// A task for whoever looks after one organisation, and a mail to who is asked now; never to who asks. Gives back where
/// the request is. The account of who asks is locked.
///
/// Asked again, the first request goes on as it was, and whoever is asked now has another mail. `tells`: whether its owner hears of
/// it by mail, because a stranger may have typed the address; whoever is inside has read it on the screen.
pub(crate) async fn ask_admins(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (owner, place): (&Owner, &Place),
    wish: Wish<'_>,
    (actor, tells): (Actor<'_>, bool),
) -> Result<Stage> {
    let helpers = helpers(tx, (owner, place, wish.kind), now).await?;
    let kind = wish.kind;
    let whose = (&place.organisation, &place.authorisation);
    let wanted = still_open(tx, whose, wish.rights).await?;
    let begun = begin(tx, services, now, place, (kind, &wanted), &helpers).await?;
    let request = Request {
        owner,
        place,
        kind,
        wanted: begun.wanted.clone(),
        next_at: begun.next_at,
    };
    let asked = begun.asks(&helpers);
    for helper in &asked {
        request.ask(tx, services, now, (helper, None)).await?;
    }
    if tells {
        let asked = names(asked.iter().copied());
        request.tell(tx, services, now, (vec![], asked)).await?;
    }
    let mut facts = json!({ "kind": kind.code(), "stage": begun.stage.code() });
    if !wanted.is_empty() {
        facts["wanted"] = wanted.into();
    }
    let entry = Entry::new(Event::HelpAsked, actor)
        .account(&owner.id)
        .authorisation(&place.authorisation)
        .organisation(&place.organisation)
        .facts(facts);
    audit::record(tx, now, entry)?;
    Ok(begun.stage)
}

/// Where a request is.
struct Begun {
    stage: Stage,
    first: Option<AuthorisationId>,
    next_at: Option<Moment>,
    /// Which rights it names, now or from when it was asked before.
    wanted: Vec<String>,
}

impl Begun {
    /// Who has a mail now.
    fn asks<'a>(&self, helpers: &'a [Admin]) -> Vec<&'a Admin> {
        let first = helpers
            .iter()
            .find(|helper| is(helper, self.first.as_ref()));
        match self.stage {
            // Whoever was asked first may be gone by now; then it is whose turn it would be.
            Stage::First => first.or(helpers.first()).into_iter().collect(),
            Stage::Others => helpers.iter().collect(),
            Stage::Desk => Vec::new(),
        }
    }
}

async fn begin(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    place: &Place,
    (kind, wanted): (HelpKind, &[String]),
    helpers: &[Admin],
) -> Result<Begun> {
    let stage = Stage::begin(helpers.len());
    let first = helpers.first().map(|helper| helper.authorisation.as_str());
    let (stage, first, next_at, wanted): (String, Option<String>, Option<i64>, String) =
        on!(tx, |c| sqlx::query_as(sql::OPEN)
            .bind(services.new_id()?)
            .bind(place.organisation.as_str())
            .bind(place.authorisation.as_str())
            .bind(kind.code())
            .bind(now.unix_ms())
            .bind(stage.code())
            .bind(first)
            .bind(next_at(services, stage, now).map(Moment::unix_ms))
            .bind(stored(wanted))
            .fetch_one(c))?;
    Ok(Begun {
        stage: readable(
            Stage::from_code(&stage),
            "help_request",
            "stage",
            place.authorisation.as_str(),
        )?,
        first: first.map(AuthorisationId::from_trusted),
        next_at: next_at.map(Moment::from_unix_ms),
        wanted: from_stored(&wanted),
    })
}
