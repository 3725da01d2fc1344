//! `config calibrate`: measures what a password hash costs on this machine and proposes what it should cost.
//! It changes nothing: every node must hash alike, so a person puts the proposal into the configuration (decision 0005).

use std::time::{Duration, Instant};

use domain::{Language, TypedPassword};
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
pub(super) async fn calibrate(config: &Config, language: Language) -> Result<String> {
    let at_the_floor = time_of(Cost::FLOOR, config).await?;
    let proposed = Cost::proposed(at_the_floor);
    let now = time_of(config.hash_cost, config).await?;
    let then = time_of(proposed, config).await?;
    let threads = config.hash_threads;
    let each_second = threads as f64 / then.as_secs_f64();
    let (now_cost, now, then) = (
        words(config.hash_cost, language),
        now.as_millis(),
        then.as_millis(),
    );
    let Cost { memory_kib, passes } = proposed;
    let mib = threads as u64 * u64::from(memory_kib) / 1_024;
    Ok(said!(
        language,
        "Nu kost een wachtwoord op deze machine {now} ms, met {now_cost}.\n\
         Voorstel, op elke node hetzelfde, en nooit minder dan ervoor, anders laten oude wachtwoorden zien dat ze oud zijn:\n\n\
         [password_hash]\nmemory_kib = {memory_kib}\npasses = {passes}\n\n\
         Dan kost een wachtwoord {then} ms. {threads} tegelijk hebben {mib} MiB nodig en laten elke seconde hoogstens {each_second:.0} mensen inloggen.",
        "Now, with {now_cost}, one password hash takes {now} ms on this machine.\n\
         Proposed, the same for every node; never less than before, or old hashes show that they are old:\n\n\
         [password_hash]\nmemory_kib = {memory_kib}\npasses = {passes}\n\n\
         Then one hash takes {then} ms. {threads} at a time need {mib} MiB and let at most {each_second:.0} people log in each second.",
    ))
}

fn words(cost: Cost, language: Language) -> String {
    let Cost { memory_kib, passes } = cost;
    said!(
        language,
        "{memory_kib} KiB en {passes} rondes",
        "{memory_kib} KiB and {passes} passes"
    )
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
