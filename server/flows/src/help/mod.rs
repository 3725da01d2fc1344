//! "Vraag mijn beheerder om hulp": a task on the admins' screen and a mail to one of them, at most once an hour; without
//! an answer it moves on. From a stranger the same answer for every address; from somebody inside, an honest one.

mod begin;
mod desk;
mod helpers;
mod lookups;
mod move_on;
mod sql;

pub(crate) use begin::ask_admins;
pub use desk::{AtDesk, PAGE, at_desk, close_at_desk};
pub use lookups::Lookups;
pub use move_on::move_on;

use domain::{
    AccountId, EmailAddress, Moment,
    escalation::Stage,
    people::AuthorisationState,
    post::{HelpKind, Letter},
};

use crate::{
    Caller, Services, Tx,
    audit::Actor,
    budgets::HOUR,
    execute, owner, places,
    post::questions::{self, Asked, Often, Put, Stranger},
    trouble::{Result, Trouble},
};

/// The most that strangers may ask about one address.
const OFTEN: Often = once_an_hour("ask-admin");
/// The most that somebody may who is logged in: what strangers ask takes nothing from it.
const INSIDE: Often = once_an_hour("ask-admin-inside");
/// The same for who holds an invitation.
pub(crate) const INVITED: Often = once_an_hour("ask-admin-invited");

const fn once_an_hour(what: &'static str) -> Often {
    Often {
        what,
        window: HOUR,
        limit: 1,
    }
}

/// What came of asking while logged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An admin has a mail, and every admin a task.
    Asked,
    /// Asked within the hour already.
    AskedBefore {
        /// When it can be asked again.
        until: Moment,
    },
    /// No other admin can help: the service desk has the question.
    AtDesk,
}

/// Leaves the question of somebody who is stuck. The same for every address.
pub async fn ask(services: &Services, stranger: &Stranger<'_>, kind: HelpKind) -> Result<Put> {
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
        .ok_or_else(|| Trouble::missing("authorisation", "id", caller.authorisation().as_str()))?;
    if let Err(until) = spend(&mut tx, services, now, &owner.email, INSIDE).await? {
        return Ok(Outcome::AskedBefore { until });
    }
    let actor = Actor::Person(caller.account());
    let stage = ask_admins(&mut tx, services, now, (&owner, &place), kind, actor).await?;
    tx.commit().await?;
    Ok(match stage {
        Stage::First | Stage::Others => Outcome::Asked,
        Stage::Desk => Outcome::AtDesk,
    })
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
            let who = (&owner, &place);
            ask_admins(tx, services, asked.now, who, kind, Actor::Stranger).await?;
            told = true;
        }
    }
    Ok(told)
}

/// One of this hour's requests of somebody who is known; `Err` with the moment from which there is a next.
pub(crate) async fn spend(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    email: &EmailAddress,
    often: Often,
) -> Result<Result<(), Moment>> {
    let budget = often.budget(services, email);
    Ok(if budget.spend(tx, now).await? {
        Ok(())
    } else {
        Err(budget.window_end(now))
    })
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
