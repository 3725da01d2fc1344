//! "Vraag mijn beheerder om hulp": a task on the admin's screen and a mail to each active admin, at most once an hour.
//! From a stranger the same answer for every address; from somebody inside, an honest one.

mod lookups;
mod sql;

pub use lookups::Lookups;

use domain::{
    AccountId, EmailAddress, Moment,
    people::AuthorisationState,
    post::{HelpKind, Letter},
};
use serde_json::json;

use crate::{
    Caller, Services, Tx,
    audit::{self, Actor, Entry, Event},
    budgets::HOUR,
    execute, owner,
    places::{self, Place},
    post::{
        self, Draft, To,
        questions::{self, Asked, Often, Stranger},
    },
    trouble::{Result, Trouble},
    who_is_my_admin,
};

/// The most one address may ask.
const OFTEN: Often = Often {
    what: "ask-admin",
    window: HOUR,
    limit: 1,
};

/// What came of asking while logged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The admins have a mail and a task.
    Asked,
    /// Asked within the hour already.
    AskedBefore {
        /// When it can be asked again.
        until: Moment,
    },
    /// There is no other admin: the service desk helps.
    NobodyToAsk,
}

/// Leaves the question of somebody who is stuck. The same for every address.
pub async fn ask(services: &Services, stranger: &Stranger<'_>, kind: HelpKind) -> Result<()> {
    let question = Letter::AskedAdminForHelp { kind };
    questions::leave(services, stranger, &question, OFTEN).await
}

/// Asks the admins of the organisation that the caller is logged in at.
pub async fn ask_as(services: &Services, caller: &Caller, kind: HelpKind) -> Result<Outcome> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let owner = owner::lock(&mut tx, caller.account()).await?;
    let place = places::of(&mut tx, &owner.id, now)
        .await?
        .into_iter()
        .find(|place| place.authorisation == *caller.authorisation())
        .ok_or(Trouble::Stored("the authorisation of a caller"))?;
    if let Err(until) = spend(&mut tx, services, now, &owner.email).await? {
        return Ok(Outcome::AskedBefore { until });
    }
    let actor = Actor::Person(caller.account());
    let asked = ask_admins(&mut tx, services, now, (&owner.id, &place), kind, actor).await?;
    if !asked {
        return Ok(Outcome::NobodyToAsk);
    }
    tx.commit().await?;
    Ok(Outcome::Asked)
}

/// Answers the question: a task and mails wherever this person has access; nothing for an unknown address.
pub(crate) async fn answer(
    tx: &mut Tx,
    services: &Services,
    asked: &Asked<'_>,
    kind: HelpKind,
) -> Result<bool> {
    let Some(owner) = owner::lock_by_address(tx, asked.email).await? else {
        return Ok(false);
    };
    let mut told = false;
    for place in places::of(tx, &owner.id, asked.now).await? {
        if place.state == AuthorisationState::Active && place.is_open() {
            let who = (&owner.id, &place);
            told |= ask_admins(tx, services, asked.now, who, kind, Actor::Stranger).await?;
        }
    }
    Ok(told)
}

/// One of this hour's requests of an address; `Err` with the moment from which there is a next.
pub(crate) async fn spend(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    email: &EmailAddress,
) -> Result<Result<(), Moment>> {
    let budget = OFTEN.budget(services, email);
    Ok(if budget.spend(tx, now).await? {
        Ok(())
    } else {
        Err(budget.window_end(now))
    })
}

/// A task for the admins of one organisation and a mail to each, but not to who asks. False if there is nobody.
pub(crate) async fn ask_admins(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (account, place): (&AccountId, &Place),
    kind: HelpKind,
    actor: Actor<'_>,
) -> Result<bool> {
    let mut admins = who_is_my_admin::of_organisation(tx, &place.organisation, now).await?;
    admins.retain(|admin| admin.account != *account);
    if admins.is_empty() {
        return Ok(false);
    }
    execute!(
        &mut *tx,
        sql::OPEN,
        services.new_id()?,
        place.organisation.as_str(),
        place.authorisation.as_str(),
        kind.code(),
        now.unix_ms(),
    )?;
    for admin in &admins {
        let letter = Letter::HelpAsked {
            who: place.name.clone(),
            authorisation: place.authorisation.as_str().to_owned(),
            kind,
        };
        let draft = Draft::new(To::Account(&admin.account), admin.language, letter)
            .about(&place.authorisation);
        post::queue(tx, services, now, draft).await?;
    }
    let entry = Entry::new(Event::HelpAsked, actor)
        .account(account)
        .authorisation(&place.authorisation)
        .organisation(&place.organisation)
        .facts(json!({ "kind": kind.code() }));
    audit::record(tx, now, entry).await?;
    Ok(true)
}

/// Closes requests of somebody who can log in again without help.
pub(crate) async fn settle(tx: &mut Tx, account: &AccountId, now: Moment) -> Result<()> {
    execute!(
        tx,
        sql::SETTLE,
        account.as_str(),
        HelpKind::CannotLogIn.code(),
        now.unix_ms()
    )?;
    Ok(())
}
