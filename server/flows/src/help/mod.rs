//! "Vraag mijn beheerder om hulp": a task on the admins' screen and a mail to one of them, at most once an hour; without
//! an answer it moves on. From a stranger the same answer for every address; from somebody inside, an honest one.

mod begin;
mod desk;
mod helpers;
mod lookups;
mod move_on;
mod sql;
mod wanted;

pub(crate) use begin::ask_admins;
pub use desk::{AtDesk, Closed, PAGE, at_desk, close_at_desk, done_at_desk, looked_at};
pub use lookups::Lookups;
pub use move_on::move_on;
pub use wanted::rights_to_ask;
pub(crate) use wanted::{Wish, from_stored, still_open};

use domain::{
    AccountId, AuthorisationId, Moment,
    escalation::Stage,
    people::{AuthorisationState, Lifter},
    post::{HelpKind, Letter},
};

use crate::{
    Caller, Services, Tx,
    audit::Actor,
    budgets::{Budget, HOUR},
    desk::CHECKED,
    execute, eyes, links, on,
    owner::{self, Owner},
    people,
    places::{self, Place},
    post::{
        self, Draft, Payer, To,
        questions::{self, Asked, Often, Put, Stranger},
    },
    trouble::{Result, Trouble, readable},
    who_is_my_admin,
};

/// The most that strangers may ask about one address.
const OFTEN: Often = Often {
    what: "ask-admin",
    window: HOUR,
    limit: 1,
};
/// What came of asking by somebody whom we know: logged in, or with an invitation in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An admin has a mail, and every admin a task.
    Asked,
    /// The admins have this question from within the hour.
    AskedBefore {
        /// When it can be asked again.
        until: Moment,
    },
    /// Asked within the hour, and dealt with since.
    AnsweredJustNow {
        /// When it can be asked again.
        until: Moment,
    },
    /// No other admin can help, or none answered: the service desk has the question.
    AtDesk,
}

/// Leaves the question of somebody who is stuck. The same for every address.
pub async fn ask(services: &Services, stranger: &Stranger<'_>, kind: HelpKind) -> Result<Put> {
    let question = Letter::AskedAdminForHelp { kind };
    questions::leave(services, stranger, &question, OFTEN).await
}

/// Asks the admins of the organisation that the caller is logged in at.
pub async fn ask_as(services: &Services, caller: &Caller, kind: HelpKind) -> Result<Outcome> {
    let rights = &[];
    ask_for(services, caller, Wish { kind, rights }).await
}

/// As [`ask_as`], to be allowed more, and names the rights; what the organisation does not hold, or the caller has, is left out.
pub async fn ask_for_rights(
    services: &Services,
    caller: &Caller,
    rights: &[String],
) -> Result<Outcome> {
    let kind = HelpKind::MoreRights;
    ask_for(services, caller, Wish { kind, rights }).await
}

async fn ask_for(services: &Services, caller: &Caller, wish: Wish<'_>) -> Result<Outcome> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let owner = owner::lock(&mut tx, caller.account()).await?;
    let place = places::of(&mut tx, &owner.id, now)
        .await?
        .into_iter()
        .find(|place| place.authorisation == *caller.authorisation())
        .ok_or_else(|| Trouble::missing("authorisation", "id", caller.authorisation().as_str()))?;
    let outcome = ask_own(&mut tx, services, now, (&owner, &place), wish).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// Whether an admin is there for the caller, or will be: whoever has none is told how to get one.
pub async fn has_admin(services: &Services, caller: &Caller) -> Result<bool> {
    let mut tx = services.db.look().await?;
    helpers::has_admin(&mut tx, caller.organisation(), services.now()).await
}

/// Asks the admins of one organisation for somebody whom we know, and says how it stands there. The account is locked.
pub(crate) async fn ask_own(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (owner, place): (&Owner, &Place),
    wish: Wish<'_>,
) -> Result<Outcome> {
    let kind = wish.kind;
    let budget = own_budget(place, kind);
    let until = budget.window_end(now);
    if budget.spend(tx, now).await? {
        let actor = Actor::Person(&owner.id);
        let stage = ask_admins(tx, services, now, (owner, place), wish, (actor, false)).await?;
        return Ok(match stage {
            Stage::First | Stage::Others => Outcome::Asked,
            Stage::Desk => Outcome::AtDesk,
        });
    }
    let open: Option<(String,)> = on!(tx, |c| sqlx::query_as(sql::STAGE_OF_OPEN)
        .bind(place.authorisation.as_str())
        .bind(kind.code())
        .fetch_optional(c))?;
    let stage = open.map(|(stage,)| {
        let id = place.authorisation.as_str();
        readable(Stage::from_code(&stage), "help_request", "stage", id)
    });
    Ok(match stage.transpose()? {
        Some(Stage::First | Stage::Others) => Outcome::AskedBefore { until },
        Some(Stage::Desk) => Outcome::AtDesk,
        None => Outcome::AnsweredJustNow { until },
    })
}

/// Once an hour for each organisation and kind: who asked one admin has asked no other, and nothing else. What strangers
/// ask takes nothing from it, nor does a colleague whose letters come into the same mailbox.
fn own_budget(place: &Place, kind: HelpKind) -> Budget {
    let whose = &place.authorisation;
    Budget::new(format!("ask-own-admin:{whose} {}", kind.code()), HOUR, 1)
}

/// Answers the question: a task and mails wherever this person has access, or is invited and cannot get in with that. Where
/// there is neither, the owner hears why, and who can help; an unknown address hears that it is one. Whoever invited is asked whatever the address is elsewhere, so that it shows nowhere (SEC-04).
pub(crate) async fn answer(
    tx: &mut Tx,
    services: &Services,
    asked: &Asked<'_>,
    kind: HelpKind,
) -> Result<bool> {
    let Some(owner) = owner::lock_by_address(tx, asked.email).await? else {
        return who_is_my_admin::tell_unknown(tx, services, asked).await;
    };
    let mut told = false;
    let places = places::of(tx, &owner.id, asked.now).await?;
    // Whoever is asked about a lock-out can lift it; whoever invited is asked as well, and its owner told of those who can.
    let lifter = people::lifter(tx, services, &owner, &places, asked.now).await?;
    let lifter = lifter.filter(|_| kind == HelpKind::CannotLogIn);
    for place in &places {
        let open = place.state == AuthorisationState::Active && place.is_open();
        let helps = lifter.is_none_or(|lifter| lifter.is_at(place.access));
        if open && helps || awaits(tx, place).await? {
            let who = (&owner, place);
            // A stranger says nothing about rights.
            let wish = Wish { kind, rights: &[] };
            ask_admins(tx, services, asked.now, who, wish, (Actor::Stranger, helps)).await?;
            told |= helps;
        }
    }
    if !told && places.iter().any(|place| place.was_accepted) {
        let letter = Letter::HelpNotAsked {
            begins: places::begins(&places),
            blocked: matches!(lifter, Some(Lifter::Desk | Lifter::WhereItBegins)),
            admins: who_is_my_admin::helpers_of(tx, services, &owner, &places, asked.now).await?,
        };
        let to = To::Account(&owner.id);
        let draft = Draft::new(to, owner.language, letter, Payer::Counted);
        post::queue(tx, services, asked.now, draft).await?;
        told = true;
    }
    Ok(told)
}

/// Whether an invitation waits, also one that ran out; a withdrawn one is nobody's task.
async fn awaits(tx: &mut Tx, place: &Place) -> Result<bool> {
    let whom = &place.authorisation;
    let until = links::runs_until(tx, whom, links::Purpose::Activate).await?;
    Ok(place.is_invited() && until.is_some())
}

/// Whether somebody who is stuck asked, and the question lies at the service desk because nobody of the own organisation answered.
/// One that the desk answered counts for as long as a check of the caller: who was unblocked may need another number as well.
pub(crate) async fn is_unanswered(
    tx: &mut Tx,
    services: &Services,
    (account, whom): (&AccountId, &AuthorisationId),
    now: Moment,
) -> Result<bool> {
    let asked: Vec<(Option<String>,)> = on!(&mut *tx, |c| sqlx::query_as(sql::UNANSWERED)
        .bind(whom.as_str())
        .bind(HelpKind::MoreRights.code())
        .bind(now.minus(CHECKED).unix_ms())
        .bind(account.as_str())
        .fetch_all(c))?;
    for (closed_by,) in asked {
        let Some(by) = closed_by.map(AccountId::from_trusted) else {
            return Ok(true);
        };
        if eyes::is_agent(tx, services, &by).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Closes the requests of somebody who can log in again, at every organisation: by own means, or with the help of whoever it
/// is `by`. The account is locked.
pub(crate) async fn settle(
    tx: &mut Tx,
    account: &AccountId,
    by: Option<&AccountId>,
    now: Moment,
) -> Result<()> {
    execute!(
        tx,
        sql::SETTLE,
        account.as_str(),
        HelpKind::CannotLogIn.code(),
        now.unix_ms(),
        by.map(AccountId::as_str)
    )?;
    Ok(())
}

/// Closes the request about a wrong number of somebody who gave back a code that went to that number. The account is locked.
pub(crate) async fn number_proved(
    tx: &mut Tx,
    (account, whom): (&AccountId, &AuthorisationId),
    now: Moment,
) -> Result<()> {
    execute!(
        tx,
        sql::NUMBER_PROVED,
        whom.as_str(),
        HelpKind::WrongNumber.code(),
        now.unix_ms(),
        account.as_str()
    )?;
    Ok(())
}
