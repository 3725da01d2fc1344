//! The list of an organisation with ten thousand people: how long the first page takes, and how many a second go out.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use flows::passwords::StoredHash;
use tokio::task::JoinSet;

use crate::{
    Result,
    browser::Browser,
    figure::{
        Chapter, Figure,
        Limit::{AtLeast, AtMost, Told},
    },
    house::{House, LARGE_BUDGETS},
    statistics::Samples,
    town::{PASSWORD, Place, Town},
};

const TOWN: Town = Town {
    organisations: 1,
    people_each: 10_000,
    odd: 2_000,
};
const PAGE: &str = "/beheer/medewerkers";
/// Readers at once, for the most pages a second.
const READERS: usize = 8;
const LONG: Duration = Duration::from_secs(10);

/// Both figures.
pub async fn figures(folder: &Path, hash: &StoredHash) -> Result<Chapter> {
    let database = folder.join("sleutelbos.db");
    TOWN.settle(&Place::Sqlite(&database), hash).await?;
    let house = House::furnished(folder, &Place::Sqlite(&database).url(), &[LARGE_BUDGETS]).await?;
    let house = Arc::new(house);
    let mut reader = house
        .logged_in(&TOWN.email_of(0), &Town::mobile_of(0), PASSWORD)
        .await?;
    let size = reader.get(PAGE).await?.body.len();
    let mut alone = Samples::default();
    for _ in 0..1_000 {
        let began = Instant::now();
        reader.get(PAGE).await?;
        alone.push(began.elapsed());
    }
    let mut reading: JoinSet<std::io::Result<usize>> = JoinSet::new();
    for _ in 0..READERS {
        reading.spawn(read(reader.tab().await?));
    }
    let mut pages = 0;
    while let Some(read) = reading.join_next().await {
        pages += read??;
    }
    let figures = vec![
        Figure::new(
            "First page of 10,000 people: size, not compressed",
            size as f64 / 1_000.0,
            "kB",
            Told,
        ),
        Figure::new(
            "… p50 over loopback, one reader",
            alone.median(),
            "ms",
            AtMost(3.8),
        )
        .peer("3.8 – 6 ms"),
        Figure::new("… p95", alone.percentile(0.95), "ms", Told),
        Figure::new(
            "… pages a second, eight readers",
            pages as f64 / LONG.as_secs_f64(),
            "/s",
            AtLeast(2_000.0),
        )
        .peer("730 – 860 /s"),
    ];
    Ok(Chapter {
        title: "The list of ten thousand people",
        figures,
    })
}

async fn read(mut reader: Browser) -> std::io::Result<usize> {
    let (until, mut pages) = (Instant::now() + LONG, 0);
    while Instant::now() < until {
        pages += usize::from(reader.get(PAGE).await?.status == 200);
    }
    Ok(pages)
}
