//! The second pair of eyes: whoever did not vouch for a request approves it. What comes of it is an invitation; rights
//! exist only after password and code (SEC-26). Whoever works there already, and so gave both, becomes admin at once.

use domain::{
    AppointmentId, AuthorisationId, appointments::Event as Happens, people::Role, post::Letter,
};

use super::{
    company,
    record::{Appointment, find, happens, record},
    review::{Held, Refused, hold_as_seen, or_refuse, still_vouched_for},
    sql,
    story::{Happened, note},
    there,
};
use crate::{
    Permit, Seen, Services, Tx,
    audit::{Actor, Entry, Event},
    caller::right::DeskWork,
    execute, eyes,
    organisations::{self, Organisation},
    people::{self, Giver, Invitee, NewPerson},
    post::{self, Draft, Payer, To},
    trouble::Result,
    who_is_my_admin,
};

/// Approves a request.
pub async fn approve(
    services: &Services,
    permit: &Permit<DeskWork>,
    (id, seen): (&AppointmentId, &Seen),
) -> Result<Result<(), Refused>> {
    let now = services.now();
    let mut tx = permit.begin(services).await?;
    let Some(mut found) = find(&mut tx, id).await? else {
        return Ok(Err(Refused::NotHere));
    };
    still_vouched_for(&mut tx, services, &mut found).await?;
    let until = now.plus(services.policy.appointment_accept);
    let event = Happens::Approve {
        by: permit.by().clone(),
        until,
    };
    // Said at once, before anything is locked; looked at once more below.
    if let Err(refusal) = domain::appointments::next(&found.state, &event, now) {
        return Ok(Err(Refused::Rule(refusal)));
    }
    if let Some(vouched) = &found.verified_by {
        let decides = eyes::decides_for(&mut tx, services, permit, vouched).await?;
        or_refuse!(decides.map_err(Refused::NotYours));
    }
    // Organisation, account, authorisation, and the request behind them (docs/decisions/0002).
    let organisation = or_refuse!(company_of(&mut tx, services, &found).await?);
    let held = organisations::holds(&mut tx, &organisation.id).await?;
    // What counts as a pair of eyes is given by two who decide on just that.
    let (rights, _) = people::four_eyes_of(services, &organisation.kind, &held);
    let who = or_refuse!(let_in(&mut tx, services, &found, &organisation, &rights).await?);
    // With the number that counts where this person works, which nobody changes any more: its row is locked.
    let mut held = or_refuse!(hold_as_seen(tx, services, permit, (id, seen)).await?);
    let tx = &mut held.tx;
    if held.asked != found {
        // Something was changed while this was on its way: look again.
        return Ok(Err(Refused::Rule(domain::appointments::Refusal::NotNow)));
    }
    if let Err(refusal) = happens(tx, now, &mut held.asked, &event).await? {
        return Ok(Err(Refused::Rule(refusal)));
    }
    let by = Some(permit.by());
    execute!(
        &mut *tx,
        sql::SET_ORGANISATION,
        id.as_str(),
        organisation.id.as_str()
    )?;
    held.asked.organisation = Some(organisation.id.clone());
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
    record(&mut held.tx, now, &held.asked, entry)?;
    held.tx.commit().await.map(Ok)
}

/// The company of a request, locked: one that we know, or one that comes into the books now.
async fn company_of(
    tx: &mut Tx,
    services: &Services,
    seen: &Appointment,
) -> Result<Result<Organisation, Refused>> {
    if let Some(new) = &seen.new_company {
        return company::put_into_books(tx, services, &seen.kind, new).await;
    }
    let organisation = match &seen.organisation {
        Some(organisation) => organisations::lock(tx, organisation).await?,
        None => None,
    };
    let organisation = organisation.filter(|found| company::goes_on(found, services.now()));
    Ok(organisation.ok_or(Refused::NoOrganisation))
}

/// Who becomes admin.
struct Admin {
    account: domain::AccountId,
    authorisation: AuthorisationId,
    language: domain::Language,
    /// What the company calls this person from now on.
    name: String,
    /// Whether this person logs in there already.
    works_there: bool,
}

/// Puts the new admin into the books: with another role if that person works there already, else invited. Access that is
/// over begins anew with an invitation: password and number of then prove nothing now.
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
        by: Giver::Desk,
    };
    if let Some(there) = there::look(tx, services, &organisation.id, asked).await?
        && let Some(refused) = there.refuses(asked)
    {
        return Ok(Err(refused));
    }
    there::pass_on(tx, services, &organisation.id, asked).await?;
    let here = match people::add(tx, services, now, &new).await? {
        Ok(added) => {
            return Ok(Ok(Admin {
                account: added.account,
                authorisation: added.authorisation,
                language: added.language,
                name: asked.name.full(),
                works_there: false,
            }));
        }
        Err(here) => here,
    };
    let there = there::lock(tx, &here.authorisation, now).await?;
    if there.is_admin() {
        return Ok(Err(Refused::AlreadyAdmin));
    }
    if there.stop_planned {
        return Ok(Err(Refused::StopPlanned));
    }
    if there.is_invited() {
        people::correct(tx, services, now, &here.authorisation, &new).await?;
    } else if there.is_over() {
        people::invite_back(tx, services, now, &here, &new).await?;
    } else {
        people::promote(tx, services, now, &here.authorisation).await?;
    }
    let works_there = !there.is_invited() && !there.is_over();
    Ok(Ok(Admin {
        language: asked.language,
        account: here.account,
        authorisation: here.authorisation,
        name: if works_there {
            there.name.full()
        } else {
            asked.name.full()
        },
        works_there,
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
            own: false,
        };
        let draft = Draft::new(
            To::Account(&who.account),
            who.language,
            letter,
            Payer::Person(permit.by()),
        )
        .about(&who.authorisation);
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
            send_at: now,
            of_many: false,
        };
        let letter = |until, rights| Letter::AppointmentApproved {
            reference: asked.reference.to_string(),
            organisation: organisation.name.clone(),
            rights,
            until,
            again: false,
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
            whom: who.name.clone(),
            admin: true,
            own: false,
        };
        let draft = Draft::new(
            To::Account(&admin.account),
            admin.language,
            letter,
            Payer::Person(permit.by()),
        );
        post::queue(tx, services, now, draft).await?;
    }
    Ok(())
}
