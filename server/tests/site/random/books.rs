//! What the database says about everybody, read from outside the program: no rule of the product is asked here.

use std::collections::BTreeSet;

use domain::organisations::DESK_RIGHT;
use flows::on;

use super::super::house::House;

/// So long an end is taken back, in milliseconds.
const RESTORE: i64 = 30 * 24 * 60 * 60 * 1_000;

/// Somebody at one organisation.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Authorisation {
    pub id: String,
    pub account_id: String,
    pub organisation_id: String,
    pub role: String,
    pub state: String,
    pub mobile: String,
    pub valid_from: Option<i64>,
    pub valid_until: Option<i64>,
    pub stopped_at: Option<i64>,
    pub activated_at: Option<i64>,
    pub stand_in_from: Option<i64>,
    pub stand_in_until: Option<i64>,
}

impl Authorisation {
    /// The last moment from `from` to `to`, both included, at which this person looked after others, or was to from the
    /// first day on, if the facts stood as they stand here all the while.
    pub fn accepted_others(&self, from: i64, to: i64) -> Option<i64> {
        let admin = self.state == "active" && self.role == "beheerder";
        let to = self.valid_until.map_or(to, |until| to.min(until - 1));
        let to_be = (admin && from <= to).then_some(to);
        to_be.max(self.looked_after_others(from, to))
    }

    /// The same, from the first day on.
    pub fn looked_after_others(&self, from: i64, to: i64) -> Option<i64> {
        if self.state != "active" {
            return None;
        }
        let opens = self.valid_from.unwrap_or(i64::MIN).max(from);
        let closes = self.valid_until.map_or(to, |until| to.min(until - 1));
        let by_role = (self.role == "beheerder" && opens <= closes).then_some(closes);
        let stands_in = self.stand_in_from.zip(self.stand_in_until);
        let by_dates = stands_in.and_then(|(begin, end)| {
            let (opens, closes) = (opens.max(begin), closes.min(end - 1));
            (opens <= closes).then_some(closes)
        });
        by_role.max(by_dates)
    }

    /// Whether it can be entered at a moment.
    pub fn is_open(&self, now: i64) -> bool {
        self.valid_from.is_none_or(|from| from <= now) && self.is_there(now)
    }

    /// The same, or it can be once its first day is here.
    pub fn is_there(&self, now: i64) -> bool {
        self.state == "active" && self.valid_until.is_none_or(|until| now < until)
    }

    /// Whether its invitation was accepted.
    pub fn was_accepted(&self) -> bool {
        self.state == "active" || self.activated_at.is_some()
    }

    /// Whether it opens something, will, or could again because its end is taken back.
    pub fn holds_account(&self, now: i64) -> bool {
        let ends = [
            self.valid_until,
            self.stopped_at.filter(|_| self.state == "stopped"),
        ];
        let end = ends.into_iter().flatten().min();
        let could_again = end.is_some_and(|end| now - end < RESTORE);
        self.was_accepted() && (self.is_there(now) || could_again)
    }

    /// Whether this person is an admin for good at a moment.
    pub fn is_admin(&self, now: i64) -> bool {
        self.role == "beheerder" && self.is_open(now)
    }
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Account {
    pub id: String,
    pub email: String,
    pub password_hash: Option<String>,
    pub password_state: String,
    pub blocked_reason: Option<String>,
    /// Links for a new password that were ever made.
    pub reset_links: i64,
}

/// Everything that deeds of one about another can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Books {
    /// In the order of company and address.
    pub authorisations: Vec<Authorisation>,
    /// In the order of the address.
    pub accounts: Vec<Account>,
    /// Authorisations that hold the right of the service desk.
    pub agents: BTreeSet<String>,
    /// Sessions of people who are logged in, and of others.
    pub sessions: i64,
}

/// In an order that is the same in every run, which that of the ids is not.
const AUTHORISATIONS: &str = "
select u.id, u.account_id, u.organisation_id, u.role, u.state, u.mobile, u.valid_from, u.valid_until, u.stopped_at,
    u.activated_at, u.stand_in_from, u.stand_in_until
from authorisation u join account a on a.id = u.account_id join organisation o on o.id = u.organisation_id
order by o.kind, a.email";

const ACCOUNTS: &str = "
select id, email, password_hash, password_state, blocked_reason,
    (select count(*) from link l where l.account_id = a.id and l.purpose = 'reset') as reset_links
from account a
order by a.email";

const AGENTS: &str = "select authorisation_id from authorisation_right where right_code = $1";

const SESSIONS: &str = "select count(*) from session";

impl Books {
    /// The books as they are.
    pub async fn read(house: &House) -> Self {
        let mut tx = house.world.services.db.read().await.unwrap();
        let authorisations: Vec<Authorisation> =
            on!(&mut tx, |c| sqlx::query_as(AUTHORISATIONS).fetch_all(c)).unwrap();
        let accounts: Vec<Account> =
            on!(&mut tx, |c| sqlx::query_as(ACCOUNTS).fetch_all(c)).unwrap();
        let agents: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(AGENTS)
            .bind(DESK_RIGHT)
            .fetch_all(c))
        .unwrap();
        let (sessions,): (i64,) = on!(&mut tx, |c| sqlx::query_as(SESSIONS).fetch_one(c)).unwrap();
        Self {
            authorisations,
            accounts,
            agents: agents.into_iter().map(|(id,)| id).collect(),
            sessions,
        }
    }

    /// Somebody at one organisation.
    pub fn authorisation(&self, id: &str) -> Option<&Authorisation> {
        self.authorisations.iter().find(|one| one.id == id)
    }

    /// A person.
    pub fn account(&self, id: &str) -> Option<&Account> {
        self.accounts.iter().find(|one| one.id == id)
    }

    /// Somebody by the address of the account.
    pub fn account_of(&self, email: &str) -> Option<&Account> {
        self.accounts
            .iter()
            .find(|one| one.email.eq_ignore_ascii_case(email))
    }

    /// Every authorisation of an account.
    pub fn of_account<'a>(&'a self, account: &'a str) -> impl Iterator<Item = &'a Authorisation> {
        self.authorisations
            .iter()
            .filter(move |one| one.account_id == account)
    }

    /// Organisations with an admin who gets in: nothing of the account stands in the way.
    pub fn with_admin_inside(&self, now: i64) -> BTreeSet<&str> {
        let gets_in = |one: &&Authorisation| {
            let account = self.account(&one.account_id);
            account.is_some_and(|account| {
                account.blocked_reason.is_none()
                    && matches!(account.password_state.as_str(), "set" | "must_change")
            })
        };
        let admins = self.authorisations.iter().filter(|one| one.is_admin(now));
        admins
            .filter(gets_in)
            .map(|one| one.organisation_id.as_str())
            .collect()
    }

    /// Organisations that have an admin.
    pub fn with_admin(&self, now: i64) -> BTreeSet<&str> {
        let admins = self.authorisations.iter().filter(|one| one.is_admin(now));
        admins.map(|one| one.organisation_id.as_str()).collect()
    }
}
