//! What admins did to somebody so often that they have to stop, and the service desk goes on (SEC-08). The deed of an admin
//! asks it, and so does the desk: whom the one sends on, the other helps.

use std::time::Duration;

use domain::{AccountId, AuthorisationId, Moment};

use crate::{
    Services, Tx,
    audit::{self, Event, Lately},
    budgets::DAY,
    trouble::Result,
};

/// So long an admin's changes of a number that nobody got in with are counted.
const MONTH: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Which deeds an admin cannot do to somebody any more for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent {
    /// Letting in again.
    pub unblocks: bool,
    /// Another number.
    pub numbers: bool,
}

impl Spent {
    /// What is spent for somebody, whose account is `account`.
    pub(crate) async fn of(
        tx: &mut Tx,
        services: &Services,
        (account, whom): (&AccountId, &AuthorisationId),
        now: Moment,
    ) -> Result<Self> {
        Ok(Self {
            unblocks: unblocks(tx, services, account, now).await?,
            numbers: numbers(tx, services, whom, now).await?,
        })
    }
}

/// Whether somebody was let in again so often, at all organisations together.
pub(super) async fn unblocks(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
    now: Moment,
) -> Result<bool> {
    let before = audit::unblocks(tx, account, Lately::within(DAY, now)).await?;
    Ok(before >= u64::from(services.policy.unblocks_per_day))
}

/// Whether somebody's number changed so often here without a login since. Each change keeps a new password and another address
/// from whoever works elsewhere, too, for a while (docs/decisions/0011): one organisation must not do that for ever.
pub(super) async fn numbers(
    tx: &mut Tx,
    services: &Services,
    whom: &AuthorisationId,
    now: Moment,
) -> Result<bool> {
    let (event, lately) = (Event::MobileChangedByAdmin, Lately::within(MONTH, now));
    let before = audit::since_login(tx, whom, event, lately).await?;
    Ok(before >= u64::from(services.policy.unused_numbers_per_month))
}
