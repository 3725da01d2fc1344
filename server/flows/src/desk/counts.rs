//! What people call about, by day: which text to mend, and which trouble comes back. Numbers only, nobody's name.

use domain::Moment;

use super::sql;
use crate::{
    Permit, Services, Tx, appointments,
    budgets::{DAY, HOUR},
    caller::right::SeeDesk,
    execute, on,
    trouble::Result,
};

/// How often something was done, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What was done: the code of its event.
    pub deed: String,
    /// The reason that was chosen; empty where none is asked.
    pub why: String,
    /// How often.
    pub times: i64,
}

/// How often an answer of the help pages was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedUp {
    /// Code of the problem.
    pub problem: String,
    /// How often.
    pub times: i64,
}

/// How often an agent was led to a page by its belcode: where people got stuck who called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuck {
    /// Address of the page.
    pub page: String,
    /// How often.
    pub times: i64,
}

/// Numbers of a stretch of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What was done at the desk.
    pub deeds: Vec<Counted>,
    /// Pages whose belcodes were read out.
    pub stuck: Vec<Stuck>,
    /// What happened to requests to be appointed: the code of what, and how often.
    pub appointments: Vec<(String, i64)>,
    /// What was looked up on the help pages.
    pub lookups: Vec<LookedUp>,
}

/// What belcodes are counted under, with their page in place of a reason. No event has this code.
const BELCODE: &str = "belcode";

/// Counts one, in the transaction of the deed and before its row in the trail.
pub(super) async fn add(tx: &mut Tx, now: Moment, deed: &str, why: &str) -> Result<()> {
    execute!(tx, sql::COUNT, day(now), deed, why)?;
    Ok(())
}

/// Counts somebody who was stuck at a page and read out its belcode.
pub(super) async fn add_stuck(tx: &mut Tx, now: Moment, page: &str) -> Result<()> {
    add(tx, now, BELCODE, page).await
}

/// The numbers from the day of one moment up to and including that of another.
pub async fn report(
    services: &Services,
    _: &Permit<SeeDesk>,
    from: Moment,
    until: Moment,
) -> Result<Report> {
    let mut tx = services.db.look().await?;
    let appointments =
        appointments::happened_between(&mut tx, midnight(from), end_of(until)).await?;
    let (from, until) = (day(from), day(until));
    let deeds: Vec<(String, String, i64)> = on!(&mut tx, |c| sqlx::query_as(sql::COUNTS)
        .bind(&from)
        .bind(&until)
        .fetch_all(c))?;
    let lookups: Vec<(String, i64)> = on!(&mut tx, |c| sqlx::query_as(sql::LOOKUPS)
        .bind(&from)
        .bind(&until)
        .fetch_all(c))?;
    let (stuck, deeds): (Vec<_>, Vec<_>) =
        deeds.into_iter().partition(|(deed, ..)| deed == BELCODE);
    let counted = |(deed, why, times)| Counted { deed, why, times };
    let looked_up = |(problem, times)| LookedUp { problem, times };
    Ok(Report {
        deeds: deeds.into_iter().map(counted).collect(),
        stuck: stuck
            .into_iter()
            .map(|(_, page, times)| Stuck { page, times })
            .collect(),
        appointments,
        lookups: lookups.into_iter().map(looked_up).collect(),
    })
}

/// As the table has it: sorted like the calendar.
fn day(at: Moment) -> String {
    let (year, month, day) = at.amsterdam_date();
    format!("{year}-{month:02}-{day:02}")
}

/// When the day of a moment begins.
fn midnight(at: Moment) -> Moment {
    let (year, month, day) = at.amsterdam_date();
    Moment::from_amsterdam_date(year, month, day).unwrap_or(at)
}

/// When it ends. A day and a bit later is the next day, whatever the clocks do.
fn end_of(at: Moment) -> Moment {
    midnight(midnight(at).plus(DAY + 2 * HOUR))
}
