//! Why nobody decides any more on what an account asked that was stopped, or that is not what it asked as (SEC-68).

use domain::{DeskRequestId, organisations::DESK_RIGHT};

use super::{
    super::{deed::Refusal, sql},
    insurer_of,
};
use crate::{Services, Tx, caller::full_name, on, trouble::Result};

/// Why there is nothing to decide on: whoever asked it could ask it no more meanwhile, or it was dealt with.
pub(super) async fn why_over(
    tx: &mut Tx,
    services: &Services,
    id: &DeskRequestId,
) -> Result<Refusal> {
    let row: Option<(String, String, String)> = on!(tx, |c| sqlx::query_as(sql::ASKED_NO_MORE)
        .bind(services.now().unix_ms())
        .bind(insurer_of(services))
        .bind(DESK_RIGHT)
        .bind(id.as_str())
        .fetch_optional(c))?;
    Ok(row.map_or(Refusal::RequestOver, |(given, infix, family)| {
        Refusal::AsksNoMore(full_name(&given, &infix, &family))
    }))
}
