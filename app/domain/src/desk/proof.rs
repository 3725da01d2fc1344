//! What the desk takes as proof of who calls, and for what (SEC-26, SEC-69). A code that was read out proves who holds a
//! telephone or reads a mailbox. For one authorisation that is enough. What concerns the whole account asks that nobody
//! but the owner can have put it there: a number that an office wrote down proves who that office wanted.

use std::{cmp::Ordering, time::Duration};

use crate::{
    Moment, codes,
    people::{Access, BlockReason, Who},
};

codes! {
    /// How an agent came to know who calls.
    Proof {
        /// A code that went to the telephone of the authorisation was read out.
        Telephone = "sms",
        /// A code that went to the mailbox of the account was read out.
        Mailbox = "mail",
        /// The company was called back, and a second agent agreed.
        CallBack = "call_back",
    }
}

/// Why a proof does not count for the whole account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A number of the account became another one, or moved to another card, within the waiting time.
    NumberNew,
    /// Somebody else wrote the number down, and its owner never got in with it.
    NumberUnused,
    /// The owner had the account blocked: it may be the telephone that somebody else has.
    Frozen,
    /// The owner had the desk block the account: telephone and mailbox may be with somebody else.
    BlockedByDesk,
    /// The address of the account became another one within the waiting time.
    AddressNew,
    /// The account is guarded elsewhere: a telephone or a company of here speaks for here.
    GuardedElsewhere,
    /// The owner had the desk block the account, so that no telephone and no mailbox counts, and no company of here speaks for it.
    BlockedAndNotSpokenFor,
    /// Access is over here: nobody looks after the number any more.
    AccessOver,
    /// Only invited here: whoever invites typed the number.
    OnlyInvited,
}

/// What is known of telephone and mailbox of somebody at one organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What access here opens.
    pub access: Access,
    /// Whether an invitation waits here, the account opens nothing else, and nobody but the desk lets its owner in again.
    pub only_desk_lifts: bool,
    /// What the other posts guard of the account, held against the one here (`Posts::elsewhere`).
    pub elsewhere: Ordering,
    /// Whether the company of here can speak for the whole account (`Posts::speaks_for_account`).
    pub company_speaks: bool,
    /// Whether the owner gave the number, accepted an invitation to it, or got in with it.
    pub number_used: bool,
    /// Block on the account.
    pub blocked: Option<BlockReason>,
    /// When a number of the account last became another one, at whichever organisation.
    pub number_changed_at: Option<Moment>,
    /// When the address of the account last became another one.
    pub address_changed_at: Option<Moment>,
    /// So long a change counts as new.
    pub waiting: Duration,
}

impl Evidence {
    /// Whether a proof counts for the whole account.
    ///
    /// # Errors
    /// What speaks against it.
    pub fn for_account(&self, proof: Proof, now: Moment) -> Result<(), Doubt> {
        self.judge(proof, now).map_err(|doubt| {
            // Only a company that is called back counts for one whom the desk blocked: whoever cannot be helped here is not sent from
            // one check to the next.
            if !self.by_desk() {
                doubt
            } else if self.judge(Proof::CallBack, now).is_ok() {
                Doubt::BlockedByDesk
            } else {
                Doubt::BlockedAndNotSpokenFor
            }
        })
    }

    fn by_desk(&self) -> bool {
        self.blocked == Some(BlockReason::ByDesk)
    }

    fn judge(&self, proof: Proof, now: Moment) -> Result<(), Doubt> {
        let new = |at: Option<Moment>| at.is_some_and(|at| now < at.plus(self.waiting));
        let here = match self.access {
            Access::Open | Access::Begins { .. } | Access::Unknown => Ok(()),
            Access::Invited => Err(Doubt::OnlyInvited),
            Access::Over => Err(Doubt::AccessOver),
        };
        match proof {
            Proof::Mailbox if new(self.address_changed_at) => Err(Doubt::AddressNew),
            // An invitation opens with a code of its own, and nothing else opens anywhere. Where something does the block is that of
            // the account, wherever a caller was checked. What could come back would open with the telephone of before, so who may
            // have lost both waits until nothing can, or for an operator.
            Proof::Mailbox if self.only_desk_lifts && !self.by_desk() => Ok(()),
            Proof::Mailbox => self.for_wish(proof),
            Proof::Telephone | Proof::CallBack if here.is_err() => here,
            Proof::Telephone if self.elsewhere == Ordering::Greater => Err(Doubt::GuardedElsewhere),
            // A company that made somebody its admin yesterday answers its own telephone.
            Proof::CallBack if !self.company_speaks => Err(Doubt::GuardedElsewhere),
            Proof::Telephone if !self.number_used => Err(Doubt::NumberUnused),
            Proof::Telephone if new(self.number_changed_at) => Err(Doubt::NumberNew),
            Proof::Telephone | Proof::CallBack => self.for_wish(proof),
        }
    }

    /// Whether a proof counts against a block that the owner wished: whoever that is against may have the telephone, and where
    /// the desk blocked for its owner the mailbox as well. With the mailbox it was proved when the owner froze it.
    const fn for_wish(&self, proof: Proof) -> Result<(), Doubt> {
        match (self.blocked, proof) {
            (Some(BlockReason::FrozenByOwner), Proof::Telephone) => Err(Doubt::Frozen),
            (Some(BlockReason::ByDesk), Proof::Telephone | Proof::Mailbox) => {
                Err(Doubt::BlockedByDesk)
            }
            _ => Ok(()),
        }
    }

    /// As whom an agent acts on the whole account with these proofs: a call back that counts is the word of two.
    ///
    /// # Errors
    /// What speaks against the last of them, if none counts.
    pub fn agent(&self, proofs: &[Proof], now: Moment) -> Result<Who, Doubt> {
        let counts = |proof: Proof| self.for_account(proof, now);
        if proofs.contains(&Proof::CallBack) && counts(Proof::CallBack).is_ok() {
            return Ok(Who::TwoAgents);
        }
        let mut against = None;
        for proof in proofs {
            match counts(*proof) {
                Ok(()) => return Ok(Who::Agent),
                Err(doubt) => against = Some(doubt),
            }
        }
        against.map_or(Ok(Who::Agent), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    const NOW: Moment = Moment::from_unix_ms(1_800_000_000_000);

    fn sure() -> Evidence {
        Evidence {
            access: Access::Open,
            only_desk_lifts: false,
            elsewhere: Ordering::Less,
            company_speaks: true,
            number_used: true,
            blocked: None,
            number_changed_at: None,
            address_changed_at: None,
            waiting: 3 * DAY,
        }
    }

    #[test]
    fn a_telephone_speaks_for_the_account_when_nobody_but_its_owner_can_have_put_it_there() {
        let of = |evidence: Evidence| evidence.for_account(Proof::Telephone, NOW);
        assert_eq!(of(sure()), Ok(()));
        for (ago, said) in [(DAY, Err(Doubt::NumberNew)), (3 * DAY, Ok(()))] {
            let number_changed_at = Some(NOW.minus(ago));
            assert_eq!(
                of(Evidence {
                    number_changed_at,
                    ..sure()
                }),
                said
            );
        }
        let unused = Evidence {
            number_used: false,
            number_changed_at: Some(NOW.minus(30 * DAY)),
            ..sure()
        };
        assert_eq!(of(unused), Err(Doubt::NumberUnused), "however long ago");
        let less = Evidence {
            elsewhere: Ordering::Greater,
            ..sure()
        };
        assert_eq!(of(less), Err(Doubt::GuardedElsewhere));
        let over = Evidence {
            access: Access::Over,
            ..sure()
        };
        assert_eq!(of(over), Err(Doubt::AccessOver));
        let invited = Evidence {
            access: Access::Invited,
            ..sure()
        };
        assert_eq!(of(invited), Err(Doubt::OnlyInvited));
    }

    #[test]
    fn a_mailbox_is_that_of_the_account_wherever_its_owner_works() {
        let new = |ago| Evidence {
            access: Access::Over,
            elsewhere: Ordering::Greater,
            number_used: false,
            number_changed_at: Some(NOW),
            address_changed_at: Some(NOW.minus(ago)),
            ..sure()
        };
        let of = |evidence: Evidence| evidence.for_account(Proof::Mailbox, NOW);
        assert_eq!(of(new(3 * DAY)), Ok(()));
        assert_eq!(of(new(DAY)), Err(Doubt::AddressNew));
    }

    #[test]
    fn sec_69_a_block_at_the_owners_wish_is_lifted_by_more_than_whoever_it_is_against_may_have() {
        let counts = |reason: BlockReason, access: Access| {
            let evidence = Evidence {
                access,
                blocked: Some(reason),
                ..sure()
            };
            [Proof::Telephone, Proof::Mailbox, Proof::CallBack]
                .map(|proof| evidence.for_account(proof, NOW).is_ok())
        };
        for access in [Access::Open, Access::Invited, Access::Over, Access::Unknown] {
            let here = matches!(access, Access::Open | Access::Unknown);
            assert_eq!(counts(BlockReason::WrongCodes, access), [here, true, here]);
            assert_eq!(
                counts(BlockReason::FrozenByOwner, access),
                [false, true, here]
            );
            assert_eq!(counts(BlockReason::ByDesk, access), [false, false, here]);
        }
        let invited = Evidence {
            access: Access::Invited,
            only_desk_lifts: true,
            blocked: Some(BlockReason::FrozenByOwner),
            ..sure()
        };
        assert_eq!(invited.for_account(Proof::Mailbox, NOW), Ok(()));
        let by_desk = Evidence {
            blocked: Some(BlockReason::ByDesk),
            ..invited
        };
        for proof in [Proof::Telephone, Proof::Mailbox, Proof::CallBack] {
            let said = by_desk.for_account(proof, NOW);
            assert_eq!(said, Err(Doubt::BlockedAndNotSpokenFor));
        }
    }

    #[test]
    fn nobody_whom_the_desk_blocked_is_sent_to_a_check_that_does_not_count() {
        let blocked = Evidence {
            blocked: Some(BlockReason::ByDesk),
            ..sure()
        };
        let moved = Evidence {
            number_changed_at: Some(NOW),
            address_changed_at: Some(NOW),
            ..blocked
        };
        for evidence in [blocked, moved] {
            for proof in [Proof::Telephone, Proof::Mailbox] {
                let said = evidence.for_account(proof, NOW);
                assert_eq!(
                    said,
                    Err(Doubt::BlockedByDesk),
                    "the company is called back"
                );
            }
        }
        let twice = Evidence {
            company_speaks: false,
            ..moved
        };
        let over = Evidence {
            access: Access::Over,
            ..moved
        };
        for evidence in [twice, over] {
            for proof in [Proof::Telephone, Proof::Mailbox, Proof::CallBack] {
                let said = evidence.for_account(proof, NOW);
                assert_eq!(said, Err(Doubt::BlockedAndNotSpokenFor));
            }
        }
    }

    #[test]
    fn a_company_that_is_called_back_speaks_for_the_account_that_guards_it_most() {
        let changed = Evidence {
            number_used: false,
            number_changed_at: Some(NOW),
            address_changed_at: Some(NOW),
            ..sure()
        };
        assert_eq!(changed.agent(&[Proof::CallBack], NOW), Ok(Who::TwoAgents));
        let less = Evidence {
            elsewhere: Ordering::Equal,
            company_speaks: false,
            ..sure()
        };
        assert_eq!(
            less.agent(&[Proof::CallBack], NOW),
            Err(Doubt::GuardedElsewhere)
        );
        let proofs = [Proof::CallBack, Proof::Telephone];
        assert_eq!(
            less.agent(&proofs, NOW),
            Ok(Who::Agent),
            "her own number there is hers"
        );
        let proofs = [Proof::CallBack, Proof::Mailbox];
        assert_eq!(
            less.agent(&proofs, NOW),
            Ok(Who::Agent),
            "one proof that counts is enough for one"
        );
    }
}
