//! What one hash costs: the measure of everything about logging in.

use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Params, Version};
use flows::passwords::Cost;

use crate::{Result, machine::cores, statistics::Samples};

/// How long to look.
const LOOK: Duration = Duration::from_secs(3);

/// Time of a hash of this cost, in ms, when each of `threads` computes one after another.
pub fn hash_ms(cost: Cost, threads: usize) -> Result<f64> {
    let params = Params::new(cost.memory_kib, cost.passes, 1, None);
    let params = params.map_err(|wrong| wrong.to_string())?;
    let one_after_another = || {
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
        let (mut samples, began, mut output) = (Samples::default(), Instant::now(), [0; 32]);
        while began.elapsed() < LOOK {
            let start = Instant::now();
            let hashed =
                argon2.hash_password_into(b"zonnige fietstocht 2026", &[7; 16], &mut output);
            if hashed.is_ok() {
                samples.push(start.elapsed());
            }
        }
        samples
    };
    let mut all = Samples::default();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads)
            .map(|_| scope.spawn(one_after_another))
            .collect();
        for thread in threads {
            if let Ok(samples) = thread.join() {
                all.join(samples);
            }
        }
    });
    Ok(all.mean())
}

/// Hashes a second when every core computes one after another: what login could reach if nothing else cost anything.
pub fn hashes_per_second(cost: Cost) -> Result<f64> {
    Ok(cores() as f64 * 1_000.0 / hash_ms(cost, cores())?)
}
