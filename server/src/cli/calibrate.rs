//! `config calibrate`: measures what a password hash costs on this machine and proposes what it should cost.
//! It changes nothing: every node must hash alike, so a person puts the proposal into the configuration (decision 0005).

use std::time::{Duration, Instant};

use domain::TypedPassword;
use flows::{
    Trouble,
    passwords::{Cost, Hasher},
    services::SystemChance,
    trouble::Result,
};

use crate::config::Config;

/// Hashes of which the quickest counts: what else runs on the machine only ever makes one slower.
const TRIES: usize = 3;

/// The proposal, in words.
pub(super) async fn calibrate(config: &Config) -> Result<String> {
    let at_the_floor = time_of(Cost::FLOOR, config).await?;
    let proposed = Cost::proposed(at_the_floor);
    let now = time_of(config.hash_cost, config).await?;
    let then = time_of(proposed, config).await?;
    let threads = config.hash_threads;
    let each_second = threads as f64 / then.as_secs_f64();
    Ok(format!(
        "Now, with {now_cost}, one password hash takes {now} ms on this machine.\n\
         Proposed, the same for every node; never less than before, or old hashes show that they are old:\n\n\
         [password_hash]\nmemory_kib = {memory}\npasses = {passes}\n\n\
         Then one hash takes {then} ms. {threads} at a time need {mib} MiB and let at most {each_second:.0} people log in each second.",
        now_cost = words(config.hash_cost),
        now = now.as_millis(),
        memory = proposed.memory_kib,
        passes = proposed.passes,
        then = then.as_millis(),
        mib = threads as u64 * u64::from(proposed.memory_kib) / 1_024,
    ))
}

fn words(cost: Cost) -> String {
    format!("{} KiB and {} passes", cost.memory_kib, cost.passes)
}

async fn time_of(cost: Cost, config: &Config) -> Result<Duration> {
    let hasher = Hasher::new(cost, config.secrets.peppers(), 1, &SystemChance)?;
    let password = TypedPassword::parse("zonnige fietstocht".to_owned());
    let password =
        password.map_err(|_| Trouble::Program("the password to measure with is none"))?;
    let mut quickest = Duration::MAX;
    for _ in 0..TRIES {
        let began = Instant::now();
        let hashed = hasher.hash(&password, &SystemChance).await?;
        hashed.map_err(|_| Trouble::Program("nobody else is hashing here"))?;
        quickest = quickest.min(began.elapsed());
    }
    Ok(quickest)
}
