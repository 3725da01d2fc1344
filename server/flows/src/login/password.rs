//! The first step: address and password. A share of the pool first, then counted, then verified outside any transaction,
//! then stored.

use domain::{
    AccountId, AuthorisationId, ChallengeId, EmailAddress, Moment, TypedPassword,
    login::{Consequence, Lane},
};

use super::{
    choices::{Choice, choices_of},
    code::{Door, NoCode},
    counted::{Counted, Known, Tally, Unjudged, count},
    device::DeviceCookie,
    lanes,
    share::at_pool,
    sql, warning,
};
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    challenges::Asker,
    execute, own_password, owner,
    passwords::{Busy, Share, StoredHash, Verdict},
    sessions::{self, Way},
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
    /// Right.
    Right {
        /// Who.
        account: AccountId,
        /// How often this person's sessions had been ended when the password was looked at.
        epoch: i64,
        /// The one organisation there is to go to; `None` if one is to be chosen, or if nobody asked.
        entered: Option<Entered>,
    },
}

/// An organisation that is entered without a choice: its code is on the way, or there were too many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// Where to.
    pub authorisation: AuthorisationId,
    /// As of which ends of all sessions.
    pub way: Way,
    /// What the code will answer.
    pub challenge: Result<ChallengeId, NoCode>,
}

/// Logs in with an address and a password as far as they go. Most people have one organisation: its code leaves with the
/// same commit, because this is what everybody does on Monday morning and a commit waits for the disk.
pub async fn first_step(services: &Services, attempt: &Attempt<'_>) -> Result<FirstStep> {
    let now = services.now();
    let Ok(share) = at_pool(services, attempt).await? else {
        return Ok(FirstStep::Busy);
    };
    let mut right = match look(services, attempt, &share, now).await? {
        Ok(right) => right,
        Err(step) => return Ok(step),
    };
    let entered = match right.choices.as_slice() {
        [only] => {
            let door = Door {
                account: &right.who.id,
                language: right.who.language,
                authorisation: &only.authorisation,
                mobile: &only.mobile,
                network: attempt.network,
                asker: Asker::Browser(attempt.device),
            };
            Some(Entered {
                challenge: door.open(&mut right.tx, services, now).await?,
                way: sessions::way_into(&mut right.tx, &only.authorisation).await?,
                authorisation: only.authorisation.clone(),
            })
        }
        _ => None,
    };
    right.step(entered, now).await
}

/// Only looks at an address and a password.
///
/// Exactly one hash is computed for each try that is looked at, and none for one that is not, whoever it is (SEC-02).
pub async fn check_password(services: &Services, attempt: &Attempt<'_>) -> Result<FirstStep> {
    match at_pool(services, attempt).await? {
        Ok(share) => check(services, attempt, &share).await,
        Err(Busy) => Ok(FirstStep::Busy),
    }
}

/// As [`check_password`], for somebody who proved to be the owner of the account in another way.
pub(crate) async fn check_password_of(
    services: &Services,
    attempt: &Attempt<'_>,
    owner: &AccountId,
) -> Result<FirstStep> {
    match own_password::share(services, owner, attempt.network) {
        Ok(share) => check(services, attempt, &share).await,
        Err(Busy) => Ok(FirstStep::Busy),
    }
}

async fn check(services: &Services, attempt: &Attempt<'_>, share: &Share<'_>) -> Result<FirstStep> {
    let now = services.now();
    match look(services, attempt, share, now).await? {
        Ok(right) => right.step(None, now).await,
        Err(step) => Ok(step),
    }
}

/// A right password, in the transaction that will say so.
struct Right {
    tx: Tx,
    who: Known,
    choices: Vec<Choice>,
    unjudged: Unjudged,
}

impl Right {
    /// Writes it down; the trail comes last (docs/decisions/0002).
    async fn step(mut self, entered: Option<Entered>, now: Moment) -> Result<FirstStep> {
        let (account, epoch) = (self.who.id, self.who.session_epoch);
        let entry = Entry::new(Event::PasswordRight, Actor::Person(&account)).account(&account);
        audit::record(&mut self.tx, now, entry)?;
        self.tx.commit().await?;
        self.unjudged.judged();
        Ok(if self.choices.is_empty() {
            FirstStep::Wrong
        } else {
            FirstStep::Right {
                account,
                epoch,
                entered,
            }
        })
    }
}

async fn look(
    services: &Services,
    attempt: &Attempt<'_>,
    share: &Share<'_>,
    now: Moment,
) -> Result<Result<Right, FirstStep>> {
    let Counted {
        account,
        if_wrong,
        mut unjudged,
    } = match count(services, attempt, now).await? {
        Ok(counted) => counted,
        Err(until) => return Ok(Err(FirstStep::Wait { until })),
    };
    let hash = account.as_ref().and_then(|known| known.hash.clone());
    let verdict = match share.verify(attempt.password, hash.as_ref()).await? {
        Ok(verdict) => verdict,
        Err(Busy) => {
            unjudged.judged().take_back(services, now).await?;
            return Ok(Err(FirstStep::Busy));
        }
    };
    let who = match (verdict, account) {
        (Verdict::Unknown, Some(who)) => {
            let tally = unjudged.judged();
            let lasts_no_longer = match if_wrong {
                Consequence::GuessesUsedUp { until } => Consequence::GuessesUsedUp { until },
                Consequence::None
                | Consequence::Block(_)
                | Consequence::BlockOrDisable(_)
                | Consequence::DisablePassword => Consequence::None,
            };
            wrong(services, attempt, Some(&who), tally, lasts_no_longer, now).await?;
            // At home nobody pays for what this node lacks; strangers' tries go on being counted, or it would show who has an account.
            if tally.lane == Lane::KnownDevice {
                tally.take_back(services, now).await?;
            }
            return Ok(Err(FirstStep::Wrong));
        }
        (Verdict::Wrong | Verdict::Unknown, account) | (_, account @ None) => {
            let tally = unjudged.judged();
            wrong(services, attempt, account.as_ref(), tally, if_wrong, now).await?;
            return Ok(Err(FirstStep::Wrong));
        }
        (_, Some(who)) => who,
    };
    if let (Verdict::RightButOld, Some(hash)) = (verdict, &hash) {
        rehash(services, share, &who.id, attempt.password, hash).await?;
    }
    let mut tx = services.db.write().await?;
    // While we hashed, another password may have been chosen, or every session been ended: this one would begin after that.
    let since = execute!(&mut tx, sql::STILL, who.id.as_str(), who.session_epoch)?;
    if since == 0 {
        unjudged.judged();
        return Ok(Err(FirstStep::Wrong));
    }
    unjudged.tally.undo(&mut tx, now).await?;
    let choices = choices_of(&mut tx, &who.id, now).await?;
    Ok(Ok(Right {
        tx,
        who,
        choices,
        unjudged,
    }))
}

/// An address that nobody has stands in the trail under the name by which it is counted: so whoever looks into an attack
/// sees which tries belong together, and the row weighs as much and lands in the same indexes as anybody's (SEC-02).
async fn wrong(
    services: &Services,
    attempt: &Attempt<'_>,
    account: Option<&Known>,
    tally: &Tally,
    consequence: Consequence,
    now: Moment,
) -> Result<()> {
    let mut tx = services.db.write().await?;
    let known = account.map(|known| &known.id);
    let nobody = tally.nobody();
    match (known, consequence) {
        // The account before the trail, as every deed does: two that wait for each other would both fail.
        (
            Some(account),
            Consequence::Block(_) | Consequence::BlockOrDisable(_) | Consequence::DisablePassword,
        ) => {
            owner::lock(&mut tx, account).await?;
        }
        (_, Consequence::GuessesUsedUp { until }) => {
            warning::leave(&mut tx, services, now, attempt.email, until).await?;
        }
        _ => {}
    }
    let entry = Entry::new(Event::PasswordWrong, Actor::Stranger)
        .account(known.unwrap_or(&nobody))
        .facts(serde_json::json!({ "lane": tally.lane.code() }));
    audit::record(&mut tx, now, entry)?;
    match (known, consequence) {
        (Some(account), Consequence::Block(reason)) => {
            lanes::block(&mut tx, services, now, account, reason).await?;
        }
        (Some(account), Consequence::BlockOrDisable(reason)) => {
            if !lanes::block(&mut tx, services, now, account, reason).await? {
                lanes::disable_password(&mut tx, services, now, account).await?;
            }
        }
        (Some(account), Consequence::DisablePassword) => {
            lanes::disable_password(&mut tx, services, now, account).await?;
        }
        (_, Consequence::None | Consequence::GuessesUsedUp { .. }) | (None, _) => {}
    }
    tx.commit().await
}

async fn rehash(
    services: &Services,
    share: &Share<'_>,
    account: &AccountId,
    password: &TypedPassword,
    old: &StoredHash,
) -> Result<()> {
    // A busy pool is no reason to keep somebody out: the next login tries again.
    let Ok(fresh) = share.hash(password, services.chance.as_ref()).await? else {
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
