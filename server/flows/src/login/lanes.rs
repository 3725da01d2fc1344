//! Counters of wrong tries, in the database: the pure rules of `domain::login` applied to locked rows.
//! Tries are counted before the password is looked at, so that neither parallel tries nor a second node outrun the count.

use domain::{
    AccountId, EmailAddress, Language, Moment,
    login::{Counter, Lane},
    people::BlockReason,
    post::Letter,
};
use serde_json::json;

use super::sql;
use crate::{
    Services, Tx, address_change,
    audit::{self, Actor, Entry, Event},
    budgets::{Budget, QUARTER},
    ends::{self, BlockedBy},
    execute, links, on, owner, people, places,
    post::{self, Draft, Payer, To},
    secrets::Purpose,
    sessions,
    trouble::Result,
    who_is_my_admin,
};

/// Under which name an address is counted: the same for known and unknown ones.
pub(super) fn subject_of(services: &Services, email: &EmailAddress) -> String {
    services
        .keys
        .keyed_hash(Purpose::LoginName, email.canonical())
}

/// Under which names the same address is counted by a node that goes by another master key.
pub(super) fn other_subjects(services: &Services, email: &EmailAddress) -> Vec<String> {
    services
        .keys
        .old_keyed_hashes(Purpose::LoginName, email.canonical())
        .collect()
}

/// Brings what was counted under another master key under the name of today, or a change of keys would give strangers
/// their guesses back. Costs nothing while there are no others.
pub(super) async fn carry_over(tx: &mut Tx, subject: &str, others: &[String]) -> Result<()> {
    if others.is_empty() {
        return Ok(());
    }
    // Another node may go by another of them and carry the other way round: both lock in one order.
    let mut names: Vec<&str> = others.iter().map(String::as_str).chain([subject]).collect();
    names.sort_unstable();
    for name in names {
        execute!(&mut *tx, sql::LOCK_COUNTERS, name)?;
    }
    let mut taken = Vec::new();
    for other in others {
        let lanes: Vec<(String, i64, i64, i64, i64)> =
            on!(&mut *tx, |c| sqlx::query_as(sql::TAKE_COUNTERS)
                .bind(other)
                .fetch_all(c))?;
        taken.extend(lanes);
    }
    taken.sort_unstable();
    for (lane, consecutive, began, in_window, until) in taken {
        execute!(
            &mut *tx,
            sql::ADD_COUNTER,
            subject,
            lane,
            consecutive,
            began,
            in_window,
            until
        )?;
    }
    Ok(())
}

/// Reads a lane and keeps it locked until the commit.
pub(super) async fn lock(tx: &mut Tx, subject: &str, lane: Lane) -> Result<Counter> {
    let (consecutive, window_started_at, in_window, refused_until): (i64, i64, i64, i64) =
        on!(tx, |c| sqlx::query_as(sql::LOCK_COUNTER)
            .bind(subject)
            .bind(lane.code())
            .fetch_one(c))?;
    Ok(Counter {
        consecutive: u32::try_from(consecutive).unwrap_or(u32::MAX),
        window_started_at: Moment::from_unix_ms(window_started_at),
        in_window: u32::try_from(in_window).unwrap_or(u32::MAX),
        refused_until: Moment::from_unix_ms(refused_until),
    })
}

/// Until when tries of strangers at an address are refused unseen, if they are now.
pub(crate) async fn waits_until(
    tx: &mut Tx,
    services: &Services,
    email: &EmailAddress,
    now: Moment,
) -> Result<Option<Moment>> {
    let old = services
        .keys
        .old_keyed_hashes(Purpose::LoginName, email.canonical());
    for subject in std::iter::once(subject_of(services, email)).chain(old) {
        let until: Option<(i64,)> = on!(&mut *tx, |c| sqlx::query_as(sql::REFUSED_UNTIL)
            .bind(subject)
            .bind(Lane::Stranger.code())
            .fetch_optional(c))?;
        let until = until.map(|(until,)| Moment::from_unix_ms(until));
        if let Some(until) = until.filter(|until| now < *until) {
            return Ok(Some(until));
        }
    }
    Ok(None)
}

/// As [`waits_until`], of an account.
pub(crate) async fn account_waits_until(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
    now: Moment,
) -> Result<Option<Moment>> {
    let (email, _): (String, String) = on!(&mut *tx, |c| sqlx::query_as(sql::ACCOUNT_FOR_LETTER)
        .bind(account.as_str())
        .fetch_one(c))?;
    let email = EmailAddress::from_stored(email.clone(), email);
    waits_until(tx, services, &email, now).await
}

/// Writes a lane.
pub(super) async fn store(tx: &mut Tx, subject: &str, lane: Lane, counter: Counter) -> Result<()> {
    execute!(
        tx,
        sql::SET_COUNTER,
        subject,
        lane.code(),
        i64::from(counter.consecutive),
        counter.window_started_at.unix_ms(),
        i64::from(counter.in_window),
        counter.refused_until.unix_ms(),
    )?;
    Ok(())
}

/// Takes away a lane that [`lock`] made for a try that is then not counted in it.
pub(super) async fn unmake(tx: &mut Tx, subject: &str, lane: Lane) -> Result<()> {
    execute!(tx, sql::UNMAKE_COUNTER, subject, lane.code())?;
    Ok(())
}

/// Forgets the wrong tries of an account, after an unblock or a finished reset.
pub async fn forget_wrong_tries(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
) -> Result<()> {
    let (email, _): (String, String) = on!(&mut *tx, |c| sqlx::query_as(sql::ACCOUNT_FOR_LETTER)
        .bind(account.as_str())
        .fetch_one(c))?;
    let subject = services.keys.keyed_hash(Purpose::LoginName, &email);
    let old = services.keys.old_keyed_hashes(Purpose::LoginName, &email);
    for subject in std::iter::once(subject).chain(old) {
        execute!(&mut *tx, sql::FORGET_COUNTERS, &subject)?;
    }
    execute!(&mut *tx, sql::FORGET_COUNTERS, code_subject(account))?;
    execute!(tx, sql::NO_LONGER_WAITING, account.as_str())?;
    Ok(())
}

/// Under which name wrong codes after a right password are counted.
pub(super) fn code_subject(account: &AccountId) -> String {
    format!("code:{account}")
}

/// Blocks an account: ends its sessions, tells the owner once, leaves a row in the trail (SEC-07).
///
/// Wrong passwords stop blocking when too many accounts were blocked at once by whatever evidence (mass-lock breaker,
/// SEC-09). What the owner stops by hand is no sign of an attack and does not count.
/// Gives back whether the account was blocked by this call.
pub async fn block(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
    reason: BlockReason,
) -> Result<bool> {
    block_while(tx, services, now, account, (reason, false)).await
}

/// Blocks an account by wrong codes; whoever gave them was choosing a new password, or had the right one.
pub(super) async fn block_by_codes(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
    resetting: bool,
) -> Result<bool> {
    let why = (BlockReason::WrongCodes, resetting);
    block_while(tx, services, now, account, why).await
}

async fn block_while(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
    (reason, resetting): (BlockReason, bool),
) -> Result<bool> {
    let about = |event| {
        Entry::new(event, Actor::System)
            .account(account)
            .facts(json!({ "reason": reason.code() }))
    };
    let most = services.policy.blocks_until_breaker;
    let breaker = Budget::new("blocks", QUARTER, most);
    if reason == BlockReason::PasswordOnKnownDevice
        && breaker.used(tx, now).await? >= i64::from(most)
    {
        tracing::error!(
            "mass-lock breaker: too many blocks at once, wrong passwords do not block for now"
        );
        audit::record(tx, now, about(Event::BlockBroken))?;
        return Ok(false);
    }
    if !set_block(tx, account, reason, now).await? {
        return Ok(false);
    }
    if reason != BlockReason::FrozenByOwner {
        breaker.spend(tx, now).await?;
    }
    let by = BlockedBy {
        actor: match reason {
            BlockReason::FrozenByOwner => Actor::Person(account),
            _ => Actor::System,
        },
        check: None,
    };
    shut(tx, services, now, account, (reason, by)).await?;
    audit::record(tx, now, about(Event::Blocked))?;
    tell_of_block(tx, services, now, account, (reason, resetting)).await?;
    Ok(true)
}

/// Blocks an account at the wish of its owner, which is no sign of an attack; the row in the trail is the caller's. A block
/// that is easier to lift becomes this one. False if it is blocked as hard already, or a newer version knows why.
pub(crate) async fn block_at_wish(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
    (reason, by): (BlockReason, BlockedBy<'_>),
) -> Result<bool> {
    let set = match owner::lock(tx, account).await?.blocked {
        None => set_block(tx, account, reason, now).await?,
        Some(easier) if easier.gives_way_to(reason) => {
            block_harder(tx, account, (easier, reason), now).await?
        }
        Some(_) => false,
    };
    if set {
        shut(tx, services, now, account, (reason, by)).await?;
        tell_of_block(tx, services, now, account, (reason, false)).await?;
    }
    Ok(set)
}

/// Sets a block. False if there is one.
async fn set_block(
    tx: &mut Tx,
    account: &AccountId,
    reason: BlockReason,
    now: Moment,
) -> Result<bool> {
    let blocked = execute!(
        tx,
        sql::BLOCK,
        account.as_str(),
        reason.code(),
        now.unix_ms()
    )?;
    Ok(blocked == 1)
}

/// Sets a block in place of one that is easier to lift. False if that is not there any more.
async fn block_harder(
    tx: &mut Tx,
    account: &AccountId,
    (easier, reason): (BlockReason, BlockReason),
    now: Moment,
) -> Result<bool> {
    let blocked = execute!(
        tx,
        sql::BLOCK_HARDER,
        account.as_str(),
        reason.code(),
        now.unix_ms(),
        easier.code()
    )?;
    Ok(blocked == 1)
}

/// What somebody held who comes in no more, and what waits for a second pair of eyes because of them.
async fn shut(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
    block: (BlockReason, BlockedBy<'_>),
) -> Result<()> {
    sessions::end_all(tx, account, None).await?;
    links::withdraw_of_account(tx, account, links::Purpose::Reset, now).await?;
    address_change::end_open(tx, account, now).await?;
    ends::with_block(tx, services, now, account, block).await
}

async fn tell_of_block(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
    (reason, resetting): (BlockReason, bool),
) -> Result<()> {
    let owner = owner::read(tx, account).await?;
    let stuck = people::invitation_blocked(tx, services, &owner, reason, now).await?;
    if let Some((language, letter)) = stuck {
        let draft = Draft::new(To::Account(account), language, letter, Payer::Counted);
        return post::queue(tx, services, now, draft).await;
    }
    let places = places::of(tx, account, now).await?;
    let admins = who_is_my_admin::helpers_of(tx, services, &owner, &places, now).await?;
    let letter = match reason {
        BlockReason::FrozenByOwner => Letter::Frozen { at: now, admins },
        BlockReason::PasswordOnKnownDevice
        | BlockReason::WrongCodes
        | BlockReason::ByDesk
        | BlockReason::Unknown => Letter::Blocked {
            reason,
            at: now,
            admins,
            resetting,
        },
    };
    let draft = Draft::new(To::Account(account), owner.language, letter, Payer::Counted);
    post::queue(tx, services, now, draft).await
}

/// Disables a password that strangers guessed at too often; the account itself stays as it is (SEC-06).
pub(super) async fn disable_password(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
) -> Result<()> {
    if execute!(&mut *tx, sql::DISABLE_PASSWORD, account.as_str())? == 0 {
        return Ok(());
    }
    audit::record(
        tx,
        now,
        Entry::new(Event::PasswordDisabled, Actor::System).account(account),
    )?;
    let language = language_of(tx, account).await?;
    let letter = Letter::PasswordDisabled { at: now };
    post::queue(
        tx,
        services,
        now,
        Draft::new(To::Account(account), language, letter, Payer::Counted),
    )
    .await
}

pub(super) async fn language_of(tx: &mut Tx, account: &AccountId) -> Result<Language> {
    let (_, language): (String, String) = on!(tx, |c| sqlx::query_as(sql::ACCOUNT_FOR_LETTER)
        .bind(account.as_str())
        .fetch_one(c))?;
    Ok(Language::from_code(&language).unwrap_or_default())
}
