//! What to do for somebody who forgot the password: a link, or the reason why a link would not help.
//! Only the mailbox learns which of these it is; the screen says the same to everybody.

use crate::{Moment, people::BlockReason};

/// What is known of an account when a new password is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// Block on the account.
    pub blocked: Option<BlockReason>,
    /// Until when reset by mail is off.
    pub off_until: Option<Moment>,
    /// Whether there is a number that a code can go to: of what can be entered now or later, or was before an
    /// invitation that asks for the password.
    pub can_enter: bool,
    /// Whether an authorisation waits to be activated.
    pub invited: bool,
    /// Whether a block is lifted by sending that again, and by nothing else.
    pub by_inviting: bool,
    /// Whether the account begins anew with that: no password opens anything, now or later.
    pub begins_anew: bool,
}

/// What helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A link to choose a new password.
    Link,
    /// Nothing that the owner can do alone: this block needs a person.
    Blocked(BlockReason),
    /// Nothing yet: the number was changed a moment ago.
    OffUntil(Moment),
    /// The invitation once more: there is no password to forget, or none that is asked for.
    InviteAgain,
    /// Nothing but the invitation, sent again by whoever sent it.
    InvitationBlocked(BlockReason),
    /// Nothing: access was stopped or has ended, or begins later with a number that its owner did not prove.
    AccessOver,
}

impl Facts {
    /// What helps at `now`.
    pub fn way(&self, now: Moment) -> Way {
        if let Some(reason) = self.blocked.filter(|_| self.by_inviting) {
            return Way::InvitationBlocked(reason);
        }
        if let Some(reason) = self.blocked.filter(|reason| !reason.lifted_by_reset()) {
            return Way::Blocked(reason);
        }
        match self.off_until {
            _ if self.invited && self.begins_anew => Way::InviteAgain,
            _ if !self.can_enter => Way::AccessOver,
            Some(until) if now < until => Way::OffUntil(until),
            _ => Way::Link,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_goes_only_to_whom_it_helps() {
        let now = Moment::from_unix_ms(1_000);
        let (earlier, later) = (Moment::from_unix_ms(1_000), Moment::from_unix_ms(1_001));
        let known = Some(BlockReason::PasswordOnKnownDevice);
        let codes = Some(BlockReason::WrongCodes);
        let frozen = Some(BlockReason::FrozenByOwner);
        let cases = [
            (None, None, true, false, Way::Link),
            (None, None, true, true, Way::Link),
            (None, Some(earlier), true, false, Way::Link),
            (None, Some(later), true, false, Way::OffUntil(later)),
            (known, None, true, false, Way::Link),
            (
                codes,
                None,
                true,
                false,
                Way::Blocked(BlockReason::WrongCodes),
            ),
            (
                frozen,
                Some(later),
                true,
                true,
                Way::Blocked(BlockReason::FrozenByOwner),
            ),
            (None, None, false, true, Way::InviteAgain),
            (None, None, false, false, Way::AccessOver),
            (known, None, false, false, Way::AccessOver),
            (None, Some(later), false, false, Way::AccessOver),
        ];
        for (blocked, off_until, can_enter, invited, way) in cases {
            let facts = Facts {
                blocked,
                off_until,
                can_enter,
                invited,
                by_inviting: invited && !can_enter,
                begins_anew: !can_enter,
            };
            assert_eq!(facts.way(now), way, "{facts:?}");
        }
    }

    #[test]
    fn who_has_nothing_but_an_invitation_is_helped_with_that() {
        let now = Moment::from_unix_ms(1_000);
        let (known, codes) = (
            Some(BlockReason::PasswordOnKnownDevice),
            Some(BlockReason::WrongCodes),
        );
        let later = Moment::from_unix_ms(1_001);
        let cases = [
            (
                known,
                None,
                true,
                Way::InvitationBlocked(BlockReason::PasswordOnKnownDevice),
            ),
            (
                codes,
                Some(later),
                true,
                Way::InvitationBlocked(BlockReason::WrongCodes),
            ),
            (None, Some(later), true, Way::InviteAgain),
            (None, None, false, Way::Link),
            (known, None, false, Way::Link),
            (None, Some(later), false, Way::OffUntil(later)),
            (codes, None, false, Way::Blocked(BlockReason::WrongCodes)),
        ];
        for (blocked, off_until, begins_anew, way) in cases {
            let facts = Facts {
                blocked,
                off_until,
                can_enter: !begins_anew,
                invited: true,
                by_inviting: begins_anew,
                begins_anew,
            };
            assert_eq!(facts.way(now), way, "{facts:?}");
        }
    }
}
