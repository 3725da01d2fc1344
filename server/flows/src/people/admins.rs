//! Who looks after the others: making somebody admin, and no longer. At least one admin always stays (SEC-47).
//! The person and every other admin are told. Whose access ends on a date is not the one who stays.

use domain::{
    AuthorisationId, Moment,
    people::{AuthorisationState, Role},
    post::Letter,
};
use serde_json::json;

use super::{
    abandoned,
    deed::{Deed, Refusal, or_refuse},
    sql,
    target::{Target, UNDO},
    unblock::not_active,
};
use crate::{
    Permit, Services, Tx, appointments,
    audit::{self, Event, Lately},
    caller::right::ChangeStaff,
    ends, execute,
    trouble::Result,
};

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
    // Also by its date: letters would say of somebody who is out that they look after the others.
    if target.is_over(deed.now) {
        return Ok(Err(Refusal::Stopped));
    }
    // It would take the account out of reach of who can lift the block, at other organisations as well (SEC-69).
    if target.is_locked_out() {
        return Ok(Err(Refusal::BlockedFirst));
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
pub(crate) async fn promote(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    whom: &AuthorisationId,
) -> Result<()> {
    execute!(&mut *tx, sql::PROMOTE, whom.as_str(), now.unix_ms())?;
    abandoned::note_admin(tx, services, now, (whom, None)).await
}

/// Makes an admin staff again, with what hangs on that. The account is locked.
pub(super) async fn lay_down(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    target: &Target,
) -> Result<()> {
    let (id, role) = (target.authorisation.as_str(), Role::Employee.code());
    execute!(&mut *tx, sql::SET_ROLE, id, role, now.unix_ms())?;
    ends::with_post(tx, services, now, &target.account).await?;
    appointments::untie(tx, now, &target.authorisation).await
}

async fn change(mut deed: Deed<'_>, target: &Target, role: Role) -> Result<()> {
    let id = target.authorisation.as_str();
    let admin = role == Role::Admin;
    if admin {
        let (now, whom, by) = (deed.now, &target.authorisation, deed.permit.by());
        execute!(&mut deed.tx, sql::SET_ROLE, id, role.code(), now.unix_ms())?;
        let lately = Lately::within(UNDO, now);
        // A role that was taken from an invitation, or from who was out, opened nothing that could be given back.
        let taken = (by, Event::NoLongerAdmin, json!({ "open": true }));
        let mut undo = audit::did_to(&mut deed.tx, whom, taken, lately).await? > 0;
        for let_in in [Event::AccessRestored, Event::Activated, Event::DatesChanged] {
            undo &= audit::happened(&mut deed.tx, whom, let_in, lately).await? == 0;
        }
        abandoned::note_by_one(&mut deed, whom, undo).await?;
        ends::with_post(&mut deed.tx, deed.services, deed.now, &target.account).await?;
    } else {
        lay_down(&mut deed.tx, deed.services, deed.now, target).await?;
    }
    let event = if admin {
        Event::MadeAdmin
    } else {
        Event::NoLongerAdmin
    };
    let facts = if admin {
        json!({})
    } else {
        json!({ "open": target.access(deed.now).is_open() })
    };
    deed.record(event, target, facts)?;
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
