//! Who looks after the others at a moment: an admin always, a stand-in (plaatsvervanger) between two dates.
//! A stand-in does what an admin does for the staff, and never touches who the admins are.

use super::{Role, Who};
use crate::Moment;

/// A period in which somebody stands in for the admins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StandIn {
    /// First moment.
    pub from: Moment,
    /// End; not in it.
    pub until: Moment,
}

impl StandIn {
    /// From the two moments as they are stored: both, or none.
    pub fn stored(from: Option<i64>, until: Option<i64>) -> Option<Self> {
        Some(Self {
            from: Moment::from_unix_ms(from?),
            until: Moment::from_unix_ms(until?),
        })
    }

    /// Whether somebody stands in at `now`.
    pub fn runs(&self, now: Moment) -> bool {
        self.from <= now && now < self.until
    }

    /// Whether it is over at `now`.
    pub fn is_over(&self, now: Moment) -> bool {
        self.until <= now
    }
}

/// What somebody may do for others at a moment. Read anew at every request, so that it begins and ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authority {
    /// Nothing: looks after nobody.
    None,
    /// Everything for the staff, and nothing to the admins.
    StandIn {
        /// Until then.
        until: Moment,
    },
    /// Everything.
    Admin,
    /// What a newer version knows and this one does not: may do nothing, and nobody may do anything to it (SEC-74).
    Unknown,
}

impl Authority {
    /// What a role and a period come to at `now`. An admin needs no period.
    pub fn of(role: Role, stand_in: Option<StandIn>, now: Moment) -> Self {
        match (role, stand_in) {
            (Role::Unknown, _) => Self::Unknown,
            (Role::Admin, _) => Self::Admin,
            (Role::Employee, Some(period)) if period.runs(now) => Self::StandIn {
                until: period.until,
            },
            (Role::Employee, _) => Self::None,
        }
    }

    /// What somebody is to others meanwhile.
    pub const fn role(self) -> Role {
        match self {
            Self::None => Role::Employee,
            Self::StandIn { .. } | Self::Admin => Role::Admin,
            Self::Unknown => Role::Unknown,
        }
    }

    /// Whether this person may look after the staff.
    pub const fn looks_after_others(self) -> bool {
        matches!(self, Self::StandIn { .. } | Self::Admin)
    }

    /// Whether this person says who looks after the others: admins do, for good or for a while.
    pub const fn chooses_admins(self) -> bool {
        matches!(self, Self::Admin)
    }

    /// As whom this person does something to others; `None` for who looks after nobody.
    pub const fn acts_as(self) -> Option<Who> {
        match self {
            Self::None | Self::Unknown => None,
            Self::StandIn { .. } => Some(Who::StandIn),
            Self::Admin => Some(Who::Admin),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Moment {
        Moment::from_unix_ms(ms)
    }

    const UNTIL: Authority = Authority::StandIn {
        until: Moment::from_unix_ms(200),
    };

    #[test]
    fn a_stand_in_looks_after_others_from_the_first_moment_until_the_last_and_no_longer() {
        let period = StandIn::stored(Some(100), Some(200));
        let cases = [
            (Role::Employee, None, 150, Authority::None),
            (Role::Employee, period, 99, Authority::None),
            (Role::Employee, period, 100, UNTIL),
            (Role::Employee, period, 199, UNTIL),
            (Role::Employee, period, 200, Authority::None),
            (Role::Admin, None, 150, Authority::Admin),
            (Role::Admin, period, 99, Authority::Admin),
            (Role::Admin, period, 150, Authority::Admin),
        ];
        for (role, period, now, expected) in cases {
            let authority = Authority::of(role, period, at(now));
            assert_eq!(authority, expected, "{role:?} {period:?} at {now}");
        }
    }

    #[test]
    fn half_a_period_is_none() {
        assert_eq!(StandIn::stored(Some(100), None), None);
        assert_eq!(StandIn::stored(None, Some(200)), None);
        assert!(
            StandIn::stored(Some(100), Some(200)).is_some_and(|period| period.is_over(at(200)))
        );
    }

    #[test]
    fn only_an_admin_says_who_the_admins_are() {
        let who = [Authority::None, UNTIL, Authority::Admin];
        assert_eq!(who.map(Authority::chooses_admins), [false, false, true]);
        assert_eq!(who.map(Authority::looks_after_others), [false, true, true]);
        let acts_as = [None, Some(Who::StandIn), Some(Who::Admin)];
        assert_eq!(who.map(Authority::acts_as), acts_as);
        assert_eq!(
            who.map(Authority::role),
            [Role::Employee, Role::Admin, Role::Admin]
        );
    }
}
