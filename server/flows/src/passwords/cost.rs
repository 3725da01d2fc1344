//! What a hash costs, and what it should cost on this machine: `sleutelbos config calibrate` proposes, a person decides
//! (docs/decisions/0005). One cost for every node and for every start, so that no hash tells how old it is.

use std::time::Duration;

/// Cost of a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

/// As long as a hash may take while somebody waits for it (SEC-15: 150 to 300 ms).
const WANTED: Duration = Duration::from_millis(220);
/// More memory than this is not proposed: it is taken once for every hash that is computed at the same time.
const MOST_MEMORY_KIB: u32 = 65_536;
/// Memory is proposed in steps of a MiB.
const STEP_KIB: u32 = 1_024;

impl Cost {
    /// The least that is accepted in production (OWASP, 2026: 19 MiB, two passes).
    pub const FLOOR: Self = Self {
        memory_kib: 19_456,
        passes: 2,
    };

    /// The cost at which one hash takes about as long as somebody may wait, on a machine where a hash at the floor takes
    /// `at_the_floor`. Memory first, because that is what hurts a guesser most; then passes. Never under the floor.
    pub fn proposed(at_the_floor: Duration) -> Self {
        let floor = Self::FLOOR;
        let bearable = WANTED.as_secs_f64() / at_the_floor.as_secs_f64().max(1e-6);
        let bearable = bearable * floor.work() as f64;
        let steps = (bearable / f64::from(floor.passes * STEP_KIB)) as u32;
        let memory_kib = steps
            .saturating_mul(STEP_KIB)
            .clamp(floor.memory_kib, MOST_MEMORY_KIB);
        let passes = (bearable / f64::from(memory_kib)).round() as u32;
        Self {
            memory_kib,
            passes: passes.max(floor.passes),
        }
    }

    /// Blocks of a KiB that are filled: what time goes by.
    const fn work(self) -> u64 {
        self.memory_kib as u64 * self.passes as u64
    }

    /// What is left to do after a hash of cost `done`, so that both together cost as much as one of this cost.
    /// `None` if that is nothing.
    pub(super) fn beyond(self, done: Self) -> Option<Self> {
        let left = self.work().checked_sub(done.work())?;
        // Argon2 needs eight blocks at the least; fewer are no time that anybody could measure.
        let memory_kib = u32::try_from(left / u64::from(self.passes)).ok()?;
        (memory_kib >= 8).then_some(Self {
            memory_kib,
            passes: self.passes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(memory_kib: u32, passes: u32) -> Cost {
        Cost { memory_kib, passes }
    }

    #[test]
    fn sec_15_a_proposal_takes_150_to_300_ms_and_is_never_under_the_floor() {
        for (ms_at_the_floor, expected) in [
            (5, cost(65_536, 26)),
            (20, cost(65_536, 7)),
            (40, cost(65_536, 3)),
            (80, cost(53_248, 2)),
            (200, cost(20_480, 2)),
            (400, Cost::FLOOR),
            (4_000, Cost::FLOOR),
        ] {
            let proposed = Cost::proposed(Duration::from_millis(ms_at_the_floor));
            assert_eq!(proposed, expected, "{ms_at_the_floor} ms");
            let ms = ms_at_the_floor * proposed.work() / Cost::FLOOR.work();
            let bearable = (150..=300).contains(&ms);
            assert!(bearable || proposed == Cost::FLOOR, "{ms} ms");
        }
    }

    #[test]
    fn sec_02_an_older_hash_and_what_is_beyond_it_are_as_much_work_as_a_hash_of_today() {
        let today = cost(65_536, 5);
        for older in [Cost::FLOOR, cost(65_536, 4), cost(19_456, 3), cost(64, 1)] {
            let beyond = today.beyond(older).unwrap();
            let difference = today.work() - older.work() - beyond.work();
            assert!(difference < u64::from(today.passes), "{older:?}");
        }
        for as_dear in [today, cost(65_536, 6), cost(327_680, 1), cost(327_679, 1)] {
            assert_eq!(today.beyond(as_dear), None, "{as_dear:?}");
        }
    }
}
