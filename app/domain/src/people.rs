//! Staff of an organisation: roles, the state of an authorisation, and what that means right now.
//! An account is a person; an authorisation is that person at one organisation.

mod access;
pub mod dates;
mod lifts;
mod namesake;
mod reach;
mod stand_in;

pub use access::Access;
pub use lifts::{Elsewhere, Lifter, ShutOut};
pub use namesake::{Called, Unfit};
pub use reach::{
    Guard, Guards, Helper, Lasts, PROTECTED, Post, Posts, What, Who, helper_of_account, reach,
};
pub use stand_in::{Authority, StandIn};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    EmailAddress, Moment, PersonName,
    shared::{person_name::fold, search},
};

/// What stands for a stored code that this version does not know. It is read and never written.
const UNKNOWN: &str = "unknown";

/// What somebody is at an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Medewerker: has rights, looks after nobody.
    Employee,
    /// Gebruikersbeheerder: looks after the staff of the organisation.
    Admin,
    /// What a newer version knows and this one does not: without rights, and out of everybody's reach (SEC-74).
    Unknown,
}

impl Role {
    /// The code kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Employee => "medewerker",
            Self::Admin => "beheerder",
            Self::Unknown => UNKNOWN,
        }
    }

    /// The role that is stored under a code.
    pub fn stored(code: &str) -> Self {
        Self::from_code(code).unwrap_or(Self::Unknown)
    }

    /// The role of a code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Employee, Self::Admin]
            .into_iter()
            .find(|role| role.code() == code)
    }
}

/// The state of an authorisation as it is stored; dates and blocks come on top, see [`Standing`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AuthorisationState {
    /// Created, not yet activated by its owner.
    Invited,
    /// Activated.
    Active,
    /// Ended by a person; can be restored.
    Stopped,
    /// What a newer version knows and this one does not: opens nothing (SEC-74).
    Unknown,
}

impl AuthorisationState {
    /// The code kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Stopped => "stopped",
            Self::Unknown => UNKNOWN,
        }
    }

    /// The state that is stored under a code.
    pub fn stored(code: &str) -> Self {
        Self::from_code(code).unwrap_or(Self::Unknown)
    }

    /// The state of a code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Invited, Self::Active, Self::Stopped]
            .into_iter()
            .find(|state| state.code() == code)
    }
}

/// Why an account is blocked. Who may lift it follows from the reason (security.md 1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockReason {
    /// Five wrong passwords on a device that this person used before.
    PasswordOnKnownDevice,
    /// Five wrong codes after a right password.
    WrongCodes,
    /// The owner froze the account from a warning mail.
    FrozenByOwner,
    /// The service desk blocked it at the wish of its owner, who called and was checked.
    ByDesk,
    /// For a reason that a newer version knows and this one does not: blocked, and for this version to leave alone (SEC-74).
    Unknown,
}

impl BlockReason {
    /// The code kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PasswordOnKnownDevice => "password_on_known_device",
            Self::WrongCodes => "wrong_codes",
            Self::FrozenByOwner => "frozen_by_owner",
            Self::ByDesk => "by_desk",
            Self::Unknown => UNKNOWN,
        }
    }

    /// The reason that is stored under a code.
    pub fn stored(code: &str) -> Self {
        Self::from_code(code).unwrap_or(Self::Unknown)
    }

    /// The reason of a code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        [
            Self::PasswordOnKnownDevice,
            Self::WrongCodes,
            Self::FrozenByOwner,
            Self::ByDesk,
        ]
        .into_iter()
        .find(|reason| reason.code() == code)
    }

    /// Whether the owner's own reset (mail and SMS) lifts this block.
    pub const fn lifted_by_reset(self) -> bool {
        matches!(self, Self::PasswordOnKnownDevice)
    }

    /// Whether the owner had it blocked, because somebody else may get in. Nothing counts then that somebody else said in this
    /// name, and whoever lifts it asks first what became of it.
    pub const fn at_owners_wish(self) -> bool {
        matches!(self, Self::FrozenByOwner | Self::ByDesk)
    }

    /// Whether a block for this reason becomes one for another, which takes more to lift (docs/decisions/0009); what a newer version knows
    /// of stays as it is.
    pub const fn gives_way_to(self, other: Self) -> bool {
        match self {
            Self::PasswordOnKnownDevice | Self::WrongCodes => other.at_owners_wish(),
            Self::FrozenByOwner => matches!(other, Self::ByDesk),
            Self::ByDesk | Self::Unknown => false,
        }
    }

    /// Whether what was asked or vouched for in the name of this account counts no more (SEC-68): its owner had it stopped, or
    /// whoever guesses at its codes holds its password, so somebody else may have been in it. A password that is mistyped on
    /// one's own device says nothing of the kind, and takes nothing back.
    pub const fn takes_back_what_was_asked(self) -> bool {
        !self.lifted_by_reset()
    }
}

/// Whether an account's password may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PasswordState {
    /// Never chosen: the person has not activated yet.
    None,
    /// In use.
    Set,
    /// In use once more, then a new one has to be chosen.
    MustChange,
    /// Strangers guessed a hundred times: only a reset or an admin brings the person back.
    Disabled,
    /// A block at the owner's wish was lifted: whoever it was against may know it, so it opens nothing until another one was
    /// chosen by mail.
    Renew,
    /// What a newer version knows and this one does not: opens nothing (SEC-74).
    Unknown,
}

impl PasswordState {
    /// The code kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Set => "set",
            Self::MustChange => "must_change",
            Self::Disabled => "disabled",
            Self::Renew => "renew",
            Self::Unknown => UNKNOWN,
        }
    }

    /// The state that is stored under a code.
    pub fn stored(code: &str) -> Self {
        Self::from_code(code).unwrap_or(Self::Unknown)
    }

    /// The state of a code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        [
            Self::None,
            Self::Set,
            Self::MustChange,
            Self::Disabled,
            Self::Renew,
        ]
        .into_iter()
        .find(|state| state.code() == code)
    }

    /// What becomes of it when a person brings its owner back in, whoever does so. One that strangers guessed at may be
    /// known to them by now: it opens once more and is then replaced. One whose owner had the account blocked is known to
    /// whoever that was against: it opens nothing any more.
    #[must_use]
    pub const fn once_unblocked(self, at_owners_wish: bool) -> Self {
        match self {
            Self::Set | Self::MustChange | Self::Disabled if at_owners_wish => Self::Renew,
            Self::Disabled => Self::MustChange,
            Self::None | Self::Set | Self::MustChange | Self::Renew | Self::Unknown => self,
        }
    }
}

/// Why an invitation waits for an admin who sends it again (docs/decisions/0020).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// The account from which it was sent was blocked at its owner's wish.
    Block,
    /// Who sent it looks after nobody there any more.
    Sender,
    /// For a reason that a newer version knows and this one does not.
    Unknown,
}

impl Held {
    /// The code kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Sender => "sender",
            Self::Unknown => UNKNOWN,
        }
    }

    /// The reason that is stored under a code.
    pub fn stored(code: &str) -> Self {
        [Self::Block, Self::Sender]
            .into_iter()
            .find(|why| why.code() == code)
            .unwrap_or(Self::Unknown)
    }
}

/// What an authorisation means at this moment: the one word that a list shows and a login obeys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Can log in.
    Active,
    /// Invited; the invitation works until then.
    Invited {
        /// End of the invitation.
        until: Moment,
    },
    /// Invited, and the invitation has run out.
    InvitationExpired,
    /// Invited, and an admin has to send the invitation again if it is right.
    InvitationHeld(Held),
    /// The account is blocked.
    Blocked(BlockReason),
    /// The password was disabled after too many guesses by strangers.
    PasswordDisabled,
    /// Starts later.
    NotYet {
        /// First moment of access.
        from: Moment,
    },
    /// The end date has passed.
    Ended {
        /// Moment from which access was over.
        since: Moment,
    },
    /// Stopped by a person.
    Stopped,
    /// Stored by a newer version in a way that this one does not know: closed.
    Unknown,
}

/// The stored facts from which a [`Standing`] follows.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// State of the authorisation.
    pub state: AuthorisationState,
    /// First moment of access, if limited.
    pub valid_from: Option<Moment>,
    /// End of access, if limited.
    pub valid_until: Option<Moment>,
    /// End of the running invitation.
    pub invitation_until: Option<Moment>,
    /// Why the invitation waits for an admin.
    pub held: Option<Held>,
    /// Block on the account.
    pub blocked: Option<BlockReason>,
    /// State of the account's password.
    pub password: PasswordState,
}

impl Facts {
    /// State and dates alone, as if nothing of the account stood in the way.
    pub const fn of_access(
        state: AuthorisationState,
        valid_from: Option<Moment>,
        valid_until: Option<Moment>,
    ) -> Self {
        Self {
            state,
            valid_from,
            valid_until,
            invitation_until: None,
            held: None,
            blocked: None,
            password: PasswordState::Set,
        }
    }

    /// Whether it was accepted, and its first day has come.
    pub fn has_begun(&self, now: Moment) -> bool {
        self.state == AuthorisationState::Active && self.valid_from.is_none_or(|from| from <= now)
    }

    /// What these facts mean at `now`. A stop by a person outranks dates, dates outrank blocks.
    pub fn standing(&self, now: Moment) -> Standing {
        match self.state {
            AuthorisationState::Unknown => Standing::Unknown,
            AuthorisationState::Stopped => Standing::Stopped,
            AuthorisationState::Invited => match (self.held, self.invitation_until) {
                (Some(why), _) => Standing::InvitationHeld(why),
                (None, Some(until)) if now < until => Standing::Invited { until },
                (None, _) => Standing::InvitationExpired,
            },
            AuthorisationState::Active => self.standing_when_active(now),
        }
    }

    fn standing_when_active(&self, now: Moment) -> Standing {
        if let Some(since) = self.valid_until.filter(|until| *until <= now) {
            return Standing::Ended { since };
        }
        if let Some(from) = self.valid_from.filter(|from| now < *from) {
            return Standing::NotYet { from };
        }
        self.once_begun()
    }

    /// What these facts mean from the first day on.
    const fn once_begun(&self) -> Standing {
        match (self.blocked, self.password) {
            (Some(reason), _) => Standing::Blocked(reason),
            (None, PasswordState::Unknown) => Standing::Unknown,
            (None, PasswordState::Disabled) => Standing::PasswordDisabled,
            (None, _) => Standing::Active,
        }
    }

    /// What these facts mean at `now` to the own admins, who lift what keeps somebody out before the first day too (SEC-08).
    pub fn standing_to_admins(&self, now: Moment) -> Standing {
        match (self.standing(now), self.once_begun()) {
            (
                Standing::NotYet { .. },
                out @ (Standing::Blocked(_) | Standing::PasswordDisabled),
            ) => out,
            (standing, _) => standing,
        }
    }

    /// When access begins that was accepted, if that is to come.
    pub fn begins(&self, now: Moment) -> Option<Moment> {
        match Access::of(self.state, self.valid_from, self.valid_until, now) {
            Access::Begins { from } => Some(from),
            Access::Invited | Access::Open | Access::Over | Access::Unknown => None,
        }
    }
}

/// Every word whose beginning finds a person in a list: the parts of the name, the address, the access code.
pub fn search_words(
    name: &PersonName,
    email: &EmailAddress,
    access_code: &str,
) -> BTreeSet<String> {
    let mut words: BTreeSet<String> = search::words_of(&name.full()).collect();
    words.insert(fold(email.canonical()));
    words.insert(email.domain().to_owned());
    words.insert(access_code.to_owned());
    words
}

/// How many invitations an organisation may have where `least` is what every one may: as many as a quarter of its staff.
pub const fn invitations_of(least: u32, staff: u32) -> u32 {
    if staff / 4 > least { staff / 4 } else { least }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_becomes_one_that_takes_more_to_lift_and_no_other() {
        use BlockReason::{ByDesk, FrozenByOwner, PasswordOnKnownDevice, Unknown, WrongCodes};
        let all = [
            PasswordOnKnownDevice,
            WrongCodes,
            FrozenByOwner,
            ByDesk,
            Unknown,
        ];
        let becomes = |reason: BlockReason| {
            let others = all.into_iter();
            others
                .filter(|other| reason.gives_way_to(*other))
                .collect::<Vec<_>>()
        };
        for mistyped in [PasswordOnKnownDevice, WrongCodes] {
            assert_eq!(becomes(mistyped), [FrozenByOwner, ByDesk]);
        }
        assert_eq!(becomes(FrozenByOwner), [ByDesk]);
        assert_eq!(becomes(ByDesk), []);
        assert_eq!(becomes(Unknown), []);
    }

    #[test]
    fn a_large_organisation_has_as_many_invitations_as_a_quarter_of_its_staff() {
        for (staff, expected) in [
            (0, 20),
            (80, 20),
            (83, 20),
            (84, 21),
            (200, 50),
            (u32::MAX, u32::MAX / 4),
        ] {
            assert_eq!(invitations_of(20, staff), expected, "{staff}");
        }
    }

    #[test]
    fn every_part_of_a_name_the_address_and_the_code_is_a_word_to_search_by() {
        let name = PersonName::parse("Jean-Luc", "", "van der", "Çelik-O'Neil").unwrap();
        let email = EmailAddress::parse("JL@Kantoor.example").unwrap();
        let words = search_words(&name, &email, "482915");
        let expected = [
            "482915",
            "celik",
            "celik-o'neil",
            "der",
            "jean",
            "jean-luc",
            "jl@kantoor.example",
            "kantoor.example",
            "luc",
            "neil",
            "o",
            "van",
        ];
        assert!(words.iter().eq(expected), "{words:?}");
    }

    fn at(ms: i64) -> Moment {
        Moment::from_unix_ms(ms)
    }

    const PLAIN: Facts = Facts::of_access(AuthorisationState::Active, None, None);

    #[test]
    fn a_lock_out_shows_to_the_own_admins_before_the_first_day_too() {
        let later = Facts {
            valid_from: Some(at(101)),
            ..PLAIN
        };
        let begins = Standing::NotYet { from: at(101) };
        let blocked = Facts {
            blocked: Some(BlockReason::FrozenByOwner),
            ..later
        };
        let disabled = Facts {
            password: PasswordState::Disabled,
            ..later
        };
        let over = Facts {
            state: AuthorisationState::Stopped,
            ..blocked
        };
        for (facts, to_admins, standing) in [
            (later, begins, begins),
            (
                blocked,
                Standing::Blocked(BlockReason::FrozenByOwner),
                begins,
            ),
            (disabled, Standing::PasswordDisabled, begins),
            (over, Standing::Stopped, Standing::Stopped),
        ] {
            assert_eq!(facts.standing_to_admins(at(100)), to_admins, "{facts:?}");
            assert_eq!(facts.standing(at(100)), standing, "{facts:?}");
        }
    }

    #[test]
    fn standing_follows_from_the_facts() {
        let blocked = Some(BlockReason::WrongCodes);
        let cases = [
            (PLAIN, Standing::Active),
            (
                Facts { blocked, ..PLAIN },
                Standing::Blocked(BlockReason::WrongCodes),
            ),
            (
                Facts {
                    password: PasswordState::Disabled,
                    ..PLAIN
                },
                Standing::PasswordDisabled,
            ),
            (
                Facts {
                    valid_until: Some(at(100)),
                    ..PLAIN
                },
                Standing::Ended { since: at(100) },
            ),
            (
                Facts {
                    valid_until: Some(at(101)),
                    ..PLAIN
                },
                Standing::Active,
            ),
            (
                Facts {
                    valid_from: Some(at(101)),
                    ..PLAIN
                },
                Standing::NotYet { from: at(101) },
            ),
            (
                Facts {
                    valid_from: Some(at(100)),
                    ..PLAIN
                },
                Standing::Active,
            ),
            (
                Facts {
                    state: AuthorisationState::Stopped,
                    blocked,
                    ..PLAIN
                },
                Standing::Stopped,
            ),
            (
                Facts {
                    state: AuthorisationState::Invited,
                    invitation_until: Some(at(101)),
                    ..PLAIN
                },
                Standing::Invited { until: at(101) },
            ),
            (
                Facts {
                    state: AuthorisationState::Invited,
                    invitation_until: Some(at(101)),
                    held: Some(Held::Block),
                    ..PLAIN
                },
                Standing::InvitationHeld(Held::Block),
            ),
            (
                Facts {
                    state: AuthorisationState::Invited,
                    invitation_until: Some(at(100)),
                    ..PLAIN
                },
                Standing::InvitationExpired,
            ),
            (
                Facts {
                    state: AuthorisationState::Invited,
                    blocked,
                    ..PLAIN
                },
                Standing::InvitationExpired,
            ),
        ];
        for (facts, expected) in cases {
            assert_eq!(facts.standing(at(100)), expected, "{facts:?}");
        }
    }

    #[test]
    fn a_password_that_was_guessed_at_is_replaced_by_whoever_is_unblocked() {
        use PasswordState::{Disabled, MustChange, None, Renew, Set, Unknown};
        for (before, after, at_owners_wish) in [
            (None, None, None),
            (Set, Set, Renew),
            (MustChange, MustChange, Renew),
            (Disabled, MustChange, Renew),
            (Renew, Renew, Renew),
            (Unknown, Unknown, Unknown),
        ] {
            assert_eq!(before.once_unblocked(false), after, "{before:?}");
            assert_eq!(before.once_unblocked(true), at_owners_wish, "{before:?}");
        }
    }

    #[test]
    fn sec_74_a_code_of_a_newer_version_opens_nothing() {
        let stored = "from_the_future";
        let state = Facts {
            state: AuthorisationState::stored(stored),
            ..PLAIN
        };
        assert_eq!(state.standing(at(100)), Standing::Unknown);
        let password = Facts {
            password: PasswordState::stored(stored),
            ..PLAIN
        };
        assert_eq!(password.standing(at(100)), Standing::Unknown);
        let blocked = Facts {
            blocked: Some(BlockReason::stored(stored)),
            ..PLAIN
        };
        let reason = BlockReason::Unknown;
        assert_eq!(blocked.standing(at(100)), Standing::Blocked(reason));
        assert!(!reason.lifted_by_reset());
        for code in [stored, "unknown", ""] {
            assert_eq!(Role::stored(code), Role::Unknown, "{code:?}");
            assert_eq!(Role::from_code(code), None, "{code:?}");
        }
    }

    #[test]
    fn only_wrong_passwords_are_lifted_by_the_owners_reset() {
        assert!(BlockReason::PasswordOnKnownDevice.lifted_by_reset());
        assert!(!BlockReason::WrongCodes.lifted_by_reset());
        assert!(!BlockReason::FrozenByOwner.lifted_by_reset());
        assert!(!BlockReason::ByDesk.lifted_by_reset());
    }
}
