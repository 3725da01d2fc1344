//! Many people at once on PostgreSQL, which waits for the disk at each commit: does one row stand in everybody's way?
//! Hashes cost next to nothing here, so that what is left is the database, and the processors.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use flows::passwords::StoredHash;
use sqlx::{Connection, Executor, PgConnection};

use crate::{
    Result,
    figure::{
        Chapter, Figure,
        Limit::{AtLeast, AtMost, Told},
    },
    house::{CHEAP_HASHES, House, LARGE_BUDGETS},
    login::{TOWN, saturate},
    machine::Processors,
    sizes::database_of_its_own,
    town::Place,
};

/// People at once.
const CROWD: usize = 32;
/// Before anything is counted: caches are filled, connections opened.
const WARM: Duration = Duration::from_secs(3);
/// How long each is looked at.
const LOOK: Duration = Duration::from_secs(12);
/// How often the server is asked what its connections wait for.
const SAMPLE_EVERY: Duration = Duration::from_millis(10);
/// From this share on, the processors are what more people wait for.
const PROCESSORS_ARE_THE_LIMIT: f64 = 0.9;

/// As many connections as people.
const CONNECTIONS: &[(&str, &str)] = &[("database.connections", "32")];

/// What `.ci/with-postgres` switches off for tests is switched on.
const WAIT_FOR_THE_DISK: [&str; 4] = [
    "alter system set fsync = on",
    "alter system set synchronous_commit = on",
    "alter system set full_page_writes = on",
    "select pg_reload_conf()",
];
const AS_BEFORE: [&str; 2] = ["alter system reset all", "select pg_reload_conf()"];

/// What each busy connection waits for at this moment.
const WAITING: &str = "
select coalesce(wait_event_type, 'nothing'), coalesce(wait_event, ''), left(regexp_replace(query, '\\s+', ' ', 'g'), 60)
from pg_stat_activity
where backend_type = 'client backend' and datname = current_database() and state = 'active' and pid <> pg_backend_pid()";

/// Every figure about a crowd.
pub async fn figures(folder: &Path, hash: &StoredHash, postgres: &str) -> Result<Chapter> {
    let mut server = PgConnection::connect(postgres).await?;
    for statement in WAIT_FOR_THE_DISK {
        server.execute(statement).await?;
    }
    let chapter = measured(folder, hash, postgres).await;
    for statement in AS_BEFORE {
        server.execute(statement).await?;
    }
    chapter
}

async fn measured(folder: &Path, hash: &StoredHash, postgres: &str) -> Result<Chapter> {
    let url = database_of_its_own(postgres, "crowd").await?;
    let place = Place::Postgres(&url);
    TOWN.settle(&place, hash).await?;
    let settings = [LARGE_BUDGETS, CHEAP_HASHES, CONNECTIONS];
    let house = Arc::new(House::furnished(folder, &place.url(), &settings).await?);
    let people = Arc::new(AtomicUsize::new(0));
    saturate(&house, &people, CROWD, WARM).await;
    let one = Look::at(&house, &people, 1, &url).await?;
    let crowd = Look::at(&house, &people, CROWD, &url).await?;
    let times = crowd.steps / one.steps;
    let limited = crowd.processors >= PROCESSORS_ARE_THE_LIMIT;
    let figures = vec![
        Figure::new("First login steps, one at a time", one.steps, "/s", Told),
        Figure::new(
            "… processors busy meanwhile",
            one.processors * 100.0,
            "%",
            Told,
        ),
        Figure::new("First login steps, 32 at once", crowd.steps, "/s", Told),
        Figure::new(
            "… processors busy meanwhile",
            crowd.processors * 100.0,
            "%",
            Told,
        ),
        Figure::new(
            if limited {
                "… as a multiple (at 90 % and more, the processors are the limit)"
            } else {
                "… as a multiple"
            },
            times,
            "×",
            if limited { Told } else { AtLeast(3.0) },
        ),
        Figure::new("Connections busy, on average", crowd.busy, "", Told),
        Figure::new(
            "… that wait for a lock of another",
            crowd.waits("Lock"),
            "%",
            AtMost(5.0),
        ),
        Figure::new("… that wait for the disk", crowd.waits("IO"), "%", Told),
        Figure::new(
            "… that wait for a page or the log of another",
            crowd.waits("LWLock"),
            "%",
            Told,
        ),
        Figure::new("… that wait for nothing", crowd.waits("nothing"), "%", Told),
    ];
    crowd.print_locks();
    Ok(Chapter {
        title: "32 people at once on PostgreSQL, waiting for the disk",
        figures,
    })
}

/// What was seen while people logged in.
struct Look {
    /// First login steps a second.
    steps: f64,
    /// Share of the processors that was busy with anything.
    processors: f64,
    /// Busy connections, on average.
    busy: f64,
    samples: usize,
    /// How often which kind of wait was seen.
    kinds: BTreeMap<String, usize>,
    /// How often which statement waited for a lock.
    locks: BTreeMap<String, usize>,
}

impl Look {
    async fn at(
        house: &Arc<House>,
        people: &Arc<AtomicUsize>,
        at_once: usize,
        url: &str,
    ) -> Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let watching = tokio::spawn(watch(url.to_owned(), Arc::clone(&stop)));
        let before = Processors::now()?;
        let done = saturate(house, people, at_once, LOOK).await;
        let processors = Processors::now()?.busy_since(&before);
        stop.store(true, Ordering::Relaxed);
        let mut look = watching.await??;
        look.steps = done as f64 / LOOK.as_secs_f64();
        look.processors = processors;
        Ok(look)
    }

    /// Of a hundred looks at a busy connection, so many found it waiting for this.
    fn waits(&self, kind: &str) -> f64 {
        let all: usize = self.kinds.values().sum();
        let these = self.kinds.get(kind).copied().unwrap_or_default();
        100.0 * these as f64 / all.max(1) as f64
    }

    /// Which statements waited for a lock, for whoever has to find out why.
    fn print_locks(&self) {
        let mut locks: Vec<_> = self.locks.iter().collect();
        locks.sort_by_key(|(_, seen)| std::cmp::Reverse(**seen));
        for (statement, seen) in locks.iter().take(8) {
            println!("    {seen:>6} × waiting for a lock: {statement}");
        }
    }
}

async fn watch(url: String, stop: Arc<AtomicBool>) -> Result<Look> {
    let mut connection = PgConnection::connect(&url).await?;
    let mut look = Look {
        steps: 0.0,
        processors: 0.0,
        busy: 0.0,
        samples: 0,
        kinds: BTreeMap::new(),
        locks: BTreeMap::new(),
    };
    let mut ticks = tokio::time::interval(SAMPLE_EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    while !stop.load(Ordering::Relaxed) {
        ticks.tick().await;
        let busy: Vec<(String, String, String)> =
            sqlx::query_as(WAITING).fetch_all(&mut connection).await?;
        look.samples += 1;
        for (kind, event, statement) in busy {
            if kind == "Lock" {
                *look
                    .locks
                    .entry(format!("{event}: {statement}"))
                    .or_default() += 1;
            }
            *look.kinds.entry(kind).or_default() += 1;
        }
    }
    connection.close().await?;
    let seen: usize = look.kinds.values().sum();
    look.busy = seen as f64 / look.samples.max(1) as f64;
    Ok(look)
}
