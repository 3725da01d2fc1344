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
const NEARLY_PERCENT: u32 = 80;

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
    let (few, spent) = (
        few_come_back(services, now).await,
        running_out(services, now).await,
    );
    let (signs, trouble): (Vec<Alarm>, _) = match (few, spent) {
        (Ok(few), Ok(spent)) => (few.into_iter().chain(spent).collect(), None),
        (Err(trouble), Ok(spent)) => (spent, Some(trouble)),
        (Ok(few), Err(trouble)) => (Vec::from_iter(few), Some(trouble)),
        (Err(trouble), Err(_)) => return Err(trouble),
    };
    if trouble.is_none() {
        forget_over(services, &signs).await?;
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

/// What is no sign any more, because messages that never left were given back, is said again when it is one.
async fn forget_over(services: &Services, signs: &[Alarm]) -> Result<()> {
    let mut tx = services.db.look().await?;
    let said: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(sql::SAID_OF_BUDGETS)
        .fetch_all(c))?;
    drop(tx);
    let over = |name: &String| !signs.iter().any(|sign| sign.once().name() == name);
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

async fn running_out(services: &Services, now: Moment) -> Result<Vec<Alarm>> {
    let mut tx = services.db.read().await?;
    let kept = i64::from(services.policy.messages.desk());
    let sign = |budget: Running| {
        // What is kept for the desk is not there for anybody else.
        let kept = if budget.name == "sms-day" { kept } else { 0 };
        if budget.used >= budget.limit - kept {
            Alarm::Spent(budget)
        } else {
            Alarm::NearlySpent(budget)
        }
    };
    let running = budgets::running(&mut tx, now, NEARLY_PERCENT).await?;
    let shared = running.into_iter().filter(|budget| is_shared(&budget.name));
    Ok(shared.map(sign).collect())
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
