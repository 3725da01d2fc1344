//! "Was u dit niet?": the link in every warning mail with which an owner freezes the own account at once.
//! No login is needed: whoever reads the mailbox may stop the account, and only a person can start it again.

use domain::{AccountId, AuthorisationId, LinkId, Moment, people::BlockReason};

use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    ends::BlockedBy,
    execute,
    links::{self, Closed, ClosedLink, OpenLink, Purpose},
    login, on, owner, people,
    secrets::LinkSecret,
    trouble::Result,
};

/// Whether an account is blocked already in a way that takes no less to lift.
fn is_as_hard(blocked: Option<BlockReason>) -> bool {
    blocked.is_some_and(|reason| !reason.gives_way_to(BlockReason::FrozenByOwner))
}

/// Links that lie in a mailbox. That a change of address was made is told to the mailbox of before, which may stop it for as long
/// as that link lasts.
const END_SENT: &str = "
update link set ended_at = $2
where account_id = $1 and purpose = 'freeze' and (used_at is null or $3) and ended_at is null
    and exists (select 1 from link_secret s where s.link_id = link.id)
    and not exists (
        select 1 from outbox o
        where o.account_id = $1 and o.letter = 'address_changed' and o.link_id = link.id)";

/// A link that froze the account does so once more, after that was lifted.
const USE_AGAIN: &str = "
update link set ended_at = $2
where id = $1 and used_at is not null and ended_at is null and expires_at > $2";

/// The link by which an owner stopped a change of address is one that froze from then on.
const BECOMES_USED: &str = "
update link set purpose = 'freeze', used_at = $2, ended_at = null, expires_at = $3
where id = $1";

const WORKS_AGAIN: &str = "
select count(*) from link
where id = $1 and used_at is not null and ended_at is null and expires_at > $2";

/// Which links end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sent {
    /// Every one.
    All,
    /// Those that froze nothing. Whoever froze the account by one may do so once more, if somebody lifted that unasked.
    Unused,
}

/// What a link from a warning mail shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// One button: freeze.
    Open {
        /// The address of the account, as shown.
        email: String,
        /// When the link stops working.
        until: Moment,
    },
    /// The account is frozen already, with this link or another one.
    AlreadyFrozen,
    /// The account was frozen with this link, and that was lifted since.
    Lifted {
        /// When; `None` if not by somebody who unblocked it.
        at: Option<Moment>,
        /// The address of the account, as shown, if the link freezes it once more.
        again: Option<String>,
    },
    /// Too long ago, or withdrawn.
    Over {
        /// When it stopped working.
        since: Moment,
    },
    /// Not one of our links.
    Unknown,
}

/// What came of freezing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Frozen now.
    Frozen,
    /// It was frozen already.
    AlreadyFrozen,
    /// The link does not work any more.
    Over,
    /// Not one of our links.
    Unknown,
}

/// Looks at a link without using it up.
pub async fn look(services: &Services, secret: &LinkSecret) -> Result<Look> {
    let now = services.now();
    let mut tx = services.db.read().await?;
    Ok(
        match links::look(&mut tx, secret, Purpose::Freeze, now).await? {
            None => Look::Unknown,
            Some(Err(closed)) => match closed.why {
                Closed::Used => used(&mut tx, &closed, now).await?,
                Closed::Expired | Closed::Withdrawn => Look::Over {
                    since: closed.since,
                },
            },
            Some(Ok(link)) => {
                let owner = owner::read(&mut tx, &link.account).await?;
                if is_as_hard(owner.blocked) {
                    Look::AlreadyFrozen
                } else {
                    Look::Open {
                        email: owner.email.for_display(),
                        until: link.until,
                    }
                }
            }
        },
    )
}

/// What a link shows by which the account was frozen before.
async fn used(tx: &mut Tx, closed: &ClosedLink, now: Moment) -> Result<Look> {
    let owner = owner::read(tx, &closed.link.account).await?;
    if is_as_hard(owner.blocked) {
        return Ok(Look::AlreadyFrozen);
    }
    let (works,): (i64,) = on!(&mut *tx, |c| sqlx::query_as(WORKS_AGAIN)
        .bind(closed.link.id.as_str())
        .bind(now.unix_ms())
        .fetch_one(c))?;
    Ok(Look::Lifted {
        at: audit::unblocked_after(tx, &closed.link.account, closed.since).await?,
        again: (works > 0).then(|| owner.email.for_display()),
    })
}

/// Freezes the account of a link: nobody comes in, every session ends, until a person unblocks it.
pub async fn freeze(services: &Services, secret: &LinkSecret) -> Result<Outcome> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let link = match links::look(&mut tx, secret, Purpose::Freeze, now).await? {
        None => return Ok(Outcome::Unknown),
        Some(Err(closed)) if closed.why == Closed::Used => closed.link,
        Some(Err(_)) => return Ok(Outcome::Over),
        Some(Ok(link)) => link,
    };
    let outcome = freeze_with(&mut tx, services, now, &link).await?;
    tx.commit().await?;
    if outcome == Outcome::Frozen {
        // Not only at the next sweep: whoever was in it is there now.
        people::undo_admins(services).await?;
    }
    Ok(outcome)
}

async fn freeze_with(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    link: &OpenLink,
) -> Result<Outcome> {
    let owner = owner::lock(tx, &link.account).await?;
    if is_as_hard(owner.blocked) {
        return Ok(Outcome::AlreadyFrozen);
    }
    let used = links::use_up(tx, &link.id, now).await?
        || execute!(&mut *tx, USE_AGAIN, link.id.as_str(), now.unix_ms())? == 1;
    if !used {
        return Ok(Outcome::Over);
    }
    stop(
        tx,
        services,
        now,
        &link.account,
        link.authorisation.as_ref(),
    )
    .await?;
    Ok(Outcome::Frozen)
}

/// Freezes an account for its owner by a link that was for something else; from then on it is one that froze.
pub(crate) async fn stop_by_link(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
    (link, authorisation): (&LinkId, &AuthorisationId),
) -> Result<()> {
    stop(tx, services, now, account, Some(authorisation)).await?;
    let until = now.plus(services.policy.freeze_link).unix_ms();
    execute!(tx, BECOMES_USED, link.as_str(), now.unix_ms(), until)?;
    Ok(())
}

/// Freezes an account for its owner, who proved to read its mailbox. False if it is blocked at the own wish already.
pub(crate) async fn stop(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
    authorisation: Option<&AuthorisationId>,
) -> Result<bool> {
    let before = owner::lock(tx, account).await?.blocked;
    if is_as_hard(before) {
        return Ok(false);
    }
    let reason = BlockReason::FrozenByOwner;
    if before.is_some() {
        let by = BlockedBy {
            actor: Actor::Person(account),
            check: None,
        };
        login::block_at_wish(tx, services, now, account, (reason, by)).await?;
    } else {
        login::block(tx, services, now, account, reason).await?;
    }
    let mut entry = Entry::new(Event::Frozen, Actor::Person(account)).account(account);
    if let Some(authorisation) = authorisation {
        entry = entry.authorisation(authorisation);
    }
    audit::record(tx, now, entry)?;
    Ok(true)
}

/// Ends what warning mails of before carry: their mailbox is the account's no longer and is somebody else's next month, a
/// person lifted what its owner wished, or its owner proved mailbox and telephone.
pub(crate) async fn end_sent(
    tx: &mut Tx,
    account: &AccountId,
    now: Moment,
    which: Sent,
) -> Result<()> {
    let used_too = which == Sent::All;
    execute!(tx, END_SENT, account.as_str(), now.unix_ms(), used_too)?;
    Ok(())
}

/// Makes a link for a warning mail.
pub(crate) async fn make_link(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
    authorisation: &AuthorisationId,
) -> Result<LinkId> {
    let until = now.plus(services.policy.freeze_link);
    links::make(
        tx,
        services,
        now,
        Purpose::Freeze,
        account,
        Some(authorisation),
        until,
    )
    .await
}
