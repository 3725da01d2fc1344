//! Somebody stands in for the admins between two dates: appointed once, and then it begins and ends by itself, because
//! every request and every deed looks at the dates. Whoever stands in chooses no admins and touches none.

use std::time::Duration;

use domain::{
    AuthorisationId, Moment,
    people::{AuthorisationState, Role, StandIn},
    post::Letter,
};
use serde_json::{Value, json};

use super::{
    admins::chosen,
    deed::{Deed, Refusal, or_refuse},
    list::{Person, PersonRow, read_all},
    sql,
    target::Target,
    unblock::not_active,
};
use crate::{
    Permit, Seen, Services, Tx,
    audit::Event,
    caller::right::{ChangeStaff, SeeStaff},
    ends, execute, on,
    trouble::Result,
};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Who stands in for the admins of one's own organisation now or later, the next to begin first.
pub async fn stand_ins(services: &Services, permit: &Permit<SeeStaff>) -> Result<Vec<Person>> {
    let mut tx = services.db.look().await?;
    read(&mut tx, permit, services.now()).await
}

async fn read(tx: &mut Tx, permit: &Permit<SeeStaff>, now: Moment) -> Result<Vec<Person>> {
    let rows: Vec<PersonRow> = on!(tx, |c| sqlx::query_as(sql::STAND_INS)
        .bind(permit.organisation().as_str())
        .bind(now.unix_ms())
        .fetch_all(c))?;
    let mut people = read_all(rows, permit, now)?;
    people.retain(|person| person.role == Role::Employee);
    Ok(people)
}

/// What a page showed that names these.
pub fn stand_ins_seen(services: &Services, people: &[Person]) -> Seen {
    Seen::of(&services.keys, &facts_of(people))
}

fn facts_of(people: &[Person]) -> Value {
    stand_in_facts(people.iter().map(|person| (&person.id, person.stand_in)))
}

/// Who stands in from when until when.
pub(super) fn stand_in_facts<'a>(
    all: impl IntoIterator<Item = (&'a AuthorisationId, Option<StandIn>)>,
) -> Value {
    let period = |(id, period): (&'a AuthorisationId, Option<StandIn>)| {
        period.map(|period| (id.as_str(), period.from.unix_ms(), period.until.unix_ms()))
    };
    let mut periods: Vec<_> = all.into_iter().filter_map(period).collect();
    periods.sort_unstable();
    json!({ "stand_ins": periods })
}

/// Has a member of staff who has logged in before stand in for the admins, if nobody else appointed one or ended it meanwhile;
/// another period replaces the one before.
pub async fn appoint_stand_in(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    (whom, seen): (&AuthorisationId, &Seen),
    period: StandIn,
) -> Result<Result<(), Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, permit).await?);
    let target = or_refuse!(chosen(&mut deed, whom).await?);
    if target.state != AuthorisationState::Active {
        return Ok(Err(not_active(target.state)));
    }
    if target.is_over(deed.now) {
        return Ok(Err(Refusal::NoAccessThen));
    }
    if target.role == Role::Admin || target.stand_in == Some(period) {
        return Ok(Err(Refusal::AlreadySo));
    }
    let now = deed.now;
    // It would take the account out of reach of who can lift the block, at other organisations as well (SEC-69).
    if target.is_locked_out() {
        return Ok(Err(Refusal::BlockedFirst));
    }
    let there = read(&mut deed.tx, &permit.see(), now).await?;
    if !seen.shows(&services.keys, &facts_of(&there)) {
        return Ok(Err(Refusal::Changed));
    }
    if let Some(refusal) = cannot_be(services, &deed, &target, period) {
        return Ok(Err(refusal));
    }
    let [from, until, as_of] = [period.from, period.until, deed.now].map(Moment::unix_ms);
    execute!(
        &mut deed.tx,
        sql::SET_STAND_IN,
        whom.as_str(),
        Some(from),
        Some(until),
        as_of,
        permit.by().as_str()
    )?;
    let facts = json!({ "from": period.from.unix_ms(), "until": period.until.unix_ms() });
    deed.record(Event::StandInAppointed, &target, facts)?;
    let by = permit.by_name().to_owned();
    let organisation = deed.organisation.name.clone();
    let letter = Letter::StandInAppointed {
        by: by.clone(),
        organisation: organisation.clone(),
        from: period.from,
        until: period.until,
    };
    deed.tell(&target, letter).await?;
    let letter = Letter::StandInAnnounced {
        by,
        organisation,
        whom: target.full_name(),
        from: period.from,
        until: period.until,
    };
    deed.tell_fellows(&target, letter).await?;
    deed.done().await?;
    Ok(Ok(()))
}

/// What is wrong with a period, if anything.
fn cannot_be(
    services: &Services,
    deed: &Deed<'_>,
    target: &Target,
    period: StandIn,
) -> Option<Refusal> {
    let StandIn { from, until } = period;
    if until <= from || period.is_over(deed.now) {
        return Some(Refusal::DatesReversed);
    }
    let longest = services.policy.stand_in;
    // A day more than the days of the period: one of them may have twenty-five hours.
    if until.since(from.max(deed.now)) > longest + DAY / 24 {
        let days = longest.as_secs() / DAY.as_secs();
        return Some(Refusal::TooLong { days });
    }
    let has_access = target
        .valid_from
        .is_none_or(|first| first <= from.max(deed.now))
        && target.valid_until.is_none_or(|end| until <= end);
    (!has_access).then_some(Refusal::NoAccessThen)
}

/// Ends the standing in of somebody that was seen, before its time or before it begins.
pub async fn end_stand_in(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    (whom, seen): (&AuthorisationId, &Seen),
) -> Result<Result<(), Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, permit).await?);
    let target = or_refuse!(chosen(&mut deed, whom).await?);
    let now = deed.now;
    if target.stand_in.is_none_or(|period| period.is_over(now)) {
        return Ok(Err(Refusal::AlreadySo));
    }
    if !seen.shows(&services.keys, &stand_in_facts([(whom, target.stand_in)])) {
        return Ok(Err(Refusal::Changed));
    }
    end(&mut deed.tx, services, now, &target).await?;
    deed.record(Event::StandInEnded, &target, json!({}))?;
    let by = permit.by_name().to_owned();
    let organisation = deed.organisation.name.clone();
    let letter = |whom| Letter::StandInEnded {
        by: Some(by.clone()),
        organisation: organisation.clone(),
        whom,
    };
    deed.tell(&target, letter(None)).await?;
    let told = letter(Some(target.full_name()));
    deed.tell_fellows(&target, told).await?;
    deed.done().await?;
    Ok(Ok(()))
}

/// Access that was over begins again: what somebody was to do for the admins does not come back with it.
pub(super) async fn ends_with_access(deed: &mut Deed<'_>, target: &Target) -> Result<()> {
    let now = deed.now;
    if target.stand_in.is_some_and(|period| !period.is_over(now)) {
        end(&mut deed.tx, deed.services, now, target).await?;
        deed.record(Event::StandInEnded, target, json!({}))?;
    }
    Ok(())
}

pub(super) async fn end(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    target: &Target,
) -> Result<()> {
    let nothing = None::<i64>;
    execute!(
        &mut *tx,
        sql::SET_STAND_IN,
        target.authorisation.as_str(),
        nothing,
        nothing,
        now.unix_ms(),
        None::<String>
    )?;
    ends::with_post(tx, services, now, &target.account).await
}
