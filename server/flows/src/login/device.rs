//! The device cookie: proof that a browser completed a two-factor login of an account before (OWASP device cookies).
//! Signed, not stored; raising the account's epoch ends every one of them.

use domain::{AccountId, Moment};

use crate::{
    secrets::{Keys, Purpose},
    services::Policy,
};

/// Accounts remembered in one browser.
const MOST: usize = 4;

/// What a browser holds: a few signed entries, one for each account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceCookie(Vec<String>);

impl DeviceCookie {
    /// Reads a cookie's value. What is not ours is dropped when it is looked at.
    pub fn parse(value: &str) -> Self {
        Self(
            value
                .split('~')
                .filter(|entry| !entry.is_empty())
                .take(MOST)
                .map(str::to_owned)
                .collect(),
        )
    }

    /// The cookie's value.
    pub fn value(&self) -> String {
        self.0.join("~")
    }

    /// The account with which this browser got in last, whether or not that still stands: somebody was let in here, which
    /// is all that a budget asks, and nothing is looked up for it.
    pub(crate) fn got_in_with(&self, keys: &Keys, policy: &Policy, now: Moment) -> Option<&str> {
        self.0.iter().find_map(|entry| {
            let account = entry.split('.').next()?;
            let epoch = entry.split('.').nth(1)?.parse().ok()?;
            let id = AccountId::from_trusted(account.to_owned());
            self.knows(keys, policy, &id, epoch, now).then_some(account)
        })
    }

    /// Whether this browser is known to `account`, whose device epoch is `epoch`.
    pub fn knows(
        &self,
        keys: &Keys,
        policy: &Policy,
        account: &AccountId,
        epoch: i64,
        now: Moment,
    ) -> bool {
        self.entries(keys, policy, now)
            .any(|entry| entry.whose == account.as_str() && entry.epoch.parse() == Ok(epoch))
    }

    /// An account of which a login was completed in this browser; whether that is still worth anything is not looked up.
    pub(super) fn somebody(&self, keys: &Keys, policy: &Policy, now: Moment) -> Option<&str> {
        let newest = self.entries(keys, policy, now).next();
        newest.map(|entry| entry.whose)
    }

    /// What we signed and is young enough, the newest first.
    fn entries(
        &self,
        keys: &Keys,
        policy: &Policy,
        now: Moment,
    ) -> impl Iterator<Item = Entry<'_>> {
        let is_ours = move |entry: &Entry<'_>| {
            entry
                .at
                .parse()
                .is_ok_and(|at| Moment::from_unix_ms(at).was_within(policy.known_device, now))
                && keys.is_keyed_hash(Purpose::Device, entry.text, entry.mac)
        };
        self.0
            .iter()
            .filter_map(|entry| Entry::read(entry))
            .filter(is_ours)
    }

    /// This cookie with a fresh entry for `account`.
    pub fn with(&self, keys: &Keys, account: &AccountId, epoch: i64, now: Moment) -> Self {
        let text = format!("{account}.{epoch}.{}", now.unix_ms());
        let fresh = format!("{text}.{}", keys.keyed_hash(Purpose::Device, &text));
        let others = self
            .0
            .iter()
            .filter(|entry| !entry.starts_with(account.as_str()))
            .cloned();
        Self(std::iter::once(fresh).chain(others).take(MOST).collect())
    }
}

/// What a browser holds of one account.
struct Entry<'a> {
    text: &'a str,
    mac: &'a str,
    whose: &'a str,
    epoch: &'a str,
    at: &'a str,
}

impl<'a> Entry<'a> {
    fn read(entry: &'a str) -> Option<Self> {
        let (text, mac) = entry.rsplit_once('.')?;
        let mut parts = text.split('.');
        let (Some(whose), Some(epoch), Some(at), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return None;
        };
        Some(Self {
            text,
            mac,
            whose,
            epoch,
            at,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn account(n: u8) -> AccountId {
        AccountId::from_trusted(format!("0192f0c1-0000-7000-8000-0000000000{n:02}"))
    }

    #[test]
    fn a_device_is_known_to_its_account_for_ninety_days_and_until_the_epoch_is_raised() {
        let (keys, policy, now) = (
            Keys::new([1; 32]),
            Policy::default(),
            Moment::from_unix_ms(1_795_000_000_000),
        );
        let day = Duration::from_secs(24 * 60 * 60);
        let cookie = DeviceCookie::default().with(&keys, &account(1), 3, now);
        let cookie = DeviceCookie::parse(&cookie.with(&keys, &account(2), 0, now).value());
        let cases = [
            (account(1), 3, now, true),
            (account(2), 0, now, true),
            (account(1), 4, now, false),
            (account(3), 0, now, false),
            (account(1), 3, now.plus(89 * day), true),
            (account(1), 3, now.plus(90 * day), false),
        ];
        for (whose, epoch, at, known) in cases {
            assert_eq!(
                cookie.knows(&keys, &policy, &whose, epoch, at),
                known,
                "{whose} {epoch}"
            );
        }
        assert!(
            !cookie.knows(&Keys::new([2; 32]), &policy, &account(1), 3, now),
            "signed by another key"
        );
        assert_eq!(
            cookie.got_in_with(&keys, &policy, now),
            Some(account(2).as_str())
        );
        assert_eq!(cookie.got_in_with(&keys, &policy, now.plus(90 * day)), None);
        assert_eq!(cookie.got_in_with(&Keys::new([2; 32]), &policy, now), None);
        let forged = DeviceCookie::parse(&cookie.value().replace(".3.", ".4."));
        assert!(!forged.knows(&keys, &policy, &account(1), 4, now));
    }

    #[test]
    fn a_browser_remembers_a_few_accounts_and_each_once() {
        let (keys, now) = (Keys::new([1; 32]), Moment::from_unix_ms(0));
        let mut cookie = DeviceCookie::default();
        for n in [1, 1, 2, 3, 4, 5] {
            cookie = cookie.with(&keys, &account(n), 0, now);
        }
        assert_eq!(cookie.0.len(), MOST);
        assert!(cookie.0[0].starts_with(account(5).as_str()));
    }
}
