//! Coming in: how soon the program answers, how little it holds, and what a browser loads before it can log in.

use std::{collections::BTreeSet, path::Path};

use flows::passwords::StoredHash;

use crate::{
    Result,
    figure::{
        Chapter, Figure,
        Limit::{AtMost, Told},
    },
    house::{House, configure},
    statistics::Samples,
    town::{PASSWORD, Place, Town},
};

const TOWN: Town = Town {
    organisations: 1_000,
    people_each: 10,
    odd: 200,
};
/// Starts of which the middle one counts.
const STARTS: usize = 15;

/// Start and memory.
pub async fn figures(folder: &Path, hash: &StoredHash) -> Result<Chapter> {
    let database = folder.join("sleutelbos.db");
    let place = Place::Sqlite(&database);
    TOWN.settle(&place, hash).await?;
    let address = configure(folder, &place.url(), &[])?;
    let mut starts = Samples::default();
    for _ in 0..STARTS {
        starts.push(House::open(folder, address).await?.opened_in);
    }
    let house = House::open(folder, address).await?;
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    let idle = house.memory()?;
    let mut admin = house
        .logged_in(&TOWN.email_of(0), &Town::mobile_of(0), PASSWORD)
        .await?;
    for _ in 0..200 {
        admin.get("/beheer/medewerkers").await?;
    }
    let used = house.memory()?;
    let mut figures = vec![
        Figure::new(
            "From the start of the process to the first answered page, p50",
            starts.median(),
            "ms",
            AtMost(100.0),
        )
        .peer("120 – 166 ms"),
        Figure::new(
            "… slowest of 15",
            starts.percentile(1.0),
            "ms",
            AtMost(120.0),
        ),
        Figure::new("Memory, idle", idle, "MiB", AtMost(40.0)).peer("59 MB"),
        Figure::new("Memory after a login and 200 pages", used, "MiB", Told),
    ];
    figures.extend(login_page(&house).await?);
    figures.push(islands(&house).await?);
    Ok(Chapter {
        title: "Start, memory, and what a browser loads",
        figures,
    })
}

/// The login page in a browser that was never here: the page, and every file it names.
async fn login_page(house: &House) -> Result<Vec<Figure>> {
    let mut browser = house.visitor().await?.with_brotli();
    let page = browser.get("/inloggen").await?;
    let html = page.body.len();
    // Files are named in the plain text of the page; a browser would have unpacked it.
    let text = house.visitor().await?.get("/inloggen").await?.text();
    let (mut style, mut font, mut all, mut wasm) = (0, 0, html, 0);
    let files = named(&text);
    for file in &files {
        let size = browser.get(file).await?.body.len();
        all += size;
        match file.rsplit('.').next() {
            Some("css") => style += size,
            Some("woff2") => font += size,
            Some("wasm" | "js") => wasm += size,
            _ => {}
        }
    }
    let elsewhere = text.matches("src=\"http").count() + text.matches("<link href=\"http").count();
    // A font cannot block: the style sheet says what to show meanwhile.
    let sheet = files
        .iter()
        .find(|file| file.ends_with(".css"))
        .ok_or("no style sheet")?;
    let sheet = house.visitor().await?.get(sheet).await?.text();
    let waited_for = sheet
        .split("@font-face")
        .skip(1)
        .filter_map(|rule| rule.split('}').next())
        .filter(|rule| rule.contains("url(") && !rule.contains("font-display:swap"))
        .count();
    let kb = |bytes: usize| bytes as f64 / 1_000.0;
    Ok(vec![
        Figure::new(
            "Login page, cold: HTML and style by brotli",
            kb(html + style),
            "kB",
            AtMost(15.0),
        ),
        Figure::new("… the font", kb(font), "kB", AtMost(30.0)),
        Figure::new(
            "… fonts that text waits for",
            waited_for as f64,
            "",
            AtMost(0.0),
        ),
        Figure::new("… everything", kb(all), "kB", AtMost(45.0)).peer("190 kB"),
        Figure::new("… requests", (1 + files.len()) as f64, "", AtMost(5.0)).peer("69"),
        Figure::new("… wasm and script files", kb(wasm), "kB", AtMost(0.0)),
        Figure::new("… files from elsewhere", elsewhere as f64, "", AtMost(0.0)),
    ])
}

/// What a page with islands loads besides.
async fn islands(house: &House) -> Result<Figure> {
    let assets = server::http::site_assets()?;
    let mut browser = house.visitor().await?.with_brotli();
    let mut bytes = 0;
    for file in [assets.script, assets.module] {
        bytes += browser.get(&file).await?.body.len();
    }
    let what = "Pages with islands: wasm and script by brotli";
    Ok(Figure::new(
        what,
        bytes as f64 / 1_000.0,
        "kB",
        AtMost(90.0),
    ))
}

/// Addresses of our files that a page names, each once.
fn named(page: &str) -> BTreeSet<String> {
    page.split(['"', '\''])
        .filter(|text| text.starts_with("/assets/"))
        .map(str::to_owned)
        .collect()
}
