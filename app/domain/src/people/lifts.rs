//! Who lets in again whom a block or a disabled password keeps out: the one rule behind whom letters and pages name, and what
//! an invitation and the desk may do about it (docs/decisions/0010). One of them can, whatever an account opens.

use super::{Access, BlockReason};
use crate::Moment;

/// What an account opens, or opens but for one authorisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Elsewhere {
    /// Nothing, and nobody can bring anything back: with the next invitation it begins anew.
    Nothing,
    /// Nothing now, and a day is set from which on it does. It goes on being somebody's, and the next invitation begins it anew:
    /// that day may be a year away.
    BeginsLater,
    /// Nothing now, but until then it counts: an admin there can take the end back (restore what was stopped, move the date), or it
    /// begins later and its owner was there lately.
    CouldAgain {
        /// From then on it is nothing.
        until: Moment,
    },
    /// Something.
    Works,
}

/// What is known of an account whose owner is locked out.
#[derive(Clone, Copy, Debug)]
pub struct ShutOut {
    /// What it opens.
    pub opens: Elsewhere,
    /// Whether any access begins later.
    pub begins: bool,
    /// Whether an invitation waits.
    pub invited: bool,
    /// Whether there is a password.
    pub has_password: bool,
    /// Why it is blocked; `None` where only the password is disabled.
    pub blocked: Option<BlockReason>,
}

/// Who lets somebody in again who is locked out. Where the named admins do not reach the account, or cannot get in
/// themselves, it is the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifter {
    /// The admins of where access is open.
    WhereOpen,
    /// The admins of where it begins.
    WhereItBegins,
    /// Whoever invited, by sending the invitation again.
    Inviters,
    /// The desk, for the invitation: whoever invites typed the number, and where it was open nobody is there for it any more.
    Desk,
    /// The admins of where access is over, by giving it back or inviting anew.
    WhereOver,
}

impl Elsewhere {
    /// Whether an account opens nothing but what it is invited to: nothing at all, or nothing now and no password for later.
    pub const fn leaves_idle(self, has_password: bool) -> bool {
        match self {
            Self::Nothing | Self::BeginsLater => true,
            Self::CouldAgain { .. } => !has_password,
            Self::Works => false,
        }
    }

    /// Whether an invitation has a new password chosen: there is none, or none that opens anything, now or later.
    pub const fn begins_anew(self, has_password: bool) -> bool {
        !has_password || self.leaves_idle(has_password)
    }
}

impl ShutOut {
    /// Who lets its owner in again. A block that its owner wished outlasts an invitation while a first day is to come: the
    /// password of before would open that.
    pub fn lifter(&self) -> Lifter {
        let anew = self.invited && self.opens.leaves_idle(self.has_password);
        let wished = self.blocked.is_some_and(BlockReason::at_owners_wish);
        match self.opens {
            Elsewhere::Works => Lifter::WhereOpen,
            _ if anew && !(self.begins && wished) => Lifter::Inviters,
            _ if self.begins => Lifter::WhereItBegins,
            _ if self.invited => Lifter::Desk,
            _ => Lifter::WhereOver,
        }
    }
}

impl Lifter {
    /// Whether it is the admins of where an authorisation opens this.
    pub const fn is_at(self, access: Access) -> bool {
        match access {
            Access::Open | Access::Unknown => matches!(self, Self::WhereOpen),
            Access::Begins { .. } => matches!(self, Self::WhereItBegins),
            Access::Invited => matches!(self, Self::Inviters),
            Access::Over => matches!(self, Self::WhereOver),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LATER: Elsewhere = Elsewhere::CouldAgain {
        until: Moment::from_unix_ms(1),
    };

    fn lifter(opens: Elsewhere, (begins, invited): (bool, bool), reason: BlockReason) -> Lifter {
        let account = ShutOut {
            opens,
            begins,
            invited,
            has_password: true,
            blocked: Some(reason),
        };
        account.lifter()
    }

    #[test]
    fn who_lets_somebody_in_again_follows_from_what_the_account_opens() {
        let (codes, frozen) = (BlockReason::WrongCodes, BlockReason::FrozenByOwner);
        let (only, waits, begins, both) =
            ((false, false), (false, true), (true, false), (true, true));
        let cases = [
            (
                Elsewhere::Works,
                waits,
                Lifter::WhereOpen,
                Lifter::WhereOpen,
            ),
            (
                Elsewhere::Nothing,
                only,
                Lifter::WhereOver,
                Lifter::WhereOver,
            ),
            (
                Elsewhere::Nothing,
                waits,
                Lifter::Inviters,
                Lifter::Inviters,
            ),
            (
                Elsewhere::BeginsLater,
                begins,
                Lifter::WhereItBegins,
                Lifter::WhereItBegins,
            ),
            (
                Elsewhere::BeginsLater,
                both,
                Lifter::Inviters,
                Lifter::WhereItBegins,
            ),
            (LATER, only, Lifter::WhereOver, Lifter::WhereOver),
            (LATER, waits, Lifter::Desk, Lifter::Desk),
            (LATER, both, Lifter::WhereItBegins, Lifter::WhereItBegins),
        ];
        for (opens, what, by_codes, by_owner) in cases {
            assert_eq!(lifter(opens, what, codes), by_codes, "{opens:?} {what:?}");
            assert_eq!(lifter(opens, what, frozen), by_owner, "{opens:?} {what:?}");
        }
        let without_password = ShutOut {
            opens: LATER,
            begins: false,
            invited: true,
            has_password: false,
            blocked: Some(codes),
        };
        assert_eq!(without_password.lifter(), Lifter::Inviters);
    }
}
