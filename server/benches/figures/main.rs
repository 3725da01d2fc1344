//! The figures of docs/benchmarks.md: `make bench` starts the real program, asks it over loopback, prints every figure with
//! what it has to be, writes the table, and fails if one misses. `cargo bench -p server -- login start` takes a part only.
//! Whoever asks shares the processors with who answers, so every figure is a little worse than it would be.

mod alike;
mod browser;
mod confirming;
mod crowd;
mod desk;
mod figure;
mod hashing;
mod house;
mod import;
mod login;
mod machine;
mod opening;
mod sets;
mod sizes;
mod staff;
mod statistics;
mod storm;
mod town;

use std::{path::Path, process::ExitCode, time::Instant};

use domain::TypedPassword;
use figure::Chapter;
use flows::{
    passwords::{Cost, Hasher, StoredHash},
    services::SystemChance,
};
use server::config::{Config, Sources};
use sqlx::{Connection, PgConnection, SqliteConnection};

type Result<T, E = Box<dyn std::error::Error + Send + Sync>> = std::result::Result<T, E>;

const CHAPTERS: [&str; 8] = [
    "opening", "staff", "login", "crowd", "alike", "sqlite", "postgres", "import",
];

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            println!("\nAt least one figure MISSES what it has to be.");
            ExitCode::FAILURE
        }
        Err(wrong) => {
            eprintln!("The benchmark stopped: {wrong}");
            ExitCode::FAILURE
        }
    }
}

/// Measures what was asked for; false if a figure misses.
async fn run() -> Result<bool> {
    // cargo adds words of its own, with dashes.
    let asked: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    if let Some(unknown) = asked.iter().find(|word| !CHAPTERS.contains(&word.as_str())) {
        return Err(format!("{unknown} is none of {}", CHAPTERS.join(", ")).into());
    }
    let everything = asked.is_empty();
    let postgres = std::env::var("SLEUTELBOS_TEST_POSTGRES")
        .map_err(|_| "run it as `make bench`, which starts a PostgreSQL")?;
    let machine = machine::described(
        &sqlite_version().await?,
        &postgres_version(&postgres).await?,
    );
    println!("{machine}");
    let folder = tempfile::Builder::new()
        .prefix("sleutelbos-bench-")
        .tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let (dear, cheap) = (
        hash(Cost::FLOOR).await?,
        hash(Cost {
            memory_kib: 64,
            passes: 1,
        })
        .await?,
    );
    let mut chapters = Vec::new();
    for name in CHAPTERS
        .into_iter()
        .filter(|name| everything || asked.iter().any(|asked| asked == name))
    {
        let room = folder.path().join(name);
        std::fs::create_dir(&room)?;
        let began = Instant::now();
        let chapter = match name {
            "opening" => opening::figures(&room, &dear).await?,
            "staff" => staff::figures(&room, &dear).await?,
            "login" => login::figures(&room, &dear).await?,
            "crowd" => crowd::figures(&room, &cheap, &postgres).await?,
            "alike" => alike::figures(&room, &cheap).await?,
            "sqlite" => sizes::figures(&room, &cheap, None).await?,
            "postgres" => sizes::figures(&room, &cheap, Some(&postgres)).await?,
            _ => import::figures(&room)?,
        };
        told(&chapter, began);
        chapters.push(chapter);
        std::fs::remove_dir_all(&room)?;
    }
    if everything {
        let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/benchmarks.md");
        figure::write_into(&document, &figure::page(&machine, &chapters))?;
        println!("\nWritten into docs/benchmarks.md.");
    }
    Ok(chapters
        .iter()
        .flat_map(|chapter| &chapter.figures)
        .all(figure::Figure::meets))
}

fn told(chapter: &Chapter, began: Instant) {
    println!(
        "\n{} ({:.0} s)",
        chapter.title,
        began.elapsed().as_secs_f64()
    );
    for figure in &chapter.figures {
        figure.print();
    }
}

/// A hash of everybody's password, as a house with the configuration of a laptop makes it.
async fn hash(cost: Cost) -> Result<StoredHash> {
    let laptop = Sources {
        file: None,
        environment: vec![(
            "SLEUTELBOS__SERVER__MODE".to_owned(),
            "development".to_owned(),
        )],
        no_text: Vec::new(),
    };
    let config = Config::load(&laptop).map_err(|mistakes| format!("{mistakes:?}"))?;
    let hasher = Hasher::new(cost, config.secrets.peppers(), 1, &SystemChance)?;
    let password = TypedPassword::parse(town::PASSWORD.to_owned()).map_err(|_| "not a password")?;
    let hash = hasher.hash(&password, &SystemChance).await?;
    Ok(hash.map_err(|_| "nobody else is hashing yet")?)
}

async fn sqlite_version() -> Result<String> {
    let mut connection = SqliteConnection::connect("sqlite::memory:").await?;
    let (version,): (String,) = sqlx::query_as("select sqlite_version()")
        .fetch_one(&mut connection)
        .await?;
    Ok(version)
}

async fn postgres_version(url: &str) -> Result<String> {
    let mut connection = PgConnection::connect(url).await?;
    let (version,): (String,) = sqlx::query_as("show server_version")
        .fetch_one(&mut connection)
        .await?;
    Ok(version)
}
