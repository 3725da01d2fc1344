//! As [`crate::people`], by a form that is sent as soon as its page was drawn.

pub use crate::people::*;

use domain::{AuthorisationId, MobileNumber, Moment, people::StandIn};

use crate::{Permit, Seen, Services, caller::right::ChangeStaff, people, trouble::Result};

/// Unblocks a member of one's own staff.
pub async fn unblock(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
) -> Result<std::result::Result<Unblocked, Refusal>> {
    let seen = people::lock_out_seen(services, &permit.see(), whom).await?;
    people::unblock(services, permit, (whom, &seen)).await
}

/// Changes rights and dates of somebody else.
pub async fn change_rights(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
    new: &NewRights,
) -> Result<std::result::Result<ChangedRights, Refusal>> {
    let drawn = match people::one(services, &permit.see(), whom).await? {
        Ok(whole) => whole.terms,
        Err(_) => Terms::default(),
    };
    people::change_rights(services, permit, whom, (&drawn, new)).await
}

/// Stops somebody's access; gives back from when on.
pub async fn stop_access(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
    when: Stop,
) -> Result<std::result::Result<Moment, Refusal>> {
    let seen = stop_seen(services, permit, whom).await?;
    let stopped = people::stop_access(services, permit, (whom, &seen), when).await?;
    Ok(stopped.map(|stopped| stopped.at))
}

/// Takes a stop back.
pub async fn restore_access(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
) -> Result<std::result::Result<Restored, Refusal>> {
    let seen = stop_seen(services, permit, whom).await?;
    people::restore_access(services, permit, (whom, &seen)).await
}

/// Sends an invitation once more.
pub async fn resend_invitation(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
) -> Result<std::result::Result<Moment, Refusal>> {
    let seen = seen_of(services, permit, whom, |whole| whole.person.invitation_seen).await?;
    people::resend_invitation(services, permit, (whom, &seen)).await
}

/// Withdraws an invitation.
pub async fn withdraw_invitation(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
) -> Result<std::result::Result<(), Refusal>> {
    let seen = seen_of(services, permit, whom, |whole| whole.person.invitation_seen).await?;
    people::withdraw_invitation(services, permit, (whom, &seen)).await
}

/// Changes where somebody's codes go.
pub async fn change_mobile(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
    new: &MobileNumber,
) -> Result<std::result::Result<(), Refusal>> {
    let seen = seen_of(services, permit, whom, |whole| whole.number_seen).await?;
    people::change_mobile(services, permit, (whom, &seen), new).await
}

/// Has somebody stand in for the admins.
pub async fn appoint_stand_in(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
    period: StandIn,
) -> Result<std::result::Result<(), Refusal>> {
    let there = people::stand_ins(services, &permit.see()).await?;
    let seen = people::stand_ins_seen(services, &there);
    people::appoint_stand_in(services, permit, (whom, &seen), period).await
}

/// Ends the standing in of somebody.
pub async fn end_stand_in(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
) -> Result<std::result::Result<(), Refusal>> {
    let seen = seen_of(services, permit, whom, |whole| whole.stand_in_seen).await?;
    people::end_stand_in(services, permit, (whom, &seen)).await
}

/// As [`crate::people::check`].
pub mod check {
    pub use crate::people::check::*;

    use domain::AuthorisationId;

    use super::Refusal;
    use crate::{Permit, Seen, Services, caller::right::ChangeStaff, people, trouble::Result};

    /// Settles the page on which these were shown, as they are now.
    pub async fn settle(
        services: &Services,
        permit: &Permit<ChangeStaff>,
        shown: &[AuthorisationId],
        gone: &[AuthorisationId],
    ) -> Result<std::result::Result<Settled, Refusal>> {
        let page = next_page(services, &permit.see()).await?;
        let seen = |id: &AuthorisationId| {
            let there = page.people.iter().find(|looked| looked.person.id == *id);
            let seen = there.map_or_else(|| Seen::sent(""), |looked| looked.seen.clone());
            (id.clone(), seen)
        };
        let shown: Vec<_> = shown.iter().map(seen).collect();
        let settled = people::check::settle(services, permit, &shown, gone).await?;
        Ok(settled.map_err(|not| not.why))
    }
}

async fn stop_seen(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
) -> Result<Seen> {
    seen_of(services, permit, whom, |whole| whole.stop_seen).await
}

async fn seen_of(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
    seen: impl Fn(WholePerson) -> Seen,
) -> Result<Seen> {
    let whole = people::one(services, &permit.see(), whom).await?;
    Ok(whole.map_or_else(|_| Seen::sent(""), seen))
}
