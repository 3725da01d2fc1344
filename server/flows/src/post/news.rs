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
    let policy = &services.policy;
    let budgets = [
        Budget::new(format!("news-by:{by}"), HOUR, policy.news_per_person_hour),
        Budget::new(
            format!("news-by:{by} to {to}"),
            DAY,
            policy.news_to_one_person_day,
        ),
    ];
    spend_all(tx, &budgets, now)
        .await?
        .map_err(|spent| Trouble::Enough {
            until: spent.window_end(now),
        })
}
