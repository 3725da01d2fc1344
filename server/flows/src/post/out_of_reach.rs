//! How many people get no code because the settings name no country of theirs (`policy.countries`): for whoever starts it so.

use super::sql;
use crate::{Services, on, trouble::Result};

/// How many people who have access have a number in a country that no code is sent to.
pub async fn out_of_reach(services: &Services) -> Result<i64> {
    let mut tx = services.db.look().await?;
    let numbers: Vec<(String, i64)> = on!(&mut tx, |c| sqlx::query_as(sql::BEGIN_OF_NUMBERS)
        .bind(services.now().unix_ms())
        .fetch_all(c))?;
    let countries = &services.policy.countries;
    let beyond = numbers
        .into_iter()
        .filter(|(begin, _)| !countries.hold(begin));
    Ok(beyond.map(|(_, people)| people).sum())
}
