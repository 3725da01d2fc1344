//! Asking for another address, seeing what is still awaited, and withdrawing. The answer on screen never says whether
//! somebody else has the address: only its mailbox hears that (SEC-04).

use std::time::Duration;

use domain::{AccountId, EmailAddress, Moment, TypedPassword, post::Letter};

use super::{
    change::{self, Change},
    make_way, sql,
};
use crate::{
    Caller, Services, Tx,
    account::{Browser, Checked, check_present},
    audit::{self, Actor, Entry, Event},
    budgets::{Budget, DAY},
    execute,
    links::{self, Purpose},
    on,
    owner::{self, Owner},
    post::{self, Draft, Payer, To},
    trouble::Result,
};

/// Changes that one account may ask for: each sends a mail to an address that anybody could have typed.
const ASKED: (u32, Duration) = (5, DAY);

/// What came of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A mail is on its way to both mailboxes.
    MailsSent,
    /// The second factor is too long ago: ask for a code, then go on.
    StepUpNeeded,
    /// The password is wrong, or cannot be used.
    PasswordWrong,
    /// This is the address already.
    SameAddress,
    /// A number of this account changed a short time ago, here or elsewhere.
    NumberJustChanged {
        /// From then on it can be asked.
        until: Moment,
    },
    /// Too many tries, or too many changes asked for today.
    TooMany {
        /// When it can be tried again.
        until: Moment,
    },
    /// Too many people at once.
    Busy,
}

/// How things stand with the caller's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The change that waits for a mailbox.
    pub open: Option<Change>,
    /// Not before then, because a number changed a short time ago.
    pub not_before: Option<Moment>,
}

/// How things stand with the caller's address.
pub async fn standing(services: &Services, caller: &Caller) -> Result<Standing> {
    let now = services.now();
    let mut tx = services.db.read().await?;
    Ok(Standing {
        open: change::open(&mut tx, caller.account(), now).await?,
        not_before: not_before(&mut tx, services, caller.account(), now).await?,
    })
}

/// Asks both mailboxes. A change that waited until now is replaced by this one.
pub async fn ask(
    services: &Services,
    caller: &Caller,
    new: &EmailAddress,
    password: &TypedPassword,
    browser: Browser<'_>,
) -> Result<Asked> {
    let now = services.now();
    if !caller.stepped_up(&services.policy, now) {
        return Ok(Asked::StepUpNeeded);
    }
    let owner = {
        let mut tx = services.db.read().await?;
        owner::read(&mut tx, caller.account()).await?
    };
    if owner.email.canonical() == new.canonical() {
        return Ok(Asked::SameAddress);
    }
    match check_present(services, &owner, password, browser).await? {
        Checked::Right => {}
        Checked::Wrong => return Ok(Asked::PasswordWrong),
        Checked::TooMany { until } => return Ok(Asked::TooMany { until }),
        Checked::Busy => return Ok(Asked::Busy),
    }
    let mut tx = services.db.write().await?;
    let owner = owner::lock(&mut tx, caller.account()).await?;
    if let Some(until) = not_before(&mut tx, services, &owner.id, now).await? {
        return Ok(Asked::NumberJustChanged { until });
    }
    let (limit, window) = ASKED;
    let budget = Budget::new(format!("address:{}", owner.id), window, limit);
    if owner.blocked.is_some() {
        return Ok(Asked::PasswordWrong);
    }
    if !budget.spend(&mut tx, now).await? {
        let until = budget.window_end(now);
        return Ok(Asked::TooMany { until });
    }
    change::end_open(&mut tx, &owner.id, now).await?;
    ask_mailboxes(&mut tx, services, now, caller, &owner, new).await?;
    let entry = Entry::new(Event::AddressChangeAsked, Actor::Person(&owner.id));
    record(&mut tx, now, caller, entry)?;
    tx.commit().await?;
    Ok(Asked::MailsSent)
}

/// Withdraws what waits. False if nothing did.
pub async fn withdraw(services: &Services, caller: &Caller) -> Result<bool> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let ended = change::end_open(&mut tx, caller.account(), now).await?;
    if ended {
        let actor = Actor::Person(caller.account());
        let entry = Entry::new(Event::AddressChangeWithdrawn, actor);
        record(&mut tx, now, caller, entry)?;
        tx.commit().await?;
    }
    Ok(ended)
}

/// The same rows whether somebody has the address or not; only the words to the new mailbox differ.
async fn ask_mailboxes(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    caller: &Caller,
    owner: &Owner,
    new: &EmailAddress,
) -> Result<()> {
    let until = now.plus(services.policy.address_link);
    let authorisation = caller.authorisation();
    let about = Some(authorisation);
    let old_link = links::make(
        tx,
        services,
        now,
        Purpose::OldAddress,
        &owner.id,
        about,
        until,
    )
    .await?;
    let new_link = links::make(
        tx,
        services,
        now,
        Purpose::NewAddress,
        &owner.id,
        about,
        until,
    )
    .await?;
    execute!(
        &mut *tx,
        sql::ASK,
        services.new_id()?,
        owner.id.as_str(),
        authorisation.as_str(),
        new.typed(),
        new.canonical(),
        old_link.as_str(),
        new_link.as_str(),
        now.unix_ms(),
    )?;
    let to_old = Letter::ConfirmOldAddress {
        new: new.for_display(),
        until,
    };
    let draft = Draft::new(
        To::Account(&owner.id),
        owner.language,
        to_old,
        Payer::Reader,
    )
    .about(authorisation)
    .with_link(&old_link);
    post::queue(tx, services, now, draft).await?;
    let holder = make_way::holder(tx, services, now, &owner.id, new).await?;
    let draft = match holder.as_ref().filter(|holder| !holder.gives_way) {
        Some(holder) => Draft::new(
            To::Account(&holder.account),
            holder.language,
            Letter::AddressInUse,
            Payer::Counted,
        ),
        None => Draft::new(
            To::Typed(new),
            owner.language,
            Letter::ConfirmNewAddress { until },
            Payer::Counted,
        )
        .about(authorisation)
        .with_link(&new_link),
    };
    post::queue(tx, services, now, draft).await
}

/// After a number changed, whoever did that and at whichever organisation, the address waits (SEC-35, SEC-69): mailbox and
/// telephone together are the account.
pub(super) async fn not_before(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
    now: Moment,
) -> Result<Option<Moment>> {
    let (at,): (Option<i64>,) = on!(tx, |c| sqlx::query_as(sql::NUMBER_CHANGED)
        .bind(account.as_str())
        .fetch_one(c))?;
    let apart = services.policy.number_and_address_apart;
    let until = at.map(|at| Moment::from_unix_ms(at).plus(apart));
    Ok(until.filter(|until| now < *until))
}

fn record(tx: &mut Tx, now: Moment, caller: &Caller, entry: Entry<'_>) -> Result<()> {
    let entry = entry
        .account(caller.account())
        .authorisation(caller.authorisation())
        .organisation(caller.organisation());
    audit::record(tx, now, entry)
}
