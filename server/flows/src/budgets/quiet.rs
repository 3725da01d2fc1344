//! Deeds of which nobody is told: each writes a row of the trail, which forgets nothing, so without a limit one person buries
//! what was done before (SEC-70). Deeds that somebody is told of are counted by their letters ([`crate::post::news`]).

use domain::{AccountId, Moment};

use super::{Budget, HOUR};
use crate::{
    Services, Tx,
    trouble::{Result, Trouble},
};

/// Counts one of `by`.
///
/// # Errors
/// [`Trouble::Enough`] if that person did enough of them this hour.
pub(crate) async fn quiet_deed(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    by: &AccountId,
) -> Result<()> {
    let limit = services.policy.quiet_deeds_per_hour;
    let deeds = Budget::new(format!("quiet-deeds-by:{by}"), HOUR, limit);
    if deeds.spend(tx, now).await? {
        return Ok(());
    }
    let until = deeds.window_end(now);
    Err(Trouble::Enough { until })
}
