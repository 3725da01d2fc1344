//! What must hold whatever people do one after the other (SEC-67 to SEC-71), told a second time, from what the books said
//! before and say now, and from nothing that the product works out itself.

use std::collections::{BTreeMap, BTreeSet};

use super::books::{Account, Authorisation, Books};

const HOUR: i64 = 60 * 60 * 1_000;
/// How long whoever looked after others stays protected, and how long a number keeps an address where it is.
const PROTECTED: i64 = 72 * HOUR;

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doer {
    /// Somebody of an organisation, on its pages for admins: authorisation, organisation.
    Admin(String, String),
    /// Somebody about the own account.
    Owner(String),
    /// Whoever reads the mailbox of an account and has the telephone of an invitation, and accepts it.
    Invited(String),
    /// One agent alone.
    Agent,
    /// A second agent who agrees to what another asked.
    SecondAgent,
    /// Nobody known, by forms.
    Stranger,
    /// Nobody known, who only looks.
    Looker,
    /// The clock, and whoever has no name.
    Time,
}

/// Whether somebody looked after others so lately that this still counts.
fn is_within(last: &BTreeMap<String, i64>, one: &Authorisation, now: i64) -> bool {
    last.get(&one.id).is_some_and(|at| now - at < PROTECTED)
}

/// What was seen so far, as far as rules ask for it.
#[derive(Debug, Default)]
pub struct Memory {
    seen_at: i64,
    looked_after: BTreeMap<String, i64>,
    /// Also before the first day: that is known where somebody is to work, and nowhere else.
    accepted: BTreeMap<String, i64>,
    number_changed: BTreeMap<String, i64>,
    /// Whom an admin alone made one, or let in again as one: that ends with the account of who did it.
    chosen: BTreeSet<String>,
    /// Mailboxes and telephones that an account ever had.
    traces: BTreeMap<String, BTreeSet<String>>,
}

impl Memory {
    /// Takes in what the books say, which held since the last time.
    pub fn remember(&mut self, books: &Books, now: i64) {
        for one in &books.authorisations {
            if let Some(at) = one.looked_after_others(self.seen_at, now) {
                self.looked_after.insert(one.id.clone(), at);
            }
            if let Some(at) = one.accepted_others(self.seen_at, now) {
                self.accepted.insert(one.id.clone(), at);
            }
        }
        let numbers = books.authorisations.iter().filter(|one| one.was_accepted());
        let numbers = numbers.map(|one| (&one.account_id, &one.mobile));
        let addresses = books.accounts.iter().map(|one| (&one.id, &one.email));
        for (account, trace) in numbers.chain(addresses) {
            let of_account = self.traces.entry(account.clone()).or_default();
            of_account.insert(trace.clone());
        }
        self.seen_at = now;
    }

    /// What is wrong about an agent who heard that somebody is this agent, or stands with this agent: what was only typed, or only
    /// asked for, ties nobody.
    pub fn untied(&self, said: Option<(String, String)>) -> Option<String> {
        let (agent, whom) = said.filter(|(agent, whom)| agent != whom)?;
        let (own, theirs) = (self.traces.get(&agent)?, self.traces.get(&whom)?);
        own.is_disjoint(theirs)
            .then(|| format!("SEC-68: {agent} and {whom} were told to be one: {own:?}, {theirs:?}"))
    }

    fn is_protected(&self, one: &Authorisation, now: i64) -> bool {
        is_within(&self.accepted, one, now)
    }

    /// Whether any authorisation of an account makes it one that an admin of an organisation does not touch.
    fn is_more_than_staff(&self, books: &Books, account: &str, here: &str, now: i64) -> bool {
        let own = books
            .authorisations
            .iter()
            .filter(|one| one.account_id == account);
        own.into_iter().any(|one| {
            is_within(&self.looked_after, one, now)
                || (one.organisation_id == here && self.is_protected(one, now))
                || (books.agents.contains(&one.id) && one.state == "active")
        })
    }

    /// Whether an account opens something somewhere, will, or could again.
    fn is_somebodys(&self, books: &Books, account: &str, now: i64) -> bool {
        books.of_account(account).any(|one| one.holds_account(now))
    }

    /// Every rule that a step broke, in words. `before` was remembered at `now` already.
    pub fn broken(&mut self, before: &Books, after: &Books, doer: &Doer, now: i64) -> Vec<String> {
        let mut broken = Vec::new();
        for then in &before.authorisations {
            let Some(one) = after.authorisation(&then.id) else {
                broken.push(format!("the authorisation {then:?} is gone"));
                continue;
            };
            self.number(&mut broken, then, one, doer, now);
            let looks_after = |one: &Authorisation| {
                one.role == "beheerder"
                    && one.is_there(now)
                    && one.valid_from.is_none_or(|from| from <= now)
            };
            if matches!(doer, Doer::Admin(..)) && !looks_after(then) && looks_after(one) {
                self.chosen.insert(one.id.clone());
            }
            self.reach(&mut broken, then, one, doer);
        }
        for then in &before.accounts {
            if let Some(account) = after.account(&then.id) {
                self.account(&mut broken, (before, then), account, doer, now);
            }
        }
        if *doer != Doer::SecondAgent && !after.agents.is_subset(&before.agents) {
            broken.push(format!("SEC-68: {doer:?} made an agent alone"));
        }
        if *doer != Doer::Time {
            for organisation in before.with_admin(now) {
                if !after.with_admin(now).contains(organisation) {
                    broken.push(format!("{organisation} has no admin left after {doer:?}"));
                }
            }
        }
        if matches!(doer, Doer::Admin(..)) {
            let left = after.with_admin_inside(now);
            for organisation in before.with_admin_inside(now) {
                if !left.contains(organisation) {
                    broken.push(format!(
                        "SEC-47: nobody gets in for {organisation} after {doer:?}"
                    ));
                }
            }
        }
        if *doer == Doer::Looker && after.sessions > before.sessions {
            broken.push("SEC-71: looking stored a session".to_owned());
        }
        broken
    }

    fn number(
        &mut self,
        broken: &mut Vec<String>,
        then: &Authorisation,
        one: &Authorisation,
        doer: &Doer,
        now: i64,
    ) {
        if then.mobile == one.mobile {
            return;
        }
        let protected = self.is_protected(then, now);
        // What an office types for who accepted nothing changes nothing of the account.
        if then.was_accepted() && one.was_accepted() {
            self.number_changed.insert(one.account_id.clone(), now);
        }
        let wrong = match doer {
            Doer::Admin(own, _) if *own == one.id => Some("by an admin, their own"),
            Doer::Admin(..) if protected => {
                Some("SEC-67: by an admin, of one who looks or looked after others")
            }
            Doer::Admin(..)
                if then.was_accepted()
                    && then.state != "invited"
                    && !then.is_there(now)
                    && one.state != "invited" =>
            {
                Some("by an admin, of one whose access is over")
            }
            Doer::Agent if protected => {
                Some("by one agent alone, of one who looks or looked after others")
            }
            Doer::Stranger | Doer::Looker | Doer::Time => Some("by nobody"),
            _ => None,
        };
        broken.extend(wrong.map(|how| format!("a number was changed {how}: {then:?} by {doer:?}")));
    }

    /// Whether somebody is no admin any more, and nothing else changed.
    fn is_undone(&self, then: &Authorisation, one: &Authorisation) -> bool {
        let undone = Authorisation {
            role: "medewerker".to_owned(),
            ..then.clone()
        };
        then.role == "beheerder" && self.chosen.contains(&one.id) && undone == *one
    }

    /// Nobody reaches into another organisation.
    fn reach(
        &self,
        broken: &mut Vec<String>,
        then: &Authorisation,
        one: &Authorisation,
        doer: &Doer,
    ) {
        if then == one {
            return;
        }
        let wrong = match doer {
            Doer::Admin(_, organisation) => *organisation != one.organisation_id,
            Doer::Owner(_) if self.is_undone(then, one) => false,
            Doer::Owner(account) | Doer::Invited(account) => {
                *account != one.account_id || then.role != one.role
            }
            Doer::Agent | Doer::SecondAgent => false,
            Doer::Stranger | Doer::Looker | Doer::Time => true,
        };
        if wrong {
            broken.push(format!("{doer:?} changed {then:?} into {one:?}"));
        }
    }

    fn account(
        &self,
        broken: &mut Vec<String>,
        (books, then): (&Books, &Account),
        one: &Account,
        doer: &Doer,
        now: i64,
    ) {
        let lifted = then.blocked_reason.is_some() && one.blocked_reason.is_none();
        let helped = lifted || then.reset_links < one.reset_links;
        match doer {
            Doer::Admin(_, here)
                if helped && self.is_more_than_staff(books, &one.id, here, now) =>
            {
                broken.push(format!(
                    "SEC-67, SEC-69: {doer:?} let somebody in who is more than staff: {then:?}"
                ));
            }
            // By the post here, never from outside: an invitation of whoever opens nothing anywhere lifts what wrong tries did.
            Doer::Admin(_, there) if helped => {
                let here =
                    |post: &Authorisation| post.organisation_id == *there && post.is_there(now);
                let works_here = books.of_account(&one.id).any(here);
                let wished = matches!(
                    then.blocked_reason.as_deref(),
                    Some("frozen_by_owner" | "by_desk")
                );
                if !works_here
                    && (wished
                        || then.reset_links < one.reset_links
                        || self.is_somebodys(books, &one.id, now))
                {
                    broken.push(format!("SEC-69: {doer:?} helped {then:?} from outside"));
                }
            }
            Doer::Invited(_) if lifted && self.is_somebodys(books, &one.id, now) => {
                broken.push(format!(
                    "SEC-69: an invitation lifted the block of {then:?}"
                ));
            }
            Doer::Owner(_) | Doer::Stranger | Doer::Looker | Doer::Time if lifted => {
                broken.push(format!("{doer:?} lifted the block of {then:?}"));
            }
            _ => {}
        }
        // Whoever invites typed the telephone: the mailbox and that give no new password to an account that is somebody's.
        let begins_anew = match doer {
            Doer::Invited(id) => *id == one.id && !self.is_somebodys(books, &one.id, now),
            Doer::Owner(id) => *id == one.id,
            Doer::Admin(..) => {
                one.password_hash.is_none() && !self.is_somebodys(books, &one.id, now)
            }
            _ => false,
        };
        if then.password_hash != one.password_hash && !begins_anew {
            broken.push(format!("SEC-43: {doer:?} changed the password of {then:?}"));
        }
        if then.email != one.email {
            let recently = self
                .number_changed
                .get(&one.id)
                .is_some_and(|at| now - at < PROTECTED);
            if recently || !matches!(doer, Doer::Owner(id) if *id == one.id) {
                broken.push(format!(
                    "SEC-69: {doer:?} changed the address of {then:?} into {}",
                    one.email
                ));
            }
        }
    }
}
