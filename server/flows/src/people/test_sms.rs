//! A text message that shows whether a number which an admin just typed is the right one. It says nothing but that, goes to no
//! number but the one in the books, and only at the word of who typed it, for an hour: nobody writes to telephones with it.

use std::time::Duration;

use domain::{AccountId, AuthorisationId, Moment, post::Letter};
use serde_json::json;

use super::{
    deed::{Deed, Refusal, or_refuse},
    sql,
};
use crate::{
    Permit, Services, Tx,
    audit::Event,
    budgets::HOUR,
    caller::right::ChangeStaff,
    challenges::TestMessage,
    on,
    post::{self, Draft, Payer, To},
    trouble::Result,
};

/// So long after a number was typed it can be tried.
const WITHIN: Duration = HOUR;

/// Sends a test to the number of somebody, for whoever typed that number a moment ago.
pub async fn test_number(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
) -> Result<Result<(), Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, permit).await?);
    let target = or_refuse!(deed.whose_codes(whom).await?);
    if !has_just_typed(&mut deed.tx, whom, permit.by(), deed.now).await? {
        return Ok(Err(Refusal::NotJustTyped));
    }
    let message = TestMessage {
        by: permit.by(),
        authorisation: whom,
        mobile: &target.mobile,
        organisation: permit.organisation(),
    };
    if let Err(until) = message.spend(&mut deed.tx, services, deed.now).await? {
        return Ok(Err(Refusal::TestedEnough { until }));
    }
    let to = To::Number {
        account: &target.account,
        e164: target.mobile.e164(),
    };
    let draft = Draft::new(to, target.language, Letter::TestSms, Payer::Counted).about(whom);
    post::queue(&mut deed.tx, services, deed.now, draft).await?;
    let facts = json!({ "ends_in": target.mobile.last_two() });
    deed.record(Event::TestSmsSent, &target, facts)?;
    deed.done().await?;
    Ok(Ok(()))
}

/// Who gave somebody a number, by changing it and by inviting, and when.
#[derive(sqlx::FromRow)]
struct Typed {
    mobile_changed_by: Option<String>,
    mobile_changed_at: Option<i64>,
    invited_by: Option<String>,
    invited_at: Option<i64>,
}

/// Whether this admin gave somebody the number there is, and lately: by another number, or by the invitation.
async fn has_just_typed(
    tx: &mut Tx,
    whom: &AuthorisationId,
    by: &AccountId,
    now: Moment,
) -> Result<bool> {
    let row: Option<Typed> = on!(tx, |c| sqlx::query_as(sql::WHO_TYPED_NUMBER)
        .bind(whom.as_str())
        .fetch_optional(c))?;
    let Some(row) = row else {
        return Ok(false);
    };
    let (typed_by, typed_at) = if row.mobile_changed_at >= row.invited_at {
        (row.mobile_changed_by, row.mobile_changed_at)
    } else {
        (row.invited_by, row.invited_at)
    };
    let lately = typed_at.is_some_and(|at| now.since(Moment::from_unix_ms(at)) < WITHIN);
    Ok(lately && typed_by.as_deref() == Some(by.as_str()))
}
