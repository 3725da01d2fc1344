//! What is known of who calls, for the whole account: with which proofs an agent has somebody checked, and what speaks for
//! and against telephone and mailbox. The rule is `domain::desk::Evidence`.

use domain::{
    AccountId, AuthorisationId, Moment,
    desk::{Evidence, Proof},
    people::{BlockReason, Posts},
};

use super::{caller_check::CHECKED, sql};
use crate::{
    Services, Tx, on, people,
    trouble::{Result, readable},
};

#[derive(sqlx::FromRow)]
struct EvidenceRow {
    number_used: bool,
    mobile_changed_at: Option<i64>,
    number_changed_at: Option<i64>,
    address_changed_at: Option<i64>,
    blocked_reason: Option<String>,
}

/// With what an agent has somebody checked, as long as that counts.
pub(super) async fn proofs(
    tx: &mut Tx,
    agent: &AccountId,
    whom: &AuthorisationId,
    now: Moment,
) -> Result<Vec<Proof>> {
    let channels: Vec<(String, String)> = on!(tx, |c| sqlx::query_as(sql::CALLER_PROOFS)
        .bind(agent.as_str())
        .bind(whom.as_str())
        .bind(now.minus(CHECKED).unix_ms())
        .fetch_all(c))?;
    let proof = |(id, channel): (String, String)| {
        readable(Proof::from_code(&channel), "caller_check", "channel", &id)
    };
    channels.into_iter().map(proof).collect()
}

/// What is known of telephone and mailbox of somebody.
pub(super) async fn evidence(
    tx: &mut Tx,
    services: &Services,
    (whom, account): (&AuthorisationId, &AccountId),
    posts: &Posts,
    now: Moment,
) -> Result<Evidence> {
    let here = (account, posts.here.access(now));
    let only_desk_lifts = people::only_desk_lifts(tx, services, here, now).await?;
    let row: EvidenceRow = on!(tx, |c| sqlx::query_as(sql::EVIDENCE)
        .bind(whom.as_str())
        .fetch_one(c))?;
    let moment = |at: Option<i64>| at.map(Moment::from_unix_ms);
    let waiting = services.policy.number_and_address_apart;
    Ok(Evidence {
        access: posts.here.access(now),
        only_desk_lifts,
        elsewhere: posts.elsewhere(now),
        company_speaks: posts.speaks_for_account(now, waiting),
        number_used: row.number_used,
        blocked: row.blocked_reason.as_deref().map(BlockReason::stored),
        number_changed_at: moment(row.mobile_changed_at.max(row.number_changed_at)),
        address_changed_at: moment(row.address_changed_at),
        waiting,
    })
}
