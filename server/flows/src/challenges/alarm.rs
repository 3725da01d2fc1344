//! Signs that somebody has messages sent for money: codes that hardly come back, or a day's budget that is used up
//! (SEC-31). Whoever tidies the house looks every minute; an alarm stands in the trail once an hour or once a day.

use std::time::Duration;

use domain::Moment;
use serde_json::json;

use super::{send::of_everybody, sql};
use crate::{
    Services,
    audit::{self, Actor, Entry, Event},
    budgets::{Budget, DAY, HOUR},
    on,
    trouble::Result,
};

/// Codes looked at, the newest ones.
const CODES: i64 = 50;
/// Of a hundred messages, at least so many should lead to a code that is given back.
const EXPECTED_PERCENT: i64 = 40;

/// A sign that somebody has messages sent for money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// Few of the newest codes came back.
    FewComeBack {
        /// Messages sent.
        sent: i64,
        /// Codes given back.
        verified: i64,
    },
    /// No message goes out any more today.
    BudgetSpent {
        /// Messages that may go out in a day.
        limit: u32,
    },
}

impl Alarm {
    fn facts(self) -> serde_json::Value {
        match self {
            Self::FewComeBack { sent, verified } => {
                json!({ "sign": "few_come_back", "sent": sent, "verified": verified })
            }
            Self::BudgetSpent { limit } => json!({ "sign": "budget_spent", "limit": limit }),
        }
    }

    /// Said once in each window of time, by whichever node sees it first.
    fn once(self) -> Budget {
        let (what, window): (_, Duration) = match self {
            Self::FewComeBack { .. } => ("alarm:few-come-back", HOUR),
            Self::BudgetSpent { .. } => ("alarm:sms-day", DAY),
        };
        Budget::new(what, window, 1)
    }
}

/// Looks for signs, and writes new ones into the trail; gives those back.
pub async fn alarms(services: &Services) -> Result<Vec<Alarm>> {
    let now = services.now();
    let mut new = Vec::new();
    // What cannot be looked at hides no other sign.
    let (few, spent) = (
        few_come_back(services, now).await,
        budget_spent(services, now).await,
    );
    let (signs, trouble) = match (few, spent) {
        (Ok(few), Ok(spent)) => ([few, spent], None),
        (Err(trouble), Ok(spent)) => ([None, spent], Some(trouble)),
        (Ok(few), Err(trouble)) => ([few, None], Some(trouble)),
        (Err(trouble), Err(_)) => return Err(trouble),
    };
    for alarm in signs.into_iter().flatten() {
        let mut tx = services.db.write().await?;
        if alarm.once().spend(&mut tx, now).await? {
            let entry = Entry::new(Event::SmsAlarm, Actor::System).facts(alarm.facts());
            audit::record(&mut tx, now, entry).await?;
            tx.commit().await?;
            tracing::warn!(
                ?alarm,
                "somebody may be having text messages sent for money"
            );
            new.push(alarm);
        }
    }
    trouble.map_or(Ok(new), Err)
}

async fn few_come_back(services: &Services, now: Moment) -> Result<Option<Alarm>> {
    let mut tx = services.db.read().await?;
    // A code that can still come back says nothing yet.
    let had_its_chance = now.minus(services.policy.code.lifetime);
    let (codes, sent, verified, last): (i64, i64, i64, i64) =
        on!(&mut tx, |c| sqlx::query_as(sql::NEWEST)
            .bind(had_its_chance.unix_ms())
            .bind(CODES)
            .fetch_one(c))?;
    let lately = last > had_its_chance.minus(HOUR).unix_ms();
    let few = codes == CODES && lately && verified * 100 < sent * EXPECTED_PERCENT;
    Ok(few.then_some(Alarm::FewComeBack { sent, verified }))
}

async fn budget_spent(services: &Services, now: Moment) -> Result<Option<Alarm>> {
    let mut tx = services.db.read().await?;
    let limit = services.policy.sms_per_day;
    let used = of_everybody(services).used(&mut tx, now).await?;
    Ok((used >= i64::from(limit)).then_some(Alarm::BudgetSpent { limit }))
}
