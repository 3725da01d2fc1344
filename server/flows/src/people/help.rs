//! Requests for help to the admin: closed by hand when they were dealt with in another way.

use domain::{AuthorisationId, HelpRequestId};
use serde_json::json;

use super::{
    deed::{Deed, Refusal, or_refuse},
    sql,
};
use crate::{Permit, Services, audit::Event, caller::right::ChangeStaff, on, trouble::Result};

/// Closes a request for help; gives back whose it was.
pub async fn close(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    request: &HelpRequestId,
) -> Result<Result<AuthorisationId, Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, permit).await?);
    let closed: Option<(String, String)> = on!(&mut deed.tx, |c| sqlx::query_as(sql::CLOSE_HELP)
        .bind(request.as_str())
        .bind(permit.organisation().as_str())
        .bind(deed.now.unix_ms())
        .bind(permit.by().as_str())
        .fetch_optional(c))?;
    let Some((whose, kind)) = closed else {
        let there: Option<(String,)> = on!(&mut deed.tx, |c| sqlx::query_as(sql::HELP_THERE)
            .bind(request.as_str())
            .bind(permit.organisation().as_str())
            .fetch_optional(c))?;
        return Ok(Err(there.map_or(Refusal::NotHere, |_| Refusal::AlreadySo)));
    };
    let whose = AuthorisationId::from_trusted(whose);
    let target = or_refuse!(deed.target(&whose).await?);
    deed.record(Event::HelpDone, &target, json!({ "kind": kind }))
        .await?;
    deed.done().await?;
    Ok(Ok(whose))
}
