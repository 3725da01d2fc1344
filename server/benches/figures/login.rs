//! Logging in while everybody logs in: nothing but the hash may cost, pages stay quick, memory stays bounded (SEC-16).

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use flows::passwords::{Cost, StoredHash};
use tokio::task::JoinSet;

use crate::{
    Result,
    browser::{Answer, Browser},
    figure::{
        Chapter, Figure,
        Limit::{AtLeast, AtMost, Told},
    },
    hashing::{hash_ms, hashes_per_second},
    house::{House, LARGE_BUDGETS},
    machine::cores,
    statistics::Samples,
    storm::{Storm, blow},
    town::{PASSWORD, Place, Town},
};

/// Who logs in.
pub const TOWN: Town = Town {
    organisations: 1_000,
    people_each: 10,
    odd: 10_000,
};
/// People at the beginning of the town who are not like the others.
const SPECIAL: usize = 5;
/// People who log in at once: enough that the hashing pool never waits for anybody, fewer than its queue holds.
const AT_ONCE: usize = 24;
/// Login and the hash alone take turns, so many times: a machine that grows slower does so for both.
const TURNS: u32 = 5;
/// How long login is saturated in a turn.
const TURN: Duration = Duration::from_secs(4);
/// How long it is saturated while pages are read.
const SATURATED: Duration = Duration::from_secs(20);
/// A page is asked for so often.
const PAGE_EVERY: Duration = Duration::from_millis(20);
const PAGE: &str = "/beheer/medewerkers";

/// Every figure about logging in.
pub async fn figures(folder: &Path, hash: &StoredHash) -> Result<Chapter> {
    let database = folder.join("sleutelbos.db");
    TOWN.settle(&Place::Sqlite(&database), hash).await?;
    let house = House::furnished(folder, &Place::Sqlite(&database).url(), &[LARGE_BUDGETS]).await?;
    let house = Arc::new(house);
    let people = Arc::new(AtomicUsize::new(0));
    let admin = TOWN.email_of(0);
    let mut admin = house
        .logged_in(&admin, &Town::mobile_of(0), PASSWORD)
        .await?;
    let alone = hash_ms(Cost::FLOOR, 1)?;
    let (idle, mut reader) = pages_while(admin, tokio::time::sleep(Duration::from_secs(6))).await?;
    let before = house.memory()?;
    house.most_memory()?;
    let (mut limit, mut done) = (hashes_per_second(Cost::FLOOR)?, 0);
    for _ in 0..TURNS {
        done += saturate(&house, &people, AT_ONCE, TURN).await;
        limit += hashes_per_second(Cost::FLOOR)?;
    }
    let limit = limit / f64::from(TURNS + 1);
    let reached = done as f64 / (TURN * TURNS).as_secs_f64();
    let (busy, back) = pages_while(reader, async {
        saturate(&house, &people, AT_ONCE, SATURATED).await;
    })
    .await?;
    reader = back;
    let grown = house.most_memory()? - before;
    let mut storm = Storm::default();
    let (stormy, back) = pages_while(reader, async {
        storm = blow(&house, &people).await;
    })
    .await?;
    admin = back;
    let after = house.most_memory()? - before;
    drop(admin);
    let permits = cores() as f64 * f64::from(Cost::FLOOR.memory_kib) / 1_024.0;
    let figures = vec![
        Figure::new(
            "One hash (19,456 KiB, two passes), alone",
            alone,
            "ms",
            Told,
        ),
        Figure::new(
            "Hashes when every core computes one after another",
            limit,
            "/s",
            Told,
        ),
        Figure::new(
            "First login steps when as many come as can be served",
            reached,
            "/s",
            Told,
        ),
        Figure::new(
            "Login as a share of what the hash allows",
            reached / limit,
            "",
            AtLeast(0.9),
        )
        .peer("0.52 – 0.57"),
        Figure::new(
            "p95 of a page with ten people, nobody logging in",
            idle.percentile(0.95),
            "ms",
            Told,
        ),
        Figure::new(
            "p95 of it while login is saturated",
            busy.percentile(0.95),
            "ms",
            Told,
        ),
        Figure::new(
            "… as a multiple",
            busy.percentile(0.95) / idle.percentile(0.95),
            "×",
            AtMost(3.0),
        ),
        Figure::new(
            "Memory that saturated login adds",
            grown,
            "MiB",
            AtMost(permits),
        ),
        Figure::new(
            "p95 of it during 200 tries a second for a minute",
            stormy.percentile(0.95),
            "ms",
            AtMost(300.0),
        ),
        Figure::new("… tries let in", storm.let_in as f64 / 60.0, "/s", Told),
        Figure::new(
            "… tries refused with 503 and Retry-After",
            storm.refused as f64 / 60.0,
            "/s",
            Told,
        ),
        Figure::new(
            "… tries answered in any other way",
            storm.other as f64,
            "",
            AtMost(0.0),
        ),
        Figure::new(
            "… different refusals, but for number and date",
            storm.refusals.len() as f64,
            "",
            AtMost(1.0),
        ),
        Figure::new(
            "… memory added since before any login",
            after,
            "MiB",
            AtMost(permits),
        ),
    ];
    Ok(Chapter {
        title: "Logging in while everybody logs in",
        figures,
    })
}

/// Asks for a page again and again until `other` is done.
async fn pages_while(
    mut browser: Browser,
    other: impl Future<Output = ()>,
) -> Result<(Samples, Browser)> {
    let (stop, mut samples) = (Arc::new(AtomicBool::new(false)), Samples::default());
    let stopped = Arc::clone(&stop);
    let reading = tokio::spawn(async move {
        let mut ticks = tokio::time::interval(PAGE_EVERY);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        while !stopped.load(Ordering::Relaxed) {
            ticks.tick().await;
            let began = Instant::now();
            let page = browser.get(PAGE).await?;
            samples.push(began.elapsed());
            if page.status != 200 {
                return Err(std::io::Error::other(format!("{PAGE}: {}", page.status)));
            }
        }
        Ok((samples, browser))
    });
    other.await;
    stop.store(true, Ordering::Relaxed);
    Ok(reading.await??)
}

/// The next person of the town types a right password; everybody once before anybody twice. The first few are left out:
/// the admin, who is in already, and who is blocked, stopped or invited, and so does not get in with a right password.
pub async fn first_step(browser: &mut Browser, people: &AtomicUsize) -> std::io::Result<Answer> {
    let person = SPECIAL + people.fetch_add(1, Ordering::Relaxed) % (TOWN.people() - SPECIAL);
    let email = TOWN.email_of(person);
    browser.forget();
    browser
        .post("/inloggen", &[("email", &email), ("password", PASSWORD)])
        .await
}

/// So many people at once, each from a network of its own, one after another; gives back how many came through.
pub async fn saturate(
    house: &Arc<House>,
    people: &Arc<AtomicUsize>,
    at_once: usize,
    during: Duration,
) -> usize {
    let mut visitors = JoinSet::new();
    let until = Instant::now() + during;
    for network in 0..at_once {
        let (house, people) = (Arc::clone(house), Arc::clone(people));
        visitors.spawn(async move {
            let mut through = 0;
            let Ok(mut browser) = house.visitor_from(network).await else {
                return 0;
            };
            while let Ok(answer) = first_step(&mut browser, &people).await {
                if Instant::now() >= until {
                    break;
                }
                through += usize::from(answer.header("location") == "/inloggen/code");
            }
            through
        });
    }
    visitors.join_all().await.into_iter().sum()
}
