//! An admin works while something breaks around the running program: a full disk, a disk that forgets, an end in the
//! middle, a file that somebody else holds, a server that is gone, a clock that goes back or was ahead. Nothing that was answered is lost, nothing is done
//! twice, the trail is whole, and writing goes on by itself (SEC-75). `SLEUTELBOS_ROUNDS` makes it longer (`make faults`).

#[path = "../../../benches/figures/browser.rs"]
#[expect(dead_code, reason = "the benchmark asks for more")]
mod browser;
mod house;
mod karin;

use std::time::Duration;

use flows::testing::On;
use sqlx::{Connection, PgConnection, SqliteConnection};

use super::program::Fault;
use house::{House, runs};
use karin::{Karin, texts, within};

/// A form of a stranger that writes a little.
const FORGOT: &str = "email=somebody%40x.example";

/// One after the other: each has the machine, and the server of the tests, to itself.
static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

fn rounds() -> u64 {
    let asked = std::env::var("SLEUTELBOS_ROUNDS").ok();
    asked.and_then(|rounds| rounds.parse().ok()).unwrap_or(2)
}

#[tokio::test]
async fn sec_75_a_disk_that_is_full_or_forgets_stops_writing_only_while_it_does() {
    let _alone = ALONE.lock().await;
    let house = House::on(On::Sqlite).await;
    let _program = house.place.serves();
    let mut karin = Karin::logs_in(&house, On::Sqlite).await;
    for disk in [Fault::Full, Fault::NoSync, Fault::ReadOnly].repeat(rounds() as usize) {
        karin.works_again().await;
        house.place.disk(Some(disk));
        for _ in 0..3 {
            assert!(
                !karin.works_anew().await,
                "{disk:?}: nothing can be kept, so nothing is promised"
            );
        }
        karin.readiness_becomes(503).await;
        house.place.disk(None);
        karin.works_again().await;
        karin.readiness_becomes(200).await;
    }
    karin.nothing_is_lost_or_doubled().await;
}

#[tokio::test]
async fn sec_75_a_file_that_somebody_else_holds_is_waited_for_and_nothing_is_lost() {
    let _alone = ALONE.lock().await;
    let house = House::on(On::Sqlite).await;
    let _program = house.place.serves();
    let mut karin = Karin::logs_in(&house, On::Sqlite).await;
    for _ in 0..rounds() {
        let mut other = SqliteConnection::connect(&house.database).await.unwrap();
        sqlx::raw_sql("begin immediate")
            .execute(&mut other)
            .await
            .unwrap();
        assert!(!karin.works_anew().await, "somebody else writes");
        sqlx::raw_sql("rollback").execute(&mut other).await.unwrap();
        karin.works_again().await;
        karin.readiness_becomes(200).await;
    }
    karin.nothing_is_lost_or_doubled().await;
}

#[tokio::test]
async fn sec_75_a_file_system_that_runs_full_stops_writing_only_until_there_is_room() {
    let _alone = ALONE.lock().await;
    let Some(house) = House::on_a_small_disk().await else {
        println!(
            "only root may mount a file system; the same disk is full by other means in the test above"
        );
        return;
    };
    let _program = house.place.serves();
    let mut karin = Karin::logs_in(&house, On::Sqlite).await;
    for _ in 0..rounds() {
        karin.works_again().await;
        house.fill();
        while karin.works_anew().await {}
        karin.readiness_becomes(503).await;
        house.make_room();
        karin.works_again().await;
        karin.readiness_becomes(200).await;
    }
    karin.nothing_is_lost_or_doubled().await;
}

#[tokio::test]
async fn sec_75_a_file_that_does_not_fit_leaves_room_for_everybody_else() {
    let _alone = ALONE.lock().await;
    let Some(house) = House::on_a_small_disk().await else {
        println!("only root may mount a file system");
        return;
    };
    let _program = house.place.serves();
    let mut karin = Karin::logs_in(&house, On::Sqlite).await;
    let many = (0..10_000).fold("soort;nummer;naam\n".to_owned(), |file, n| {
        file + &format!("adviseur;9{n:05};Kantoor {n}\n")
    });
    std::fs::write(house.place.folder().join("many.csv"), many).unwrap();
    let (done, said) = house.place.run("import organisations many.csv");
    assert!(!done && said.contains("make room and try again"), "{said}");
    assert_eq!(
        texts(
            &house,
            On::Sqlite,
            "select cast(count(*) as text) from import_row"
        )
        .await,
        ["0"]
    );
    karin.works_again().await;
    karin.readiness_becomes(200).await;
}

#[tokio::test]
async fn sec_75_a_server_that_is_gone_for_a_while_loses_and_doubles_nothing() {
    let _alone = ALONE.lock().await;
    let house = House::on(On::Postgres).await;
    let _program = house.place.serves();
    let mut karin = Karin::logs_in(&house, On::Postgres).await;
    let server = std::env::var("SLEUTELBOS_TEST_POSTGRES").unwrap();
    let name = house.database.rsplit_once('/').unwrap().1.to_owned();
    for _ in 0..rounds() {
        karin.works_again().await;
        let mut other = PgConnection::connect(&server).await.unwrap();
        let close = |allowed: bool| {
            sqlx::AssertSqlSafe(format!(
                "alter database {name} with allow_connections {allowed}"
            ))
        };
        sqlx::raw_sql(close(false))
            .execute(&mut other)
            .await
            .unwrap();
        let end = "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1";
        sqlx::query(end)
            .bind(&name)
            .execute(&mut other)
            .await
            .unwrap();
        assert!(!karin.works_anew().await, "the server lets nobody in");
        karin.readiness_becomes(503).await;
        sqlx::raw_sql(close(true))
            .execute(&mut other)
            .await
            .unwrap();
        karin.works_again().await;
        karin.readiness_becomes(200).await;
    }
    karin.nothing_is_lost_or_doubled().await;
}

#[tokio::test]
async fn sec_75_a_server_whose_disk_runs_full_stops_writing_only_until_there_is_room() {
    let _alone = ALONE.lock().await;
    let Some(house) = House::on_a_server_with_a_small_disk().await else {
        println!("only root may mount a file system");
        return;
    };
    let program = house.place.serves();
    let mut karin = Karin::logs_in(&house, On::Postgres).await;
    for _ in 0..rounds() {
        karin.works_again().await;
        house.fill();
        let said = house.place.until_ready(false);
        assert!(said.body.contains("the disk is full"), "{}", said.body);
        let refused = loop {
            let refused = house.place.post("/wachtwoord-vergeten", FORGOT);
            if refused.status != 303 {
                break refused;
            }
        };
        assert_eq!(refused.status, 503, "{}", refused.body);
        assert!(refused.head.contains("retry-after: 60"), "{}", refused.head);
        assert!(
            refused.body.contains("Er is een storing bij ons"),
            "{}",
            refused.body
        );
        assert_eq!(
            house.place.get("/readyz").status,
            503,
            "as long as it lasts"
        );
        house.make_room();
        karin.works_again().await;
        karin.readiness_becomes(200).await;
    }
    karin.nothing_is_lost_or_doubled().await;
    drop(program);
    house.taken_down().await;
}

#[tokio::test]
async fn sec_75_why_a_server_lets_nobody_in_is_said_in_the_log_by_readiness_and_on_the_command_line()
 {
    const PASSWORD: &str = "geheim-van-de-proef";
    let _alone = ALONE.lock().await;
    let role = format!("door_{}", std::process::id());
    let house = House::on_a_server_as(&role, PASSWORD).await;
    let _program = house.place.serves();
    assert_eq!(house.place.until_ready(true).status, 200);
    let server = std::env::var("SLEUTELBOS_TEST_POSTGRES").unwrap();
    for (shut, open, code, says) in [
        (
            "connection limit 0",
            "connection limit -1",
            "53300",
            "too many connections",
        ),
        (
            "password 'another'",
            "password 'geheim-van-de-proef'",
            "28P01",
            "password authentication failed",
        ),
        ("nologin", "login", "28000", "not permitted to log in"),
    ] {
        let end = format!(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = '{role}'"
        );
        runs(&server, &format!("alter role {role} {shut}; {end}")).await;
        let said = house.place.until_ready(false);
        let (done, on_the_command_line) = house.place.run("audit verify");
        let log = house.place.complaints();
        runs(&server, &format!("alter role {role} {open}")).await;
        assert!(said.body.contains(code), "{shut}: {}", said.body);
        assert!(
            !done && on_the_command_line.contains(says),
            "{shut}: {on_the_command_line}"
        );
        assert!(log.contains(says), "{shut}: {log}");
        for told in [&said.body, &on_the_command_line, &log] {
            assert!(!told.contains(PASSWORD), "{shut}: {told}");
        }
        assert_eq!(house.place.until_ready(true).status, 200, "{shut}");
    }
}

async fn ends_in_the_middle(on: On) {
    let _alone = ALONE.lock().await;
    let house = House::on(on).await;
    let mut program = house.place.serves();
    let mut karin = Karin::logs_in(&house, on).await;
    for round in 0..rounds() * 4 {
        // Somewhere within a deed or two, elsewhere in each round.
        let moment = Duration::from_micros(500 + round * 7_919 % 20_000);
        let working = async { while karin.works_anew().await {} };
        assert!(
            tokio::time::timeout(moment, working).await.is_err(),
            "{}",
            house.place.complaints()
        );
        program.kill();
        program = house.place.serves();
        karin.works_again().await;
    }
    karin.nothing_is_lost_or_doubled().await;
}

#[tokio::test]
async fn sec_75_an_end_in_the_middle_of_anything_loses_and_doubles_nothing_on_sqlite() {
    ends_in_the_middle(On::Sqlite).await;
}

#[tokio::test]
async fn sec_75_an_end_in_the_middle_of_anything_loses_and_doubles_nothing_on_postgres() {
    ends_in_the_middle(On::Postgres).await;
}

#[tokio::test]
async fn sec_75_a_node_whose_clock_is_not_that_of_the_others_says_so() {
    let _alone = ALONE.lock().await;
    let house = House::on(On::Postgres).await;
    let _program = house.place.serves();
    assert_eq!(house.place.until_ready(true).status, 200);
    for seconds in [300, -300] {
        house.place.clock(seconds);
        let said = house.place.until_ready(false);
        assert!(
            said.body.contains("seconds apart"),
            "{seconds}: {}",
            said.body
        );
    }
    house.place.clock(5);
    assert_eq!(
        house.place.until_ready(true).status,
        200,
        "a little is nothing"
    );
}

#[tokio::test]
async fn sec_75_a_clock_that_goes_back_stops_nobody_who_works() {
    let _alone = ALONE.lock().await;
    let house = House::on(On::Sqlite).await;
    let _program = house.place.serves();
    let mut karin = Karin::logs_in(&house, On::Sqlite).await;
    for seconds in [-1, -60, -10 * 60, 5, 0, -10 * 60] {
        house.place.clock(seconds);
        karin.works_again().await;
    }
    karin.readiness_becomes(200).await;
    karin.nothing_is_lost_or_doubled().await;
}

#[tokio::test]
async fn sec_75_a_clock_that_was_ahead_for_a_moment_stops_nobody_when_it_is_right() {
    const YEARS: i64 = 10 * 365 * 24 * 60 * 60;
    let _alone = ALONE.lock().await;
    let house = House::on(On::Sqlite).await;
    let program = house.place.serves();
    house.place.until_ready(true);
    house.place.clock(YEARS);
    let guess = "email=karin%40kantoor-deboer.example&password=geraden+wachtwoord";
    // For long enough to be seen: a shorter moment is put right within the hour, or at the next start.
    let begun = std::time::Instant::now();
    while begun.elapsed() < Duration::from_secs(3) {
        house.place.post("/inloggen", guess);
        house.place.post("/wachtwoord-vergeten", FORGOT);
    }
    let waits = "select subject from login_counter
        where refused_until > (julianday('now') - 2440587.5) * 86400000";
    assert!(!texts(&house, On::Sqlite, waits).await.is_empty());
    house.place.clock(0);
    let settled = async || {
        texts(&house, On::Sqlite, waits)
            .await
            .is_empty()
            .then_some(())
    };
    assert!(
        within(settled).await.is_some(),
        "{}",
        house.place.complaints()
    );
    let mut karin = Karin::logs_in(&house, On::Sqlite).await;
    karin.works_again().await;
    karin.readiness_becomes(200).await;
    karin.nothing_is_lost_or_doubled().await;
    drop(program);
    // The same when the program ended meanwhile.
    house.place.clock(YEARS);
    let program = house.place.serves();
    house.place.until_ready(true);
    for _ in 0..6 {
        house.place.post("/inloggen", guess);
    }
    drop(program);
    house.place.clock(0);
    let _program = house.place.serves();
    assert!(
        within(settled).await.is_some(),
        "{}",
        house.place.complaints()
    );
    house.place.until_ready(true);
    let right = format!(
        "email=karin%40kantoor-deboer.example&password={}",
        server::demo::PASSWORD.replace(' ', "+")
    );
    let said = house.place.post("/inloggen", &right);
    assert!(
        said.head.contains("location: /inloggen/code"),
        "{}",
        said.head
    );
}
