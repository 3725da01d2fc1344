//! What many samples say: medians and percentiles, and whether two heaps of them can be told apart.

use std::time::Duration;

/// Samples in milliseconds.
#[derive(Clone, Debug, Default)]
pub struct Samples(Vec<f64>);

impl Samples {
    /// One sample more.
    pub fn push(&mut self, took: Duration) {
        self.0.push(took.as_secs_f64() * 1_000.0);
    }

    /// All samples of another heap, too.
    pub fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The value that this share of the samples does not exceed; NaN, which meets no limit, if there are none.
    pub fn percentile(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let place = (share * sorted.len() as f64).ceil() as usize;
        sorted.get(place.max(1) - 1).copied().unwrap_or(f64::NAN)
    }

    /// The mean.
    pub fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / self.len() as f64
    }

    /// The middle one.
    pub fn median(&self) -> f64 {
        self.percentile(0.5)
    }

    /// How often a sample of this heap is larger than one of the other (ties count half): 0.5 if nobody can tell them
    /// apart, 0 or 1 if anybody can.
    pub fn auc(&self, other: &Self) -> f64 {
        let mut all: Vec<(f64, bool)> = self.0.iter().map(|value| (*value, true)).collect();
        all.extend(other.0.iter().map(|value| (*value, false)));
        all.sort_by(|one, two| one.0.total_cmp(&two.0));
        let (mut ranks, mut at) = (0.0, 0);
        while at < all.len() {
            let tied = all[at..]
                .iter()
                .take_while(|one| one.0 == all[at].0)
                .count();
            let mine = all[at..at + tied].iter().filter(|one| one.1).count();
            ranks += mine as f64 * (at as f64 + (tied as f64 + 1.0) / 2.0);
            at += tied;
        }
        let (mine, others) = (self.len() as f64, other.len() as f64);
        (ranks - mine * (mine + 1.0) / 2.0) / (mine * others)
    }
}

/// Numbers in no order that helps a cache, the same in every run (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice(pub u64);

impl Dice {
    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) as usize % end
    }

    /// The numbers below `end`, shuffled.
    pub fn shuffled(&mut self, end: usize) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..end).collect();
        for place in (1..end).rev() {
            numbers.swap(place, self.below(place + 1));
        }
        numbers
    }
}
