//! Correcting a mobile number: from now on codes go elsewhere, so it is a new key to the house (SEC-34).
//! Never one's own and never a fellow admin's; the mailbox, the old number and the other admins hear of it at once.

use domain::{
    AuthorisationId, MobileNumber, Moment,
    people::{AuthorisationState, Role},
    post::{HelpKind, Letter},
};
use serde_json::json;

use super::{
    deed::{Deed, Doer, Refusal, or_refuse, tell_fellows},
    sql,
    target::Target,
};
use crate::{
    Permit, Services, Tx,
    audit::Event,
    caller::right::ChangeStaff,
    challenges, execute, freeze,
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
    let by = Doer {
        by: permit.by(),
        by_authorisation: permit.by_authorisation(),
        by_name: permit.by_name(),
        organisation: &deed.organisation,
    };
    redirect_codes(&mut deed.tx, services, deed.now, &target, new, &by).await?;
    let facts = json!({ "ends_in": new.last_two() });
    deed.record(Event::MobileChangedByAdmin, &target, facts)
        .await?;
    deed.done().await?;
    Ok(Ok(()))
}

/// From now on codes go to another number: what went to the old one opens nothing any more, and everybody concerned hears.
pub(crate) async fn redirect_codes(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    target: &Target,
    new: &MobileNumber,
    by: &Doer<'_>,
) -> Result<()> {
    let (whom, account) = (&target.authorisation, &target.account);
    let (at, by_id) = (now.unix_ms(), by.by.as_str());
    execute!(
        &mut *tx,
        sql::SET_MOBILE,
        whom.as_str(),
        new.e164(),
        at,
        by_id
    )?;
    sessions::end_of_authorisation(tx, whom).await?;
    // A code on its way to the old number must not open anything any more.
    challenges::close_of_authorisation(tx, whom, now).await?;
    let kind = HelpKind::WrongNumber.code();
    execute!(
        &mut *tx,
        sql::CLOSE_HELP_OF_KIND,
        whom.as_str(),
        kind,
        at,
        by_id
    )?;
    let link = freeze::make_link(tx, services, now, account, whom).await?;
    let to_mailbox = Letter::MobileChanged {
        at: now,
        by: Some(by.by_name.to_owned()),
        organisation: by.organisation.name.clone(),
        ends_in: new.last_two().to_owned(),
    };
    let draft = Draft::new(To::Account(account), target.language, to_mailbox)
        .about(whom)
        .with_link(&link);
    post::queue(tx, services, now, draft).await?;
    let old = To::Number {
        account,
        e164: target.mobile.e164(),
    };
    let draft = Draft::new(old, target.language, Letter::NumberChangedOld).about(whom);
    post::queue(tx, services, now, draft).await?;
    let to_fellows = Letter::ColleagueNumberChanged {
        by: by.by_name.to_owned(),
        whom: target.full_name(),
        organisation: by.organisation.name.clone(),
    };
    let but = (by.by_authorisation, whom);
    tell_fellows(tx, services, now, &by.organisation.id, but, to_fellows).await
}
