//! A try is counted as wrong before the password is looked at, and taken back if it was not: neither parallel tries nor a
//! second node outrun the count (SEC-05 to SEC-10).

use std::sync::Arc;

use domain::{
    AccountId, Language, Moment,
    login::{Admission, Consequence, Counter, Lane, admit, right},
    people::PasswordState,
};
use tokio::runtime::Handle;

use super::{
    lanes::{self, subject_of},
    password::Attempt,
    sql,
};
use crate::{
    Services, Tx,
    budgets::{Around, Budget, Common, QUARTER, Spent},
    on,
    passwords::StoredHash,
    trouble::{Result, Trouble},
};

/// A try that is looked at.
pub(super) struct Counted {
    /// Whose address it is; `None` for an address that nobody has.
    pub account: Option<Known>,
    /// What follows if it turns out wrong.
    pub if_wrong: Consequence,
    /// Where it was counted.
    pub unjudged: Unjudged,
}

/// A try that nobody judged yet. If something on our side fails before, or nobody waits for it any more, it was none and is
/// taken back: an outage must leave nobody waiting when it is over.
pub(super) struct Unjudged {
    /// Where it was counted.
    pub tally: Arc<Tally>,
    services: Services,
    now: Moment,
    is_judged: bool,
}

impl Unjudged {
    /// Somebody judged it, and the count is as it should be or will be.
    pub fn judged(&mut self) -> &Tally {
        self.is_judged = true;
        &self.tally
    }
}

impl Drop for Unjudged {
    fn drop(&mut self) {
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        if self.is_judged {
            return;
        }
        let (tally, services, now) = (Arc::clone(&self.tally), self.services.clone(), self.now);
        runtime.spawn(async move {
            if let Err(trouble) = tally.take_back(&services, now).await {
                tracing::warn!(%trouble, "a try that nobody judged stays counted");
            }
        });
    }
}

/// The account of a typed address.
pub(super) struct Known {
    pub id: AccountId,
    pub language: Language,
    /// The hash to look at: none while blocked or disabled, so that no answer tells whether the password was right.
    pub hash: Option<StoredHash>,
    device_epoch: i64,
    /// How often all sessions were ended by now.
    pub session_epoch: i64,
}

/// Where a try was counted.
pub(super) struct Tally {
    /// Under which name.
    pub subject: String,
    /// Under which names a node that goes by another master key counts it.
    others: Vec<String>,
    /// In which lane.
    pub lane: Lane,
    guesses: Spent,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    email_canonical: String,
    password_hash: Option<String>,
    password_state: String,
    blocked_reason: Option<String>,
    device_epoch: i64,
    session_epoch: i64,
    language: String,
}

impl From<Row> for Known {
    fn from(row: Row) -> Self {
        let usable = row.blocked_reason.is_none()
            && matches!(
                PasswordState::stored(&row.password_state),
                PasswordState::Set | PasswordState::MustChange
            );
        let hash = row.password_hash.filter(|_| usable);
        Self {
            id: AccountId::from_trusted(row.id),
            language: Language::from_code(&row.language).unwrap_or_default(),
            hash: hash.map(StoredHash::from_stored),
            device_epoch: row.device_epoch,
            session_epoch: row.session_epoch,
        }
    }
}

/// Counts the try as wrong beforehand. `Err` with a moment: not looked at until then.
pub(super) async fn count(
    services: &Services,
    attempt: &Attempt<'_>,
    now: Moment,
) -> Result<Result<Counted, Moment>> {
    let subject = subject_of(services, attempt.email);
    let mut tx = services.db.write_lightly().await?;
    let others = lanes::other_subjects(services, attempt.email);
    lanes::carry_over(&mut tx, &subject, &others).await?;
    let nearest: Option<Row> = on!(&mut tx, |c| sqlx::query_as(sql::ACCOUNT_AT_OR_AFTER)
        .bind(attempt.email.canonical())
        .fetch_optional(c))?;
    let mut account = nearest
        .filter(|row| row.email_canonical == attempt.email.canonical())
        .map(Known::from);
    let lane = lane_of(services, attempt, account.as_ref(), now);
    let counter = lanes::lock(&mut tx, &subject, lane).await?;
    let admission = admit(counter, lane, &services.policy.lock, now);
    let (counter, if_wrong) = match admission {
        Admission::Refuse { until } => {
            refused(services, attempt.network)
                .spend(&mut tx, now)
                .await?;
            tx.commit().await?;
            return Ok(Err(until));
        }
        Admission::Verify { counter, if_wrong } => (counter, if_wrong),
        Admission::Blind { counter, if_wrong } => {
            account = account.map(|known| Known {
                hash: None,
                ..known
            });
            (counter, if_wrong)
        }
    };
    // After the lane: a try that is refused unseen must not use up what others need.
    let guesses = match spend(&mut tx, services, attempt.network, lane, now).await? {
        Ok(guesses) => guesses,
        Err(until) => {
            // Or a stranger whose budget is spent could still fill the table with addresses.
            lanes::unmake(&mut tx, &subject, lane).await?;
            tx.commit().await?;
            return Ok(Err(until));
        }
    };
    lanes::store(&mut tx, &subject, lane, counter).await?;
    let tally = Tally {
        subject,
        others,
        lane,
        guesses,
    };
    let services = services.clone();
    // A task of its own: what it gives back to nobody is dropped, and so taken back.
    let counting = tokio::spawn(async move {
        let counted = tx.commit().await;
        counted.map(|()| Unjudged {
            tally: Arc::new(tally),
            services,
            now,
            is_judged: false,
        })
    });
    let counted = counting.await;
    Ok(Ok(Counted {
        account,
        if_wrong,
        unjudged: counted.map_err(|_| Trouble::Program("counting a try broke off"))??,
    }))
}

fn lane_of(
    services: &Services,
    attempt: &Attempt<'_>,
    account: Option<&Known>,
    now: Moment,
) -> Lane {
    let (keys, policy) = (&services.keys, &services.policy);
    let knows = |account: &Known| {
        let epoch = account.device_epoch;
        attempt.device.knows(keys, policy, &account.id, epoch, now)
    };
    if account.is_some_and(knows) {
        Lane::KnownDevice
    } else {
        Lane::Stranger
    }
}

/// Guesses of strangers looked at from one network, and in the whole system before strangers have to go slowly (SEC-09,
/// SEC-70).
async fn spend(
    tx: &mut Tx,
    services: &Services,
    network: &str,
    lane: Lane,
    now: Moment,
) -> Result<Result<Spent, Moment>> {
    let guesses = Common {
        what: "guesses",
        window: QUARTER,
        per_network: services.policy.guesses_per_network,
        overall: Some(services.policy.guesses_overall),
    };
    match lane {
        Lane::KnownDevice => Ok(Ok(Spent::default())),
        Lane::Stranger => guesses.spend(tx, services, network, now).await,
    }
}

/// Tries that were refused unseen: counted for whoever looks into an attack, limited by nothing (SEC-10).
fn refused(services: &Services, network: &str) -> Budget {
    let around = Around::of(&services.keys, network);
    Budget::new(format!("refused{}", around.narrowest()), QUARTER, u32::MAX)
}

impl Tally {
    /// An account id that nobody has, the same for every try with this address: as long as any, of a version that we never make.
    pub fn nobody(&self) -> AccountId {
        let digits = self.subject.get(..32).unwrap_or_default();
        let bytes = u128::from_str_radix(digits, 16)
            .unwrap_or_default()
            .to_be_bytes();
        AccountId::from_trusted(
            uuid::Builder::from_custom_bytes(bytes)
                .into_uuid()
                .to_string(),
        )
    }

    /// A right password was no guess: the count beforehand is undone.
    pub async fn undo(&self, tx: &mut Tx, now: Moment) -> Result<()> {
        self.put_back(tx, now, right).await
    }

    /// Nobody judged it: the try does not count, but the row of wrong ones goes on.
    pub async fn take_back(&self, services: &Services, now: Moment) -> Result<()> {
        let one_less = |counter: Counter| Counter {
            consecutive: counter.consecutive.saturating_sub(1),
            ..right(counter)
        };
        let mut tx = services.db.write_lightly().await?;
        self.put_back(&mut tx, now, one_less).await?;
        tx.commit().await
    }

    async fn put_back(
        &self,
        tx: &mut Tx,
        now: Moment,
        before: impl Fn(Counter) -> Counter,
    ) -> Result<()> {
        // It may have been carried to another name meanwhile.
        lanes::carry_over(tx, &self.subject, &self.others).await?;
        let counter = lanes::lock(tx, &self.subject, self.lane).await?;
        lanes::store(tx, &self.subject, self.lane, before(counter)).await?;
        self.guesses.give_back(tx, now).await
    }
}
