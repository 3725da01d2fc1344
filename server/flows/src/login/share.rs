//! Which share of the hashing pool somebody has who types an address and a password: what the browser proves, else what its
//! network tells, else a stranger's. Taken before anything is counted, so that whoever has none costs nothing (SEC-16).

use domain::Moment;

use super::{lanes::subject_of, password::Attempt};
use crate::{
    Services, budgets,
    passwords::{Asker, Busy, Rank, Share},
    trouble::Result,
};

/// Takes it. Nobody has looked yet whose address it is, so the answer depends on what was typed and never on who has it.
pub(super) async fn at_pool<'s>(
    services: &'s Services,
    attempt: &Attempt<'_>,
) -> Result<Result<Share<'s>, Busy>> {
    let now = services.now();
    let enter = |rank, person: &str| {
        let asker = Asker {
            rank,
            person,
            network: attempt.network,
        };
        let most = services.policy.looks_per_quarter;
        services.hasher.enter(&asker, now, most)
    };
    if let Some(account) = attempt
        .device
        .somebody(&services.keys, &services.policy, now)
    {
        return Ok(enter(Rank::Person, account));
    }
    let rank = if known_network(services, attempt.network, now).await? {
        Rank::KnownNetwork
    } else {
        Rank::Stranger
    };
    Ok(enter(rank, &subject_of(services, attempt.email)))
}

/// Whether somebody got in lately on a network, as this node last heard: a flood does not ask the database each time.
async fn known_network(services: &Services, network: &str, now: Moment) -> Result<bool> {
    if let Some(known) = services.hasher.networks().look(network, now) {
        return Ok(known);
    }
    let mut tx = services.db.read().await?;
    let known = budgets::somebody_got_in(&mut tx, services, network, now).await?;
    services.hasher.networks().note(network, known, now);
    Ok(known)
}
