//! The program with real faults under it: it says that it is not ready, and works again by itself when the fault is gone.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod program;
mod working;

use std::{
    collections::BTreeMap,
    fs,
    fs::Permissions,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::Path,
    time::Duration,
};

use program::{Fault, Place};

const OFFICES: &str = "soort;nummer;naam\nadviseur;1234;Kantoor De Boer\n";

fn staff(people: u32) -> String {
    let head = "soort;nummer;voornaam;achternaam;e-mail;mobiel\n".to_owned();
    (0..people).fold(head, |file, n| {
        file + &format!("adviseur;1234;Jan;Jansen;jan{n}@kantoor.example;0612345678\n")
    })
}

fn sqlite(place: &Path) -> sqlx::sqlite::SqliteConnectOptions {
    sqlx::sqlite::SqliteConnectOptions::new().filename(place.join("sleutelbos.db"))
}

async fn number(place: &Path, question: &'static str) -> i64 {
    let pool = sqlx::SqlitePool::connect_with(sqlite(place)).await.unwrap();
    let number = sqlx::query_scalar(question).fetch_one(&pool).await.unwrap();
    pool.close().await;
    number
}

const ASKED: &str = "select count(*) from outbox where letter = 'asked_for_reset'";
const PEOPLE: &str = "select count(*) from authorisation";

#[tokio::test]
async fn sec_75_the_program_says_no_while_the_disk_fails_and_goes_on_by_itself() {
    let place = Place::new();
    let program = place.serves();
    assert_eq!(place.until_ready(true).body, "ready\n");
    let asks = |who: &str| place.post("/wachtwoord-vergeten", &format!("email={who}%40x.example"));
    assert_eq!(asks("first").status, 303);
    let (nothing, perhaps) = (
        "Er is niets gewijzigd",
        "Wij weten niet of uw wijziging is gelukt",
    );
    for (fault, says, told) in [
        (Fault::Full, "the disk is full", nothing),
        // What stands in the log counts if the program ends before something else is written.
        (Fault::NoSync, "the disk fails", perhaps),
        (
            Fault::ReadOnly,
            "the disk fails or may only be read",
            perhaps,
        ),
    ] {
        let before = number(place.folder(), ASKED).await;
        place.disk(Some(fault));
        let refused = asks("refused");
        assert_eq!(refused.status, 503, "{fault:?}");
        assert!(
            refused.head.contains("retry-after"),
            "{fault:?}: {}",
            refused.head
        );
        assert!(refused.body.contains(told), "{fault:?}: {}", refused.body);
        let said = place.until_ready(false);
        assert_eq!(said.status, 503, "{fault:?}");
        assert!(said.body.contains(says), "{fault:?}: {}", said.body);
        place.disk(None);
        assert_eq!(place.until_ready(true).body, "ready\n", "{fault:?}");
        assert_eq!(asks("again").status, 303, "{fault:?}");
        assert_eq!(number(place.folder(), ASKED).await, before + 1, "{fault:?}");
    }
    drop(program);
    let (whole, said) = place.run("audit verify");
    assert!(whole, "{said}");
}

#[test]
fn two_that_make_the_same_database_at_once_both_succeed() {
    let place = Place::new();
    let all: Vec<_> = (0..4).map(|_| place.begins("migrate")).collect();
    for one in all {
        let done = one.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{said}");
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o777
}

#[test]
fn what_the_program_writes_is_for_its_own_user_alone() {
    let place = Place::new();
    let data = place.folder().join("data");
    let file = |name: &str| place.folder().join(name);
    place.run("migrate");
    let open = Permissions::from_mode(0o644);
    fs::set_permissions(file("sleutelbos.db"), open).unwrap();
    let _program = place.serves();
    assert_eq!(place.until_ready(true).status, 200);
    for name in [
        "sleutelbos.db",
        "sleutelbos.db-wal",
        "sleutelbos.db-shm",
        "postvak.jsonl",
    ] {
        assert_eq!(mode(&file(name)), 0o600, "{name}");
    }
    flows::files::private_folder(&data.join("deeper")).unwrap();
    assert_eq!((mode(&data), mode(&data.join("deeper"))), (0o700, 0o700));
}

#[test]
fn what_is_no_file_stays_everybodys() {
    let place = Place::new();
    let socket = place.folder().join("like-dev-null");
    let _there = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    fs::set_permissions(&socket, Permissions::from_mode(0o666)).unwrap();
    assert!(flows::files::private_file(&socket).is_err());
    assert_eq!(mode(&socket), 0o666, "everybody uses it");
}

/// Every file of a folder with its bytes and its time; what SQLite puts beside a file to read it holds nothing.
fn everything(folder: &Path) -> BTreeMap<String, (Vec<u8>, i64)> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let about = fs::metadata(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with("-wal") {
            assert_eq!(about.len(), 0, "{name}");
        } else if name != "fault" && !name.ends_with("-shm") {
            files.insert(name, (fs::read(&path).unwrap(), about.mtime_nsec()));
        }
    }
    files
}

#[tokio::test]
async fn commands_that_say_they_change_nothing_leave_every_byte_as_it_was() {
    let place = Place::new();
    fs::write(place.folder().join("offices.csv"), OFFICES).unwrap();
    fs::write(place.folder().join("staff.csv"), staff(3)).unwrap();
    let only_read = [
        "import organisations offices.csv --dry-run",
        "import people staff.csv --dry-run",
        "audit verify",
        "config check",
        "content check",
    ];
    let empty = everything(place.folder());
    for words in only_read {
        let (done, said) = place.run(words);
        assert_eq!(done, words.ends_with("check"), "{words}: {said}");
        assert_eq!(everything(place.folder()), empty, "{words}");
    }
    place.run("import organisations offices.csv");
    let before = everything(place.folder());
    // On a disk that may only be read, as a copy in a safe is.
    place.disk(Some(Fault::ReadOnly));
    for words in only_read {
        let (done, said) = place.run(words);
        assert!(done, "{words}: {said}");
    }
    place.disk(None);
    assert_eq!(everything(place.folder()), before);

    let pool = sqlx::SqlitePool::connect_with(sqlite(place.folder()))
        .await
        .unwrap();
    let older =
        "delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)";
    sqlx::raw_sql(older).execute(&pool).await.unwrap();
    pool.close().await;
    let before = everything(place.folder());
    let (done, said) = place.run("audit verify");
    assert!(!done && said.contains("older version"), "{said}");
    assert_eq!(everything(place.folder()), before);
}

#[tokio::test]
async fn a_file_of_people_lets_others_through_and_is_whole_even_when_its_process_is_killed() {
    const MANY: u32 = 1_500;
    let place = Place::new();
    fs::write(place.folder().join("offices.csv"), OFFICES).unwrap();
    fs::write(place.folder().join("staff.csv"), staff(MANY)).unwrap();
    place.run("import organisations offices.csv");
    let program = place.serves();
    let mut import = place.begins("import people staff.csv");
    let (mut asked, mut slowest) = (0, Duration::ZERO);
    while import.try_wait().unwrap().is_none() {
        let began = std::time::Instant::now();
        let said = place.post(
            "/wachtwoord-vergeten",
            &format!("email=a{asked}%40x.example"),
        );
        assert!(said.status == 303 || said.status == 429, "{}", said.status);
        asked += 1;
        slowest = slowest.max(began.elapsed());
        if number(place.folder(), PEOPLE).await > i64::from(MANY / 4) {
            // In the middle: some are in the books, the others wait to be.
            import.kill().unwrap();
            import.wait().unwrap();
            break;
        }
    }
    assert!(
        asked > 3 && slowest < Duration::from_secs(4),
        "{asked}, {slowest:?}"
    );
    drop(program);
    assert!(number(place.folder(), PEOPLE).await < i64::from(MANY));
    // Whoever comes next finishes it first; nobody is in twice.
    let (done, said) = place.run("import people staff.csv");
    assert!(
        done && said.starts_with("0 new, 0 changed, 1500 unchanged"),
        "{said}"
    );
    assert_eq!(number(place.folder(), PEOPLE).await, i64::from(MANY));
    let letters = "select count(*) from outbox where letter = 'invitation'";
    assert_eq!(number(place.folder(), letters).await, i64::from(MANY));
    assert_eq!(
        number(place.folder(), "select count(*) from import_row").await,
        0
    );
    let (whole, said) = place.run("audit verify");
    assert!(whole, "{said}");
}

#[tokio::test]
async fn sec_76_no_checkpoint_tells_of_rows_that_a_power_cut_takes() {
    let folder = tempfile::tempdir().unwrap();
    let checkpoints = folder.path().join("checkpoints");
    fs::create_dir(&checkpoints).unwrap();
    let more = "[audit]\ncheckpoint_dir = \"checkpoints\"\ncheckpoint_every = \"10s\"\n";
    let place = Place::at(folder, more);
    let kept = || fs::read_dir(&checkpoints).unwrap().count();
    fs::write(place.folder().join("offices.csv"), OFFICES).unwrap();
    fs::write(place.folder().join("staff.csv"), staff(6_000)).unwrap();
    place.run("import organisations offices.csv");
    place.watches_the_disk();
    let mut program = place.serves();
    assert_eq!(place.until_ready(true).status, 200);
    let mut import = place.begins("import people staff.csv --no-letters");
    let begun = std::time::Instant::now();
    while number(place.folder(), PEOPLE).await < 100 {
        assert!(begun.elapsed() < program::PATIENCE, "nobody is taken");
    }
    let before = kept();
    while kept() == before || half_written(&checkpoints) {
        assert!(
            begun.elapsed() < program::PATIENCE,
            "there is no checkpoint"
        );
        std::thread::yield_now();
    }
    let under_way = import.try_wait().unwrap().is_none();
    program.kill();
    import.kill().unwrap();
    import.wait().unwrap();
    place.power_cut();
    assert!(under_way, "it was cut in the middle");
    let (whole, said) = place.run("audit verify");
    assert!(whole, "{said}");
    // It goes on from there, and the trail with it.
    let (done, said) = place.run("import people staff.csv --no-letters");
    assert!(done, "{said}");
    let (whole, said) = place.run("audit verify");
    assert!(whole, "{said}");
}

/// Whether a checkpoint is on its way.
fn half_written(folder: &Path) -> bool {
    let names = fs::read_dir(folder).unwrap().flatten();
    names
        .map(|entry| entry.path())
        .any(|path| path.extension().is_none_or(|end| end != "json"))
}
