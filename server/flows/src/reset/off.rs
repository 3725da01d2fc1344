//! Reset by mail switched off for a while: after a change that whoever has the mailbox or the telephone could have made
//! (SEC-35).

use domain::{AccountId, Moment};

use super::sql;
use crate::{
    Services, Tx, execute,
    links::{self, Purpose},
    trouble::Result,
};

/// Switches it off for the time that the policy says, never for less than it is off already; links that were on their way
/// open nothing any more. Gives back until when.
pub(crate) async fn turn_off(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
    now: Moment,
) -> Result<Moment> {
    let until = now.plus(services.policy.reset_off_after_own_change);
    execute!(&mut *tx, sql::TURN_OFF, account.as_str(), until.unix_ms())?;
    links::withdraw_of_account(tx, account, Purpose::Reset, now).await?;
    Ok(until)
}
