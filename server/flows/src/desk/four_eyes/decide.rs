//! Deciding on what a colleague asked: somebody else approves it, and it is done at once, in the same order of locks as
//! every deed.

use domain::{AccountId, DeskRequestId, MobileNumber, organisations::DESK_RIGHT, people::Access};
use serde_json::{Value, json};

use super::{
    super::{
        counts,
        deed::{Refusal, lock, or_refuse, others_help, stands_with},
        sql,
    },
    Decision, FourEyes, Request, Row, insurer_of, rights, stands_in_the_way,
    stands_in_the_way_of_stop, stopped, told,
};
use crate::{
    Permit, Services, Tx,
    audit::{self, Actor, Entry, Event},
    caller::right::DeskWork,
    ends, execute, eyes, on,
    people::{self, Doer, Target},
    reset,
    trouble::Result,
};

/// Decides on a request; gives it back as it was.
pub async fn decide(
    services: &Services,
    permit: &Permit<DeskWork>,
    id: &DeskRequestId,
    decision: Decision,
) -> Result<Result<Request, Refusal>> {
    let now = services.now();
    let mut tx = permit.begin(services).await?;
    let row: Option<Row> = on!(&mut tx, |c| sqlx::query_as(sql::OPEN_REQUEST)
        .bind(now.unix_ms())
        .bind(insurer_of(services))
        .bind(DESK_RIGHT)
        .bind(id.as_str())
        .fetch_optional(c))?;
    let Some(row) = row else {
        return Ok(Err(stopped::why_over(&mut tx, services, id).await?));
    };
    let asked_by = AccountId::from_trusted(row.asked_by.clone());
    let request = row.read(permit.by())?;
    if request.yours != (decision == Decision::Withdraw) {
        return Ok(Err(Refusal::OwnRequest));
    }
    if decision != Decision::Withdraw {
        let decides = eyes::decides_for(&mut tx, services, permit, &asked_by).await?;
        or_refuse!(decides.map_err(Refusal::NotYours));
    }
    let Some((organisation, target)) = lock(&mut tx, &request.whom).await? else {
        return Ok(Err(Refusal::NotHere));
    };
    if decision != Decision::Withdraw
        && stands_with(&mut tx, services, permit.by(), &target).await?
    {
        return Ok(Err(Refusal::Yourself));
    }
    // An admin may ask a right for himself: who decides is somebody else, and who has it counts as one with him.
    if decision == Decision::Approve
        && !matches!(request.what, FourEyes::GiveRights { .. })
        && stands_with(&mut tx, services, &asked_by, &target).await?
    {
        return Ok(Err(Refusal::AskedForOwn(request.asked_by)));
    }
    if decision == Decision::Approve && request.what.rests_on_company() {
        for agent in [&asked_by, permit.by()] {
            if eyes::works_there(&mut tx, services, agent, &organisation.id).await? {
                return Ok(Err(Refusal::OwnCompany));
            }
        }
    }
    let decided = execute!(
        &mut tx,
        sql::DECIDE,
        id.as_str(),
        permit.by().as_str(),
        now.unix_ms(),
        decision.code()
    )?;
    if decided == 0 {
        return Ok(Err(Refusal::RequestOver));
    }
    let mut entries = vec![(
        decided_event(decision),
        json!({ "kind": request.what.code() }),
    )];
    if decision == Decision::Approve {
        let by = Doer {
            by: permit.by(),
            by_authorisation: permit.by_authorisation(),
            by_name: permit.by_name(),
            organisation: &organisation,
        };
        match carry_out(&mut tx, services, (&request, &asked_by), &target, &by).await? {
            Ok(done) => entries.extend(done),
            Err(refusal) => return Ok(Err(refusal)),
        }
    }
    for (event, _) in &entries {
        counts::add(&mut tx, now, event.code(), request.why.code()).await?;
    }
    for (event, facts) in entries {
        let entry = Entry::new(event, Actor::Desk(permit.by()))
            .account(&target.account)
            .authorisation(&request.whom)
            .organisation(&organisation.id)
            .facts(facts);
        audit::record(&mut tx, now, entry)?;
    }
    if decision == Decision::Reject {
        told::not_agreed(&mut tx, services, now, id).await?;
    }
    tx.commit().await?;
    Ok(Ok(request))
}

/// Does what was asked; gives back what it is called in the trail, if it has a name of its own there.
async fn carry_out(
    tx: &mut Tx,
    services: &Services,
    (request, asked_by): (&Request, &AccountId),
    target: &Target,
    by: &Doer<'_>,
) -> Result<Result<Option<(Event, Value)>, Refusal>> {
    let (now, why) = (services.now(), request.why.code());
    match &request.what {
        FourEyes::GiveRights { rights } => {
            match target.access(now) {
                Access::Invited | Access::Begins { .. } | Access::Open => {}
                Access::Over | Access::Unknown => return Ok(Err(Refusal::Stopped)),
            }
            let asked = (rights.as_slice(), asked_by);
            let given = rights::give(tx, services, asked, target, by.organisation).await?;
            let given = or_refuse!(given);
            people::tell_rights(
                tx,
                services,
                now,
                target,
                (None, by.by_name, by.organisation),
                (&given, &[]),
            )
            .await?;
            let facts = json!({ "added": given, "removed": [] });
            Ok(Ok(Some((Event::RightsChanged, facts))))
        }
        FourEyes::CallBack { .. } => {
            execute!(
                tx,
                sql::VOUCH_FOR_CALLER,
                services.new_id()?,
                asked_by.as_str(),
                request.whom.as_str(),
                now.unix_ms()
            )?;
            Ok(Ok(None))
        }
        FourEyes::Mobile { new } => {
            let new = MobileNumber::from_e164_stored(new.clone());
            if let Some(refusal) = stands_in_the_way(target, &new, now) {
                return Ok(Err(refusal));
            }
            for agent in [by.by, asked_by] {
                if eyes::is_number_of(tx, services, agent, &new).await? {
                    return Ok(Err(Refusal::NumberOfAgent));
                }
            }
            people::redirect_codes(tx, services, now, target, &new, by).await?;
            ends::with_number(tx, services, now, &request.whom, Actor::Desk(by.by)).await?;
            reset::turn_off(
                tx,
                services,
                &target.account,
                (reset::Because::OfNumber, now),
            )
            .await?;
            let facts = json!({ "ends_in": new.last_two(), "why": why });
            Ok(Ok(Some((Event::MobileChangedByAdmin, facts))))
        }
        FourEyes::StopAccess { .. } => {
            // Whoever looks after the others there since it was asked decides that.
            if let Some(admins) = others_help(tx, by.organisation, target, now).await? {
                return Ok(Err(Refusal::HasAdmin(admins)));
            }
            if let Some(refusal) = stands_in_the_way_of_stop(target, now) {
                return Ok(Err(refusal));
            }
            people::stop_for_desk(tx, services, now, target, by).await?;
            let facts = json!({ "at": now.unix_ms(), "why": why });
            Ok(Ok(Some((Event::AccessStopped, facts))))
        }
    }
}

const fn decided_event(decision: Decision) -> Event {
    match decision {
        Decision::Approve => Event::FourEyesApproved,
        Decision::Reject | Decision::Withdraw => Event::FourEyesEnded,
    }
}
