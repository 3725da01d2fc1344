//! An account that is nobody's makes way for whoever proves that its mailbox is theirs (docs/decisions/0015). Invitations
//! that wait there are this person's from then on, under the same links; where this person is known already they end.

use domain::{AccountId, AuthorisationId, EmailAddress, Moment, OrganisationId};

use super::sql;
use crate::{
    Tx,
    audit::{self, Actor, Entry, Event},
    challenges, execute, on, people,
    trouble::Result,
};

/// Takes an address from an account that is nobody's, if it is one of those that has it. Both accounts are locked.
pub(super) async fn make_way(
    tx: &mut Tx,
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
        if !hand_over(tx, now, &invitation, owner).await? {
            people::end_invitation(tx, now, &nobodys, &invitation).await?;
            let organisation = OrganisationId::from_trusted(organisation);
            let entry = Entry::new(Event::InvitationWithdrawn, Actor::System)
                .account(&nobodys)
                .authorisation(&invitation)
                .organisation(&organisation);
            audit::record(tx, now, entry)?;
        }
    }
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
