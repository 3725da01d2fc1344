//! An account that was stopped asks and vouches for nothing (SEC-68): somebody else may have been in it. What waits for a second
//! pair of eyes on its word ends with the block, and does not come back when somebody lifts that.

use domain::{
    AccountId, AuthorisationId, DeskRequestId, Moment, OrganisationId, organisations::DESK_RIGHT,
};
use serde_json::json;

use super::{
    super::{deed::Refusal, sql},
    insurer_of,
};
use crate::{
    Services, Tx, appointments,
    audit::{self, Actor, Entry, Event},
    caller::full_name,
    execute, on,
    trouble::Result,
};

#[derive(sqlx::FromRow)]
struct Asked {
    id: String,
    kind: String,
    authorisation_id: String,
    account_id: String,
    organisation_id: String,
}

/// Ends what an account asked, wrote and vouched for that nobody else decided on yet. The account is locked, and stopped.
pub(crate) async fn end_asked_by_stopped(
    tx: &mut Tx,
    now: Moment,
    account: &AccountId,
) -> Result<()> {
    appointments::end_vouched_by(tx, now, account).await?;
    let waiting: Vec<Asked> = on!(&mut *tx, |c| sqlx::query_as(sql::ASKED_BY)
        .bind(account.as_str())
        .bind(now.unix_ms())
        .fetch_all(c))?;
    for asked in waiting {
        if execute!(&mut *tx, sql::END_ASKED, &asked.id, now.unix_ms())? == 0 {
            continue;
        }
        let whom = AccountId::from_trusted(asked.account_id);
        let authorisation = AuthorisationId::from_trusted(asked.authorisation_id);
        let organisation = OrganisationId::from_trusted(asked.organisation_id);
        let entry = Entry::new(Event::FourEyesEnded, Actor::System)
            .account(&whom)
            .authorisation(&authorisation)
            .organisation(&organisation)
            .facts(json!({ "kind": asked.kind }));
        audit::record(tx, now, entry)?;
    }
    let texts = execute!(
        &mut *tx,
        sql::END_ANNOUNCEMENTS_OF,
        account.as_str(),
        now.unix_ms()
    )?;
    for _ in 0..texts {
        let entry = Entry::new(Event::AnnouncementEnded, Actor::System);
        audit::record(tx, now, entry)?;
    }
    Ok(())
}

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
