//! How much waits for somebody of the desk: numbers beside the menu of every page there, so that nobody has to look for it.

use domain::organisations::DESK_RIGHT;

use super::{four_eyes::insurer_of, sql};
use crate::{Permit, Services, caller::right::SeeDesk, on, trouble::Result};

/// So many are counted of each.
pub const MOST_WAITING: i64 = 100;

/// What waits, counted up to [`MOST_WAITING`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// What colleagues of who looks asked, and nobody decided on.
    pub eyes: i64,
    /// Requests to be appointed to which the desk owes an answer.
    pub appointments: i64,
    /// Requests for help that came to the desk.
    pub help: i64,
}

/// What waits now.
pub async fn waits(services: &Services, permit: &Permit<SeeDesk>) -> Result<Waits> {
    let mut tx = services.db.look().await?;
    let (eyes, appointments, help): (i64, i64, i64) = on!(&mut tx, |c| sqlx::query_as(sql::WAITS)
        .bind(services.now().unix_ms())
        .bind(insurer_of(services))
        .bind(DESK_RIGHT)
        .bind(permit.by().as_str())
        .bind(MOST_WAITING)
        .fetch_one(c))?;
    Ok(Waits {
        eyes,
        appointments,
        help,
    })
}
