//! Who put whom there, as the trail has it (SEC-68): at whatever organisation by a deed of one's own, or at the insurer through
//! others whom one put there. A chain is as old as its oldest link. Chains elsewhere do not count, or any office could invite two
//! agents and keep them from deciding (SEC-70).

use std::sync::LazyLock;

use domain::{AccountId, Moment};

use crate::{
    Services, Tx,
    audit::{Event, Lately, PutsThere},
    on,
    trouble::Result,
};

/// When somebody put somebody there. What stands beyond `$5` was written down by a clock that was ahead, or is read by one that
/// is behind: rows of the trail stay as they are, so then it was when the authorisation says, which is put right
/// (docs/decisions/0019).
const TOLD_AT: &str = "(case when a.at <= $5 then a.at
    when coalesce(u.given_at, 0) > coalesce(u.mobile_changed_at, 0) and coalesce(u.given_at, 0) > coalesce(u.invited_at, 0)
        then u.given_at
    when coalesce(u.mobile_changed_at, 0) > coalesce(u.invited_at, 0) then u.mobile_changed_at
    else coalesce(u.invited_at, 0) end)";

/// What somebody did alone that puts somebody there ([`Event::puts_there`]): what two decided together does not count, and of
/// these one agent of the desk alone only sends an invitation again. Whom it put there is whose the authorisation is now, not
/// whose it was then: an invitation that waits goes to whoever proves its mailbox (docs/decisions/0015), and who sent it does not
/// change by that.
fn alone() -> String {
    let puts_there = Event::ALL.iter().filter_map(|event| {
        let code = event.code();
        match event.puts_there() {
            PutsThere::No => None,
            PutsThere::Yes => Some(format!("a.event = '{code}'")),
            PutsThere::With(fact) => {
                Some(format!("a.event = '{code}' and a.facts like '%{fact}%'"))
            }
        }
    });
    let puts_there: Vec<String> = puts_there.collect();
    let again = Event::InvitationSentAgain.code();
    format!(
        "(a.actor = 'person' or a.actor = 'desk' and a.event = '{again}') and ({}) and a.at > $3 and {TOLD_AT} > $3
    and a.account_id <> a.actor_account_id and u.account_id <> a.actor_account_id",
        puts_there.join(" or ")
    )
}

/// When one of two (`$1`, `$2`) last put the other there, since `$3` and until `$5`; `$4` is the insurer's kind.
static CHOSEN: LazyLock<String> = LazyLock::new(|| {
    let alone = alone();
    format!(
        "
with recursive chain (lower, upper, since) as (
    select u.account_id, a.actor_account_id, {TOLD_AT}
    from authorisation u join audit a on a.authorisation_id = u.id join organisation o on o.id = a.organisation_id
    where u.account_id in ($1, $2) and o.kind = $4 and {alone}
    union
    select c.lower, a.actor_account_id, case when {TOLD_AT} < c.since then {TOLD_AT} else c.since end
    from chain c join authorisation u on u.account_id = c.upper
    join audit a on a.authorisation_id = u.id join organisation o on o.id = a.organisation_id
    where o.kind = $4 and {alone}
)
select max(at) from (
    select since as at from chain where upper in ($1, $2) and upper <> lower
    union all
    select {TOLD_AT} as at from authorisation u join audit a on a.authorisation_id = u.id
    where u.account_id in ($1, $2) and a.actor_account_id in ($1, $2) and {alone}
) chosen"
    )
});

/// When one of two people last put the other there, if one did lately.
pub(super) async fn at(
    tx: &mut Tx,
    services: &Services,
    one: &AccountId,
    other: &AccountId,
) -> Result<Option<Moment>> {
    let lately = Lately::within(services.policy.eyes.remembered, services.now());
    let insurer = services.catalogue.insurer().map(|kind| kind.code.as_str());
    let (at,): (Option<i64>,) = on!(tx, |c| sqlx::query_as(CHOSEN.as_str())
        .bind(one.as_str())
        .bind(other.as_str())
        .bind(lately.after())
        .bind(insurer)
        .bind(lately.until())
        .fetch_one(c))?;
    Ok(at.map(Moment::from_unix_ms))
}
