//! More tries than can be served, as they come when a portal opens on Monday or when somebody attacks: whoever does not
//! get in is told at once, alike, and to come back (SEC-16).

use std::{
    collections::BTreeSet,
    sync::{Arc, atomic::AtomicUsize},
    time::{Duration, Instant},
};

use tokio::task::JoinSet;

use crate::{browser::Answer, house::House, login::first_step};

/// Tries a second that SEC-16 asks for, and how long.
const STORM: (usize, Duration) = (200, Duration::from_secs(60));

/// What became of tries that came whether there was room or not.
#[derive(Debug, Default)]
pub struct Storm {
    /// Tries that led to the code.
    pub let_in: usize,
    /// Tries refused with 503 and Retry-After.
    pub refused: usize,
    /// Tries answered in any other way.
    pub other: usize,
    /// Every form of a refusal.
    pub refusals: BTreeSet<String>,
}

/// Lets it blow.
pub async fn blow(house: &Arc<House>, people: &Arc<AtomicUsize>) -> Storm {
    let (each_second, long) = STORM;
    let mut ticks = tokio::time::interval(Duration::from_secs(1) / each_second as u32);
    let mut under_way: JoinSet<std::io::Result<Answer>> = JoinSet::new();
    let (mut storm, began) = (Storm::default(), Instant::now());
    while began.elapsed() < long {
        ticks.tick().await;
        let (house, people) = (Arc::clone(house), Arc::clone(people));
        under_way.spawn(async move { first_step(&mut house.visitor().await?, &people).await });
        while let Some(Ok(answer)) = under_way.try_join_next() {
            storm.count(answer);
        }
    }
    for answer in under_way.join_all().await {
        storm.count(answer);
    }
    storm
}

impl Storm {
    fn count(&mut self, answer: std::io::Result<Answer>) {
        match answer {
            Ok(answer) if answer.header("location") == "/inloggen/code" => self.let_in += 1,
            Ok(answer) if answer.status == 503 && !answer.header("retry-after").is_empty() => {
                self.refused += 1;
                self.refusals.insert(without_numbers(&answer));
            }
            _ => self.other += 1,
        }
    }
}

/// The whole answer without what differs between any two: nonce, number to read out, date, session.
fn without_numbers(answer: &Answer) -> String {
    let mut text = answer.text();
    for mark in ["nonce=\"", "<span class=\"number\">"] {
        text = text
            .split(mark)
            .map(|part| part.split_once(['"', '<']).map_or(part, |(_, rest)| rest))
            .collect();
    }
    let same = ["date", "content-security-policy", "set-cookie"];
    let headers = answer
        .headers
        .iter()
        .filter(|(name, _)| !same.contains(&name.as_str()));
    format!("{headers:?} {text}", headers = headers.collect::<Vec<_>>())
}
