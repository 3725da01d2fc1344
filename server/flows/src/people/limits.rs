//! How many invitations there may be: waiting and a day, of an admin, of an organisation and to one mailbox. An invitation goes to
//! whoever an admin types, so without these anybody could be written to by anybody, as often as they like (SEC-70).

use std::time::Duration;

use domain::{
    Moment,
    people::{AuthorisationState, invitations_of},
};

use super::{
    deed::{Deed, Refusal, Whose},
    sql,
    target::Target,
};
use crate::{
    budgets::{Budget, DAY},
    on, owner,
    secrets::Purpose,
    trouble::Result,
};

/// How an invitation counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counts {
    /// One more waits for an answer.
    OneMore,
    /// The same one waits.
    TheSame,
}

/// Whether the admin may send one more invitation. A deed that is refused later on gives back what was counted.
pub(super) async fn may_invite(deed: &mut Deed<'_>, counts: Counts) -> Result<Result<(), Refusal>> {
    let policy = &deed.services.policy;
    let (open, per_day) = (
        policy.invitations_open,
        policy.invitations_per_organisation_day,
    );
    let organisation = deed.organisation.id.clone();
    let waiting = match counts {
        Counts::OneMore => waiting(deed, policy.invitation).await?,
        Counts::TheSame => 0,
    };
    let now = deed.now;
    let by_organisation = Budget::new(format!("invitations:{organisation}"), DAY, per_day);
    let by_admin = Budget::new(
        format!("invitations-by:{}", deed.permit.by()),
        DAY,
        policy.invitations_per_admin_day,
    );
    let within = by_organisation.spend(&mut deed.tx, now).await?;
    // Only who has many is counted: that is more work than the rest of an invitation.
    if !within || waiting >= open {
        let staff = staff(deed).await?;
        let most = invitations_of(open, staff);
        if waiting >= most {
            return Ok(Err(Refusal::TooManyOpen { most }));
        }
        let used = by_organisation.used(&mut deed.tx, now).await?;
        if used > i64::from(invitations_of(per_day, staff)) {
            let until = by_organisation.window_end(now);
            let whose = Whose::Organisation;
            return Ok(Err(Refusal::InvitedEnough { until, whose }));
        }
    }
    if !by_admin.spend(&mut deed.tx, now).await? {
        let until = by_admin.window_end(now);
        let whose = Whose::Admin;
        return Ok(Err(Refusal::InvitedEnough { until, whose }));
    }
    Ok(Ok(()))
}

/// The same, of an invitation that is sent once more to somebody.
pub(super) async fn may_invite_again(
    deed: &mut Deed<'_>,
    target: &Target,
) -> Result<Result<(), Refusal>> {
    let (now, policy) = (deed.now, &deed.services.policy);
    let runs = target
        .invited_at
        .is_some_and(|at| now.since(at) < policy.invitation);
    let counts = if runs {
        Counts::TheSame
    } else {
        Counts::OneMore
    };
    may_invite(deed, counts).await
}

/// Whether one more invitation of this organisation may go to a mailbox.
pub(super) async fn may_mail(deed: &mut Deed<'_>, target: &Target) -> Result<Result<(), Refusal>> {
    let to = mailbox(deed, target).await?;
    let budget = a_day(deed, &format!("invited:{}:{to}", deed.organisation.id));
    let now = deed.now;
    if budget.spend(&mut deed.tx, now).await? {
        return Ok(Ok(()));
    }
    let until = budget.window_end(now);
    Ok(Err(Refusal::MailedEnough { until }))
}

/// When an invitation leaves: at once, or tomorrow to a mailbox that enough organisations wrote to today. One that writes again
/// and again counts once, or it would keep the invitations of others away. Whoever invites learns nothing of the others (SEC-04).
pub(super) async fn send_at(deed: &mut Deed<'_>, target: &Target) -> Result<Moment> {
    let to = mailbox(deed, target).await?;
    let all = a_day(deed, &format!("invitations-to:{to}"));
    let from_here = format!("invitations-to-from:{}:{to}", deed.organisation.id);
    let this_one = a_day(deed, &from_here);
    let now = deed.now;
    let writes_today = this_one.used(&mut deed.tx, now).await? > 0;
    if !writes_today && !all.spend(&mut deed.tx, now).await? {
        return Ok(all.window_end(now));
    }
    this_one.spend(&mut deed.tx, now).await?;
    Ok(now)
}

/// Whether somebody is told of one more deed: always, once the account is theirs.
pub(super) async fn may_tell(deed: &mut Deed<'_>, target: &Target) -> Result<bool> {
    if target.state != AuthorisationState::Invited {
        return Ok(true);
    }
    let to = mailbox(deed, target).await?;
    let budget = a_day(deed, &format!("told-invited:{}:{to}", deed.organisation.id));
    budget.spend(&mut deed.tx, deed.now).await
}

/// The mailbox of whom it concerns, for the name of a budget: whatever stands after "+" in the address is the same one.
async fn mailbox(deed: &mut Deed<'_>, target: &Target) -> Result<String> {
    let owner = owner::read(&mut deed.tx, &target.account).await?;
    let keys = &deed.services.keys;
    Ok(keys.keyed_hash(Purpose::Budget, &owner.email.mailbox()))
}

/// A budget of letters to one mailbox.
fn a_day(deed: &Deed<'_>, name: &str) -> Budget {
    let most = deed.services.policy.invitations_per_mailbox_day;
    Budget::new(name.to_owned(), DAY, most)
}

/// Invitations by admins that wait for an answer; those of an operator are an operator's.
async fn waiting(deed: &mut Deed<'_>, lasts: Duration) -> Result<u32> {
    let since = deed.now.minus(lasts);
    let (waiting,): (i64,) = on!(&mut deed.tx, |c| sqlx::query_as(sql::WAITING_INVITATIONS)
        .bind(deed.organisation.id.as_str())
        .bind(since.unix_ms())
        .fetch_one(c))?;
    Ok(u32::try_from(waiting).unwrap_or(u32::MAX))
}

/// Staff who have accepted theirs.
async fn staff(deed: &mut Deed<'_>) -> Result<u32> {
    let (staff,): (i64,) = on!(&mut deed.tx, |c| sqlx::query_as(sql::ACTIVE_STAFF)
        .bind(deed.organisation.id.as_str())
        .fetch_one(c))?;
    Ok(u32::try_from(staff).unwrap_or(u32::MAX))
}
