//! Two servers in one address: which of them is taken, and what becomes of whoever waits at the one that was left. Each is a
//! database that only reads while it is told to, as a standby does; nothing here waits for a clock (docs/decisions/0021).
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod road;

use std::time::Duration;

use flows::{
    Db,
    deployment::{self, Purpose},
    execute, on,
    trouble::{Cause, Result},
};
use road::{Now, Two};

const KEEP: &str = "insert into budget (bucket, window_start, used) values ($1, 0, 1)";

async fn keeps(db: &Db, what: &str) -> Result<()> {
    let mut tx = db.write().await?;
    execute!(&mut tx, KEEP, what)?;
    tx.commit().await
}

/// Tries until it is kept, and gives back what kinds of trouble came before.
async fn keeps_soon(db: &Db, what: &str) -> Vec<Cause> {
    let trying = async {
        let mut before = Vec::new();
        while let Err(trouble) = keeps(db, what).await {
            before.push(trouble.cause());
        }
        before
    };
    tokio::time::timeout(Duration::from_secs(20), trying)
        .await
        .expect("it is well again within seconds")
}

async fn waits_for(db: &Db, seconds: f32) {
    let mut tx = db.look().await.unwrap();
    let (_,): (String,) = on!(&mut tx, |c| sqlx::query_as("select pg_sleep($1)::text")
        .bind(f64::from(seconds))
        .fetch_one(c))
    .unwrap();
}

#[tokio::test]
async fn sec_75_a_server_that_repeats_another_is_not_gone_over_to_while_that_one_is_away() {
    let two = Two::open().await;
    two.second.only_reads(true).await;
    for away in [Now::Away, Now::Silent] {
        let Db::Postgres(server) = Db::postgres(&two.url, 4).await.unwrap() else {
            panic!("it is a server")
        };
        let db = Db::Postgres(server.answering_within(Duration::from_secs(2)));
        keeps(&db, &format!("before {away:?}")).await.unwrap();
        two.first.is(away);
        let none = keeps(&db, "meanwhile").await.unwrap_err();
        assert_eq!(none.cause(), Cause::Unavailable, "{none}");
        two.first.is(Now::Open);
        let back = format!("back from {away:?}");
        keeps(&db, &back).await.unwrap();
        assert!(two.first.keeps(&back).await);
        // When the other takes over, it is found.
        two.first.is(away);
        two.second.only_reads(false).await;
        let over = format!("over from {away:?}");
        keeps_soon(&db, &over).await;
        assert!(two.second.keeps(&over).await);
        two.first.is(Now::Open);
        two.second.only_reads(true).await;
    }
}

#[tokio::test]
async fn sec_75_a_server_that_only_reads_from_now_on_is_left_for_one_that_takes_changes() {
    let two = Two::open().await;
    let db = Db::postgres(&two.url, 4).await.unwrap();
    for (round, (demoted, other)) in [(&two.first, &two.second), (&two.second, &two.first)]
        .into_iter()
        .enumerate()
    {
        keeps(&db, &format!("before {round}")).await.unwrap();
        assert!(demoted.keeps(&format!("before {round}")).await);
        demoted.only_reads(true).await;
        let after = format!("after {round}");
        let before = keeps_soon(&db, &after).await;
        assert!(
            before.contains(&Cause::ReadOnly),
            "it goes on answering: {before:?}"
        );
        assert!(other.keeps(&after).await);
        demoted.only_reads(false).await;
    }
}

/// Which database a command looks at that changes nothing; and it changes nothing there.
async fn read_at(two: &Two) -> String {
    let reads = Db::postgres_read_only(&two.url, 1).await.unwrap();
    let mut tx = reads.look().await.unwrap();
    let asked = "select current_database(), current_setting('transaction_read_only')";
    let (at, only_reads): (String, String) =
        on!(&mut tx, |c| sqlx::query_as(asked).fetch_one(c)).unwrap();
    assert_eq!(only_reads, "on");
    at
}

#[tokio::test]
async fn sec_75_whoever_begins_after_a_take_over_goes_to_the_server_that_takes_changes() {
    let two = Two::open().await;
    two.first.only_reads(true).await;
    let db = Db::postgres(&two.url, 4).await.unwrap();
    keeps(&db, "begun anew").await.unwrap();
    assert!(two.second.keeps("begun anew").await);
    // A command that only reads goes there as well: what repeats it may be behind, and lack what is there.
    assert_eq!(read_at(&two).await, two.second.database);
    // Where nobody takes changes yet, whoever does is found when somebody does; to look, any will do.
    two.second.only_reads(true).await;
    assert_eq!(read_at(&two).await, two.first.database);
    let early = Db::postgres(&two.url, 4).await.unwrap();
    let refused = keeps(&early, "early").await.unwrap_err();
    assert_eq!(refused.cause(), Cause::ReadOnly, "{refused}");
    two.second.only_reads(false).await;
    keeps_soon(&early, "in time").await;
    assert!(two.second.keeps("in time").await);
}

#[tokio::test]
async fn sec_75_nobody_goes_back_to_a_server_that_wakes_up_while_another_takes_changes() {
    let two = Two::open().await;
    let db = Db::postgres(&two.url, 1).await.unwrap();
    keeps(&db, "before").await.unwrap();
    two.first.is(Now::Silent);
    keeps_soon(&db, "over").await;
    two.first.is(Now::Open);
    // What was said of the ways counts no more, and somebody waits for so long that they are looked at.
    waits_for(&db, 3.2).await;
    let mut held = db.write().await.unwrap();
    let holds = async move { execute!(&mut held, "select pg_sleep(1.6)") };
    let (held, kept) = tokio::join!(holds, keeps(&db, "after a look"));
    held.unwrap();
    kept.unwrap();
    two.second.throws_out().await;
    keeps_soon(&db, "anew").await;
    for stays in ["over", "after a look", "anew"] {
        assert!(
            two.second.keeps(stays).await && !two.first.keeps(stays).await,
            "{stays}"
        );
    }
}

#[tokio::test]
async fn sec_75_whoever_waits_at_a_server_that_was_left_is_let_go_and_nothing_counts_there() {
    let two = Two::open().await;
    let db = Db::postgres(&two.url, 6).await.unwrap();
    let mut begun = Vec::new();
    for what in ["asks", "commits", "asks later", "commits later"] {
        let mut tx = db.write().await.unwrap();
        execute!(&mut tx, KEEP, what).unwrap();
        begun.push(tx);
    }
    let (commits_later, mut asks_later) = (begun.pop().unwrap(), begun.pop().unwrap());
    let (commits, mut asks) = (begun.pop().unwrap(), begun.pop().unwrap());
    two.first.is(Now::Silent);
    let waiting = async {
        tokio::join!(
            async { execute!(&mut asks, KEEP, "more") },
            commits.commit(),
            keeps_soon(&db, "over")
        )
    };
    let (asked, committed, _) = tokio::time::timeout(Duration::from_secs(20), waiting)
        .await
        .expect("nobody waits as long as an answer may take");
    assert_eq!(asked.unwrap_err().cause(), Cause::Unavailable);
    assert_eq!(
        committed.unwrap_err().cause(),
        Cause::Unsure,
        "perhaps it counts there"
    );
    two.first.is(Now::Open);
    let asked = execute!(&mut asks_later, KEEP, "later").unwrap_err();
    assert_eq!(asked.cause(), Cause::Unavailable);
    let committed = commits_later.commit().await.unwrap_err();
    assert!(matches!(committed.cause(), Cause::Unsure), "{committed}");
    assert!(two.second.keeps("over").await);
}

#[tokio::test]
async fn sec_75_whoever_is_answered_stays_while_those_who_come_anew_have_to_wait() {
    let two = Two::open().await;
    let db = Db::postgres(&two.url, 3).await.unwrap();
    let mut all = Vec::new();
    for _ in 0..3 {
        all.push(db.write().await.unwrap());
    }
    drop(all);
    two.first.is(Now::Queues);
    // So long that the ways are looked at twice.
    let mut held = db.write().await.unwrap();
    let holds = async {
        execute!(&mut held, "select pg_sleep(6)")?;
        execute!(&mut held, KEEP, "held")?;
        held.commit().await
    };
    let mut holds = std::pin::pin!(holds);
    let mut kept = 0;
    let held = loop {
        let what = format!("beside {kept}");
        tokio::select! {
            done = &mut holds => break done,
            done = keeps(&db, &what) => done.unwrap(),
        }
        kept += 1;
    };
    held.unwrap();
    assert!(kept > 0 && two.first.keeps("held").await);
}

#[tokio::test]
async fn sec_73_a_server_that_holds_the_database_of_another_deployment_is_not_gone_over_to() {
    let two = Two::open().await;
    let purpose = Purpose::Production {
        origin: "https://portal.example".to_owned(),
    };
    let db = Db::postgres(&two.url, 4).await.unwrap();
    deployment::state(&db, &purpose).await.unwrap();
    keeps(&db, "before").await.unwrap();
    two.first.is(Now::Away);
    for other in [
        "select 'it says nothing'",
        "insert into deployment (id, purpose) values ('this', 'production of https://test.example')",
        "update deployment set purpose = 'production of https://portal.example', writes_to = 'named'",
        "alter table deployment rename to away",
    ] {
        two.second.does(other).await;
        let refused = keeps(&db, "there").await.unwrap_err();
        assert!(refused.cause().is_outage(), "{refused}");
    }
    assert!(!two.second.keeps("there").await);
    two.second
        .does(
            "alter table away rename to deployment; update deployment set writes_to = 'everybody'",
        )
        .await;
    keeps_soon(&db, "over").await;
    assert!(two.second.keeps("over").await);
}
