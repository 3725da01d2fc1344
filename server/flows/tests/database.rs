//! What becomes of connections on which something failed: a full file, a transaction that nobody listens to any more, a
//! server that threw us out. The real thing each time; the state must end by itself (SEC-75).
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{
    future::Future,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::Poll,
    time::Duration,
};

use flows::{
    Db, Trouble, Tx, execute, on, on_each_database, readiness,
    testing::{On, World, postgres_url},
    trouble::{Cause, Result, Schema},
};
use sqlx::{Connection, PgConnection};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
};

const KEEP: &str = "insert into budget (bucket, window_start, used) values ($1, 0, 1)";

async fn keeps(db: &Db, what: &str) -> Result<()> {
    let mut tx = db.write().await?;
    execute!(&mut tx, KEEP, what)?;
    tx.commit().await
}

async fn kept(db: &Db, what: &str) -> Result<bool> {
    let mut tx = db.look().await?;
    let (rows,): (i64,) = on!(&mut tx, |c| sqlx::query_as(
        "select count(*) from budget where bucket = $1"
    )
    .bind(what)
    .fetch_one(c))?;
    Ok(rows > 0)
}

/// A file that may not grow any more, as on a full disk; for this one connection.
async fn fills_up(tx: &mut Tx) {
    let (pages,): (i64,) = on!(&mut *tx, |c| sqlx::query_as("pragma page_count")
        .fetch_one(c))
    .unwrap();
    let limit = format!("pragma max_page_count = {pages}");
    let Tx::Sqlite(held) = tx else {
        panic!("only a file fills up like this")
    };
    sqlx::raw_sql(sqlx::AssertSqlSafe(limit))
        .execute(&mut **held)
        .await
        .unwrap();
}

#[tokio::test]
async fn sec_75_writing_goes_on_by_itself_after_the_disk_was_full() {
    let world = World::new(On::Sqlite).await;
    let db = &world.services.db;
    let much = "x".repeat(64 * 1024);
    let mut tx = db.write().await.unwrap();
    fills_up(&mut tx).await;
    let full = execute!(&mut tx, KEEP, &much).unwrap_err();
    assert_eq!(full.cause(), Cause::StorageFull, "{full}");
    // SQLite has ended the transaction by itself. What was still asked in it must not count on its own.
    let after = execute!(&mut tx, KEEP, "after").unwrap_err();
    assert!(matches!(after, Trouble::Undone), "{after}");
    assert!(matches!(tx.commit().await, Err(Trouble::Undone)));

    keeps(db, "later").await.unwrap();
    assert!(kept(db, "later").await.unwrap());
    assert!(!kept(db, "after").await.unwrap());
}

on_each_database! {
    async fn what_is_read_in_one_transaction_is_of_one_moment(on: On) {
        let world = World::new(on).await;
        let db = &world.services.db;
        let mut tx = db.read().await.unwrap();
        let count = "select count(*) from budget where bucket = 'meanwhile'";
        for written in [false, true] {
            if written {
                keeps(db, "meanwhile").await.unwrap();
            }
            let (rows,): (i64,) = on!(&mut tx, |c| sqlx::query_as(count).fetch_one(c)).unwrap();
            assert_eq!(rows, 0);
        }
        drop(tx);
        assert!(kept(db, "meanwhile").await.unwrap());
    }

    async fn sec_75_a_node_that_cannot_take_the_first_step_of_a_login_says_so(on: On) {
        let world = World::new(on).await;
        let services = &world.services;
        for (away, back) in [
            ("alter table budget rename to away", "alter table away rename to budget"),
            ("alter table login_counter rename to away", "alter table away rename to login_counter"),
            ("alter table challenge rename to away", "alter table away rename to challenge"),
            ("alter table outbox rename to away", "alter table away rename to outbox"),
            ("alter table audit rename to away", "alter table away rename to audit"),
        ] {
            readiness::writes(services, "node").await.unwrap();
            for (sql, works) in [(away, false), (back, true)] {
                let mut tx = services.db.write().await.unwrap();
                execute!(&mut tx, sql).unwrap();
                tx.commit().await.unwrap();
                assert_eq!(readiness::writes(services, "node").await.is_ok(), works, "{sql}");
            }
        }
    }

    async fn sec_75_a_transaction_in_which_a_statement_failed_cannot_be_committed(on: On) {
        let world = World::new(on).await;
        let db = &world.services.db;
        keeps(db, "first").await.unwrap();
        let mut tx = db.write().await.unwrap();
        execute!(&mut tx, KEEP, "second").unwrap();
        execute!(&mut tx, KEEP, "first").unwrap_err();
        assert!(matches!(tx.commit().await, Err(Trouble::Undone)));
        assert!(!kept(db, "second").await.unwrap());
        keeps(db, "third").await.unwrap();
    }

    async fn sec_75_whoever_stops_listening_at_any_moment_leaves_nothing_open(on: On) {
        let world = World::new(on).await;
        let db = &world.services.db;
        for after in 0..40 {
            let what = format!("after {after}");
            {
                let mut deed = pin!(keeps(db, &what));
                let mut polls = 0;
                std::future::poll_fn(|context| {
                    polls += 1;
                    if polls > after {
                        return Poll::Ready(());
                    }
                    deed.as_mut().poll(context).map(|_| ())
                })
                .await;
            }
            let next = format!("next {after}");
            keeps(db, &next).await.unwrap();
            assert!(kept(db, &next).await.unwrap(), "{what}");
            // Whoever reads sees it at once: nobody reads in a transaction of before.
            let mut tx = db.read().await.unwrap();
            let (rows,): (i64,) = on!(&mut tx, |c| sqlx::query_as("select count(*) from budget where bucket = $1").bind(&next).fetch_one(c)).unwrap();
            assert_eq!(rows, 1, "{what}");
        }
    }

    async fn tables_of_another_version_are_recognised(on: On) {
        let world = World::new(on).await;
        let db = &world.services.db;
        assert_eq!(db.schema().await.unwrap(), None);
        let mut tx = db.write().await.unwrap();
        execute!(&mut tx, "update _sqlx_migrations set version = 9999 where version = 14").unwrap();
        tx.commit().await.unwrap();
        assert_eq!(db.schema().await.unwrap(), Some(Schema::Newer));
        assert!(matches!(db.migrate().await, Err(Trouble::Schema(Schema::Newer))));
        let mut tx = db.write().await.unwrap();
        execute!(&mut tx, "delete from _sqlx_migrations where version = 9999").unwrap();
        tx.commit().await.unwrap();
        assert_eq!(db.schema().await.unwrap(), Some(Schema::Older));
    }
}

#[tokio::test]
async fn sec_75_a_server_that_throws_everybody_out_costs_one_request_and_no_more() {
    let world = World::new(On::Postgres).await;
    let db = &world.services.db;
    let pid = "select pg_backend_pid()";
    let mut held = Vec::new();
    let mut pids: Vec<i32> = Vec::new();
    for _ in 0..6 {
        let mut tx = db.write().await.unwrap();
        let (one,): (i32,) = on!(&mut tx, |c| sqlx::query_as(pid).fetch_one(c)).unwrap();
        pids.push(one);
        held.push(tx);
    }
    let mut last = held.pop().unwrap();
    drop(held);
    for one in &pids[..pids.len() - 1] {
        let gone = "select pg_terminate_backend($1)";
        let (_,): (bool,) =
            on!(&mut last, |c| sqlx::query_as(gone).bind(*one).fetch_one(c)).unwrap();
    }
    drop(last);
    let mut failed = 0;
    for deed in 0..12 {
        failed += u32::from(keeps(db, &format!("deed {deed}")).await.is_err());
        failed += u32::from(kept(db, "anything").await.is_err());
    }
    assert!(failed <= 1, "{failed} of 24 requests failed");
}

/// Whether somebody stands in the line for that table.
async fn waits_for_authorisation(db: &Db) -> bool {
    let waiting =
        "select count(*) from pg_locks where not granted and relation = 'authorisation'::regclass";
    let mut tx = db.look().await.unwrap();
    let waiting: (i64,) = on!(&mut tx, |c| sqlx::query_as(waiting).fetch_one(c)).unwrap();
    waiting.0 > 0
}

#[tokio::test]
async fn sec_75_new_tables_wait_for_a_backup_and_nobody_waits_behind_them() {
    let world = World::new(On::Postgres).await;
    let db = &world.services.db;
    let mut tx = db.write().await.unwrap();
    execute!(&mut tx, "delete from _sqlx_migrations where version = 25").unwrap();
    tx.commit().await.unwrap();
    let mut backup = db.read().await.unwrap();
    execute!(&mut backup, "lock table authorisation in access share mode").unwrap();
    let (other, waits) = (db.clone(), Duration::from_secs(3));
    let migrating = tokio::spawn(async move { other.migrate().await });
    // Each time that it stands in the line, somebody comes behind it, and is through soon.
    for _ in 0..2 {
        while !waits_for_authorisation(db).await {
            assert!(!migrating.is_finished(), "it waits for the backup");
        }
        let asked = async {
            let mut tx = db.look().await?;
            execute!(&mut tx, "select id from authorisation limit 1")
        };
        tokio::time::timeout(waits, asked)
            .await
            .expect("nobody waits behind it")
            .unwrap();
    }
    assert!(!migrating.is_finished(), "it waits for the backup");
    drop(backup);
    migrating.await.unwrap().unwrap();
    assert_eq!(db.schema().await.unwrap(), None);
}

#[tokio::test]
async fn sec_75_nothing_is_written_into_a_file_that_was_moved_away_or_replaced() {
    let world = World::new(On::Sqlite).await;
    let db = &world.services.db;
    let (file, away) = (
        world.folder().join("test.db"),
        world.folder().join("away.db"),
    );
    keeps(db, "before").await.unwrap();
    std::fs::rename(&file, &away).unwrap();
    let gone = keeps(db, "gone").await.unwrap_err();
    assert!(gone.to_string().contains("test.db"), "{gone}");
    assert!(readiness::writes(&world.services, "node").await.is_err());
    std::fs::copy(&away, &file).unwrap();
    let copied = keeps(db, "copied").await.unwrap_err();
    assert_eq!(copied.cause(), Cause::Setup, "{copied}");
    std::fs::rename(&away, &file).unwrap();
    keeps(db, "back").await.unwrap();
    assert!(kept(db, "back").await.unwrap());
    assert!(!kept(db, "gone").await.unwrap());
}

/// Changes one of the files that stand beside that of this world, or says that it cannot be done.
type Meddles = fn(&std::path::Path) -> std::io::Result<()>;

#[tokio::test]
async fn sec_75_nothing_is_written_into_a_log_that_was_taken_away_or_replaced() {
    let meddle: [(&str, Meddles); 4] = [
        ("-wal", |log| std::fs::remove_file(log)),
        ("-shm", |index| std::fs::remove_file(index)),
        ("-wal", |log| {
            std::fs::rename(log, log.with_extension("away"))?;
            std::fs::copy(log.with_extension("away"), log).map(drop)
        }),
        ("-wal", |log| {
            let (folder, away) = (
                log.parent().unwrap(),
                log.parent().unwrap().with_extension("away"),
            );
            std::fs::rename(folder, &away)?;
            std::fs::create_dir(folder)?;
            for name in ["test.db", "test.db-wal", "test.db-shm"] {
                std::fs::copy(away.join(name), folder.join(name))?;
            }
            std::fs::remove_dir_all(away)
        }),
    ];
    for (end, meddles) in meddle {
        let world = World::new(On::Sqlite).await;
        let db = &world.services.db;
        let beside = world.folder().join(format!("test.db{end}"));
        keeps(db, "before").await.unwrap();
        let mut under_way = db.write().await.unwrap();
        execute!(&mut under_way, KEEP, "under way").unwrap();
        meddles(&beside).unwrap();
        let gone = under_way.commit().await.unwrap_err();
        assert!(gone.to_string().contains("test.db"), "{end}: {gone}");
        let gone = keeps(db, "gone").await.unwrap_err();
        assert_eq!(gone.cause(), Cause::Setup, "{end}: {gone}");
        let ready = readiness::writes(&world.services, "node").await;
        assert!(ready.is_err(), "{end}");
    }
}

#[tokio::test]
async fn sec_75_nothing_counts_in_a_log_that_was_emptied() {
    let world = World::new(On::Sqlite).await;
    let db = &world.services.db;
    keeps(db, "before").await.unwrap();
    std::fs::write(world.folder().join("test.db-wal"), "").unwrap();
    let mut tries = (0..3).map(|n| format!("after {n}"));
    let first = keeps(db, &tries.next().unwrap()).await.unwrap_err();
    assert!(
        matches!(first.cause(), Cause::Unsure | Cause::Disk),
        "{first}"
    );
    for what in tries {
        keeps(db, &what).await.unwrap_err();
        readiness::writes(&world.services, "node")
            .await
            .unwrap_err();
    }
}

#[tokio::test]
async fn sec_75_a_log_that_its_own_connections_empty_or_come_back_to_is_the_same() {
    let world = World::new(On::Sqlite).await;
    let db = &world.services.db;
    keeps(db, "before").await.unwrap();
    let beside = Db::sqlite(&world.folder().join("test.db")).await.unwrap();
    keeps(&beside, "beside").await.unwrap();
    let mut tx = beside.look().await.unwrap();
    execute!(&mut tx, "pragma wal_checkpoint(truncate)").unwrap();
    drop(tx);
    keeps(db, "emptied by itself").await.unwrap();
    beside.close().await;
    // The connection that writes is thrown away, as after a fault, and with it every one but the one that is kept.
    let mut lost = db.write().await.unwrap();
    execute!(&mut lost, KEEP, "before").unwrap_err();
    drop(lost);
    keeps(db, "after").await.unwrap();
    assert!(kept(db, "after").await.unwrap() && kept(db, "beside").await.unwrap());
    db.close().await;
    assert!(
        !world.folder().join("test.db-wal").exists(),
        "nothing is left of it"
    );
}

#[tokio::test]
async fn sec_75_a_server_without_the_encryption_that_is_demanded_is_an_outage() {
    // No; something that is none of its answers; yes, and then no handshake; nothing at all.
    for says in [
        b"N".as_slice(),
        b"?",
        b"S\x15\x03\x01\0\x02\x02\x28",
        b"S",
        b"",
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let here = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let mut asked = [0; 8];
                let _ = near.read_exact(&mut asked).await;
                let _ = near.write_all(says).await;
            }
        });
        for mode in ["require", "verify-full"] {
            let url = format!("postgres://u:p@{here}/db?sslmode={mode}");
            let away = Db::postgres(&url, 2).await.unwrap_err();
            let cause = away.cause();
            assert_eq!(cause, Cause::Unavailable, "{mode} {says:?}: {away}");
            assert!(cause.is_outage() && cause.passes());
        }
    }
}

/// What a pooler answers itself when it lost the server behind it: a message of that class.
fn fatal(sqlstate: &str) -> Vec<u8> {
    let fields = format!("SFATAL\0VFATAL\0C{sqlstate}\0Mserver conn crashed?\0\0");
    let length = u32::try_from(fields.len() + 4).unwrap();
    [b"E".as_slice(), &length.to_be_bytes(), fields.as_bytes()].concat()
}

/// A way to the server of the tests, on which the answer to a commit is lost once `loses` says so, and `says` comes instead.
async fn way_that_loses(loses: Arc<AtomicBool>, says: Vec<u8>) -> String {
    let url = postgres_url().await.unwrap();
    let (before, rest) = url.split_once('@').unwrap();
    let (server, after) = rest.split_once('/').unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let here = listener.local_addr().unwrap();
    let server = server.to_owned();
    tokio::spawn(async move {
        while let Ok((near, _)) = listener.accept().await {
            let (far, loses) = (TcpStream::connect(&server).await.unwrap(), loses.clone());
            let says = says.clone();
            tokio::spawn(async move {
                let ((mut ask, mut tell), (mut hear, mut pass)) =
                    (near.into_split(), far.into_split());
                let committing = AtomicBool::new(false);
                let asks = async {
                    let mut some = vec![0; 64 * 1024];
                    while let Ok(n @ 1..) = ask.read(&mut some).await {
                        let commits = some[..n]
                            .windows(7)
                            .any(|word| word.eq_ignore_ascii_case(b"commit\0"));
                        committing
                            .fetch_or(commits && loses.load(Ordering::SeqCst), Ordering::SeqCst);
                        pass.write_all(&some[..n]).await.unwrap();
                    }
                };
                let answers = async {
                    let mut some = vec![0; 64 * 1024];
                    while let Ok(n @ 1..) = hear.read(&mut some).await {
                        if committing.load(Ordering::SeqCst) {
                            tell.write_all(&says).await.unwrap();
                            return;
                        }
                        tell.write_all(&some[..n]).await.unwrap();
                    }
                };
                tokio::select! { () = asks => {}, () = answers => {} }
            });
        }
    });
    format!("{before}@{here}/{after}")
}

#[tokio::test]
async fn sec_75_of_a_commit_whose_answer_is_lost_nobody_says_that_nothing_was_done() {
    for says in [
        vec![],
        fatal("08P01"),
        fatal("08006"),
        fatal("57P01"),
        fatal("40003"),
        // As poolers say that they lost their server.
        fatal("58000"),
        fatal("XX000"),
        fatal("53300"),
        fatal("0A000"),
    ] {
        let loses = Arc::new(AtomicBool::new(false));
        let db = Db::postgres(&way_that_loses(Arc::clone(&loses), says).await, 2)
            .await
            .unwrap();
        db.migrate().await.unwrap();
        keeps(&db, "before").await.unwrap();
        loses.store(true, Ordering::SeqCst);
        let unsure = keeps(&db, "lost").await.unwrap_err();
        assert_eq!(unsure.cause(), Cause::Unsure, "{unsure}");
        loses.store(false, Ordering::SeqCst);
        assert!(kept(&db, "lost").await.unwrap(), "it counts");
        let refused = keeps(&db, "before").await.unwrap_err();
        assert_eq!(
            refused.cause(),
            Cause::Database,
            "and of this everybody knows: {refused}"
        );
    }
}

/// A way to the server of the tests, on which connections can go silent: nothing closes, and nothing arrives any more.
struct Way {
    url: String,
    silence: watch::Sender<()>,
}

impl Way {
    async fn new() -> Self {
        let url = postgres_url().await.unwrap();
        let (before, rest) = url.split_once('@').unwrap();
        let (server, after) = rest.split_once('/').unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let here = listener.local_addr().unwrap();
        let silence = watch::Sender::new(());
        let (heard, server) = (silence.clone(), server.to_owned());
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let (mut silent, server) = (heard.subscribe(), server.clone());
                tokio::spawn(async move {
                    let mut far = TcpStream::connect(server).await.unwrap();
                    tokio::select! {
                        _ = tokio::io::copy_bidirectional(&mut near, &mut far) => {}
                        _ = silent.changed() => std::future::pending().await,
                    }
                });
            }
        });
        Self {
            url: format!("{before}@{here}/{after}"),
            silence,
        }
    }

    /// So many connections, each used a moment ago.
    async fn used(&self, connections: u32) -> Db {
        let db = Db::postgres(&self.url, connections).await.unwrap();
        db.migrate().await.unwrap();
        let Db::Postgres(server) = db else {
            panic!("it is a server")
        };
        let db = Db::Postgres(server.answering_within(Duration::from_secs(1)));
        let mut all = Vec::new();
        for _ in 0..connections {
            all.push(db.write().await.unwrap());
        }
        drop(all);
        // Each is back when a question on it is answered.
        keeps(&db, "before").await.unwrap();
        db
    }

    /// Every connection that there is goes silent; new ones work.
    fn goes_silent(&self) {
        self.silence.send_replace(());
    }
}

#[tokio::test]
async fn sec_75_a_server_that_goes_silent_without_a_word_is_left_and_asked_anew() {
    let way = Way::new().await;
    let db = way.used(3).await;
    way.goes_silent();
    let mut failed = 0;
    for deed in 0..8 {
        let what = format!("deed {deed}");
        let (writes, looks) = tokio::time::timeout(Duration::from_secs(20), async {
            (keeps(&db, &what).await, kept(&db, &what).await)
        })
        .await
        .expect("nobody waits for ever");
        for outcome in [writes, looks.map(|_| ())] {
            let Err(trouble) = outcome else { continue };
            assert_eq!(trouble.cause(), Cause::Unavailable, "{trouble}");
            failed += 1;
        }
    }
    assert!(failed <= 1, "{failed} of 16 requests failed");
}

#[tokio::test]
async fn sec_75_whoever_stops_listening_to_a_silent_server_leaves_a_place_for_the_next() {
    let way = Way::new().await;
    let db = way.used(2).await;
    let held = (db.write().await.unwrap(), db.write().await.unwrap());
    way.goes_silent();
    drop(held);
    let mut trouble = None;
    for deed in 0..6 {
        let what = format!("deed {deed}");
        let next = keeps(&db, &what);
        let next = tokio::time::timeout(Duration::from_secs(20), next).await;
        trouble = next.expect("nobody waits for ever").err();
        if trouble.is_none() {
            break;
        }
    }
    assert!(trouble.is_none(), "{trouble:?}");
}

#[tokio::test]
async fn sec_75_a_transaction_that_stood_still_for_too_long_takes_nobody_with_it() {
    let world = World::new(On::Postgres).await;
    let db = &world.services.db;
    let mut tx = db.write().await.unwrap();
    execute!(&mut tx, KEEP, "still").unwrap();
    // The last of it: on a busy machine more than that passes between two statements.
    let soon = "select set_config('idle_in_transaction_session_timeout', '20', true) as still";
    execute!(&mut tx, soon).unwrap();
    let mut watch = db.look().await.unwrap();
    let waiting = "select count(*) from pg_stat_activity where state = 'idle in transaction' and query like '%still%' and pid <> pg_backend_pid()";
    for _ in 0..500 {
        let (rows,): (i64,) = on!(&mut watch, |c| sqlx::query_as(waiting).fetch_one(c)).unwrap();
        if rows == 0 {
            break;
        }
        let (_,): (String,) = on!(&mut watch, |c| sqlx::query_as(
            "select pg_sleep(0.01)::text"
        )
        .fetch_one(c))
        .unwrap();
    }
    // The server forgets it within moments; how it says so depends on how fast.
    let mut said = None;
    for _ in 0..50 {
        if let Err(trouble) = execute!(&mut tx, "select 1") {
            said = Some(trouble);
            break;
        }
        let (_,): (String,) = on!(&mut watch, |c| sqlx::query_as(
            "select pg_sleep(0.05)::text"
        )
        .fetch_one(c))
        .unwrap();
    }
    let said = said.expect("the server ends what stands still");
    assert_eq!(said.cause(), Cause::Unavailable, "{said}");
    assert!(tx.commit().await.is_err());
    keeps(db, "goes on").await.unwrap();
    assert!(!kept(db, "still").await.unwrap());
}

#[tokio::test]
async fn sec_75_whoever_waits_for_a_file_that_somebody_else_holds_is_told_that_it_is_busy() {
    let world = World::new(On::Sqlite).await;
    let db = &world.services.db;
    let file = world.folder().join("test.db");
    let other = Db::sqlite(&file).await.unwrap();
    let held = other.write().await.unwrap();
    let trouble = keeps(db, "meanwhile").await.unwrap_err();
    assert_eq!(trouble.cause(), Cause::Busy, "{trouble}");
    assert!(trouble.cause().passes());
    drop(held);
    keeps(db, "afterwards").await.unwrap();
}

/// Two connections that close at the same time each take the other for the last one, and then neither tidies up.
#[tokio::test]
async fn a_file_that_was_closed_leaves_nothing_beside_it() {
    for _ in 0..20 {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::sqlite(&folder.path().join("sleutelbos.db"))
            .await
            .unwrap();
        db.migrate().await.unwrap();
        db.close().await;
        let files = std::fs::read_dir(folder.path()).unwrap();
        let files: Vec<_> = files.map(|file| file.unwrap().file_name()).collect();
        assert_eq!(files, ["sleutelbos.db"]);
    }
}

/// The address of the server of the tests, with these names before its own, and its port.
async fn behind(names: &str) -> (String, u16) {
    let url = postgres_url().await.unwrap();
    let (before, rest) = url.split_once('@').unwrap();
    let (server, after) = rest.split_once('/').unwrap();
    let (host, port) = server.rsplit_once(':').unwrap();
    let url = format!("{before}@{names},{host}:{port}/{after}");
    (url, port.parse().unwrap())
}

#[tokio::test]
async fn sec_75_behind_an_address_that_is_silent_or_refuses_the_next_one_is_tried() {
    let (silent, port) = behind("127.0.0.3").await;
    // Nobody ever takes what waits here.
    let _nobody = TcpListener::bind(("127.0.0.3", port)).await.unwrap();
    let (refuses, _) = behind("127.0.0.4").await;
    for url in [silent, refuses] {
        let db = Db::postgres(&url, 4).await.unwrap();
        db.migrate().await.unwrap();
        keeps(&db, "there").await.unwrap();
        // Whoever comes later goes there at once.
        let many = async {
            let mut all = Vec::new();
            for _ in 0..4 {
                all.push(db.write().await.unwrap());
            }
        };
        tokio::time::timeout(Duration::from_secs(2), many)
            .await
            .expect("nobody waits for the first address again");
        let Db::Postgres(server) = &db else {
            panic!("it is a server")
        };
        let other = Db::Postgres(server.as_another_node().await.unwrap());
        assert!(kept(&other, "there").await.unwrap());
    }
}

#[tokio::test]
async fn sec_75_where_no_address_answers_each_is_named_in_the_log_and_it_is_an_outage() {
    let silent = TcpListener::bind("127.0.0.3:0").await.unwrap();
    let port = silent.local_addr().unwrap().port();
    let url = format!("postgres://u:p@127.0.0.3,127.0.0.4:{port}/db");
    let away = Db::postgres(&url, 2).await.unwrap_err();
    assert_eq!(away.cause(), Cause::Unavailable, "{away}");
    let told = away.to_string();
    assert!(
        told.contains("127.0.0.3: the server does not answer; 127.0.0.4: "),
        "{told}"
    );
    // Where the certificate is held against the name, only the driver goes to its addresses.
    let url = format!("postgres://u:p@127.0.0.3:{port}/db?sslmode=verify-full");
    let away = Db::postgres(&url, 2).await.unwrap_err();
    assert!(
        !away.to_string().contains("another address"),
        "one address is no other: {away}"
    );
}

#[tokio::test]
async fn sec_75_a_server_that_fires_no_triggers_for_us_is_not_worked_on() {
    let url = postgres_url().await.unwrap();
    for more in [
        "-c%20session_replication_role%3Dreplica",
        "-c%20session%5C_replication_role%3Dreplica",
        "--session-replication-role%3Dreplica",
    ] {
        let refused = Db::postgres(&format!("{url}&options={more}"), 2)
            .await
            .unwrap_err();
        assert_eq!(refused.cause(), Cause::Setup, "{more}: {refused}");
    }
}

#[tokio::test]
async fn sec_75_what_a_server_said_counts_no_more_when_somebody_was_let_in_since() {
    let server = std::env::var("SLEUTELBOS_TEST_POSTGRES").unwrap();
    let role = format!("in_{}", uuid::Uuid::now_v7().simple());
    let does = async |sql: &str| {
        let mut beside = PgConnection::connect(&server).await.unwrap();
        let sql = format!(
            "{sql}; select pg_terminate_backend(pid) from pg_stat_activity where usename = '{role}'"
        );
        let sql = sqlx::AssertSqlSafe(sql.replace("ROLE", &role));
        sqlx::raw_sql(sql).execute(&mut beside).await.unwrap();
    };
    does("create role ROLE login password 'one'").await;
    let (_, there) = server.split_once('@').unwrap();
    let db = Db::postgres(&format!("postgres://{role}:one@{there}"), 1)
        .await
        .unwrap();
    let asks = async || {
        let mut tx = db.look().await?;
        execute!(&mut tx, "select 1").map(drop)
    };
    for (shut, open, code) in [
        ("password 'other'", "password 'one'", "28P01"),
        ("nologin", "login", "28000"),
        ("connection limit 0", "connection limit 1", "53300"),
    ] {
        does(&format!("alter role ROLE {shut}")).await;
        // The first finds its connection broken.
        let _ = asks().await;
        match asks().await {
            Err(Trouble::NoConnection(refusal)) => assert_eq!(refusal.code(), Some(code), "{shut}"),
            other => panic!("{shut}: {other:?}"),
        }
        does(&format!("alter role ROLE {open}")).await;
        asks().await.unwrap();
    }
    db.close().await;
    does("drop role ROLE").await;
}

#[tokio::test]
async fn sec_75_what_a_node_leaves_open_that_is_gone_without_a_word_the_server_ends_soon() {
    let way = Way::new().await;
    let left = way.used(1).await;
    let mut tx = left.write().await.unwrap();
    let names = "('idle_in_transaction_session_timeout', 'client_connection_check_interval')";
    let asks = format!(
        "select min(setting::bigint), max(setting::bigint) from pg_settings where name in {names}"
    );
    let (least, most): (i64, i64) = on!(&mut tx, |c| sqlx::query_as(sqlx::AssertSqlSafe(asks))
        .fetch_one(c))
    .unwrap();
    assert!(0 < least && most <= 30_000, "{least} {most}");
    // The same with times that the test can wait for.
    execute!(&mut tx, "set idle_in_transaction_session_timeout = '500ms'").unwrap();
    execute!(&mut tx, KEEP, "left").unwrap();
    way.goes_silent();
    let other = Db::postgres(&way.url, 2).await.unwrap();
    keeps(&other, "left").await.unwrap();
    drop(tx);
}

#[tokio::test]
async fn sec_75_a_deed_waits_for_the_disk_whatever_the_server_has_for_everybody() {
    let url = postgres_url().await.unwrap();
    let (before, schema) = url.split_once("options=").unwrap();
    // As `alter role` or `alter database` would have it.
    let options =
        "-c%20synchronous_commit%3Doff%20-c%20default_transaction_isolation%3Dserializable%20";
    let db = Db::postgres(&format!("{before}options={options}{schema}"), 1)
        .await
        .unwrap();
    let asks =
        "select current_setting('synchronous_commit'), current_setting('transaction_isolation')";
    let mut tx = db.write().await.unwrap();
    let found: (String, String) = on!(&mut tx, |c| sqlx::query_as(asks).fetch_one(c)).unwrap();
    assert_eq!(found, ("on".to_owned(), "read committed".to_owned()));
}

#[tokio::test]
async fn sec_75_whoever_gave_up_waiting_for_a_lock_waits_no_more_at_the_server_either() {
    let way = Way::new().await;
    let db = way.used(2).await;
    let mut holds = db.write().await.unwrap();
    execute!(&mut holds, KEEP, "held").unwrap();
    let mut waits = db.write().await.unwrap();
    execute!(&mut waits, "set client_connection_check_interval = '100ms'").unwrap();
    let waiting = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()
        and query like 'insert into budget%' and $1 = any(pg_blocking_pids(pid))";
    let (me,): (i32,) = on!(&mut holds, |c| sqlx::query_as("select pg_backend_pid()")
        .fetch_one(c))
    .unwrap();
    // It is answered within a second, or not at all.
    execute!(&mut waits, KEEP, "held").unwrap_err();
    drop(waits);
    let gone = async {
        let mut beside = db.look().await.unwrap();
        loop {
            let (left,): (i64,) = on!(&mut beside, |c| sqlx::query_as(waiting)
                .bind(me)
                .fetch_one(c))
            .unwrap();
            if left == 0 {
                return;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(10), gone)
        .await
        .expect("it is ended");
    holds.commit().await.unwrap();
}
