//! Fairness of the queue: what each may take, and in which order turns go round.

use std::collections::BTreeMap;

use super::*;

const NOW: Moment = Moment::from_unix_ms(0);
const MANY: u32 = u32::MAX;

/// Who a try belongs to, in words, and what it waits with.
type Who = (Rank, String, String);

fn asker(who: &Who) -> Asker<'_> {
    Asker {
        rank: who.0,
        person: &who.1,
        network: &who.2,
    }
}

fn who(rank: Rank, person: impl ToString, network: impl ToString) -> Who {
    (rank, person.to_string(), network.to_string())
}

/// So many tries at once; how many have a share.
fn let_in(queue: &mut Queue<Who>, tries: impl Iterator<Item = Who>) -> usize {
    let mut inside = 0;
    for who in tries {
        if let Ok(pass) = queue.enter(&asker(&who), NOW, MANY) {
            queue.wait(pass, who);
            inside += 1;
        }
    }
    inside
}

#[test]
fn each_has_a_share_and_no_more() {
    use Rank::{KnownNetwork, Person, Stranger};
    type Tries = fn(u32, Rank) -> Who;
    let one: Tries = |_, rank| who(rank, "jan", "192.0.2.0/24");
    let one_name_everywhere: Tries = |n, rank| who(rank, "jan", format!("10.{n}.0.0/24"));
    let one_24: Tries = |n, rank| who(rank, n, "192.0.2.0/24");
    let one_16: Tries = |n, rank| who(rank, n, format!("192.0.{n}.0/24"));
    let one_48: Tries = |n, rank| who(rank, n, format!("2001:db8:1:{n:x}::/64"));
    let one_32: Tries = |n, rank| who(rank, n, format!("2001:db8:{n:x}:1::/64"));
    let everywhere: Tries = |n, rank| who(rank, n, format!("{}.{}.0.0/24", 1 + n / 200, n % 200));
    for (what, tries, stranger, known_network, person) in [
        ("one name", one, 2, 2, 2),
        ("one name everywhere", one_name_everywhere, 4, 240, 8),
        ("one /24", one_24, 40, 128, 128),
        ("one /16", one_16, 48, 240, 240),
        ("one /48", one_48, 40, 128, 128),
        ("one /32", one_32, 48, 240, 240),
        ("everywhere", everywhere, 64, 240, 240),
    ] {
        for (rank, expected) in [
            (Stranger, stranger),
            (KnownNetwork, known_network),
            (Person, person),
        ] {
            let inside = let_in(&mut Queue::new(), (0..240).map(|n| tries(n, rank)));
            assert_eq!(inside, expected, "{what}, {rank:?}");
        }
    }
}

#[test]
fn in_a_full_room_who_has_least_takes_the_place_of_who_has_most() {
    let mut queue = Queue::new();
    let flood = (0..500).map(|n| who(Rank::Stranger, n, format!("198.{}.1.0/24", 51 + n % 2)));
    assert_eq!(
        let_in(&mut queue, flood),
        64,
        "the second network takes places of the first"
    );
    let office = (0..20).map(|n| who(Rank::Stranger, n, "203.0.113.0/24"));
    assert_eq!(let_in(&mut queue, office), 20);
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    for waiting in &queue.waiting {
        *left.entry(waiting.who.2.clone()).or_default() += 1;
    }
    assert_eq!(
        left["203.0.113.0/24"], 20,
        "and nobody of the office is pushed out: {left:?}"
    );
}

#[test]
fn a_person_is_looked_at_so_often_in_a_quarter_of_an_hour() {
    let mut queue = Queue::new();
    let jan = who(Rank::Stranger, "jan", "192.0.2.0/24");
    let looked_at = |queue: &mut Queue<()>, who: &Who, now: Moment| {
        let Ok(pass) = queue.enter(&asker(who), now, 3) else {
            return false;
        };
        queue.wait(pass, ());
        let turn = queue.next().is_some();
        queue.leave(pass);
        turn
    };
    let seen: Vec<bool> = (0..5).map(|_| looked_at(&mut queue, &jan, NOW)).collect();
    assert_eq!(seen, [true, true, true, false, false]);
    for elsewhere in [
        who(Rank::Stranger, "jan", "203.0.113.0/24"),
        who(Rank::Person, "jan", "192.0.2.0/24"),
    ] {
        assert!(looked_at(&mut queue, &elsewhere, NOW), "{elsewhere:?}");
    }
    assert!(looked_at(&mut queue, &jan, NOW.plus(QUARTER)));
    assert!(queue.is_empty());
}

#[test]
fn sec_75_looks_that_a_clock_counted_that_was_ahead_count_no_more_when_it_is_right() {
    let jan = who(Rank::Stranger, "jan", "192.0.2.0/24");
    let looked_at = |queue: &mut Queue<()>, now: Moment| {
        let Ok(pass) = queue.enter(&asker(&jan), now, 3) else {
            return false;
        };
        queue.wait(pass, ());
        let turn = queue.next().is_some();
        queue.leave(pass);
        turn
    };
    for ahead in [350_640 * QUARTER, 3 * QUARTER, 2 * QUARTER] {
        let mut queue = Queue::new();
        for _ in 0..3 {
            assert!(looked_at(&mut queue, NOW.plus(ahead)));
        }
        assert!(!looked_at(&mut queue, NOW.plus(ahead)), "{ahead:?}");
        // Every quarter of an hour anew, as if nothing had been.
        for quarter in 0..3 {
            let now = NOW.plus(quarter * QUARTER);
            let seen: Vec<bool> = (0..5).map(|_| looked_at(&mut queue, now)).collect();
            assert_eq!(
                seen,
                [true, true, true, false, false],
                "{ahead:?} {quarter}"
            );
        }
    }
}

#[test]
fn whoever_asked_before_the_quarter_was_over_gives_nobody_a_new_one() {
    let mut looks = Looks::default();
    for _ in 0..2 {
        looks.count(1, NOW.plus(QUARTER));
        looks.count(1, NOW);
    }
    assert_eq!(looks.of(1, NOW.plus(QUARTER)), 4);
}

#[test]
fn known_people_have_most_turns_and_strangers_some() {
    let mut queue = Queue::new();
    for rank in [Rank::Stranger, Rank::KnownNetwork, Rank::Person] {
        let tries = (0..60).map(|n| who(rank, n, format!("10.{n}.0.0/24")));
        assert_eq!(let_in(&mut queue, tries), 60);
    }
    let mut turns = [0; 3];
    for _ in 0..80 {
        turns[queue.next().unwrap().0 as usize] += 1;
    }
    assert_eq!(turns, [40, 30, 10]);
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

/// The groups of a try that have turns one after the other, in words, each with those around it in front.
fn levels(who: &Who) -> [String; 3] {
    let (site, wide) = site_and_widest(&who.2);
    let wide = format!("{:?} {wide}", who.0);
    let site = format!("{wide} {site}");
    let person = format!("{site} {}", who.1);
    [wide, site, person]
}

/// Whatever comes and goes: while a group waits, no neighbour of it has two turns, and a rank that waits has its part.
#[test]
fn turns_go_round_whoever_comes_and_goes() {
    for seed in 1..=12 {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(seed));
        let mut queue: Queue<(u32, Who)> = Queue::new();
        let mut inside: Vec<(Pass, u32, u64)> = Vec::new();
        // Turns of each group since a group that waits began to wait or had one itself.
        let mut since: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
        for number in 0..800 {
            match dice.below(10) {
                0..=5 => {
                    let rank = Rank::ALL[usize::try_from(dice.below(3)).unwrap()];
                    let network = format!("{}.{}.{}.0/24", 10, dice.below(4), dice.below(3));
                    let who = who(rank, dice.below(6), network);
                    if let Ok(pass) = queue.enter(&asker(&who), NOW, MANY) {
                        let id = queue.wait(pass, (number, who.clone()));
                        for level in levels(&who) {
                            since.entry(level).or_default();
                        }
                        inside.push((pass, number, id));
                    }
                }
                6 if !inside.is_empty() => {
                    let at = usize::try_from(dice.below(inside.len() as u64)).unwrap();
                    let (pass, _, id) = inside.swap_remove(at);
                    queue.give_up(id);
                    queue.leave(pass);
                }
                _ => {
                    let Some((next, who)) = queue.next() else {
                        continue;
                    };
                    had_turn(&mut since, &who);
                    let at = inside
                        .iter()
                        .position(|(_, number, _)| *number == next)
                        .unwrap();
                    let (pass, ..) = inside.swap_remove(at);
                    queue.leave(pass);
                }
            }
            // Who waits no longer is owed nothing.
            let waiting: Vec<[String; 3]> = queue
                .waiting
                .iter()
                .map(|waiting| levels(&waiting.who.1))
                .collect();
            since.retain(|group, _| waiting.iter().flatten().any(|level| level == group));
            let places: u32 = queue.ranks.iter().map(|rank| rank.waiting).sum();
            assert_eq!(places as usize, queue.waiting.len());
        }
        for (pass, _, id) in inside {
            queue.give_up(id);
            queue.leave(pass);
        }
        assert!(queue.is_empty(), "seed {seed}");
    }
}

/// Counts a turn against every neighbour that waits: groups of the same rank within the same wider group.
fn had_turn(since: &mut BTreeMap<String, BTreeMap<String, u32>>, who: &Who) {
    let around = |group: &str| group.rsplit_once(' ').map(|(wider, _)| wider.to_owned());
    for group in levels(who) {
        for (other, turns) in since.iter_mut() {
            if *other == group {
                turns.clear();
            } else if around(other) == around(&group) {
                let count = turns.entry(group.clone()).or_default();
                *count += 1;
                assert!(*count <= 1, "{group} had two turns while {other} waited");
            }
        }
    }
}
