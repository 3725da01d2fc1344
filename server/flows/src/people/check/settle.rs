//! What an admin says of a page: these still work here, those do not. Who does not is stopped in the same deed; with the
//! last page the check is written down, for the dossier.

use domain::{AuthorisationId, Moment, people::AuthorisationState};
use serde_json::json;

use super::{Looked, STALE, facts_of, read_page, sql};
use crate::{
    Permit, Seen, Services,
    audit::{self, Actor, Entry, Event},
    budgets::DAY,
    caller::right::ChangeStaff,
    execute, on,
    people::{
        access::stop_now,
        deed::{Deed, Refusal, or_refuse},
        invitation::withdraw,
        list::Person,
    },
    trouble::Result,
};

/// What came of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    /// People of this page whose access was stopped, or whose invitation was withdrawn.
    pub stopped: u32,
    /// Whether this was the last page.
    pub finished: bool,
}

/// Why a page was not settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotSettled {
    /// Why.
    pub why: Refusal,
    /// Because of whom; empty where it is nobody of those who are gone.
    pub name: String,
}

impl From<Refusal> for NotSettled {
    fn from(why: Refusal) -> Self {
        let name = String::new();
        Self { why, name }
    }
}

/// Settles the page that was `shown`: whoever is `gone` loses access today, the others stay.
///
/// Refused if somebody stands on that page now who was not shown so: nobody is vouched for unseen, nor what they may do. And
/// if somebody who is gone stands there no more: nothing less is done than what was said.
pub async fn settle(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    shown: &[(AuthorisationId, Seen)],
    gone: &[AuthorisationId],
) -> Result<Result<Settled, NotSettled>> {
    let mut deed = or_refuse!(
        Deed::begin(services, permit)
            .await?
            .map_err(NotSettled::from)
    );
    let page = read_page(&mut deed.tx, services, &permit.see()).await?;
    let was_shown = |looked: &Looked| {
        let facts = facts_of(&looked.person, &looked.rights);
        let (id, keys) = (&looked.person.id, &services.keys);
        shown
            .iter()
            .any(|(whom, seen)| whom == id && seen.shows(keys, &facts))
    };
    let is_there =
        |whom: &AuthorisationId| page.people.iter().any(|there| there.person.id == *whom);
    if !page.people.iter().all(was_shown) || !gone.iter().all(is_there) {
        return Ok(Err(Refusal::ListChanged.into()));
    }
    let people = page.people.iter().map(|looked| &looked.person);
    let (mut leave, stay): (Vec<&Person>, Vec<&Person>) =
        people.partition(|person| gone.contains(&person.id));
    // Everybody is locked before the first is stopped, in the order of the addresses (docs/decisions/0002).
    leave.sort_by(|one, other| one.email.cmp(&other.email));
    let mut targets = Vec::new();
    for person in leave {
        let target = deed.somebody_else(&person.id).await?;
        targets.push((person, or_refuse!(target.map_err(of(person)))));
    }
    let mut stopped = 0;
    for (person, target) in &targets {
        match target.state {
            AuthorisationState::Active => {
                or_refuse!(deed.somebody_stays(target).await?.map_err(of(person)));
                stop_now(&mut deed, target).await?;
            }
            AuthorisationState::Invited => withdraw(&mut deed, target).await?,
            AuthorisationState::Stopped | AuthorisationState::Unknown => continue,
        }
        stopped += 1;
    }
    if page.last {
        finish(&mut deed, page.all.saturating_sub(stopped), stopped).await?;
    } else {
        go_on(&mut deed, &stay, stopped).await?;
    }
    deed.done().await?;
    Ok(Ok(Settled {
        stopped,
        finished: page.last,
    }))
}

fn of(person: &Person) -> impl FnOnce(Refusal) -> NotSettled {
    let name = person.name.full();
    move |why| NotSettled { why, name }
}

/// Keeps who was vouched for.
async fn go_on(deed: &mut Deed<'_>, stay: &[&Person], stopped: u32) -> Result<()> {
    let organisation = deed.organisation.id.as_str();
    let fresh = deed.now.minus(STALE).unix_ms();
    execute!(&mut deed.tx, sql::FORGET_LOOKED_AT, organisation, fresh)?;
    execute!(
        &mut deed.tx,
        sql::GO_ON,
        organisation,
        deed.now.unix_ms(),
        i64::from(stopped),
        fresh,
    )?;
    for person in stay {
        execute!(
            &mut deed.tx,
            sql::LOOKED_AT,
            organisation,
            person.id.as_str()
        )?;
    }
    Ok(())
}

/// Everybody else on the list was vouched for before: `people` of them were shown and stay.
async fn finish(deed: &mut Deed<'_>, people: u32, stopped: u32) -> Result<()> {
    let (organisation, now) = (deed.organisation.id.clone(), deed.now);
    let by = deed.permit.by();
    let begun: Option<(i64, i64)> = on!(&mut deed.tx, |c| sqlx::query_as(sql::END)
        .bind(organisation.as_str())
        .fetch_optional(c))?;
    let fresh = now.minus(STALE).unix_ms();
    execute!(
        &mut deed.tx,
        sql::FORGET_LOOKED_AT,
        organisation.as_str(),
        fresh
    )?;
    let earlier = begun
        .filter(|(_, began_at)| *began_at > fresh)
        .map_or(0, |(stopped, _)| stopped);
    let stopped = earlier + i64::from(stopped);
    // Whoever looked today and found nobody to stop has nothing to add to the dossier.
    if stopped == 0 && looked_today(deed).await? {
        return Ok(());
    }
    execute!(
        &mut deed.tx,
        sql::FINISH,
        organisation.as_str(),
        now.unix_ms(),
        by.as_str()
    )?;
    let facts = json!({ "people": people, "stopped": stopped });
    let entry = Entry::new(Event::StaffChecked, Actor::Person(by))
        .organisation(&organisation)
        .facts(facts);
    audit::record(&mut deed.tx, now, entry)
}

/// Whether whoever looks wrote down such a check within a day.
async fn looked_today(deed: &mut Deed<'_>) -> Result<bool> {
    let (at,): (Option<i64>,) = on!(&mut deed.tx, |c| sqlx::query_as(sql::CHECKED_BY)
        .bind(deed.organisation.id.as_str())
        .bind(deed.permit.by().as_str())
        .fetch_one(c))?;
    let at = at.map(Moment::from_unix_ms);
    Ok(at.is_some_and(|at| at.was_within(DAY, deed.now)))
}
