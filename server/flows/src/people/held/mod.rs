//! An invitation that makes somebody more than staff and waits for an admin who sends it again (docs/decisions/0020): the account that
//! sent it was blocked at its owner's wish, or looks after nobody there any more.

mod sql;

use domain::{
    AccountId, AuthorisationId, Language, Moment, OrganisationId,
    organisations::DESK_RIGHT,
    people::{BlockReason, Held},
    post::Letter,
};
use serde_json::json;

use super::{deed::fellows, target::lock_target};
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    caller::full_name,
    execute,
    links::{self, Purpose},
    on, owner,
    post::{self, Draft, Payer, To},
    sweeps::Turn,
    trouble::Result,
};

/// So many are held in one turn of the sweep.
const BATCH: i64 = 100;

/// Until when an invitation can be accepted, also by a link that its reader asks for: so long after an admin, the desk or an
/// operator last sent it. `None` where it makes somebody more than staff and waits for an admin who sends it again: it was held,
/// or whoever sent it looks after nobody there any more (docs/decisions/0020).
pub(crate) async fn counts_until(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    whom: &AuthorisationId,
) -> Result<Option<Moment>> {
    let (sent_at, held): (i64, bool) = on!(tx, |c| sqlx::query_as(sql::SENT)
        .bind(DESK_RIGHT)
        .bind(now.unix_ms())
        .bind(whom.as_str())
        .fetch_one(c))?;
    let until = Moment::from_unix_ms(sent_at).plus(services.policy.restore);
    Ok(Some(until).filter(|_| !held))
}

/// Ends that an invitation is held.
pub(super) async fn hold_no_more(tx: &mut Tx, whom: &AuthorisationId) -> Result<()> {
    execute!(tx, sql::HOLD_NO_MORE, whom.as_str())?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct SentRow {
    id: String,
    account_id: String,
    organisation_id: String,
    given_name: String,
    infix: String,
    family_name: String,
    sender: String,
    by_given: String,
    by_infix: String,
    by_family: String,
    organisation: String,
    language: String,
}

/// Holds what an account sent to whoever is to be more than staff: after a block at its owner's wish every one, because somebody
/// else may have been in it; else those that it could send no more. An admin sends these again if they are meant
/// (docs/decisions/0020). Of each the link and nothing else is touched, because only the sender is locked.
pub(crate) async fn hold_sent_by(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (sender, why): (&AccountId, Held),
) -> Result<()> {
    let sent: Vec<SentRow> = on!(&mut *tx, |c| sqlx::query_as(sql::SENT_TO_MORE_THAN_STAFF)
        .bind(DESK_RIGHT)
        .bind(now.unix_ms())
        .bind(sender.as_str())
        .bind(i64::from(why == Held::Block))
        .fetch_all(c))?;
    let mut held = Vec::new();
    for row in sent {
        let whom = AuthorisationId::from_trusted(row.id.clone());
        let account = AccountId::from_trusted(row.account_id.clone());
        let organisation = OrganisationId::from_trusted(row.organisation_id.clone());
        if hold(tx, now, (&whom, &account, &organisation), why).await? {
            held.push(row);
        }
    }
    if why == Held::Block {
        for of_one in held.chunk_by(|one, next| one.organisation_id == next.organisation_id) {
            tell_held(tx, services, now, (sender, of_one)).await?;
        }
    }
    Ok(())
}

/// Holds one invitation; false if it was held already.
async fn hold(
    tx: &mut Tx,
    now: Moment,
    (whom, account, organisation): (&AuthorisationId, &AccountId, &OrganisationId),
    why: Held,
) -> Result<bool> {
    // The links first, as whoever sends it again has them.
    links::withdraw_of_authorisation(tx, whom, Purpose::Activate, now).await?;
    if execute!(&mut *tx, sql::HOLD, whom.as_str(), why.code())? == 0 {
        return Ok(false);
    }
    let entry = Entry::new(Event::InvitationHeld, Actor::System)
        .account(account)
        .authorisation(whom)
        .organisation(organisation)
        .facts(json!({ "why": why.code() }));
    audit::record(tx, now, entry)?;
    Ok(true)
}

/// Tells the other admins and the sender's own mailbox what waits at one organisation.
async fn tell_held(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (sender, held): (&AccountId, &[SentRow]),
) -> Result<()> {
    let Some(first) = held.first() else {
        return Ok(());
    };
    let letter = |by| Letter::InvitationsHeld {
        by,
        organisation: first.organisation.clone(),
        whom: held
            .iter()
            .map(|row| full_name(&row.given_name, &row.infix, &row.family_name))
            .collect(),
    };
    let own = AuthorisationId::from_trusted(first.sender.clone());
    let language = Language::from_code(&first.language).unwrap_or_default();
    let draft = Draft::new(To::Account(sender), language, letter(None), Payer::Nobody);
    post::queue(tx, services, now, draft.about(&own)).await?;
    let by = full_name(&first.by_given, &first.by_infix, &first.by_family);
    let organisation = OrganisationId::from_trusted(first.organisation_id.clone());
    for fellow in fellows(tx, &organisation, [&own, &own], now).await? {
        let draft = Draft::new(
            To::Account(&fellow.account),
            fellow.language,
            letter(Some(by.clone())),
            Payer::Nobody,
        );
        post::queue(tx, services, now, draft.about(&own)).await?;
    }
    Ok(())
}

/// Holds what nobody holds yet though whoever sent it looks after nobody there any more: an end that was written down comes by
/// itself, and an invitation may have been on its way when its sender was blocked. Gives back how many.
pub async fn hold_invitations(services: &Services) -> Result<u64> {
    let mut turn = Turn::new("held invitations", "authorisation", BATCH);
    while turn.goes_on() {
        let rows: Vec<(String, String, Option<String>)> = {
            let mut tx = services.db.read().await?;
            on!(&mut tx, |c| sqlx::query_as(sql::TO_HOLD)
                .bind(DESK_RIGHT)
                .bind(services.now().unix_ms())
                .bind(turn.limit())
                .fetch_all(c))?
        };
        for (id, organisation, blocked) in turn.new_of(rows, |row| &row.0) {
            let (whom, organisation) = (
                AuthorisationId::from_trusted(id.clone()),
                OrganisationId::from_trusted(organisation),
            );
            let held = match blocked.map(AccountId::from_trusted) {
                Some(sender) => hold_of_blocked(services, &sender).await,
                None => hold_one(services, &whom, &organisation).await,
            };
            turn.took(&id, held)?;
        }
    }
    Ok(turn.done())
}

/// All that a blocked account sent, as its block does; false if it is not blocked any more.
async fn hold_of_blocked(services: &Services, sender: &AccountId) -> Result<bool> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let reason = owner::lock(&mut tx, sender).await?.blocked;
    let still = matches!(
        reason,
        Some(BlockReason::FrozenByOwner | BlockReason::ByDesk)
    );
    if still {
        hold_sent_by(&mut tx, services, now, (sender, Held::Block)).await?;
    }
    tx.commit().await?;
    Ok(still)
}

/// False if it turned out not to be so any more.
async fn hold_one(
    services: &Services,
    whom: &AuthorisationId,
    organisation: &OrganisationId,
) -> Result<bool> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let Some(target) = lock_target(&mut tx, organisation, whom).await? else {
        return Ok(false);
    };
    let still: Option<(i32,)> = on!(&mut tx, |c| sqlx::query_as(sql::IS_TO_HOLD)
        .bind(DESK_RIGHT)
        .bind(now.unix_ms())
        .bind(whom.as_str())
        .fetch_optional(c))?;
    let held = still.is_some()
        && hold(
            &mut tx,
            now,
            (whom, &target.account, organisation),
            Held::Sender,
        )
        .await?;
    tx.commit().await?;
    Ok(held)
}
