//! Who is next at the hashing pool, and who is told to come back: rules without threads, clock or waiting.
//! Nobody takes more than a share, and turns go round: rank, wide network, network, person, then who came first (SEC-16).

use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    time::Duration,
};

use domain::Moment;

use super::Busy;
use crate::budgets::{QUARTER, site_and_widest};

/// What is known of somebody before a password is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rank {
    /// Proved something already: a session, a link from the mailbox, a browser that completed a login.
    Person,
    /// Nothing but a network on which somebody got in lately.
    KnownNetwork,
    /// Nothing.
    Stranger,
}

/// How much of the pool a rank may have, in people who are on their way, wait or are looked at.
struct Allowance {
    /// Turns out of those that all ranks have while all of them wait.
    weight: u64,
    /// All together.
    most: u32,
    /// One household or office: /24, /48.
    per_network: u32,
    /// One provider: /16, /32.
    per_wide_network: u32,
    /// One person or login name, from one network.
    per_person: u32,
    /// The same, wherever from.
    per_person_everywhere: u32,
    /// How long somebody waits for a turn.
    wait: Duration,
}

/// Known people: they wait a little when it is busy, and are refused only what nobody needs.
const KNOWN: Allowance = Allowance {
    weight: 4,
    most: 512,
    per_network: 128,
    per_wide_network: 256,
    per_person: 2,
    per_person_everywhere: 8,
    wait: Duration::from_secs(10),
};

/// How long a turn is for a rank of weight one.
const TURN: u64 = 12;

impl Rank {
    const ALL: [Self; 3] = [Self::Person, Self::KnownNetwork, Self::Stranger];

    const fn allowance(self) -> Allowance {
        match self {
            Self::Person => KNOWN,
            // Nobody there is refused because strangers elsewhere use the same name.
            Self::KnownNetwork => Allowance {
                weight: 3,
                per_person_everywhere: u32::MAX,
                ..KNOWN
            },
            // Forty people who begin at nine in an office where nobody ever logged in; no more than is looked at in a moment.
            Self::Stranger => Allowance {
                weight: 1,
                most: 64,
                per_network: 40,
                per_wide_network: 48,
                per_person: 2,
                per_person_everywhere: 4,
                wait: Duration::from_secs(2),
            },
        }
    }

    /// How long somebody waits for a turn before being told to come back.
    pub(super) const fn wait(self) -> Duration {
        self.allowance().wait
    }
}

/// Who asks for a password to be looked at.
#[derive(Clone, Debug)]
pub struct Asker<'a> {
    /// What is known already.
    pub rank: Rank,
    /// The account that was proved, or else the login name as a keyed hash: whether anybody has it makes no difference.
    pub person: &'a str,
    /// Where the request comes from ([`crate::budgets::network_of`]).
    pub network: &'a str,
}

/// Leave to be on one's way; handed back with [`Queue::leave`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Pass {
    pub rank: Rank,
    groups: Groups,
    now: Moment,
}

/// Keys of the groups somebody belongs to.
#[derive(Clone, Copy, Debug)]
struct Groups {
    wide: u64,
    network: u64,
    person: u64,
    everywhere: u64,
}

impl Groups {
    /// Those that have turns one after the other, the widest first.
    const fn in_turn(self) -> [u64; 3] {
        [self.wide, self.network, self.person]
    }

    const fn all(self) -> [u64; 4] {
        [self.wide, self.network, self.person, self.everywhere]
    }
}

/// A group with somebody in it.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    /// On their way, waiting or looked at.
    present: u32,
    /// Of them, waiting.
    waiting: u32,
    /// When it last had a turn or began to wait: the lowest is next.
    since: u64,
}

/// What a rank had of the pool.
#[derive(Clone, Copy, Debug, Default)]
struct Served {
    present: u32,
    waiting: u32,
    /// Turns had, each as long as the rank's weight is small; the lowest is next.
    time: u64,
}

#[derive(Debug)]
struct Waiting<W> {
    id: u64,
    pass: Pass,
    who: W,
}

/// Everybody at the pool. `W` is how somebody is told that it is their turn.
#[derive(Debug)]
pub(super) struct Queue<W> {
    keys: RandomState,
    /// Counts turns, arrivals and the like, so that no two are at the same moment.
    moment: u64,
    groups: HashMap<u64, Group>,
    ranks: [Served; Rank::ALL.len()],
    /// The time of the rank that last had a turn: a rank that comes back has no credit for when it was away.
    time: u64,
    waiting: Vec<Waiting<W>>,
    looks: Looks,
}

impl<W> Queue<W> {
    pub fn new() -> Self {
        Self {
            keys: RandomState::new(),
            moment: 0,
            groups: HashMap::new(),
            ranks: [Served::default(); Rank::ALL.len()],
            time: 0,
            waiting: Vec::new(),
            looks: Looks::default(),
        }
    }

    /// Lets somebody in who has a share left, and has had fewer than `most_looks` looks in this quarter of an hour. In a full
    /// room a newcomer takes the place of who came last from the network that has the most.
    pub fn enter(&mut self, asker: &Asker<'_>, now: Moment, most_looks: u32) -> Result<Pass, Busy> {
        let groups = self.groups_of(asker);
        let allowance = asker.rank.allowance();
        let limits = [
            (groups.wide, allowance.per_wide_network),
            (groups.network, allowance.per_network),
            (groups.person, allowance.per_person),
            (groups.everywhere, allowance.per_person_everywhere),
        ];
        let has_room = |(group, most): (u64, u32)| self.present(group) < most;
        if !limits.into_iter().all(has_room) || self.looks.of(groups.person, now) >= most_looks {
            return Err(Busy);
        }
        if self.ranks[asker.rank as usize].present >= allowance.most {
            self.make_room(asker.rank, groups)?;
        }
        self.ranks[asker.rank as usize].present += 1;
        for group in groups.all() {
            self.groups.entry(group).or_default().present += 1;
        }
        Ok(Pass {
            rank: asker.rank,
            groups,
            now,
        })
    }

    /// Somebody is gone, whatever came of it.
    pub fn leave(&mut self, pass: Pass) {
        self.ranks[pass.rank as usize].present -= 1;
        for key in pass.groups.all() {
            let left = self.groups.get_mut(&key).map(|group| {
                group.present = group.present.saturating_sub(1);
                group.present
            });
            if left == Some(0) {
                self.groups.remove(&key);
            }
        }
    }

    /// Somebody is ready for a look; gives back a number to [`Queue::give_up`] with.
    pub fn wait(&mut self, pass: Pass, who: W) -> u64 {
        for key in pass.groups.in_turn() {
            self.moment += 1;
            let group = self.groups.entry(key).or_default();
            if group.waiting == 0 {
                group.since = self.moment;
            }
            group.waiting += 1;
        }
        let rank = &mut self.ranks[pass.rank as usize];
        if rank.waiting == 0 {
            rank.time = rank.time.max(self.time);
        }
        rank.waiting += 1;
        let id = self.moment;
        self.waiting.push(Waiting { id, pass, who });
        id
    }

    /// Somebody waits no longer.
    pub fn give_up(&mut self, id: u64) {
        if let Some(at) = self.waiting.iter().position(|waiting| waiting.id == id) {
            self.take(at);
        }
    }

    /// Whose turn it is.
    pub fn next(&mut self) -> Option<W> {
        let waits = |rank: &Rank| self.ranks[*rank as usize].waiting > 0;
        let rank = Rank::ALL
            .into_iter()
            .filter(waits)
            .min_by_key(|rank| self.ranks[*rank as usize].time)?;
        let since = |key: u64| self.groups.get(&key).map_or(0, |group| group.since);
        let (at, _) = self
            .waiting
            .iter()
            .enumerate()
            .filter(|(_, waiting)| waiting.pass.rank == rank)
            .min_by_key(|(_, waiting)| (waiting.pass.groups.in_turn().map(since), waiting.id))?;
        let Waiting { pass, who, .. } = self.take(at);
        for key in pass.groups.in_turn() {
            self.moment += 1;
            if let Some(group) = self.groups.get_mut(&key) {
                group.since = self.moment;
            }
        }
        let served = &mut self.ranks[rank as usize];
        self.time = served.time;
        served.time += TURN / rank.allowance().weight;
        self.looks.count(pass.groups.person, pass.now);
        Some(who)
    }

    fn take(&mut self, at: usize) -> Waiting<W> {
        let taken = self.waiting.swap_remove(at);
        self.ranks[taken.pass.rank as usize].waiting -= 1;
        for key in taken.pass.groups.in_turn() {
            if let Some(group) = self.groups.get_mut(&key) {
                group.waiting = group.waiting.saturating_sub(1);
            }
        }
        taken
    }

    /// Whoever loses the place by it is told by `who` being dropped, and leaves by itself.
    fn make_room(&mut self, rank: Rank, newcomer: Groups) -> Result<(), Busy> {
        let crowd = |groups: Groups| groups.in_turn().map(|key| self.present(key));
        let (at, most) = self
            .waiting
            .iter()
            .enumerate()
            .filter(|(_, waiting)| waiting.pass.rank == rank)
            .map(|(at, waiting)| (at, (crowd(waiting.pass.groups), waiting.id)))
            .max_by_key(|(_, crowd)| *crowd)
            .ok_or(Busy)?;
        let ([wide, network, _], _) = most;
        let [own_wide, own_network, _] = crowd(newcomer);
        let same_wide = self.waiting[at].pass.groups.wide == newcomer.wide;
        let fairer = wide > own_wide + 1 || (same_wide && network > own_network + 1);
        if !fairer {
            return Err(Busy);
        }
        self.take(at);
        Ok(())
    }

    fn present(&self, group: u64) -> u32 {
        self.groups.get(&group).map_or(0, |group| group.present)
    }

    fn groups_of(&self, asker: &Asker<'_>) -> Groups {
        let Asker {
            rank,
            person,
            network,
        } = asker;
        let (site, wide) = site_and_widest(network);
        let key = |what: &str, parts: &[&str]| self.keys.hash_one((rank, what, parts));
        Groups {
            wide: key("wide", &[&wide]),
            network: key("network", &[&site]),
            person: key("person", &[person, &site]),
            everywhere: key("everywhere", &[person]),
        }
    }
}

/// Looks that each had in the running quarter of an hour. A look costs a hash, so there are only so many in here.
#[derive(Debug, Default)]
struct Looks {
    window: i64,
    of: HashMap<u64, u32>,
}

impl Looks {
    fn window(now: Moment) -> i64 {
        let length = i64::try_from(QUARTER.as_millis()).unwrap_or(i64::MAX);
        now.unix_ms().div_euclid(length)
    }

    fn of(&self, person: u64, now: Moment) -> u32 {
        if self.is_running(now) {
            self.of.get(&person).copied().unwrap_or_default()
        } else {
            0
        }
    }

    /// Whoever asked just before the quarter was over counts in the next. What is further ahead was counted by a clock that
    /// was ahead, and is over (docs/decisions/0019).
    fn is_running(&self, now: Moment) -> bool {
        (0..=1).contains(&(self.window - Self::window(now)))
    }

    fn count(&mut self, person: u64, now: Moment) {
        if !self.is_running(now) {
            *self = Self {
                window: Self::window(now),
                of: HashMap::new(),
            };
        }
        *self.of.entry(person).or_default() += 1;
    }
}

#[cfg(any(test, feature = "testing"))]
impl<W> Queue<W> {
    /// How many wait for a turn.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }
}

#[cfg(test)]
impl<W> Queue<W> {
    /// Whether nobody is here, and nothing is remembered of those who were but how often they were looked at.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.ranks.iter().all(|rank| rank.present == 0)
    }
}

#[cfg(test)]
#[path = "queue_tests.rs"]
mod tests;
