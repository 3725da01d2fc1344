//! The first step: address and password. Counted, then verified outside any transaction, then stored.

use domain::{
    AccountId, EmailAddress, Moment, TypedPassword,
    login::{Admission, Consequence, Lane, admit, right},
    people::PasswordState,
};

use super::{
    choices::{Choice, choices_of},
    device::DeviceCookie,
    lanes::{self, subject_of},
    sql,
};
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    budgets::{Budget, QUARTER},
    execute, on, owner,
    passwords::{Busy, StoredHash, Verdict},
    trouble::Result,
};

/// One try.
#[derive(Clone, Debug)]
pub struct Attempt<'a> {
    /// The address typed.
    pub email: &'a EmailAddress,
    /// The password typed.
    pub password: &'a TypedPassword,
    /// What the browser holds from earlier logins.
    pub device: &'a DeviceCookie,
    /// Where the request comes from ([`crate::budgets::network_of`]).
    pub network: &'a str,
}

/// What came of the first step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FirstStep {
    /// Wrong, unknown, blocked, disabled, not activated: one and the same.
    Wrong,
    /// Not looked at; the same for every address.
    Wait {
        /// When a try is looked at again.
        until: Moment,
    },
    /// Too many people at once.
    Busy,
    /// Right: on to the code, after a choice if there is more than one organisation.
    Right {
        /// Who.
        account: AccountId,
        /// Where this person may want to go.
        choices: Vec<Choice>,
    },
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    id: String,
    password_hash: Option<String>,
    password_state: String,
    blocked_reason: Option<String>,
    device_epoch: i64,
}

/// Looks at an address and a password.
///
/// Exactly one hash is computed for each try that is looked at, and none for one that is not, whoever it is (SEC-02).
pub async fn check_password(services: &Services, attempt: &Attempt<'_>) -> Result<FirstStep> {
    let now = services.now();
    let subject = subject_of(services, attempt.email);
    let Counted {
        account,
        lane,
        if_wrong,
    } = match count(services, attempt, &subject, now).await? {
        Ok(counted) => counted,
        Err(until) => return Ok(FirstStep::Wait { until }),
    };
    let hash = account.as_ref().and_then(usable_hash);
    let verdict = match services
        .hasher
        .verify(attempt.password, hash.as_ref())
        .await?
    {
        Ok(verdict) => verdict,
        Err(Busy) => {
            take_back(services, attempt, &subject, lane, now).await?;
            return Ok(FirstStep::Busy);
        }
    };
    let account_id = account.map(|row| AccountId::from_trusted(row.id));
    match (verdict, account_id) {
        (Verdict::Wrong, id) | (_, id @ None) => {
            wrong(services, id.as_ref(), lane, if_wrong, now).await?;
            Ok(FirstStep::Wrong)
        }
        (verdict, Some(id)) => {
            if let (Verdict::RightButOld, Some(hash)) = (verdict, &hash) {
                rehash(services, &id, attempt.password, hash).await?;
            }
            let mut tx = services.db.write().await?;
            undo_count(&mut tx, attempt, &subject, lane, services, now).await?;
            audit::record(
                &mut tx,
                now,
                Entry::new(Event::PasswordRight, Actor::Person(&id)).account(&id),
            )
            .await?;
            let choices = choices_of(&mut tx, &id, now).await?;
            tx.commit().await?;
            Ok(if choices.is_empty() {
                FirstStep::Wrong
            } else {
                FirstStep::Right {
                    account: id,
                    choices,
                }
            })
        }
    }
}

struct Counted {
    account: Option<AccountRow>,
    lane: Lane,
    if_wrong: Consequence,
}

/// Counts the try as wrong beforehand. `Err` with a moment: not looked at until then.
async fn count(
    services: &Services,
    attempt: &Attempt<'_>,
    subject: &str,
    now: Moment,
) -> Result<Result<Counted, Moment>> {
    let mut tx = services.db.write_lightly().await?;
    let account: Option<AccountRow> = on!(&mut tx, |c| sqlx::query_as(sql::ACCOUNT_BY_EMAIL)
        .bind(attempt.email.canonical())
        .fetch_optional(c))?;
    let known = account.as_ref().is_some_and(|row| {
        let id = AccountId::from_trusted(row.id.clone());
        attempt
            .device
            .knows(&services.keys, &services.policy, &id, row.device_epoch, now)
    });
    let lane = if known {
        Lane::KnownDevice
    } else {
        Lane::Stranger
    };
    let counter = lanes::lock(&mut tx, subject, lane).await?;
    let admission = admit(counter, lane, &services.policy.lock, now);
    let (counter, if_wrong) = match admission {
        Admission::Refuse { until } => {
            refused(attempt.network).spend(&mut tx, now).await?;
            tx.commit().await?;
            return Ok(Err(until));
        }
        Admission::Verify { counter, if_wrong } => (counter, if_wrong),
    };
    // After the lane: a try that is refused unseen must not use up what others need.
    if lane == Lane::Stranger {
        for budget in budgets(services, attempt.network) {
            if !budget.spend(&mut tx, now).await? {
                tx.commit().await?;
                return Ok(Err(budget.window_end(now)));
            }
        }
    }
    lanes::store(&mut tx, subject, lane, counter).await?;
    tx.commit().await?;
    Ok(Ok(Counted {
        account,
        lane,
        if_wrong,
    }))
}

/// Guesses looked at from one network and in the whole system (SEC-09).
fn budgets(services: &Services, network: &str) -> [Budget; 2] {
    [
        Budget::new(
            format!("guesses:{network}"),
            QUARTER,
            services.policy.guesses_per_network,
        ),
        Budget::new("guesses", QUARTER, services.policy.guesses_overall),
    ]
}

/// Tries that were refused unseen: counted for whoever looks into an attack, limited by nothing (SEC-10).
fn refused(network: &str) -> Budget {
    Budget::new(format!("refused:{network}"), QUARTER, u32::MAX)
}

/// The hash to look at: none while blocked or disabled, so that no answer tells whether the password was right.
fn usable_hash(row: &AccountRow) -> Option<StoredHash> {
    let usable = row.blocked_reason.is_none()
        && matches!(
            PasswordState::from_code(&row.password_state),
            Some(PasswordState::Set | PasswordState::MustChange)
        );
    row.password_hash
        .clone()
        .filter(|_| usable)
        .map(StoredHash::from_stored)
}

async fn wrong(
    services: &Services,
    account: Option<&AccountId>,
    lane: Lane,
    consequence: Consequence,
    now: Moment,
) -> Result<()> {
    let mut tx = services.db.write().await?;
    let mut entry = Entry::new(Event::PasswordWrong, Actor::Stranger)
        .facts(serde_json::json!({ "lane": lane.code() }));
    if let Some(account) = account {
        entry = entry.account(account);
        if consequence != Consequence::None {
            // The account before the trail, as every deed does: two that wait for each other would both fail.
            owner::lock(&mut tx, account).await?;
        }
    }
    audit::record(&mut tx, now, entry).await?;
    match (account, consequence) {
        (Some(account), Consequence::Block(reason)) => {
            lanes::block(&mut tx, services, now, account, reason).await?;
        }
        (Some(account), Consequence::DisablePassword) => {
            lanes::disable_password(&mut tx, services, now, account).await?;
        }
        (_, Consequence::None) | (None, _) => {}
    }
    tx.commit().await
}

/// A right password was no guess: the count beforehand is undone.
async fn undo_count(
    tx: &mut Tx,
    attempt: &Attempt<'_>,
    subject: &str,
    lane: Lane,
    services: &Services,
    now: Moment,
) -> Result<()> {
    let counter = lanes::lock(tx, subject, lane).await?;
    lanes::store(tx, subject, lane, right(counter)).await?;
    if lane == Lane::Stranger {
        for budget in budgets(services, attempt.network) {
            budget.give_back(tx, now).await?;
        }
    }
    Ok(())
}

/// Nobody looked: the try does not count, but the row of wrong ones goes on.
async fn take_back(
    services: &Services,
    attempt: &Attempt<'_>,
    subject: &str,
    lane: Lane,
    now: Moment,
) -> Result<()> {
    let mut tx = services.db.write_lightly().await?;
    let counter = lanes::lock(&mut tx, subject, lane).await?;
    let consecutive = counter.consecutive.saturating_sub(1);
    let back = domain::login::Counter {
        consecutive,
        ..right(counter)
    };
    lanes::store(&mut tx, subject, lane, back).await?;
    if lane == Lane::Stranger {
        for budget in budgets(services, attempt.network) {
            budget.give_back(&mut tx, now).await?;
        }
    }
    tx.commit().await
}

async fn rehash(
    services: &Services,
    account: &AccountId,
    password: &TypedPassword,
    old: &StoredHash,
) -> Result<()> {
    // A busy pool is no reason to keep somebody out: the next login tries again.
    let Ok(fresh) = services
        .hasher
        .hash(password, services.chance.as_ref())
        .await?
    else {
        return Ok(());
    };
    let mut tx = services.db.write().await?;
    execute!(
        &mut tx,
        sql::REHASH,
        account.as_str(),
        fresh.for_storage(),
        old.for_storage()
    )?;
    tx.commit().await
}
