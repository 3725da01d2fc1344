//! Signs that somebody has messages sent for money, or uses up what everybody needs (SEC-31, SEC-70): codes that hardly come
//! back, and budgets of everybody, or of one organisation, that run out. Whoever tidies the house looks every minute.

use std::{fmt, time::Duration};

use domain::Moment;
use serde_json::json;

use super::sql;
use crate::{
    Services,
    audit::{self, Actor, Entry, Event},
    budgets::{self, Budget, DAY, HOUR, Running},
    on,
    trouble::Result,
};

/// Codes looked at, the newest ones.
const CODES: i64 = 50;
/// Of a hundred messages, at least so many should lead to a code that is given back.
const EXPECTED_PERCENT: i64 = 40;
/// A budget of which so many hundredths are used is told.
const NEARLY_PERCENT: i64 = 80;
/// Once told, it is over when less than so many are: round the line above, what is given back and spent again would be told each minute.
const OVER_PERCENT: u32 = 60;

/// A sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// Few of the newest codes came back.
    FewComeBack {
        /// Messages sent.
        sent: i64,
        /// Codes given back.
        verified: i64,
    },
    /// A budget of everybody, or of one organisation, runs out.
    NearlySpent(Running),
    /// It is spent.
    Spent(Running),
}

impl fmt::Display for Alarm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FewComeBack { sent, verified } => write!(
                f,
                "somebody may be having text messages sent for money: of {sent} codes {verified} came back"
            ),
            Self::NearlySpent(budget) => write!(
                f,
                "a budget runs out: {}, {} of {}",
                budget.name, budget.used, budget.limit
            ),
            Self::Spent(budget) => write!(f, "a budget is spent: {}", budget.name),
        }
    }
}

impl Alarm {
    fn facts(&self) -> serde_json::Value {
        match self {
            Self::FewComeBack { sent, verified } => {
                json!({ "sign": "few_come_back", "sent": sent, "verified": verified })
            }
            Self::NearlySpent(budget) => {
                json!({ "sign": "nearly_spent", "budget": budget.name, "used": budget.used, "limit": budget.limit })
            }
            Self::Spent(budget) => {
                json!({ "sign": "budget_spent", "budget": budget.name, "limit": budget.limit })
            }
        }
    }

    fn event(&self) -> Event {
        match self {
            Self::NearlySpent(budget) | Self::Spent(budget) if !is_about_messages(budget) => {
                Event::BudgetAlarm
            }
            _ => Event::SmsAlarm,
        }
    }

    /// Said once in each window of time, by whichever node sees it first.
    fn once(&self) -> Budget {
        let (what, window): (_, Duration) = match self {
            Self::FewComeBack { .. } => ("few-come-back".to_owned(), HOUR),
            Self::NearlySpent(budget) => (format!("nearly:{}", budget.name), often(budget)),
            Self::Spent(budget) => (format!("spent:{}", budget.name), often(budget)),
        };
        Budget::new(format!("alarm:{what}"), window, 1)
    }
}

/// Looks for signs, and writes new ones into the trail; gives those back.
pub async fn alarms(services: &Services) -> Result<Vec<Alarm>> {
    let now = services.now();
    let mut new = Vec::new();
    // What cannot be looked at hides no other sign.
    let (few, running) = (
        few_come_back(services, now).await,
        running(services, now).await,
    );
    let (mut signs, mut trouble) = (Vec::new(), None);
    match few {
        Ok(few) => signs.extend(few),
        Err(wrong) => trouble = Some(wrong),
    }
    match running {
        Ok(running) => {
            forget_over(services, &running).await?;
            let told = running.into_iter().filter_map(|one| sign(services, one));
            signs.extend(told);
        }
        Err(wrong) => trouble = Some(wrong),
    }
    for alarm in signs {
        let mut tx = services.db.write().await?;
        if alarm.once().spend(&mut tx, now).await? {
            let entry = Entry::new(alarm.event(), Actor::System).facts(alarm.facts());
            audit::record(&mut tx, now, entry)?;
            tx.commit().await?;
            tracing::warn!("{alarm}");
            new.push(alarm);
        }
    }
    trouble.map_or(Ok(new), Err)
}

/// What is long no sign any more, because messages that never left were given back, is said again when it is one.
async fn forget_over(services: &Services, running: &[Running]) -> Result<()> {
    let mut tx = services.db.look().await?;
    let said: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(sql::SAID_OF_BUDGETS)
        .fetch_all(c))?;
    drop(tx);
    let over = |name: &String| {
        let of = name.strip_prefix("alarm:nearly:");
        let of = of.or_else(|| name.strip_prefix("alarm:spent:"));
        !running
            .iter()
            .any(|budget| Some(budget.name.as_str()) == of)
    };
    let over: Vec<String> = said.into_iter().map(|(name,)| name).filter(over).collect();
    if over.is_empty() {
        return Ok(());
    }
    let mut tx = services.db.write().await?;
    for name in over {
        Budget::new(name, DAY, 1).forget(&mut tx).await?;
    }
    tx.commit().await
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

/// What many people spend, and so much of it that what was told stands.
async fn running(services: &Services, now: Moment) -> Result<Vec<Running>> {
    let mut tx = services.db.read().await?;
    let mut running = budgets::running(&mut tx, now, OVER_PERCENT).await?;
    running.retain(|budget| is_shared(&budget.name));
    Ok(running)
}

/// The sign that a budget is, if it is one yet.
fn sign(services: &Services, budget: Running) -> Option<Alarm> {
    if budget.used * 100 < budget.limit * NEARLY_PERCENT {
        return None;
    }
    // What is kept for the desk is not there for anybody else.
    let kept = match budget.name.as_str() {
        "sms-day" => i64::from(services.policy.messages.desk()),
        _ => 0,
    };
    Some(if budget.used >= budget.limit - kept {
        Alarm::Spent(budget)
    } else {
        Alarm::NearlySpent(budget)
    })
}

/// Whether many people spend it: everybody, or everybody at one organisation.
fn is_shared(name: &str) -> bool {
    match name.split_once(':') {
        None => true,
        Some((what, _)) => matches!(what, "sms-organisation" | "sms-invited"),
    }
}

fn is_about_messages(budget: &Running) -> bool {
    budget.name.starts_with("sms-")
}

/// Once in its own window, at most every hour.
fn often(budget: &Running) -> Duration {
    if is_about_messages(budget) { DAY } else { HOUR }
}
