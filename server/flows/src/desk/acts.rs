//! What the desk does for a caller who was checked: unblock, a link for a new password, out everywhere, block, the invitation
//! once more. For admins, and for staff whom no admin of their own can help; others go to their admin.

use domain::{
    Moment,
    desk::Why,
    people::{AuthorisationState, BlockReason, What},
    post::Letter,
};
use serde_json::json;

use super::{
    caller_check::CheckedCaller,
    deed::{Deed, Refusal, or_refuse},
};
use crate::{
    Services,
    audit::{self, Actor, Event, Lately},
    budgets::DAY,
    ends::BlockedBy,
    login,
    people::{self, Invitee},
    sessions,
    trouble::Result,
};

/// Somebody who can log in again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unblocked {
    /// The block suggests that the password was forgotten.
    pub offer_reset_link: bool,
    /// What it opens is an invitation.
    pub invited: bool,
    /// Another password has to be chosen by mail first.
    pub renew: bool,
}

/// Unblocks somebody (SEC-08), or has somebody wait no longer, as an admin does. The desk has a limit of its own: it goes on
/// where an admin had to stop. Whom an invitation waits for, and nobody else lets in again, it helps to go on with that.
pub async fn unblock(
    services: &Services,
    checked: &CheckedCaller,
    why: Why,
) -> Result<Result<Unblocked, Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, checked, why).await?);
    let whom = (&deed.target.account, deed.target.access(deed.now));
    let invited = people::only_desk_lifts(&mut deed.tx, services, whom, deed.now).await?;
    match deed
        .reaches_or_spent(What::Account, |spent| spent.unblocks)
        .await?
    {
        Err(Refusal::HasAdmin(_)) if invited => {}
        reached => or_refuse!(reached),
    }
    if let Some(refusal) = deed.not_active().filter(|_| !invited) {
        return Ok(Err(refusal));
    }
    or_refuse!(deed.known_for_account().await?);
    let account = &deed.target.account;
    let out = login::locked_out(&mut deed.tx, services, account, deed.now).await?;
    if !out.at_all() {
        return Ok(Err(Refusal::AlreadySo));
    }
    let today = Lately::within(DAY, deed.now);
    let most = (today, services.policy.desk_unblocks_per_day);
    if let Some(first) = audit::desk_unblocked(&mut deed.tx, account, most).await? {
        let until = first.plus(DAY);
        return Ok(Err(Refusal::OftenEnough { until }));
    }
    let by = checked.permit();
    let renew = people::lift(&mut deed.tx, services, deed.now, &deed.target, by.by()).await?;
    if invited {
        // It answers the question that was asked about the invitation.
        let whom = &deed.target.authorisation;
        people::answer_help(&mut deed.tx, deed.now, whom, by.by()).await?;
        deed.apart = true;
    }
    deed.tell(Letter::Unblocked {
        by: by.by_name().to_owned(),
        invited,
        renew,
    })
    .await?;
    let off =
        people::reset_off_until(&mut deed.tx, services, &deed.target.account, deed.now).await?;
    deed.done(Event::Unblocked, json!({ "reason": out.code() }))
        .await?;
    Ok(Ok(Unblocked {
        offer_reset_link: out.suggests_reset() && !invited && off.is_none(),
        invited,
        renew,
    }))
}

/// Has a link for a new password sent to the mailbox that we know; gives back until when it works.
pub async fn send_reset_link(
    services: &Services,
    checked: &CheckedCaller,
    why: Why,
) -> Result<Result<Moment, Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, checked, why).await?);
    or_refuse!(deed.reaches(What::Account).await?);
    if let Some(refusal) = deed.not_active() {
        return Ok(Err(refusal));
    }
    or_refuse!(deed.known_for_account().await?);
    let sent = people::send_link(
        &mut deed.tx,
        services,
        deed.now,
        &deed.target,
        checked.permit().by(),
    )
    .await?;
    let until = match sent {
        Ok(until) => until,
        Err(people::Refusal::AlreadySo) => return Ok(Err(Refusal::AlreadySo)),
        Err(people::Refusal::ResetOff { until }) => return Ok(Err(Refusal::ResetOff { until })),
        Err(people::Refusal::LinksEnough { until }) => {
            return Ok(Err(Refusal::LinksEnough { until }));
        }
        Err(_) => return Ok(Err(Refusal::NotHere)),
    };
    deed.done(Event::ResetSentByAdmin, json!({})).await?;
    Ok(Ok(until))
}

/// Logs somebody out everywhere at this organisation. For every caller, whoever their admin is: a lost telephone cannot
/// wait. Gives back how many sessions that were.
pub async fn end_sessions(
    services: &Services,
    checked: &CheckedCaller,
    why: Why,
) -> Result<Result<u64, Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, checked, why).await?);
    let ended = sessions::end_of_authorisation(&mut deed.tx, checked.whom()).await?;
    if ended == 0 {
        // What is just beginning ends all the same.
        deed.tx.commit().await?;
        return Ok(Err(Refusal::AlreadySo));
    }
    let letter = Letter::LoggedOutByAdmin {
        by: checked.permit().by_name().to_owned(),
        organisation: deed.organisation.name.clone(),
    };
    deed.tell(letter).await?;
    let facts = json!({ "sessions": ended });
    deed.done(Event::SessionsEndedByAdmin, facts).await?;
    Ok(Ok(ended))
}

/// Blocks an account at the wish of its owner: a lost telephone, or somebody else is in it. For every caller, whoever their
/// admin is, because it cannot wait; everywhere, because a password opens every organisation, so by a proof that counts
/// everywhere. A person lifts it.
pub async fn block(
    services: &Services,
    checked: &CheckedCaller,
    why: Why,
) -> Result<Result<(), Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, checked, why).await?);
    if let Some(refusal) = deed.not_active() {
        return Ok(Err(refusal));
    }
    or_refuse!(deed.known_for_account().await?);
    let (account, agent) = (&deed.target.account, checked.permit().by());
    let reason = BlockReason::ByDesk;
    let by = BlockedBy {
        actor: Actor::Desk(agent),
        check: Some((agent, checked.whom())),
    };
    if !login::block_at_wish(&mut deed.tx, services, deed.now, account, (reason, by)).await? {
        return Ok(Err(Refusal::AlreadySo));
    }
    let facts = json!({ "reason": reason.code() });
    deed.done(Event::Blocked, facts).await?;
    Ok(Ok(()))
}

/// Sends an invitation once more, to the mailbox that was invited; gives back until when it works now.
pub async fn send_invitation(
    services: &Services,
    checked: &CheckedCaller,
    why: Why,
) -> Result<Result<Moment, Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, checked, why).await?);
    or_refuse!(deed.ours().await?);
    if deed.target.state != AuthorisationState::Invited {
        return Ok(Err(Refusal::NotInvited));
    }
    if people::invited_just_now(&deed.target, deed.now) {
        return Ok(Err(Refusal::AlreadySo));
    }
    let counts = people::counts_until(&mut deed.tx, services, deed.now, checked.whom()).await?;
    if counts.is_none() {
        return Ok(Err(Refusal::WaitsForAdmin));
    }
    let rights = people::rights_of(&mut deed.tx, checked.whom()).await?;
    let whom = Invitee {
        account: &deed.target.account,
        authorisation: checked.whom(),
        language: deed.target.language,
        by: checked.permit().by_name(),
        organisation: &deed.organisation.name,
        kind: &deed.organisation.kind,
        rights: &rights,
        send_at: deed.now,
        of_many: false,
    };
    let until = people::send_invitation(&mut deed.tx, services, deed.now, &whom).await?;
    let by = checked.permit().by();
    people::answer_help(&mut deed.tx, deed.now, checked.whom(), by).await?;
    deed.done(Event::InvitationSentAgain, json!({})).await?;
    Ok(Ok(until))
}
