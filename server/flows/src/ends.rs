//! The one end of what waits for a second pair of eyes, whoever asked it and whomever it is about. Every way in which an account
//! is blocked, an access stops or comes back, or a post is laid down calls this and nothing else (docs/decisions/0020).

use domain::{
    AccountId, AuthorisationId, Moment,
    people::{BlockReason, Held},
};

use crate::{
    Services, Tx,
    audit::Actor,
    desk::{self, About, Ending},
    people,
    trouble::Result,
};

/// By whom an account was blocked, and by which check of its owner if the desk did it.
#[derive(Clone, Copy)]
pub(crate) struct BlockedBy<'a> {
    /// As the trail names them.
    pub actor: Actor<'a>,
    /// The agent who was called, and for which access the owner was checked: that check goes on counting, no other does.
    pub check: Option<(&'a AccountId, &'a AuthorisationId)>,
}

/// An account was blocked, and is locked: what was asked from it counts no more if somebody else may have been in it, and what
/// callers asked for it ends if its owner says that something is wrong. Then whom it invited as admin waits for another admin, too.
pub(crate) async fn with_block(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
    (reason, by): (BlockReason, BlockedBy<'_>),
) -> Result<()> {
    let ending = match reason {
        BlockReason::FrozenByOwner => Some(Ending::Frozen),
        BlockReason::ByDesk => Some(Ending::Blocked),
        BlockReason::PasswordOnKnownDevice | BlockReason::WrongCodes | BlockReason::Unknown => None,
    };
    if let Some(ending) = ending {
        desk::forget_checks(tx, About::Account(account), by.check).await?;
        desk::end_asked_about(
            tx,
            services,
            now,
            About::Account(account),
            (ending, by.actor),
        )
        .await?;
        people::hold_sent_by(tx, services, now, (account, Held::Block)).await?;
    }
    desk::end_asked_no_more(tx, services, now, account).await
}

/// Access at one organisation is over, or was and is about to come back: whatever waits about it ends, checks of callers count
/// no more, and so does what this person asked as what they are not now. Account and authorisation are locked.
pub(crate) async fn with_access(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (account, whom): (&AccountId, &AuthorisationId),
    by: Actor<'_>,
) -> Result<()> {
    let about = About::Access(whom);
    desk::forget_checks(tx, about, None).await?;
    desk::end_asked_about(tx, services, now, about, (Ending::Stopped, by)).await?;
    people::hold_sent_by(tx, services, now, (account, Held::Sender)).await?;
    desk::end_asked_no_more(tx, services, now, account).await
}

/// The number of an access became another one: whoever asked for another yet named the one of before. The account is locked.
pub(crate) async fn with_number(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    whom: &AuthorisationId,
    by: Actor<'_>,
) -> Result<()> {
    desk::end_asked_number(tx, services, now, whom, by).await
}

/// Somebody laid down a role or a right: what was asked by it waits for nobody, also when it is given again. The account is
/// locked.
pub(crate) async fn with_post(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
) -> Result<()> {
    people::hold_sent_by(tx, services, now, (account, Held::Sender)).await?;
    desk::end_asked_no_more(tx, services, now, account).await
}
