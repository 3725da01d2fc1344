//! How quickly the servers behind receivers take letters, as this node sees it. One that is not known to be quick has two places, and
//! what else goes there comes one after the other, so that it holds up nobody else, whoever has a mailbox there.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// Letters that are under way to one that is not known to be quick.
const PLACES: u32 = 2;
/// A letter takes less, where it is quick.
const QUICK: Duration = Duration::from_secs(5);
/// The pause between two letters is never told as shorter, or they come again at once.
const SHORTEST: Duration = Duration::from_secs(1);
/// No letter is put off further: it may be quick by then.
const FURTHEST: Duration = Duration::from_secs(10 * 60);
/// A letter that goes first comes within this time after its turn, or not any more.
const GRACE: Duration = Duration::from_secs(10);
/// So many are remembered.
const KNOWN: usize = 10_000;

/// What is known of the servers of receivers.
#[derive(Debug, Default)]
pub struct Receivers(Mutex<HashMap<String, Receiver>>);

#[derive(Debug, Default)]
struct Receiver {
    /// Since when each of the letters is under way.
    under_way: Vec<Instant>,
    /// How long the last one took.
    took: Option<Duration>,
    /// When the last of those comes that were put off.
    line: Option<Instant>,
    /// The same of letters that go first.
    first_line: Option<Instant>,
}

/// A letter that is under way; it is over when this is dropped.
#[derive(Debug)]
pub struct Place {
    of: Arc<Receivers>,
    name: String,
    since: Instant,
}

impl Receivers {
    /// A place for a letter to a mailbox of this domain, or after how long there may be one.
    /// What somebody waits for whom we know goes `first`: a file, or whoever asks sixty questions, would have every place that gets free.
    pub fn place(
        self: &Arc<Self>,
        domain: &str,
        (first, now): (bool, Instant),
    ) -> Result<Place, Duration> {
        let name = name_of(domain);
        let mut all = self.lock();
        if all.len() >= KNOWN {
            all.retain(|_, one| !one.under_way.is_empty());
        }
        let receiver = all.entry(name.clone()).or_default();
        receiver.place(first, now)?;
        Ok(Place {
            of: Arc::clone(self),
            name,
            since: now,
        })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Receiver>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Receiver {
    fn place(&mut self, first: bool, now: Instant) -> Result<(), Duration> {
        let waits = self
            .under_way
            .iter()
            .map(|since| now.duration_since(*since));
        let longest = waits.max().unwrap_or_default();
        let quick = longest < QUICK && self.took.is_some_and(|took| took < QUICK);
        let others_first = |line: Instant| !first && now < line + GRACE;
        let is_free = self.under_way.len() < PLACES as usize;
        if quick || is_free && !self.first_line.is_some_and(others_first) {
            if first && self.first_line.is_some_and(|line| line <= now) {
                self.first_line = None;
            }
            self.under_way.push(now);
            return Ok(());
        }
        let takes = longest.max(self.took.unwrap_or_default());
        let line = if first {
            &mut self.first_line
        } else {
            &mut self.line
        };
        let last = line.filter(|last| *last > now).unwrap_or(now);
        let next = (last + (takes / PLACES).max(SHORTEST)).min(now + FURTHEST);
        *line = Some(next);
        Err(next - now)
    }

    fn is_over(&mut self, since: Instant, now: Instant) {
        if let Some(which) = self.under_way.iter().position(|one| *one == since) {
            self.under_way.swap_remove(which);
        }
        self.took = Some(now.duration_since(since));
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(receiver) = self.of.lock().get_mut(&self.name) {
            receiver.is_over(self.since, Instant::now());
        }
    }
}

/// What countries give names under that have none of their own for that, such as `.co.uk`.
const UNDER_A_COUNTRY: [&str; 7] = ["ac", "co", "com", "edu", "gov", "net", "org"];

/// Whoever has a name has as many below it as they like.
fn name_of(domain: &str) -> String {
    let mut labels = domain.rsplit('.');
    let country = labels.next().is_some_and(|last| last.len() == 2);
    let under = |label: &str| UNDER_A_COUNTRY.contains(&label.to_ascii_lowercase().as_str());
    let own = if country && labels.next().is_some_and(under) {
        2
    } else {
        1
    };
    let below = domain.rmatch_indices('.').nth(own);
    let name = below.map_or(domain, |(dot, _)| domain.split_at(dot + 1).1);
    name.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn sec_70_one_that_is_slow_or_unknown_has_two_places_and_the_others_come_one_after_the_other() {
        let receivers = Arc::new(Receivers::default());
        let began = Instant::now();
        let at = |seconds| began + SECOND * seconds;
        let place = |domain, seconds| receivers.place(domain, (false, at(seconds)));
        let under_way = [
            place("traag.example", 0).unwrap(),
            // However it is called below that.
            place("b.Traag.example", 0).unwrap(),
        ];
        assert_eq!(place("traag.example", 0).unwrap_err(), SECOND);
        assert_eq!(place("a.traag.example", 0).unwrap_err(), 2 * SECOND);
        // The longer it thinks, the further apart they come.
        assert_eq!(place("traag.example", 20).unwrap_err(), 10 * SECOND);
        assert_eq!(place("traag.example", 20).unwrap_err(), 20 * SECOND);
        assert!(
            place("ander.example", 20).is_ok(),
            "that is nobody else's affair"
        );
        let put_off = (0..1000).filter_map(|_| place("traag.example", 20).err());
        assert_eq!(put_off.max(), Some(FURTHEST));
        drop(under_way);
        assert!(place("traag.example", 20).is_ok());
    }

    #[test]
    fn sec_70_where_somebody_waits_whom_we_know_no_file_and_no_stranger_has_the_next_place() {
        let mut receiver = Receiver::default();
        let began = Instant::now();
        let at = |seconds| began + SECOND * seconds;
        for seconds in [0, 1] {
            receiver.place(false, at(seconds)).unwrap();
        }
        for _ in 0..100 {
            assert!(receiver.place(false, at(20)).is_err());
        }
        assert_eq!(
            receiver.place(true, at(20)),
            Err(10 * SECOND),
            "not behind the others"
        );
        receiver.is_over(at(0), at(28));
        assert!(
            receiver.place(false, at(28)).is_err(),
            "the place is theirs who go first"
        );
        receiver.place(true, at(30)).unwrap();
        receiver.is_over(at(1), at(31));
        receiver.place(false, at(31)).unwrap();
        // One that does not come back keeps the place for a while only.
        assert!(receiver.place(true, at(32)).is_err());
        receiver.is_over(at(30), at(50));
        assert!(receiver.place(false, at(50)).is_err());
        receiver.place(false, at(58)).unwrap();
    }

    #[test]
    fn sec_70_one_that_is_quick_has_every_place_until_it_is_not() {
        let mut receiver = Receiver::default();
        let began = Instant::now();
        receiver.place(false, began).unwrap();
        receiver.is_over(began, began + SECOND);
        let second = began + 2 * SECOND;
        for _ in 0..8 {
            receiver.place(false, second).unwrap();
        }
        assert!(
            receiver.place(false, second + QUICK).is_err(),
            "they do not come back"
        );
        for _ in 0..8 {
            receiver.is_over(second, second + QUICK);
        }
        for _ in 0..2 {
            receiver.place(false, second + QUICK).unwrap();
        }
        assert!(
            receiver.place(false, second + QUICK).is_err(),
            "nor did they come back soon"
        );
    }

    #[test]
    fn a_name_below_one_that_somebody_has_is_theirs() {
        for (domain, name) in [
            ("traag.example", "traag.example"),
            ("a.B.traag.example", "traag.example"),
            ("ab.nl", "ab.nl"),
            ("mail.ab.nl", "ab.nl"),
            ("mail.firm.co.uk", "firm.co.uk"),
            ("firm.Com.TR", "firm.com.tr"),
            ("mail.com.example", "com.example"),
            ("co.uk", "co.uk"),
            ("localhost", "localhost"),
        ] {
            assert_eq!(name_of(domain), name, "{domain}");
        }
    }

    #[test]
    fn what_is_remembered_has_an_end() {
        let receivers = Arc::new(Receivers::default());
        let now = Instant::now();
        let held = receivers.place("blijft.example", (false, now)).unwrap();
        for number in 0..2 * KNOWN {
            drop(receivers.place(&format!("n{number}.nl"), (false, now)));
        }
        let all = receivers.lock();
        assert!(all.len() <= KNOWN + 1 && all.contains_key("blijft.example"));
        drop(all);
        drop(held);
    }
}
