//! What is recorded is written with the commit: after everything that the deed locks, and not at all without one.

use std::time::Duration;

use flows::{
    Tx,
    audit::{self, Actor, Entry, Event},
    execute, on, on_each_database,
    testing::On,
};

use super::trail::{Trail, whole};

/// Until somebody waits for what `held` has locked.
async fn is_waited_for(held: &mut Tx) {
    let Tx::Postgres(held) = held else { return };
    let waiting = "select count(*) from pg_locks where not granted and transactionid = pg_current_xact_id()::xid";
    let look = async {
        loop {
            let found = sqlx::query_as::<_, (i64,)>(waiting).fetch_one(&mut **held);
            if found.await.unwrap().0 > 0 {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    let waited = tokio::time::timeout(Duration::from_secs(20), look).await;
    waited.unwrap();
}

async fn note(tx: &mut Tx, trail: &Trail) {
    let entry = Entry::new(Event::Imported, Actor::Operator);
    let now = trail.world.services.now();
    audit::record(tx, now, entry).unwrap();
}

on_each_database! {
    async fn what_is_rolled_back_was_never_recorded(on: On) {
        let trail = Trail::of(on, 1).await;
        let chains = trail.chains().len() as i64;
        let mut tx = trail.world.services.db.write().await.unwrap();
        note(&mut tx, &trail).await;
        drop(tx);
        assert_eq!(trail.verdict().await, whole(chains, chains));
    }

    async fn a_deed_that_records_much_stands_in_one_chain_in_its_order(on: On) {
        let trail = Trail::of(on, 40).await;
        let mut tx = trail.world.services.db.read().await.unwrap();
        let facts: Vec<(String,)> = on!(&mut tx, |c| {
            sqlx::query_as("select facts from audit where chain = 1 order by seq").fetch_all(c)
        }).unwrap();
        let expected: Vec<(String,)> = (0..40).map(|number| (format!("{{\"rows\":{number}}}"),)).collect();
        assert_eq!(facts, expected);
    }

    async fn a_deed_that_cannot_be_recorded_does_not_happen(on: On) {
        let trail = Trail::of(on, 1).await;
        trail.tamper(1, &["delete from audit_head"]).await;
        let mut tx = trail.world.services.db.write().await.unwrap();
        execute!(&mut tx, "insert into budget (bucket, window_start, used) values ('a', 1, 1)").unwrap();
        note(&mut tx, &trail).await;
        assert!(tx.commit().await.is_err());
        let mut tx = trail.world.services.db.read().await.unwrap();
        let (rows,): (i64,) = on!(&mut tx, |c| sqlx::query_as("select count(*) from budget").fetch_one(c)).unwrap();
        assert_eq!(rows, 0);
    }

    async fn a_deed_waits_for_the_head_of_another_node_and_for_none_of_its_own(on: On) {
        let trail = Trail::of(on, 1).await;
        if on == On::Sqlite {
            // One writes at a time there.
            return;
        }
        let node = trail.node(2);
        let mut elsewhere = trail.world.services.db.write().await.unwrap();
        execute!(&mut elsewhere, "update audit_head set seq = seq where id = 2").unwrap();
        let mut first = node.db.write().await.unwrap();
        note(&mut first, &trail).await;
        let waits = tokio::spawn(first.commit());
        is_waited_for(&mut elsewhere).await;
        let mut second = node.db.write().await.unwrap();
        note(&mut second, &trail).await;
        second.commit().await.unwrap();
        elsewhere.commit().await.unwrap();
        waits.await.unwrap().unwrap();
        assert_eq!(trail.verdict().await, whole(5, 5));
    }

    async fn a_deed_that_recorded_early_does_not_cross_one_that_holds_what_it_needs(on: On) {
        let trail = Trail::of(on, 1).await;
        if on == On::Sqlite {
            return;
        }
        const ROW: &str = "insert into budget (bucket, window_start, used) values ('a', 1, 1)
            on conflict (bucket, window_start) do update set used = budget.used + 1";
        // Both add to the same chain, on two nodes.
        let (one, other) = (trail.node(2), trail.node(2));
        let mut holds = one.db.write().await.unwrap();
        execute!(&mut holds, ROW).unwrap();
        let mut recorded = other.db.write().await.unwrap();
        note(&mut recorded, &trail).await;
        let waits = tokio::spawn(async move {
            execute!(&mut recorded, ROW).unwrap();
            recorded.commit().await.unwrap();
        });
        is_waited_for(&mut holds).await;
        note(&mut holds, &trail).await;
        holds.commit().await.unwrap();
        waits.await.unwrap();
        assert_eq!(trail.verdict().await, whole(5, 5));
    }
}
