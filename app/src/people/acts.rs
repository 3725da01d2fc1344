//! What can be done for somebody, as buttons and links: the one that solves it, and those of any day.
//! Only what the flows would not refuse is offered.

use domain::{
    HelpRequestId, Language,
    people::{Standing, What},
    post::HelpKind,
};
use flows::people::{Person, Why};

use super::{address, words};
use crate::{
    parts::{Act, SEEN},
    texts::people as say,
};

/// Marks a deed that was done from the list, so that it ends there.
pub(super) const FROM_LIST: (&str, &str) = ("van", "lijst");

/// The deed that sends an invitation once more.
pub(super) const SEND_AGAIN: &str = "uitnodiging-opnieuw";

/// The page about rights, with what this person asks for ticked.
const ASKED_RIGHTS: &str = "autorisaties?gevraagd=ja";

/// Where the buttons stand, which is where their notice comes back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// On a row of the list.
    List,
    /// On the page of the person.
    Person,
}

/// The deeds on one person.
#[derive(Clone, Copy)]
pub(super) struct Deeds<'a> {
    /// The reader's language.
    pub l: Language,
    /// Whom they concern.
    pub person: &'a Person,
    /// Where they stand.
    pub place: Place,
}

impl Deeds<'_> {
    /// A page about this person.
    pub fn go(&self, label: &str, page: &str) -> Act {
        Act::link(label, address(&self.person.id, page)).about(self.person.name.full())
    }

    /// A deed of one press.
    pub fn post(&self, label: &str, deed: &str) -> Act {
        let act = Act::post(label, address(&self.person.id, deed)).about(self.person.name.full());
        match self.place {
            Place::List => act.with(FROM_LIST.0, FROM_LIST.1),
            Place::Person => act,
        }
    }

    /// Asks on a page of its own before it is done.
    fn asks(&self, label: &str, deed: &str) -> Act {
        let page = match self.place {
            Place::List => format!("{deed}?{}={}", FROM_LIST.0, FROM_LIST.1),
            Place::Person => deed.to_owned(),
        };
        self.go(label, &page)
    }

    /// Lifts a block, after a question.
    fn unblock(&self) -> Act {
        self.asks(say::unblock(self.l), "deblokkeren")
    }

    /// Ends every session, after a question.
    pub fn log_out(&self) -> Act {
        self.asks(say::log_out_everywhere(self.l), "overal-uitloggen")
    }

    /// What solves a need.
    pub fn solving(&self, why: &Why) -> Option<Act> {
        match why {
            Why::LockedOut | Why::InvitationExpired => self.helping(),
            // The page of this person asks first.
            Why::InvitationHeld => None,
            Why::Waits { .. } => self.not_waiting().into_iter().next(),
            Why::Asked { kind, .. } => self.answering(*kind),
        }
    }

    /// What answers a question.
    pub fn answering(&self, kind: HelpKind) -> Option<Act> {
        let l = self.l;
        match kind {
            // What shut it is not said before it was accepted (SEC-04); another one helps whatever it was.
            HelpKind::CannotLogIn if matches!(self.person.standing, Standing::Invited { .. }) => {
                let reached = self.person.within_reach;
                reached.then(|| self.send_invitation().primary())
            }
            HelpKind::CannotLogIn => self.helping().or_else(|| self.send_link().map(Act::second)),
            HelpKind::WrongNumber if self.changes_number() => {
                Some(self.go(say::change_mobile(l), "mobiel").second())
            }
            HelpKind::WrongNumber => None,
            HelpKind::MoreRights => self
                .person
                .within_reach
                .then(|| self.go(say::rights(l), ASKED_RIGHTS).second()),
        }
    }

    /// Says that a question was dealt with in another way; not of somebody whom this admin can let in first, because the letter says to
    /// try again.
    pub fn closing(&self, request: &HelpRequestId) -> Option<Act> {
        let is_out = words::is_locked_out(self.person.standing) && self.mine(What::Account);
        (self.person.within_reach && !is_out).then(|| {
            self.post(say::help_done(self.l), "hulp-afgehandeld")
                .with("vraag", request.as_str())
        })
    }

    /// What brings somebody back in, if anything is in the way that an admin can take away. A block at the owner's wish is
    /// lifted on the page of that person alone, which says what to ask first.
    pub fn helping(&self) -> Option<Act> {
        match self.person.standing {
            Standing::Blocked(reason)
                if reason.at_owners_wish()
                    && self.place == Place::List
                    && self.mine(What::Account) =>
            {
                Some(self.go(say::look_and_unblock(self.l), "").primary())
            }
            standing if words::is_locked_out(standing) && self.mine(What::Account) => {
                Some(self.unblock().primary())
            }
            Standing::InvitationExpired if self.person.within_reach => {
                Some(self.send_invitation().second())
            }
            _ => None,
        }
    }

    /// What spares somebody a wait, the likeliest first: a new password works at once and gives nobody more guesses;
    /// whoever knows the password is let in by an unblock.
    pub fn not_waiting(&self) -> Vec<Act> {
        let mut acts: Vec<Act> = Vec::new();
        acts.extend(self.send_link().map(Act::primary));
        if self.mine(What::Account) {
            acts.push(self.unblock().second());
        }
        acts
    }

    /// Sends an invitation once more.
    pub fn send_invitation(&self) -> Act {
        self.on_invitation(say::send_invitation(self.l), SEND_AGAIN)
    }

    /// A deed on the invitation that is shown.
    pub fn on_invitation(&self, label: &str, deed: &str) -> Act {
        self.post(label, deed)
            .with(SEEN, self.person.invitation_seen.as_str())
    }

    /// Sends a link for a new password to somebody who could use it.
    pub fn send_link(&self) -> Option<Act> {
        let of_use = self.person.standing == Standing::Active
            && self.person.reset_off_until.is_none()
            && self.mine(What::Account);
        of_use.then(|| self.post(say::send_link(self.l), "wachtwoordlink"))
    }

    /// What is done any day.
    pub fn everyday(&self) -> Vec<Act> {
        let l = self.l;
        let person = self.person;
        let here = person.standing != Standing::Stopped && !person.you && person.within_reach;
        let mobile = here && self.changes_number();
        let mut acts = Vec::new();
        acts.extend(mobile.then(|| self.go(say::change_mobile(l), "mobiel")));
        acts.extend(here.then(|| self.go(say::rights(l), "autorisaties")));
        acts
    }

    /// Whether codes of this person can be sent elsewhere: not where access is over.
    pub fn changes_number(&self) -> bool {
        self.mine(What::Keys) && !self.is_over()
    }

    const fn is_over(&self) -> bool {
        matches!(
            self.person.standing,
            Standing::Stopped | Standing::Ended { .. }
        )
    }

    /// Neither oneself nor anybody who is out of reach for this: a fellow admin, who was one until lately, and for the
    /// account who is one elsewhere (SEC-08, SEC-67, SEC-69).
    pub fn mine(&self, what: What) -> bool {
        !self.person.you && self.person.reached(what).is_ok()
    }
}
