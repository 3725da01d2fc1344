//! Requests for help to the admin: closed by hand when they were dealt with in another way, which who asked is told.

use domain::{
    AuthorisationId, HelpRequestId,
    post::{HelpKind, Letter},
};
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
    let whose: Option<(String,)> = on!(&mut deed.tx, |c| sqlx::query_as(sql::WHOSE_HELP)
        .bind(request.as_str())
        .bind(permit.organisation().as_str())
        .fetch_optional(c))?;
    let Some((whose,)) = whose else {
        return Ok(Err(Refusal::NotHere));
    };
    let whose = AuthorisationId::from_trusted(whose);
    // Whoever became admin since has asked as much as before: another admin answers, or the desk.
    if whose == *permit.by_authorisation() {
        return Ok(Err(Refusal::Yourself));
    }
    // The person before the request: a finished reset, which settles requests, locks in this order too.
    let target = or_refuse!(deed.target(&whose).await?);
    let closed: Option<(String,)> = on!(&mut deed.tx, |c| sqlx::query_as(sql::CLOSE_HELP)
        .bind(request.as_str())
        .bind(deed.now.unix_ms())
        .bind(permit.by().as_str())
        .fetch_optional(c))?;
    let Some((kind,)) = closed else {
        return Ok(Err(Refusal::AlreadySo));
    };
    deed.record(Event::HelpDone, &target, json!({ "kind": kind }))?;
    if let Some(kind) = HelpKind::from_code(&kind) {
        let by = Some(permit.by_name().to_owned());
        deed.tell(&target, Letter::HelpDone { by, kind }).await?;
    }
    deed.done().await?;
    Ok(Ok(whose))
}
