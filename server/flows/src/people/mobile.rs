//! Correcting a mobile number: from now on codes go elsewhere, so it is a new key to the house (SEC-34).
//! Never one's own and never a fellow admin's; the mailbox, the old number and the other admins hear of it at once.

use domain::{
    AuthorisationId, MobileNumber,
    people::{AuthorisationState, Role},
    post::{HelpKind, Letter},
};
use serde_json::json;

use super::{
    deed::{Deed, Refusal, or_refuse},
    sql,
};
use crate::{
    Permit, Services,
    audit::Event,
    caller::right::ChangeStaff,
    challenges, execute,
    links::{self, Purpose},
    post::{self, Draft, To},
    sessions,
    trouble::Result,
};

/// Changes where somebody's codes go, at this organisation only (decisions.md 2).
///
/// Reset by mail keeps working (decisions.md 14): a new telephone and a forgotten password come together.
pub async fn change_mobile(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
    new: &MobileNumber,
) -> Result<Result<(), Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, permit).await?);
    let target = or_refuse!(deed.somebody_else(whom).await?);
    if target.role == Role::Admin {
        return Ok(Err(Refusal::AdminNeedsServiceDesk));
    }
    if target.state == AuthorisationState::Stopped {
        return Ok(Err(Refusal::Stopped));
    }
    if target.mobile == *new {
        return Ok(Err(Refusal::AlreadySo));
    }
    let now = deed.now;
    let by = permit.by().as_str();
    execute!(
        &mut deed.tx,
        sql::SET_MOBILE,
        whom.as_str(),
        new.e164(),
        now.unix_ms(),
        by
    )?;
    sessions::end_of_authorisation(&mut deed.tx, whom).await?;
    // A code on its way to the old number must not open anything any more.
    challenges::close_of_authorisation(&mut deed.tx, whom, now).await?;
    let kind = HelpKind::WrongNumber.code();
    execute!(
        &mut deed.tx,
        sql::CLOSE_HELP_OF_KIND,
        whom.as_str(),
        kind,
        now.unix_ms(),
        by
    )?;
    let facts = json!({ "ends_in": new.last_two() });
    deed.record(Event::MobileChangedByAdmin, &target, facts)
        .await?;

    let until = now.plus(services.policy.freeze_link);
    let account = &target.account;
    let link = links::make(
        &mut deed.tx,
        services,
        now,
        Purpose::Freeze,
        account,
        Some(whom),
        until,
    )
    .await?;
    let to_mailbox = Letter::MobileChanged {
        at: now,
        by: Some(permit.by_name().to_owned()),
        organisation: deed.organisation.name.clone(),
        ends_in: new.last_two().to_owned(),
    };
    let draft = Draft::new(To::Account(account), target.language, to_mailbox)
        .about(whom)
        .with_link(&link);
    post::queue(&mut deed.tx, services, now, draft).await?;
    let old = To::Number {
        account,
        e164: target.mobile.e164(),
    };
    let draft = Draft::new(old, target.language, Letter::NumberChangedOld).about(whom);
    post::queue(&mut deed.tx, services, now, draft).await?;
    let to_fellows = Letter::ColleagueNumberChanged {
        by: permit.by_name().to_owned(),
        whom: target.full_name(),
        organisation: deed.organisation.name.clone(),
    };
    deed.tell_fellows(&target, to_fellows).await?;
    deed.done().await?;
    Ok(Ok(()))
}
