//! Letters about what somebody did by choice, and as often as they like: without a limit one person, logged in, fills the
//! mailbox of whoever is told, and keeps everybody else's letters waiting behind them (SEC-70).

use domain::{AccountId, Moment};

use crate::{
    Services, Tx,
    budgets::{Budget, DAY, HOUR, spend_all},
    trouble::{Result, Trouble},
};

/// Counts a letter about a deed of `by` to `to`.
///
/// # Errors
/// [`Trouble::Enough`] if that person caused enough of them. Then the deed does not count either: nobody does something
/// behind the back of whom it concerns because there was too much of it (SEC-43).
pub(crate) async fn count(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (by, to): (&AccountId, &AccountId),
) -> Result<()> {
    let to_one = Budget::new(
        format!("news-by:{by} to {to}"),
        DAY,
        services.policy.news_to_one_person_day,
    );
    spend(tx, now, &[caused(services, by), to_one]).await
}

/// Counts a letter about a deed of `by` to an address or a number that is no account's.
///
/// # Errors
/// [`Trouble::Enough`] as [`count`].
pub(crate) async fn count_elsewhere(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    by: &AccountId,
) -> Result<()> {
    spend(tx, now, &[caused(services, by)]).await
}

fn caused(services: &Services, by: &AccountId) -> Budget {
    let limit = services.policy.news_per_person_hour;
    Budget::new(format!("news-by:{by}"), HOUR, limit)
}

async fn spend(tx: &mut Tx, now: Moment, budgets: &[Budget]) -> Result<()> {
    spend_all(tx, budgets, now)
        .await?
        .map_err(|spent| Trouble::Enough {
            until: spent.window_end(now),
        })
}
