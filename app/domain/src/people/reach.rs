//! Who reaches whom, and with what: the one rule behind every check of an admin, a stand-in or an agent (SEC-67, SEC-69).
//! What concerns one authorisation asks who somebody is there; what concerns the whole account asks who somebody is
//! anywhere, and the strictest counts. Whoever looked after others stays as far out of reach for three days more.

use std::{cmp::Ordering, time::Duration};

use super::{Access, AuthorisationState, Role, StandIn};
use crate::Moment;

/// So long somebody stays protected who looked after others, however that ended: a role that somebody takes away for a
/// moment is no way to the keys of whoever had it.
pub const PROTECTED: Duration = Duration::from_secs(72 * 60 * 60);

/// Until when somebody is out of reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lasts {
    /// Until then.
    Until(Moment),
    /// As long as the role lasts.
    WithRole,
}

/// How far somebody is out of reach of others. The later ones are the stricter ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Guard {
    /// Staff: the own admins help.
    None,
    /// Looks after others, or did lately: only the service desk touches the keys.
    LooksAfter(Lasts),
    /// Works at the service desk, or did lately: nobody touches the keys alone.
    AtDesk(Lasts),
    /// What a newer version knows and this one does not: for this version to leave alone (SEC-74).
    Unknown,
}

/// What is stored of one authorisation, as far as it says how far somebody is out of reach.
#[derive(Clone, Copy, Debug)]
pub struct Post {
    /// Role.
    pub role: Role,
    /// State.
    pub state: AuthorisationState,
    /// First moment of access, if limited.
    pub valid_from: Option<Moment>,
    /// End of access: of the authorisation, or of its organisation if that is sooner.
    pub valid_until: Option<Moment>,
    /// Stands in for the admins then.
    pub stand_in: Option<StandIn>,
    /// Holds the right of the service desk.
    pub at_desk: bool,
    /// Until when somebody looked after others there, as the database keeps it at every change.
    pub looked_after_until: Option<Moment>,
    /// Until when somebody worked at the desk there, kept likewise.
    pub at_desk_until: Option<Moment>,
    /// When its organisation last gave something by which it guards more: a role, a time to stand in, access again.
    pub given_at: Option<Moment>,
}

/// Somebody's post at one organisation, and those at the others.
#[derive(Clone, Debug)]
pub struct Posts {
    /// Where a deed is done.
    pub here: Post,
    /// The other authorisations of the account.
    pub others: Vec<Post>,
}

/// How far somebody is out of reach at one organisation, and over the whole account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guards {
    /// For what concerns this authorisation.
    pub here: Guard,
    /// For what concerns the account: the strictest of all.
    pub anywhere: Guard,
}

/// What a deed is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Rights, dates, stop and restore, the invitation, who looks after others: none of it opens a way in.
    Access,
    /// Where codes go, and who is logged in there: the keys of one authorisation.
    Keys,
    /// Block, password and address: what opens every organisation of the account.
    Account,
}

/// Who does a deed to somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Somebody who stands in for the admins.
    StandIn,
    /// An admin.
    Admin,
    /// One agent of the service desk, for a caller who was checked.
    Agent,
    /// An agent, for a caller for whom a second one vouched; or two who agreed.
    TwoAgents,
}

/// Who can help, from the nearest on. What one can do, those after can do too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Helper {
    /// The own admins.
    OwnAdmins,
    /// The service desk.
    ServiceDesk,
    /// The service desk with two agents, or an operator.
    TwoAgents,
    /// Nobody with this version of the program.
    NewerVersion,
}

impl Post {
    /// How far somebody is out of reach there. A role that is stored counts whatever the state and the dates: restoring
    /// gives it back.
    pub fn here(&self, now: Moment) -> Guard {
        let desk = if self.at_desk {
            Guard::AtDesk(Lasts::WithRole)
        } else {
            Guard::None
        };
        let role = match (self.role, self.running_stand_in(now)) {
            (Role::Unknown, _) => Guard::Unknown,
            (Role::Admin, _) => Guard::LooksAfter(Lasts::WithRole),
            (Role::Employee, Some(until)) => Guard::LooksAfter(Lasts::Until(until.plus(PROTECTED))),
            (Role::Employee, None) => Guard::None,
        };
        desk.max(role).max(self.lately(now))
    }

    /// What this post means for the account elsewhere: only what opens something, or did lately. An invitation that one
    /// organisation sent takes nobody out of the reach of another, nor does what somebody was to be before the first day.
    pub fn elsewhere(&self, now: Moment) -> Guard {
        let begun = |last: &Moment| self.valid_from.is_none_or(|from| from <= *last);
        let begun = Self {
            looked_after_until: self.looked_after_until.filter(begun),
            at_desk_until: self.at_desk_until.filter(begun),
            ..*self
        };
        if self.opens(now) {
            begun.here(now)
        } else {
            begun.lately(now)
        }
    }

    /// Whether it opens something now. What has not begun guards nothing elsewhere: nobody works there yet.
    fn opens(&self, now: Moment) -> bool {
        match self.access(now) {
            Access::Open | Access::Unknown => true,
            Access::Begins { .. } | Access::Invited | Access::Over => false,
        }
    }

    /// What it opens, whatever becomes of the account.
    pub fn access(&self, now: Moment) -> Access {
        Access::of(self.state, self.valid_from, self.valid_until, now)
    }

    /// Whether it is anything to the account: it opens something, or somebody looked after others there lately.
    fn counts(&self, now: Moment) -> bool {
        self.opens(now) || self.elsewhere(now) > Guard::None
    }

    fn ended(&self, now: Moment) -> Option<Moment> {
        self.valid_until.filter(|end| *end <= now)
    }

    fn running_stand_in(&self, now: Moment) -> Option<Moment> {
        let active = self.state == AuthorisationState::Active;
        let period = self.stand_in.filter(|period| active && period.runs(now))?;
        Some(self.stood_in_until(period)).filter(|until| now < *until)
    }

    /// Nobody stands in for longer than there is access, and what is left of the period does not come back with it.
    fn stood_in_until(&self, period: StandIn) -> Moment {
        self.valid_until
            .map_or(period.until, |end| end.min(period.until))
    }

    /// What remains of a time that is over: as the database kept it, or as it ran out by its dates.
    pub fn lately(&self, now: Moment) -> Guard {
        let begins = self.valid_from.is_some_and(|from| now < from);
        let active = self.state == AuthorisationState::Active && !begins;
        let ended = self.ended(now).filter(|_| active);
        let as_admin = ended.filter(|_| self.role == Role::Admin);
        let as_stand_in = self
            .stand_in
            .filter(|period| active && period.from < period.until.min(now))
            .map(|period| self.stood_in_until(period));
        let at_desk = ended.filter(|_| self.at_desk);
        let still = |last: Option<Moment>| last.map(|at| at.plus(PROTECTED)).filter(|at| now < *at);
        let looked_after = self.looked_after_until.max(as_admin).max(as_stand_in);
        if let Some(until) = still(self.at_desk_until.max(at_desk)) {
            Guard::AtDesk(Lasts::Until(until))
        } else if let Some(until) = still(looked_after) {
            Guard::LooksAfter(Lasts::Until(until))
        } else {
            Guard::None
        }
    }
}

impl Posts {
    /// How far somebody is out of reach at `now`.
    pub fn guards(&self, now: Moment) -> Guards {
        let here = self.here.here(now);
        let others = self.others.iter().map(|post| post.elsewhere(now));
        Guards {
            here,
            anywhere: others.fold(here, Guard::max),
        }
    }

    /// What the other posts guard of the account, held against the one here: whoever speaks for somebody here does not
    /// for a place that guards more.
    pub fn elsewhere(&self, now: Moment) -> Ordering {
        let here = self.here.elsewhere(now).helper();
        let others = self.others.iter().map(|post| post.elsewhere(now).helper());
        let guarded = others.max().filter(|there| *there > Helper::OwnAdmins);
        guarded.map_or(Ordering::Less, |there| there.cmp(&here))
    }

    /// Whether the organisation of here can speak for the whole account: nobody else has this person, or the account is
    /// guarded here more than anywhere else, and that for `waiting` at least. What an organisation gave by itself a moment
    /// ago makes it no more than it was before.
    pub fn speaks_for_account(&self, now: Moment, waiting: Duration) -> bool {
        let mut given = self.here.given_at.into_iter().chain(self.here.valid_from);
        let here = if given.any(|at| now < at.plus(waiting)) {
            Guard::None
        } else {
            self.here.elsewhere(now)
        };
        let others = self.others.iter().filter(|post| post.counts(now));
        let mut others = others.map(|post| post.elsewhere(now).helper());
        others.all(|there| there < here.helper())
    }
}

impl Guard {
    /// Who can do what this guard keeps from the others.
    pub const fn helper(self) -> Helper {
        match self {
            Self::None => Helper::OwnAdmins,
            Self::LooksAfter(_) => Helper::ServiceDesk,
            Self::AtDesk(_) => Helper::TwoAgents,
            Self::Unknown => Helper::NewerVersion,
        }
    }
}

impl Guards {
    /// The guard that counts for a deed.
    pub const fn of(&self, what: What) -> Guard {
        match what {
            What::Access | What::Keys => self.here,
            What::Account => self.anywhere,
        }
    }

    /// Whether an owner says where the own codes go. For whoever looks after others the service desk does, with two agents:
    /// a role that was laid down a moment ago is no way around that.
    pub fn own_number_is_own(&self) -> bool {
        self.here == Guard::None
    }

    /// Who is the first who can do it.
    pub const fn helper(&self, what: What) -> Helper {
        match (what, self.here) {
            (_, Guard::Unknown) => Helper::NewerVersion,
            (What::Access, _) => Helper::OwnAdmins,
            (What::Keys | What::Account, _) => self.of(what).helper(),
        }
    }
}

/// Who is the first who can help with an account of which these are all the posts: from where it opens something, or if that is
/// nowhere from where it begins.
pub fn helper_of_account(posts: &[Post], now: Moment) -> Helper {
    let opens = posts.iter().any(|post| post.opens(now));
    let guard = |post: &Post| match post.access(now) {
        Access::Begins { .. } if !opens => post.here(now),
        _ => post.elsewhere(now),
    };
    let guards = posts.iter().map(guard);
    guards.fold(Guard::None, Guard::max).helper()
}

/// Whether somebody may do this to somebody else; if not, who can.
///
/// # Errors
/// Who can help instead.
pub fn reach(who: Who, what: What, guards: &Guards) -> Result<(), Helper> {
    // Nobody touches what this version does not know. Whoever stands in does nothing to those who look after others, not even what an admin may.
    let helper = guards.helper(what);
    match who {
        _ if helper == Helper::NewerVersion => Err(helper),
        Who::StandIn if guards.here > Guard::None => Err(helper),
        Who::StandIn | Who::Admin if helper > Helper::OwnAdmins => Err(helper),
        // A call cannot wait for a colleague to end what a thief has open: only the account is kept for two.
        Who::Agent if what == What::Account && helper > Helper::ServiceDesk => Err(helper),
        Who::StandIn | Who::Admin | Who::Agent | Who::TwoAgents => Ok(()),
    }
}

#[cfg(test)]
mod tests;
