//! The second pair of eyes: whoever did not vouch for a request approves it. What comes of it is an invitation; rights
//! exist only after password and code (SEC-26). Whoever works there already, and so gave both, becomes admin at once.

use domain::{
    AppointmentId, AuthorisationId,
    appointments::Event as Happens,
    people::{AuthorisationState, Role},
    post::Letter,
};

use super::{
    record::{Appointment, find, happens, record},
    review::{Held, Refused, hold, or_refuse},
    sql,
    story::{Happened, note},
};
use crate::{
    Permit, Services, Tx,
    audit::{Actor, Entry, Event},
    caller::right::DeskWork,
    execute, on,
    organisations::{self, Organisation},
    people::{self, Invitee, NewPerson},
    post::{self, Draft, To},
    trouble::{Result, Trouble},
    who_is_my_admin,
};

/// Approves a request.
pub async fn approve(
    services: &Services,
    permit: &Permit<DeskWork>,
    id: &AppointmentId,
) -> Result<Result<(), Refused>> {
    let now = services.now();
    let mut tx = permit.begin(services).await?;
    let Some(seen) = find(&mut tx, id).await? else {
        return Ok(Err(Refused::NotHere));
    };
    let until = now.plus(services.policy.appointment_accept);
    let event = Happens::Approve {
        by: permit.by().clone(),
        until,
    };
    // Said at once, before anything is locked; looked at once more below.
    if let Err(refusal) = domain::appointments::next(&seen.state, &event, now) {
        return Ok(Err(Refused::Rule(refusal)));
    }
    // Organisation, account, authorisation, and the request behind them (docs/decisions/0002).
    let organisation = match &seen.organisation {
        Some(organisation) => organisations::lock(&mut tx, organisation).await?,
        None => None,
    };
    let organisation = organisation.filter(|found| found.ended_at.is_none_or(|at| now < at));
    let Some(organisation) = organisation else {
        return Ok(Err(Refused::NoOrganisation));
    };
    let rights = organisations::holds(&mut tx, &organisation.id).await?;
    let who = or_refuse!(let_in(&mut tx, services, &seen, &organisation, &rights).await?);
    let mut held = or_refuse!(hold(tx, permit, id).await?);
    let tx = &mut held.tx;
    if held.asked != seen {
        // Something was changed while this was on its way: look again.
        return Ok(Err(Refused::Rule(domain::appointments::Refusal::NotNow)));
    }
    if let Err(refusal) = happens(tx, now, &mut held.asked, &event).await? {
        return Ok(Err(Refused::Rule(refusal)));
    }
    let by = Some(permit.by());
    execute!(
        &mut *tx,
        sql::SET_APPROVED,
        id.as_str(),
        permit.by().as_str(),
        who.authorisation.as_str()
    )?;
    note(tx, now, id, (Happened::Approved, by, None)).await?;
    if who.works_there {
        or_refuse!(
            happens(tx, now, &mut held.asked, &Happens::Activate)
                .await?
                .map_err(Refused::Rule)
        );
        note(tx, now, id, (Happened::Activated, None, None)).await?;
    }
    tell(&mut held, services, permit, &who, &organisation, &rights).await?;
    let entry = Entry::new(Event::AppointmentApproved, Actor::Desk(permit.by()))
        .account(&who.account)
        .authorisation(&who.authorisation)
        .organisation(&organisation.id);
    record(&mut held.tx, now, &held.asked, entry).await?;
    held.tx.commit().await.map(Ok)
}

/// Who becomes admin.
struct Admin {
    account: domain::AccountId,
    authorisation: AuthorisationId,
    language: domain::Language,
    /// Whether this person logs in there already.
    works_there: bool,
}

/// Puts the new admin into the books: invited, or with another role if that person works there already.
async fn let_in(
    tx: &mut Tx,
    services: &Services,
    asked: &Appointment,
    organisation: &Organisation,
    rights: &[String],
) -> Result<Result<Admin, Refused>> {
    let now = services.now();
    let new = NewPerson {
        organisation: &organisation.id,
        name: &asked.name,
        email: &asked.email,
        mobile: &asked.mobile,
        language: asked.language,
        role: Role::Admin,
        rights,
        valid_from: None,
        valid_until: None,
        by: None,
    };
    let here = match people::add(tx, services, now, &new).await? {
        Ok(added) => {
            return Ok(Ok(Admin {
                account: added.account,
                authorisation: added.authorisation,
                language: added.language,
                works_there: false,
            }));
        }
        Err(here) => here,
    };
    let (role, state): (String, String) = on!(&mut *tx, |c| sqlx::query_as(sql::LOCK_HERE)
        .bind(here.authorisation.as_str())
        .fetch_one(c))?;
    let role = Role::from_code(&role).ok_or(Trouble::Stored("role"))?;
    let state = AuthorisationState::from_code(&state).ok_or(Trouble::Stored("state"))?;
    match (state, role) {
        (AuthorisationState::Stopped, _) => return Ok(Err(Refused::AccessStopped)),
        (AuthorisationState::Active, Role::Admin) => return Ok(Err(Refused::AlreadyAdmin)),
        (AuthorisationState::Active, Role::Employee) => {
            people::promote(tx, &here.authorisation).await?;
        }
        (AuthorisationState::Invited, _) => {
            people::correct(tx, now, &here.authorisation, &new).await?;
        }
    }
    Ok(Ok(Admin {
        language: asked.language,
        account: here.account,
        authorisation: here.authorisation,
        works_there: state == AuthorisationState::Active,
    }))
}

/// The invitation, or that somebody is admin now; and the admins there are hear of it.
async fn tell(
    held: &mut Held,
    services: &Services,
    permit: &Permit<DeskWork>,
    who: &Admin,
    organisation: &Organisation,
    rights: &[String],
) -> Result<()> {
    let now = services.now();
    let (tx, asked) = (&mut held.tx, &held.asked);
    let by = || permit.by_name().to_owned();
    if who.works_there {
        let letter = Letter::RoleChanged {
            by: by(),
            organisation: organisation.name.clone(),
            admin: true,
        };
        let draft =
            Draft::new(To::Account(&who.account), who.language, letter).about(&who.authorisation);
        post::queue(tx, services, now, draft).await?;
    } else {
        let whom = Invitee {
            account: &who.account,
            authorisation: &who.authorisation,
            language: who.language,
            by: permit.by_name(),
            organisation: &organisation.name,
            kind: &organisation.kind,
            rights,
        };
        let letter = |until, rights| Letter::AppointmentApproved {
            reference: asked.reference.to_string(),
            organisation: organisation.name.clone(),
            rights,
            until,
        };
        people::send_invitation_as(tx, services, now, &whom, letter).await?;
    }
    for admin in who_is_my_admin::of_organisation(tx, &organisation.id, now).await? {
        if admin.account == who.account {
            continue;
        }
        let letter = Letter::AdminsChanged {
            by: by(),
            organisation: organisation.name.clone(),
            whom: asked.name.full(),
            admin: true,
        };
        let draft = Draft::new(To::Account(&admin.account), admin.language, letter);
        post::queue(tx, services, now, draft).await?;
    }
    Ok(())
}
