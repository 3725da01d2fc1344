//! What hangs on an admin who is gone, and ends with that (docs/decisions/0020): a stand-in whom that admin appointed, the stop of a
//! fellow admin that was planned, an admin who was made one. A sweep does it, because it locks another account than the one that is blocked.

mod sql;

use std::time::Duration;

use domain::{AccountId, AuthorisationId, Moment, OrganisationId, people::PROTECTED, post::Letter};
use serde_json::{Value, json};

use super::{
    admins::lay_down,
    deed::{Deed, fellows},
    stand_in,
    target::{Target, UNDO, lock_target},
};
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    caller::full_name,
    execute, on,
    post::{self, Draft, Payer, To},
    sweeps::Turn,
    trouble::Result,
};

/// So many are ended in one turn of a sweep.
const BATCH: i64 = 100;
/// So often it is asked who is left before the next sweep asks again.
const ROUNDS: usize = 10;
/// So long it is known who made whom admin: far longer than the minute after which a block has had its effect.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);
// As `suspects` counts.
const _: () = assert!(PROTECTED.as_millis() == 259_200_000);
// As `is_abandoned` does.
const _: () = assert!(UNDO.as_millis() == 1_800_000);

/// What is left of somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    /// A time to stand in.
    StandIn,
    /// The stop of a fellow admin, still to come.
    Stop,
    /// The role of an admin.
    Role,
}

/// Ends the periods that hang on nobody any more: whoever appointed them had that account blocked, because somebody else may have
/// been in it; or is no admin there now, and they have not begun. Gives back how many.
pub async fn end_abandoned_stand_ins(services: &Services) -> Result<u64> {
    let found = sql::ABANDONED_STAND_INS;
    end_all(services, Left::StandIn, ("stand-ins", found)).await
}

/// Ends the stops of admins that are still to come and were planned from an account which its owner had blocked since. Gives back
/// how many.
pub async fn end_abandoned_stops(services: &Services) -> Result<u64> {
    let mut tx = services.db.write().await?;
    execute!(&mut tx, sql::FORGET_PLANS, services.now().unix_ms())?;
    tx.commit().await?;
    let found = sql::ABANDONED_STOPS;
    end_all(services, Left::Stop, ("planned stops", found)).await
}

/// Takes the role from whoever became admin by one account alone, less than [`PROTECTED`] before it was
/// blocked at its owner's wish, and from whom these made one. Gives back how many.
pub async fn undo_admins(services: &Services) -> Result<u64> {
    let mut undone = 0;
    // While one of them loses the role another makes one more.
    for _ in 0..ROUNDS {
        let more = end_all(services, Left::Role, ("admins", sql::ADMINS_UNDONE)).await?;
        undone += more;
        if more == 0 {
            break;
        }
    }
    Ok(undone)
}

async fn end_all(
    services: &Services,
    left: Left,
    (sweep, found): (&'static str, &'static str),
) -> Result<u64> {
    let mut turn = Turn::new(sweep, "authorisation", BATCH);
    while turn.goes_on() {
        let rows: Vec<AbandonedRow> = {
            let mut tx = services.db.read().await?;
            on!(&mut tx, |c| sqlx::query_as(found)
                .bind(services.now().unix_ms())
                .bind(turn.limit())
                .fetch_all(c))?
        };
        for row in turn.new_of(rows, |row| &row.id) {
            turn.took(&row.id, end_one(services, left, &row).await)?;
        }
    }
    Ok(turn.done())
}

#[derive(sqlx::FromRow)]
struct AbandonedRow {
    id: String,
    organisation_id: String,
    name: String,
}

/// False if it turned out not to be so any more.
async fn end_one(services: &Services, left: Left, row: &AbandonedRow) -> Result<bool> {
    let now = services.now();
    let id = AuthorisationId::from_trusted(row.id.clone());
    let organisation = OrganisationId::from_trusted(row.organisation_id.clone());
    let mut tx = services.db.write().await?;
    let Some(target) = lock_target(&mut tx, &organisation, &id).await? else {
        return Ok(false);
    };
    let (still, made_by) = match left {
        Left::StandIn => (
            is(&mut tx, now, sql::IS_ABANDONED_STAND_IN, &id).await?,
            None,
        ),
        Left::Stop => (is(&mut tx, now, sql::IS_ABANDONED_STOP, &id).await?, None),
        Left::Role => {
            let made_by = made_by(&mut tx, now, &id).await?;
            (made_by.is_some(), made_by)
        }
    };
    if !still {
        return Ok(false);
    }
    let (event, facts) = match left {
        Left::StandIn => {
            stand_in::end(&mut tx, services, now, &target).await?;
            (Event::StandInEnded, Value::Null)
        }
        Left::Stop => {
            take_stop_back(&mut tx, now, &target).await?;
            (Event::AccessRestored, json!({ "begins": false }))
        }
        Left::Role => {
            lay_down(&mut tx, services, now, &target).await?;
            (Event::NoLongerAdmin, Value::Null)
        }
    };
    let entry = Entry::new(event, Actor::System)
        .account(&target.account)
        .authorisation(&id)
        .organisation(&organisation)
        .facts(facts);
    audit::record(&mut tx, now, entry)?;
    if left == Left::Role && target.is_over(now) {
        // They heard that the access is over, and by it the role.
        tx.commit().await?;
        return Ok(true);
    }
    let letter = |to: &AccountId, whom| {
        let organisation = row.name.clone();
        match (target.stopped_at.filter(|_| left == Left::Stop), &made_by) {
            (Some(at), _) => Letter::StopNotDone {
                organisation,
                whom,
                at,
            },
            (None, Some((made_by, by))) => Letter::AdminUndone {
                by: (made_by != to.as_str()).then(|| by.clone()),
                organisation,
                whom,
            },
            (None, None) => Letter::StandInEnded {
                by: None,
                organisation,
                whom,
            },
        }
    };
    let own = Draft::new(
        To::Account(&target.account),
        target.language,
        letter(&target.account, None),
        Payer::Nobody,
    );
    post::queue(&mut tx, services, now, own.about(&id)).await?;
    for fellow in fellows(&mut tx, &organisation, [&id, &id], now).await? {
        let draft = Draft::new(
            To::Account(&fellow.account),
            fellow.language,
            letter(&fellow.account, Some(target.full_name())),
            Payer::Nobody,
        );
        post::queue(&mut tx, services, now, draft.about(&id)).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Notes who made somebody an admin, or let an admin in again, alone; `None` where two agents or an operator did. Account and
/// authorisation are locked.
pub(crate) async fn note_admin(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (whom, by): (&AuthorisationId, Option<&AccountId>),
) -> Result<()> {
    let (id, by) = (services.new_id()?, by.map(AccountId::as_str));
    execute!(tx, sql::MADE, &id, whom.as_str(), by, now.unix_ms())?;
    Ok(())
}

/// Notes that whoever does this deed made somebody an admin, or let an admin in again. What was taken by mistake and is given back at
/// once (an `undo`) is as it was, also whom it hangs on, unless that is somebody whose account was blocked meanwhile.
pub(super) async fn note_by_one(
    deed: &mut Deed<'_>,
    whom: &AuthorisationId,
    undo: bool,
) -> Result<()> {
    let (now, by) = (deed.now, deed.permit.by());
    if undo && made_by(&mut deed.tx, now, whom).await?.is_none() {
        return Ok(());
    }
    note_admin(&mut deed.tx, deed.services, now, (whom, Some(by))).await
}

/// The same of an admin who just accepted an invitation: whoever sent it last made one of them.
pub(crate) async fn note_accepted_admin(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    whom: &AuthorisationId,
) -> Result<()> {
    let (by,): (Option<String>,) = on!(&mut *tx, |c| sqlx::query_as(sql::INVITED_BY)
        .bind(whom.as_str())
        .fetch_one(c))?;
    let by = by.map(AccountId::from_trusted);
    note_admin(tx, services, now, (whom, by.as_ref())).await
}

/// Forgets who made whom admin [`KEPT`] ago.
pub async fn sweep(services: &Services) -> Result<()> {
    let before = services.now().minus(KEPT).unix_ms();
    let mut tx = services.db.write().await?;
    execute!(&mut tx, sql::FORGET_MADE, before)?;
    tx.commit().await
}

async fn is(
    tx: &mut Tx,
    now: Moment,
    question: &'static str,
    whom: &AuthorisationId,
) -> Result<bool> {
    let still: Option<(i32,)> = on!(tx, |c| sqlx::query_as(question)
        .bind(now.unix_ms())
        .bind(whom.as_str())
        .fetch_optional(c))?;
    Ok(still.is_some())
}

/// Whose blocked account made somebody admin, or made whoever did: id of the account, and name.
async fn made_by(
    tx: &mut Tx,
    now: Moment,
    whom: &AuthorisationId,
) -> Result<Option<(String, String)>> {
    let row: Option<(String, String, String, String)> =
        on!(tx, |c| sqlx::query_as(sql::IS_ADMIN_UNDONE)
            .bind(now.unix_ms())
            .bind(whom.as_str())
            .fetch_optional(c))?;
    Ok(row.map(|(id, given, infix, family)| (id, full_name(&given, &infix, &family))))
}

/// Gives back the end of before a stop that is still to come.
async fn take_stop_back(tx: &mut Tx, now: Moment, target: &Target) -> Result<()> {
    let until = target.end_without_stop().map(Moment::unix_ms);
    let whom = target.authorisation.as_str();
    // That of a colleague which a blocked account moved ends as well: they hear that none is planned.
    let (out_since, before) = (None::<i64>, None::<i64>);
    execute!(
        tx,
        super::sql::RESTORE,
        whom,
        until,
        now.unix_ms(),
        out_since,
        before
    )?;
    Ok(())
}
