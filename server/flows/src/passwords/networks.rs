//! What this node last heard of networks: whether somebody got in there. Remembered for a minute, and of so many networks, so
//! that whoever floods the login asks the database once.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use domain::Moment;

/// How long it is remembered, and so how long a network stays unknown after the first got in there.
const REMEMBERED: Duration = Duration::from_secs(60);
/// Of how many networks.
const MOST: usize = 10_000;

/// What was heard, and when.
#[derive(Debug, Default)]
pub struct Networks(Mutex<HashMap<String, (bool, Moment)>>);

impl Networks {
    /// Whether a network is known; `None` if that has to be looked up.
    pub fn look(&self, network: &str, now: Moment) -> Option<bool> {
        let heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (known, at) = heard.get(network)?;
        is_fresh(*at, now).then_some(*known)
    }

    /// Remembers what was looked up.
    pub fn note(&self, network: &str, known: bool, now: Moment) {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if heard.len() >= MOST {
            heard.retain(|_, (_, at)| is_fresh(*at, now));
        }
        if heard.len() >= MOST {
            heard.clear();
        }
        heard.insert(network.to_owned(), (known, now));
    }
}

/// A clock that was ahead heard it when that was not yet (docs/decisions/0019).
fn is_fresh(at: Moment, now: Moment) -> bool {
    at <= now && now.since(at) < REMEMBERED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_remembered_for_a_minute_and_only_so_many_are() {
        let (networks, now) = (Networks::default(), Moment::from_unix_ms(0));
        networks.note("192.0.2.0/24", true, now);
        networks.note("203.0.113.0/24", false, now);
        for (network, expected) in [
            ("192.0.2.0/24", Some(true)),
            ("203.0.113.0/24", Some(false)),
            ("198.51.100.0/24", None),
        ] {
            assert_eq!(networks.look(network, now), expected, "{network}");
            assert_eq!(
                networks.look(network, now.plus(REMEMBERED)),
                None,
                "{network}"
            );
        }
        for n in 0..2 * MOST {
            networks.note(&n.to_string(), false, now);
        }
        assert!(networks.0.lock().unwrap().len() <= MOST);
    }

    #[test]
    fn sec_75_what_a_clock_heard_of_a_network_that_was_ahead_is_asked_anew_when_it_is_right() {
        let now = Moment::from_unix_ms(1_795_000_000_000);
        for ahead in [315_360_000, 2 * 60 * 60, 60] {
            let networks = Networks::default();
            networks.note("192.0.2.0/24", false, now.plus(Duration::from_secs(ahead)));
            assert_eq!(networks.look("192.0.2.0/24", now), None, "{ahead}");
            networks.note("192.0.2.0/24", true, now);
            assert_eq!(networks.look("192.0.2.0/24", now), Some(true), "{ahead}");
        }
    }
}
