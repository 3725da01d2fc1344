//! Who is in: so many connections in all, and so many from one address. Behind our own proxies everybody comes from theirs,
//! so these are not counted by address.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::time::Instant;

use super::{
    Limits,
    guest::{Doing, Guest},
};
use crate::http::{TrustedProxies, plain};

/// Places for connections.
#[derive(Clone, Debug)]
pub struct Room(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    limits: Limits,
    proxies: TrustedProxies,
    guests: Mutex<Guests>,
}

#[derive(Debug, Default)]
struct Guests {
    next: u64,
    all: HashMap<u64, Guest>,
    from: HashMap<IpAddr, usize>,
}

/// A place that somebody has, given back when it is dropped.
#[derive(Debug)]
pub struct Place {
    number: u64,
    guest: Guest,
    room: Room,
}

impl Room {
    /// An empty room.
    pub fn new(limits: Limits, proxies: TrustedProxies) -> Self {
        Self(Arc::new(Inner {
            limits,
            proxies,
            guests: Mutex::default(),
        }))
    }

    /// Its limits.
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// How many are in.
    pub fn len(&self) -> usize {
        self.guests().all.len()
    }

    /// Whether nobody is in.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A place for somebody from `address`. When there is none left, whoever keeps one for nothing longest goes; `None` if
    /// everybody is being served.
    pub fn admit(&self, address: IpAddr) -> Option<Place> {
        let limits = &self.0.limits;
        let address = address.to_canonical();
        let from = (!self.0.proxies.trust(address)).then(|| counted(address));
        let mut guests = self.guests();
        let of_them = from.and_then(|from| guests.from.get(&from)).copied();
        if of_them.unwrap_or(0) >= limits.per_address {
            guests.longest_for_nothing(|guest| guest.from() == from)?;
        }
        if guests.all.len() >= limits.connections {
            guests.longest_for_nothing(|_| true)?;
        }
        let guest = Guest::new(from, *limits);
        let number = guests.next;
        guests.next += 1;
        guests.all.insert(number, guest.clone());
        if let Some(from) = from {
            *guests.from.entry(from).or_default() += 1;
        }
        Some(Place {
            number,
            guest,
            room: self.clone(),
        })
    }

    /// Has whoever keeps a place for nothing longest go.
    pub fn let_one_go(&self) {
        self.guests().longest_for_nothing(|_| true);
    }

    fn guests(&self) -> MutexGuard<'_, Guests> {
        self.0.guests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Guests {
    /// Sends away who keeps a place for nothing longest, of those that are `meant`. Its place is free from now on.
    fn longest_for_nothing(&mut self, meant: impl Fn(&Guest) -> bool) -> Option<()> {
        let those = self.all.iter().filter(|(_, guest)| meant(guest));
        let for_nothing = those.filter_map(|(number, guest)| Some((rank(guest)?, *number)));
        let (_, number) = for_nothing.min()?;
        let guest = self.remove(number)?;
        guest.send_away();
        Some(())
    }

    fn remove(&mut self, number: u64) -> Option<Guest> {
        let guest = self.all.remove(&number)?;
        if let Some(from) = guest.from()
            && let Some(many) = self.from.get_mut(&from)
        {
            *many -= 1;
            if *many == 0 {
                self.from.remove(&from);
            }
        }
        Some(guest)
    }
}

impl Place {
    /// Who has it.
    pub fn guest(&self) -> Guest {
        self.guest.clone()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.room.guests().remove(self.number);
    }
}

/// Who goes first: strangers before proxies of ours, who never finished a request or does not read its answer before who
/// had one, who waits longer before who waits less. None for who is being served.
fn rank(guest: &Guest) -> Option<(bool, bool, Instant)> {
    let (doing, since) = guest.for_nothing()?;
    Some((guest.from().is_none(), doing == Doing::Idle, since))
}

/// What is counted as one address: whoever has one of IPv6 has the whole /64.
fn counted(address: IpAddr) -> IpAddr {
    match plain(address) {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn room(connections: usize, per_address: usize) -> Room {
        let minute = Duration::from_secs(60);
        let limits = Limits {
            header: minute,
            idle: minute,
            unread: minute,
            connections,
            per_address,
            stop_within: minute,
        };
        Room::new(limits, TrustedProxies(vec!["10.0.0.0/8".parse().unwrap()]))
    }

    fn at(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[tokio::test]
    async fn sec_78_one_address_takes_the_places_of_nobody_else() {
        let room = room(100, 3);
        let theirs: Vec<_> = (0..3)
            .map(|_| room.admit(at("192.0.2.1")).unwrap())
            .collect();
        theirs.iter().for_each(|place| place.guest().is_served());
        assert!(
            room.admit(at("192.0.2.1")).is_none(),
            "everybody there is being served"
        );
        assert!(
            room.admit(at("::ffff:192.0.2.1")).is_none(),
            "however it is written"
        );
        let other = room.admit(at("192.0.2.2")).unwrap();
        theirs[1].guest().is_idle();
        let next = room.admit(at("192.0.2.1")).unwrap();
        theirs[1].guest().is_sent_away().await;
        assert_eq!(room.len(), 4, "three of one, and one");
        drop((theirs, other, next));
        assert!(room.is_empty());
        let v6: Vec<_> = (1..4)
            .map(|host| room.admit(at(&format!("2001:db8::{host}"))).unwrap())
            .collect();
        v6.iter().for_each(|place| place.guest().is_served());
        assert!(
            room.admit(at("2001:db8::ffff")).is_none(),
            "one network of IPv6 is one address"
        );
        assert!(room.admit(at("2001:db8:0:1::1")).is_some());
    }

    #[tokio::test]
    async fn sec_78_our_own_proxies_are_not_counted_by_address_and_go_last() {
        let room = room(5, 1);
        let proxy: Vec<_> = (0..4)
            .map(|_| room.admit(at("10.0.0.1")).unwrap())
            .collect();
        proxy.iter().for_each(|place| place.guest().is_idle());
        let stranger = room.admit(at("192.0.2.1")).unwrap();
        stranger.guest().is_idle();
        let another = room.admit(at("192.0.2.2")).unwrap();
        stranger.guest().is_sent_away().await;
        another.guest().is_served();
        let next = room.admit(at("192.0.2.3")).unwrap();
        proxy[0].guest().is_sent_away().await;
        assert_eq!(room.len(), 5);
        drop(next);
    }

    #[tokio::test]
    async fn sec_78_whoever_sent_half_a_header_goes_before_whoever_had_an_answer() {
        let room = room(2, 2);
        let answered = room.admit(at("192.0.2.1")).unwrap();
        answered.guest().is_served();
        answered.guest().is_idle();
        let half = room.admit(at("192.0.2.2")).unwrap();
        half.guest().sent_something();
        let next = room.admit(at("192.0.2.3")).unwrap();
        half.guest().is_sent_away().await;
        assert_eq!(room.len(), 2);
        drop((answered, next));
    }
}
