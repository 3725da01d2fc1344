//! Who looks after the others: making somebody admin, and no longer. At least one admin always stays (SEC-47).
//! The person and every other admin are told. Whose access ends on a date is not the one who stays.

use domain::{
    AuthorisationId, Moment, OrganisationId,
    people::{AuthorisationState, PROTECTED, Role},
    post::Letter,
};
use serde_json::json;

use super::{
    deed::{Deed, Refusal, fellows, or_refuse},
    sql,
    target::{Target, lock_target},
    unblock::not_active,
};
use crate::{
    Permit, Services, Tx, appointments,
    audit::{self, Actor, Entry, Event},
    caller::{full_name, right::ChangeStaff},
    ends, execute, on,
    post::{self, Draft, Payer, To},
    sweeps::Turn,
    trouble::Result,
};

/// So many are looked at in one turn of the sweep.
const BATCH: i64 = 100;

/// Makes a member of staff who has logged in before an admin.
pub async fn make_admin(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
) -> Result<Result<(), Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, permit).await?);
    let target = or_refuse!(chosen(&mut deed, whom).await?);
    if target.state != AuthorisationState::Active {
        return Ok(Err(not_active(target.state)));
    }
    if target.role == Role::Admin {
        return Ok(Err(Refusal::AlreadySo));
    }
    change(deed, &target, Role::Admin).await.map(Ok)
}

/// Takes the role of admin away; access and rights stay. One may do this to oneself, unless one is the last.
pub async fn remove_admin(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
) -> Result<Result<(), Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, permit).await?);
    let target = or_refuse!(chosen(&mut deed, whom).await?);
    if target.role == Role::Employee {
        return Ok(Err(Refusal::AlreadySo));
    }
    or_refuse!(deed.somebody_stays(&target).await?);
    change(deed, &target, Role::Employee).await.map(Ok)
}

/// Whom it concerns, for whoever may say who the admins are: not for who only stands in.
pub(super) async fn chosen(
    deed: &mut Deed<'_>,
    whom: &AuthorisationId,
) -> Result<Result<Target, Refusal>> {
    if deed.authority.chooses_admins() {
        deed.target(whom).await
    } else {
        Ok(Err(Refusal::NotAsStandIn))
    }
}

/// Makes somebody admin who works there or is about to, when the desk says so, and for good: an end date would leave the
/// company without an admin again. The organisation is locked. What it is told is its own affair.
pub(crate) async fn promote(tx: &mut Tx, now: Moment, whom: &AuthorisationId) -> Result<()> {
    execute!(tx, sql::PROMOTE, whom.as_str(), now.unix_ms())?;
    Ok(())
}

async fn change(mut deed: Deed<'_>, target: &Target, role: Role) -> Result<()> {
    let id = target.authorisation.as_str();
    execute!(
        &mut deed.tx,
        sql::SET_ROLE,
        id,
        role.code(),
        deed.now.unix_ms(),
        (role == Role::Admin).then(|| deed.permit.by().as_str())
    )?;
    ends::with_post(&mut deed.tx, deed.services, deed.now, &target.account).await?;
    let admin = role == Role::Admin;
    if !admin {
        appointments::untie(&mut deed.tx, deed.now, &target.authorisation).await?;
    }
    let event = if admin {
        Event::MadeAdmin
    } else {
        Event::NoLongerAdmin
    };
    deed.record(event, target, json!({}))?;
    let by = deed.permit.by_name().to_owned();
    let own = target.authorisation == *deed.permit.by_authorisation();
    let organisation = deed.organisation.name.clone();
    let letter = Letter::RoleChanged {
        by: by.clone(),
        organisation: organisation.clone(),
        admin,
        own,
    };
    deed.tell(target, letter).await?;
    let letter = Letter::AdminsChanged {
        by,
        organisation,
        whom: target.full_name(),
        admin,
        own,
    };
    deed.tell_fellows(target, letter).await?;
    deed.done().await
}

/// Takes the role from whoever got it by one admin alone, less than [`PROTECTED`] before that account was blocked at its owner's
/// wish: somebody else may have been in it (docs/decisions/0020). Gives back how many.
pub async fn undo(services: &Services) -> Result<u64> {
    let mut turn = Turn::new("admins", "authorisation", BATCH);
    while turn.goes_on() {
        let rows: Vec<UndoneRow> = {
            let mut tx = services.db.read().await?;
            on!(&mut tx, |c| sqlx::query_as(sql::ADMINS_UNDONE)
                .bind(protected())
                .bind(turn.limit())
                .fetch_all(c))?
        };
        for row in turn.new_of(rows, |row| &row.id) {
            turn.took(&row.id, undo_one(services, &row).await)?;
        }
    }
    Ok(turn.done())
}

fn protected() -> i64 {
    i64::try_from(PROTECTED.as_millis()).unwrap_or(i64::MAX)
}

#[derive(sqlx::FromRow)]
struct UndoneRow {
    id: String,
    organisation_id: String,
    name: String,
}

/// False if it turned out not to be so any more.
async fn undo_one(services: &Services, row: &UndoneRow) -> Result<bool> {
    let now = services.now();
    let id = AuthorisationId::from_trusted(row.id.clone());
    let organisation = OrganisationId::from_trusted(row.organisation_id.clone());
    let mut tx = services.db.write().await?;
    let Some(target) = lock_target(&mut tx, &organisation, &id).await? else {
        return Ok(false);
    };
    let by: Option<(String, String, String, String)> =
        on!(&mut tx, |c| sqlx::query_as(sql::ADMIN_UNDONE)
            .bind(protected())
            .bind(id.as_str())
            .fetch_optional(c))?;
    let Some((by, given, infix, family)) = by else {
        return Ok(false);
    };
    let name = full_name(&given, &infix, &family);
    let (nobody, employee) = (None::<&str>, Role::Employee.code());
    execute!(
        &mut tx,
        sql::SET_ROLE,
        id.as_str(),
        employee,
        now.unix_ms(),
        nobody
    )?;
    ends::with_post(&mut tx, services, now, &target.account).await?;
    appointments::untie(&mut tx, now, &id).await?;
    let entry = Entry::new(Event::NoLongerAdmin, Actor::System)
        .account(&target.account)
        .authorisation(&id)
        .organisation(&organisation);
    audit::record(&mut tx, now, entry)?;
    let letter = |whom| Letter::AdminUndone {
        by: name.clone(),
        organisation: row.name.clone(),
        whom,
    };
    let own = Draft::new(
        To::Account(&target.account),
        target.language,
        letter(None),
        Payer::Nobody,
    );
    post::queue(&mut tx, services, now, own.about(&id)).await?;
    for fellow in fellows(&mut tx, &organisation, [&id, &id], now).await? {
        let told = letter(Some(target.full_name()));
        let draft = Draft::new(
            To::Account(&fellow.account),
            fellow.language,
            told,
            Payer::Nobody,
        );
        post::queue(&mut tx, services, now, draft.about(&id)).await?;
    }
    tx.commit().await?;
    // Whom this one made admin meanwhile is that account's doing, too; nobody else is locked here.
    let mut tx = services.db.write().await?;
    let made_by = target.account.as_str();
    execute!(&mut tx, sql::MADE_BY, organisation.as_str(), made_by, by)?;
    tx.commit().await?;
    Ok(true)
}
