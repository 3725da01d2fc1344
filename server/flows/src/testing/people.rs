//! As [`crate::people`], by a form that is sent as soon as its page was drawn.

pub use crate::people::*;

use domain::AuthorisationId;

use crate::{Permit, Services, caller::right::ChangeStaff, people, trouble::Result};

/// Unblocks a member of one's own staff.
pub async fn unblock(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
) -> Result<std::result::Result<Unblocked, Refusal>> {
    let seen = people::lock_out_seen(services, &permit.see(), whom).await?;
    people::unblock(services, permit, (whom, &seen)).await
}
