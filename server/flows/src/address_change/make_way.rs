//! An account that is nobody's makes way for whoever proves that its mailbox is theirs (docs/decisions/0015). Invitations
//! that wait there are this person's from then on, under the same links; where this person is known already they end, and
//! what is over there and nobody restores makes way for them.

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId, EmailAddress, Language, Moment, OrganisationId,
    people::{BlockReason, Elsewhere, PROTECTED},
};

use super::sql;
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    challenges, execute,
    links::{self, Purpose},
    on, owner, people,
    trouble::Result,
};

/// Whose an address is that somebody else wants.
pub(super) struct Holder {
    pub account: AccountId,
    pub language: Language,
    /// Whether it holds the address for nobody: an account that is nobody's yet, or opens nothing any more and that nobody
    /// brings back (docs/decisions/0016).
    pub gives_way: bool,
}

/// Whose an address is, if it is somebody else's than `owner`'s.
pub(super) async fn holder(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    owner: &AccountId,
    address: &EmailAddress,
) -> Result<Option<Holder>> {
    let found: Option<(String, String, bool)> = on!(&mut *tx, |c| sqlx::query_as(sql::HOLDER)
        .bind(address.canonical())
        .bind(owner.as_str())
        .fetch_optional(c))?;
    let account = found.as_ref().map_or_else(
        || owner.clone(),
        |(id, ..)| AccountId::from_trusted(id.clone()),
    );
    // Asked of the own account if there is no other: the same work either way (SEC-04).
    let idle = is_idle(tx, services, now, &account).await?;
    Ok(found.map(|(_, language, nobodys)| Holder {
        account,
        language: Language::from_code(&language).unwrap_or_default(),
        gives_way: nobodys || idle,
    }))
}

/// Whether an account opens nothing, and has not for so long that nobody brings anything back and nobody asks any more who
/// put whom there (SEC-68).
async fn is_idle(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
) -> Result<bool> {
    let beyond = long_ago(services).saturating_sub(services.policy.restore);
    let then = people::elsewhere(tx, services, account, None, now.minus(beyond)).await?;
    let blocked = owner::read(tx, account).await?.blocked;
    Ok(then == Elsewhere::Nothing && blocked != Some(BlockReason::Unknown))
}

/// The same, and no invitation waits that it could accept: then it makes way for whoever has its mailbox now.
pub(crate) async fn is_nobodys_now(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
) -> Result<bool> {
    let waiting: Vec<(String, String)> = on!(&mut *tx, |c| sqlx::query_as(sql::WAITING)
        .bind(account.as_str())
        .fetch_all(c))?;
    Ok(waiting.is_empty() && is_idle(tx, services, now, account).await?)
}

/// Takes the address from an account that is nobody's now.
pub(crate) async fn lay_down(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
) -> Result<()> {
    owner::lock(tx, account).await?;
    if is_nobodys_now(tx, services, now, account).await? {
        set_account_aside(tx, now, account).await?;
    }
    Ok(())
}

async fn set_account_aside(tx: &mut Tx, now: Moment, account: &AccountId) -> Result<()> {
    people::keep_last_address(tx, account, now).await?;
    for purpose in [Purpose::Reset, Purpose::Freeze] {
        links::withdraw_of_account(tx, account, purpose, now).await?;
    }
    execute!(&mut *tx, sql::SET_ASIDE, account.as_str())?;
    Ok(())
}

fn long_ago(services: &Services) -> Duration {
    let policy = &services.policy;
    policy.restore.max(policy.eyes.remembered).max(PROTECTED)
}

/// Takes an address from an account that gives way, if it is one of those that has it. Both accounts are locked.
pub(super) async fn make_way(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    owner: &AccountId,
    address: &EmailAddress,
) -> Result<()> {
    let holder = holder(tx, services, now, owner, address).await?;
    let Some(holder) = holder.filter(|holder| holder.gives_way) else {
        return Ok(());
    };
    let nobodys = holder.account;
    set_account_aside(tx, now, &nobodys).await?;
    let waiting: Vec<(String, String)> = on!(&mut *tx, |c| sqlx::query_as(sql::WAITING)
        .bind(nobodys.as_str())
        .fetch_all(c))?;
    for (invitation, organisation) in waiting {
        let invitation = AuthorisationId::from_trusted(invitation);
        let organisation = OrganisationId::from_trusted(organisation);
        set_aside(tx, services, now, (owner, &organisation), &invitation).await?;
        if !hand_over(tx, now, &invitation, owner).await? {
            people::end_invitation(tx, services, now, &nobodys, &invitation).await?;
            let entry = Entry::new(Event::InvitationWithdrawn, Actor::System)
                .account(&nobodys)
                .authorisation(&invitation)
                .organisation(&organisation);
            audit::record(tx, now, entry)?;
        }
    }
    Ok(())
}

/// Sets aside what the owner was at an organisation, if nothing comes of that any more: one row is this person there, and
/// an invitation waits to be it. So old that it says nothing any more about who put whom there, either (SEC-68).
async fn set_aside(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (owner, organisation): (&AccountId, &OrganisationId),
    invitation: &AuthorisationId,
) -> Result<()> {
    let long_ago = long_ago(services);
    let over: Option<(String,)> = on!(&mut *tx, |c| sqlx::query_as(sql::OVER_THERE)
        .bind(organisation.as_str())
        .bind(owner.as_str())
        .bind(now.minus(long_ago).unix_ms())
        .bind(now.minus(PROTECTED).unix_ms())
        .fetch_optional(c))?;
    let Some((over,)) = over else {
        return Ok(());
    };
    let (aside, waits, at) = (services.new_id()?, invitation.as_str(), now.unix_ms());
    execute!(&mut *tx, sql::KEEP_NUMBER, &over, waits, at)?;
    execute!(&mut *tx, sql::KEEP_NUMBERS_BEFORE, &over, waits)?;
    execute!(&mut *tx, sql::ADD_ASIDE, &aside, owner.as_str(), at)?;
    execute!(&mut *tx, sql::MOVE_ASIDE, &over, &aside)?;
    Ok(())
}

/// Makes an invitation the owner's; false, and nothing done, where the owner is known already.
async fn hand_over(
    tx: &mut Tx,
    now: Moment,
    invitation: &AuthorisationId,
    owner: &AccountId,
) -> Result<bool> {
    let (id, owner) = (invitation.as_str(), owner.as_str());
    if execute!(&mut *tx, sql::HAND_OVER, id, owner)? == 0 {
        return Ok(false);
    }
    execute!(&mut *tx, sql::HAND_OVER_LINKS, id, owner)?;
    execute!(&mut *tx, sql::HAND_OVER_LETTERS, id, owner)?;
    // A code on its way would accept it with a password that is not the owner's.
    challenges::close_of_authorisation(tx, invitation, now).await?;
    Ok(true)
}
