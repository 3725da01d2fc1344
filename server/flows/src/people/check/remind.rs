//! The mail that asks for the check: half a year after the last one, once more two weeks later, and then no more.
//! Every node comes by; the row of the organisation says who asks.

use domain::{AccountId, AuthorisationId, Language, Moment, post::Letter};

use super::sql;
use crate::{
    Services, on,
    post::{self, Draft, Payer, To},
    sweeps::Turn,
    trouble::Result,
};

/// Organisations in one turn: seventy thousand a day. Each in a transaction of its own.
const BATCH: i64 = 50;

/// Asks the admins whose check is due; gives back how many organisations were asked.
pub async fn remind_checks(services: &Services) -> Result<u64> {
    let mut asked = 0;
    // The second time first: after an outage nobody is asked twice at once.
    for number in [2, 1] {
        let mut turn = Turn::new("reminders of the check", "organisation", BATCH);
        while turn.goes_on() {
            let due = to_ask(services, number, turn.limit()).await?;
            for (id,) in turn.new_of(due, |row| &row.0) {
                turn.took(&id, ask(services, &id, number).await)?;
            }
        }
        asked += turn.done();
    }
    Ok(asked)
}

async fn to_ask(services: &Services, number: i64, most: i64) -> Result<Vec<(String,)>> {
    let (now, policy) = (services.now(), &services.policy);
    let mut tx = services.db.read().await?;
    on!(&mut tx, |c| sqlx::query_as(sql::TO_ASK)
        .bind(number)
        .bind(now.minus(policy.check_every).unix_ms())
        .bind(now.minus(policy.check_again).unix_ms())
        .bind(now.unix_ms())
        .bind(most)
        .fetch_all(c))
}

/// False if another node was there before, or nobody is there to be asked.
async fn ask(services: &Services, organisation: &str, number: i64) -> Result<bool> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let taken: Option<(String, Option<i64>)> = on!(&mut tx, |c| sqlx::query_as(sql::ASK)
        .bind(organisation)
        .bind(number)
        .bind(now.unix_ms())
        .fetch_optional(c))?;
    let Some((name, checked_at)) = taken else {
        return Ok(false);
    };
    let admins: Vec<(String, String, String)> = on!(&mut tx, |c| sqlx::query_as(sql::ADMINS)
        .bind(organisation)
        .bind(now.unix_ms())
        .fetch_all(c))?;
    let asked = !admins.is_empty();
    for (authorisation, account, language) in admins {
        let letter = Letter::CheckDue {
            organisation: name.clone(),
            last: checked_at.map(Moment::from_unix_ms),
            again: number > 1,
        };
        let account = AccountId::from_trusted(account);
        let authorisation = AuthorisationId::from_trusted(authorisation);
        let language = Language::from_code(&language).unwrap_or_default();
        let draft = Draft::new(To::Account(&account), language, letter, Payer::Nobody)
            .about(&authorisation)
            .of_many(true);
        post::queue(&mut tx, services, now, draft).await?;
    }
    tx.commit().await?;
    Ok(asked)
}
