//! What an authorisation opens at a moment, by its state and its dates alone. Access whose first day is still to come is neither
//! open nor over: whoever asks decides about it as about the others, by a `match` without a rest.

use super::{AuthorisationState, Facts, Standing};
use crate::Moment;

/// What an authorisation opens, whatever becomes of the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Nothing: invited, and not accepted yet.
    Invited,
    /// Nothing yet: accepted, and its first day is still to come.
    Begins {
        /// First moment of access.
        from: Moment,
    },
    /// Something.
    Open,
    /// Nothing any more: stopped, or ended on its date.
    Over,
    /// What a newer version knows and this one does not (SEC-74).
    Unknown,
}

impl Access {
    /// What state and dates come to at `now`.
    pub fn of(
        state: AuthorisationState,
        valid_from: Option<Moment>,
        valid_until: Option<Moment>,
        now: Moment,
    ) -> Self {
        Facts::of_access(state, valid_from, valid_until)
            .standing(now)
            .access()
    }

    /// Whether it can be entered.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Open => true,
            Self::Invited | Self::Begins { .. } | Self::Over | Self::Unknown => false,
        }
    }

    /// Whether it was stopped, or ended on its date.
    pub const fn is_over(self) -> bool {
        match self {
            Self::Over => true,
            Self::Invited | Self::Begins { .. } | Self::Open | Self::Unknown => false,
        }
    }
}

impl Standing {
    /// The access beneath, leaving aside what the account is kept out by.
    pub const fn access(&self) -> Access {
        match *self {
            Self::Active | Self::Blocked(_) | Self::PasswordDisabled => Access::Open,
            Self::Invited { .. } | Self::InvitationExpired | Self::InvitationHeld(_) => {
                Access::Invited
            }
            Self::NotYet { from } => Access::Begins { from },
            Self::Ended { .. } | Self::Stopped => Access::Over,
            Self::Unknown => Access::Unknown,
        }
    }
}
