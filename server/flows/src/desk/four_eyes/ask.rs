//! Asking a colleague: the request is left as it is, whoever it concerns is told where that is safe, and it stands in the
//! organisation's own log.

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId, DeskRequestId, MobileNumber, Moment,
    desk::Why,
    organisations::DESK_RIGHT,
    people::What,
    post::Letter,
    shared::short_text::{PhoneText, SourceText},
};
use serde_json::json;

use super::{
    super::{
        caller_check::CheckedCaller,
        counts,
        deed::{Deed, Refusal, lock, or_refuse, others_help, stands_with},
        sql,
    },
    FourEyes, insurer_of, stands_in_the_way, stands_in_the_way_of_stop, told,
};
use crate::{
    Permit, Services, Tx,
    audit::{self, Actor, Entry, Event},
    budgets::{Budget, HOUR},
    caller::right::DeskWork,
    execute,
    eyes::{self, Whom},
    on,
    organisations::Organisation,
    people::Target,
    post::{self, Draft, Payer, To},
    secrets::sha256_hex,
    trouble::{Result, Trouble},
};

/// So many requests one person leaves an hour: each wants the eyes of a colleague.
const ASKED_PER_HOUR: u32 = 60;

/// So long a colleague can approve.
pub(in crate::desk) const LIFETIME: Duration = Duration::from_secs(72 * 60 * 60);

/// Asks a colleague to have somebody's codes sent elsewhere. Mailbox and old number are told at once, with a way to stop it.
pub async fn ask_mobile(
    services: &Services,
    checked: &CheckedCaller,
    why: Why,
    new: &MobileNumber,
) -> Result<Result<(), Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, checked, why).await?);
    or_refuse!(
        deed.reaches_or_spent(What::Keys, |spent| spent.numbers)
            .await?
    );
    let target = &deed.target;
    if let Some(refusal) = stands_in_the_way(target, new, deed.now) {
        return Ok(Err(refusal));
    }
    // Codes of somebody else on the telephone of who asks for it: no colleague could see that from the number.
    if eyes::is_number_of(&mut deed.tx, services, checked.permit().by(), new).await? {
        return Ok(Err(Refusal::NumberOfAgent));
    }
    let what = FourEyes::Mobile {
        new: new.e164().to_owned(),
    };
    let by = checked.permit().by();
    let asked = (checked.whom(), &what, why, by);
    if !ask(&mut deed.tx, services, deed.now, asked).await? {
        return Ok(Err(Refusal::AskedAlready));
    }
    let link = crate::freeze::make_link(
        &mut deed.tx,
        services,
        deed.now,
        &deed.target.account,
        checked.whom(),
    )
    .await?;
    let letter = Letter::NumberChangeAsked {
        organisation: deed.organisation.name.clone(),
        ends_in: new.last_two().to_owned(),
    };
    let draft = Draft::new(
        To::Account(&deed.target.account),
        deed.target.language,
        letter,
        Payer::Person(by),
    )
    .about(checked.whom())
    .with_link(&link);
    post::queue(&mut deed.tx, services, deed.now, draft).await?;
    let old = To::Number {
        account: &deed.target.account,
        e164: deed.target.mobile.e164(),
    };
    let draft = Draft::new(
        old,
        deed.target.language,
        Letter::NumberChangeAskedSms,
        Payer::Person(by),
    )
    .about(checked.whom());
    post::queue(&mut deed.tx, services, deed.now, draft).await?;
    let facts = json!({ "kind": what.code() });
    deed.done(Event::FourEyesAsked, facts).await?;
    Ok(Ok(()))
}

/// Asks a colleague to vouch for a caller whom no code can reach: called back on a number from our own files, which is not
/// one that the caller may hold, or the agent.
pub async fn ask_call_back(
    services: &Services,
    permit: &Permit<DeskWork>,
    whom: &AuthorisationId,
    why: Why,
    (called, source): (&PhoneText, &SourceText),
) -> Result<Result<(), Refusal>> {
    let (mut tx, held) = or_refuse!(hold(services, permit, whom).await?);
    let whose = Whom::account(&held.1.account).with_mobile(&held.1.mobile);
    if !eyes::may_be_called(&mut tx, services, permit.by(), whose, called).await? {
        return Ok(Err(Refusal::NumberOfCaller));
    }
    let what = FourEyes::CallBack {
        called: called.as_str().to_owned(),
        source: source.as_str().to_owned(),
    };
    leave(tx, services, permit, held, (&what, why)).await
}

/// Asks a colleague to stop the access of an admin who left, or of staff whom no admin can stop. Nobody is told before a
/// colleague agrees: whoever left in anger has three days less to use it.
pub async fn ask_stop(
    services: &Services,
    permit: &Permit<DeskWork>,
    whom: &AuthorisationId,
    why: Why,
    source: &SourceText,
) -> Result<Result<(), Refusal>> {
    let (mut tx, held) = or_refuse!(hold(services, permit, whom).await?);
    if let Some(admins) = others_help(&mut tx, &held.0, &held.1, services.now()).await? {
        return Ok(Err(Refusal::HasAdmin(admins)));
    }
    if let Some(refusal) = stands_in_the_way_of_stop(&held.1, services.now()) {
        return Ok(Err(refusal));
    }
    let what = FourEyes::StopAccess {
        source: source.as_str().to_owned(),
    };
    leave(tx, services, permit, held, (&what, why)).await
}

/// Begins a request about somebody who was not checked, and is not the agent; what is asked so rests on the word of the company
/// ([`FourEyes::rests_on_company`]).
async fn hold(
    services: &Services,
    permit: &Permit<DeskWork>,
    whom: &AuthorisationId,
) -> Result<Result<(Tx, (Organisation, Target)), Refusal>> {
    let mut tx = permit.begin(services).await?;
    let Some(held) = lock(&mut tx, whom).await? else {
        return Ok(Err(Refusal::NotHere));
    };
    if stands_with(&mut tx, services, permit.by(), &held.1).await? {
        return Ok(Err(Refusal::Yourself));
    }
    if eyes::works_there(&mut tx, services, permit.by(), &held.0.id).await? {
        return Ok(Err(Refusal::OwnCompany));
    }
    Ok(Ok((tx, held)))
}

/// Leaves a request, counts it and writes it down.
async fn leave(
    mut tx: Tx,
    services: &Services,
    permit: &Permit<DeskWork>,
    (organisation, target): (Organisation, Target),
    (what, why): (&FourEyes, Why),
) -> Result<Result<(), Refusal>> {
    let (now, whom) = (services.now(), &target.authorisation);
    if !ask(&mut tx, services, now, (whom, what, why, permit.by())).await? {
        return Ok(Err(Refusal::AskedAlready));
    }
    let event = Event::FourEyesAsked;
    counts::add(&mut tx, now, event.code(), why.code()).await?;
    let entry = Entry::new(event, Actor::Desk(permit.by()))
        .account(&target.account)
        .authorisation(whom)
        .organisation(&organisation.id)
        .facts(json!({ "kind": what.code(), "why": why.code() }));
    audit::record(&mut tx, now, entry)?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Counts what somebody leaves for the eyes of a colleague.
///
/// # Errors
/// [`Trouble::Enough`] for whoever left enough.
pub(in crate::desk) async fn may_ask(tx: &mut Tx, now: Moment, by: &AccountId) -> Result<()> {
    let asked = Budget::new(format!("eyes-asked-by:{by}"), HOUR, ASKED_PER_HOUR);
    if asked.spend(tx, now).await? {
        return Ok(());
    }
    let until = asked.window_end(now);
    Err(Trouble::Enough { until })
}

/// Ends what nobody decides on any more, and tells who asked.
pub(in crate::desk) async fn end_old(tx: &mut Tx, services: &Services, now: Moment) -> Result<()> {
    let ended: Vec<(String,)> = on!(&mut *tx, |c| sqlx::query_as(sql::END_OLD_REQUESTS)
        .bind(now.unix_ms())
        .bind(insurer_of(services))
        .bind(DESK_RIGHT)
        .fetch_all(c))?;
    for (id,) in ended {
        let id = DeskRequestId::from_trusted(id);
        told::not_agreed(tx, services, now, &id).await?;
    }
    Ok(())
}

/// Leaves a request, frozen as it is. False if one of this kind waits for this person already.
pub(super) async fn ask(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (whom, what, why, by): (&AuthorisationId, &FourEyes, Why, &AccountId),
) -> Result<bool> {
    end_old(tx, services, now).await?;
    may_ask(tx, now, by).await?;
    let payload = serde_json::to_string(what)?;
    let hash = sha256_hex(payload.as_bytes());
    let left = execute!(
        tx,
        sql::ASK_COLLEAGUE,
        services.new_id()?,
        what.code(),
        whom.as_str(),
        &payload,
        &hash,
        why.code(),
        by.as_str(),
        now.unix_ms(),
        now.plus(LIFETIME).unix_ms(),
    )?;
    Ok(left == 1)
}
