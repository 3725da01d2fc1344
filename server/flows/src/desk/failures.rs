//! Requests that failed on our side, kept a month so that the number which somebody reads out leads an agent to what
//! happened. Whoever keeps them tries again while the database is what is broken.

use std::time::Duration;

use domain::{AuthorisationId, Moment, desk::ErrorNumber};

use super::sql;
use crate::{
    Services, Tx,
    budgets::{self, Budget, HOUR},
    caller::full_name,
    execute, on,
    trouble::{Cause, Result},
};

/// So long they are kept.
pub(super) const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// As many are kept in an hour of people who are logged in, and as many of strangers: a page that fails for everybody says
/// the same each time, and what strangers cause leaves room for what people read out to the desk.
const AN_HOUR: u32 = 500;
/// As many of them of one route.
const OF_ONE_ROUTE: u32 = 100;
/// As many are shown; a number is drawn twice once in a long while.
const MOST: i64 = 5;

/// A request that failed.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The number that the person sees.
    pub number: ErrorNumber,
    /// When it was.
    pub at: Moment,
    /// Method of the request.
    pub method: String,
    /// The pattern of its route, never the path: a path can hold the secret of a link.
    pub route: String,
    /// What was answered.
    pub status: u16,
    /// What went wrong.
    pub cause: Cause,
    /// Who was logged in.
    pub whom: Option<AuthorisationId>,
}

/// A failed request as an agent finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFailure {
    /// The number that somebody read out.
    pub number: String,
    /// When it was.
    pub at: Moment,
    /// Method of the request.
    pub method: String,
    /// The pattern of its route.
    pub route: String,
    /// What went wrong; `None` for a class this version does not know.
    pub cause: Option<Cause>,
    /// Who was logged in, and their name.
    pub whom: Option<(AuthorisationId, String)>,
}

/// Keeps a failed request. False if there were so many in this hour that another says nothing new.
pub async fn keep_failure(services: &Services, failure: &Failure) -> Result<bool> {
    let now = services.now();
    let mut tx = services.db.write_lightly().await?;
    let whose = match failure.whom {
        Some(_) => "failures",
        None => "failures-strangers",
    };
    let budgets = [
        Budget::new(format!("{whose}:{}", failure.route), HOUR, OF_ONE_ROUTE),
        Budget::common(whose, HOUR, AN_HOUR),
    ];
    let room = budgets::spend_all(&mut tx, &budgets, now).await?.is_ok();
    if room {
        execute!(
            &mut tx,
            sql::KEEP_FAILURE,
            services.new_id()?,
            failure.number.as_str(),
            failure.at.unix_ms(),
            &failure.method,
            &failure.route,
            i64::from(failure.status),
            failure.cause.code(),
            failure.whom.as_ref().map(AuthorisationId::as_str),
        )?;
    }
    tx.commit().await?;
    Ok(room)
}

#[derive(sqlx::FromRow)]
struct Row {
    number: String,
    at: i64,
    method: String,
    route: String,
    cause: String,
    authorisation_id: Option<String>,
    given_name: Option<String>,
    infix: Option<String>,
    family_name: Option<String>,
}

/// Failed requests with this number, the newest first.
pub(super) async fn find(tx: &mut Tx, number: &ErrorNumber) -> Result<Vec<FoundFailure>> {
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(sql::FAILURES)
        .bind(number.as_str())
        .bind(MOST)
        .fetch_all(c))?;
    let found = |row: Row| {
        let name = [row.given_name, row.infix, row.family_name];
        let [given, infix, family] = name.map(Option::unwrap_or_default);
        FoundFailure {
            number: row.number,
            at: Moment::from_unix_ms(row.at),
            method: row.method,
            route: row.route,
            cause: Cause::from_code(&row.cause),
            whom: row.authorisation_id.map(|id| {
                (
                    AuthorisationId::from_trusted(id),
                    full_name(&given, &infix, &family),
                )
            }),
        }
    };
    Ok(rows.into_iter().map(found).collect())
}
