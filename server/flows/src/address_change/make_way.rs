//! An account that is nobody's makes way for whoever proves that its mailbox is theirs (docs/decisions/0015). Invitations
//! that wait there are this person's from then on, under the same links; where this person is known already they end, and
//! what is over there and nobody restores makes way for them.

use domain::{AccountId, AuthorisationId, EmailAddress, Moment, OrganisationId, people::PROTECTED};

use super::sql;
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    challenges, execute, on, people,
    trouble::Result,
};

/// Takes an address from an account that is nobody's, if it is one of those that has it. Both accounts are locked.
pub(super) async fn make_way(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    owner: &AccountId,
    address: &EmailAddress,
) -> Result<()> {
    let nobodys: Option<(String,)> = on!(&mut *tx, |c| sqlx::query_as(sql::NOBODYS)
        .bind(address.canonical())
        .bind(owner.as_str())
        .fetch_optional(c))?;
    let Some((nobodys,)) = nobodys else {
        return Ok(());
    };
    let nobodys = AccountId::from_trusted(nobodys);
    execute!(&mut *tx, sql::SET_ASIDE, nobodys.as_str())?;
    let waiting: Vec<(String, String)> = on!(&mut *tx, |c| sqlx::query_as(sql::WAITING)
        .bind(nobodys.as_str())
        .fetch_all(c))?;
    for (invitation, organisation) in waiting {
        let invitation = AuthorisationId::from_trusted(invitation);
        let organisation = OrganisationId::from_trusted(organisation);
        set_aside(tx, services, now, (owner, &organisation), &invitation).await?;
        if !hand_over(tx, now, &invitation, owner).await? {
            people::end_invitation(tx, now, &nobodys, &invitation).await?;
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
    let policy = &services.policy;
    let long_ago = policy.restore.max(policy.eyes.remembered).max(PROTECTED);
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
