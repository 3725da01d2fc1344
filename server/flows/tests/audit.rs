//! The audit trail against somebody who can write to the database.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::time::Duration;

use domain::Moment;
use flows::{
    audit::{self, Actor, Checkpoint, Entry, Event, Fault, Verdict, checkpoint, verify},
    execute, on_each_database,
    testing::{On, World},
};
use serde_json::json;

/// A world with a trail of `rows` rows.
async fn world_with(on: On, rows: i64) -> World {
    let world = World::new(on).await;
    record(&world, rows).await;
    world
}

async fn record(world: &World, rows: i64) {
    let mut tx = world.services.db.write().await.unwrap();
    for number in 0..rows {
        let entry = Entry::new(Event::Imported, Actor::Operator).facts(json!({ "rows": number }));
        audit::record(&mut tx, world.services.now(), entry)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
}

/// Does what somebody does who owns the database: takes the guards away, then writes.
async fn tamper(world: &World, statements: &[&'static str]) {
    let mut tx = world.services.db.write().await.unwrap();
    let guards: &[&'static str] = match tx {
        flows::Tx::Sqlite(_) => &[
            "drop trigger audit_no_update",
            "drop trigger audit_no_delete",
        ],
        flows::Tx::Postgres(_) => &["drop trigger audit_no_change on audit"],
    };
    for statement in guards.iter().chain(statements) {
        execute!(&mut tx, *statement).unwrap();
    }
    tx.commit().await.unwrap();
}

async fn verdict(world: &World, checkpoint: Option<&Checkpoint>) -> Verdict {
    verify(&world.services, checkpoint).await.unwrap()
}

on_each_database! {
    async fn sec_65_a_trail_that_nobody_touched_is_whole(on: On) {
        let world = World::new(on).await;
        assert_eq!(verdict(&world, None).await, Verdict::Whole { rows: 0 });
        let empty = checkpoint(&world.services).await.unwrap();
        record(&world, 1_203).await;
        let full = checkpoint(&world.services).await.unwrap();
        record(&world, 2).await;
        for given in [None, Some(&empty), Some(&full)] {
            assert_eq!(verdict(&world, given).await, Verdict::Whole { rows: 1_205 });
        }
    }

    async fn sec_65_the_database_refuses_to_change_or_forget_a_row(on: On) {
        let world = world_with(on, 3).await;
        for statement in [
            "update audit set facts = '{}' where seq = 2",
            "delete from audit where seq = 3",
            "delete from audit",
        ] {
            let mut tx = world.services.db.write().await.unwrap();
            let refused = execute!(&mut tx, statement).unwrap_err();
            assert!(refused.to_string().contains("append-only"), "{refused}");
        }
        assert_eq!(verdict(&world, None).await, Verdict::Whole { rows: 3 });
    }

    async fn sec_65_every_way_of_tampering_is_found_at_the_row_where_it_shows(on: On) {
        let ways: [(&str, &[&'static str], Fault, i64); 10] = [
            ("facts edited", &["update audit set facts = '{\"rows\":99}' where seq = 4"], Fault::Changed, 4),
            ("time edited", &["update audit set at = at + 1 where seq = 1"], Fault::Changed, 1),
            ("person edited", &["update audit set account_id = 'another' where seq = 2"], Fault::Changed, 2),
            ("hash edited", &["update audit set hash = previous_hash where seq = 3"], Fault::Changed, 3),
            ("a row deleted", &["delete from audit where seq = 3"], Fault::Missing, 3),
            ("the first deleted", &["delete from audit where seq = 1"], Fault::Missing, 1),
            ("a row deleted and the rest moved up",
                &["delete from audit where seq = 3", "update audit set seq = 3 where seq = 4", "update audit set seq = 4 where seq = 5"],
                Fault::Changed, 3),
            ("two rows exchanged",
                &["update audit set seq = 99 where seq = 2", "update audit set seq = 2 where seq = 3", "update audit set seq = 3 where seq = 99"],
                Fault::Changed, 2),
            ("a row added at the end",
                &["insert into audit (seq, at, event, actor, facts, previous_hash, hash)
                   select 6, at, event, actor, facts, hash, hash from audit where seq = 5"],
                Fault::Changed, 6),
            ("the tail cut off", &["delete from audit where seq > 3"], Fault::WrongHead, 4),
        ];
        for (way, statements, fault, seq) in ways {
            let world = world_with(on, 5).await;
            tamper(&world, statements).await;
            assert_eq!(verdict(&world, None).await, Verdict::Broken { fault, seq }, "{way}");
        }
    }

    async fn sec_65_a_tail_cut_off_together_with_the_head_is_found_by_a_checkpoint(on: On) {
        let world = world_with(on, 5).await;
        let taken = checkpoint(&world.services).await.unwrap();
        tamper(&world, &[
            "update audit_head set seq = 3, hash = (select hash from audit where seq = 3)",
            "delete from audit where seq > 3",
        ]).await;
        assert_eq!(verdict(&world, None).await, Verdict::Whole { rows: 3 });
        let truncated = Verdict::Broken { fault: Fault::Truncated, seq: 4 };
        assert_eq!(verdict(&world, Some(&taken)).await, truncated);
    }

    async fn sec_65_a_chain_written_anew_is_found_by_a_checkpoint(on: On) {
        let world = world_with(on, 5).await;
        let taken = checkpoint(&world.services).await.unwrap();
        tamper(&world, &[
            "update audit_head set seq = 3, hash = (select hash from audit where seq = 3)",
            "delete from audit where seq > 3",
        ]).await;
        world.clock.forward(Duration::from_secs(1));
        record(&world, 4).await;
        assert_eq!(verdict(&world, None).await, Verdict::Whole { rows: 7 });
        let rewritten = Verdict::Broken { fault: Fault::Rewritten, seq: 5 };
        assert_eq!(verdict(&world, Some(&taken)).await, rewritten);
    }

    async fn sec_65_a_checkpoint_that_somebody_changed_or_made_counts_for_nothing(on: On) {
        let world = world_with(on, 2).await;
        let taken = checkpoint(&world.services).await.unwrap();
        let text = taken.to_text().unwrap();
        assert_eq!(Checkpoint::parse(&text), Some(taken.clone()));
        assert_eq!(Checkpoint::parse("{}"), None);
        let mut older = taken.clone();
        older.seq = 1;
        let mut later = taken.clone();
        later.at = Moment::from_unix_ms(0);
        let mut elsewhere = taken;
        elsewhere.hash = "0".repeat(64);
        for forged in [older, later, elsewhere] {
            let found = verdict(&world, Some(&forged)).await;
            assert_eq!(found, Verdict::Broken { fault: Fault::CheckpointNotOurs, seq: forged.seq });
        }
    }

    async fn sec_65_a_row_that_was_edited_together_with_its_hash_no_longer_carries_the_next(on: On) {
        let world = world_with(on, 5).await;
        tamper(&world, &[]).await;
        let mut tx = world.services.db.write().await.unwrap();
        let (at, previous): (i64, String) = flows::on!(&mut tx, |c| {
            sqlx::query_as("select at, previous_hash from audit where seq = 3").fetch_one(c)
        }).unwrap();
        let facts = "{\"rows\":99}";
        let nobody = None::<&str>;
        let row = (3, at, "imported", "operator", nobody, nobody, nobody, nobody, facts, &previous);
        let hash = flows::secrets::sha256_hex(&serde_json::to_vec(&row).unwrap());
        execute!(&mut tx, "update audit set facts = $1, hash = $2 where seq = 3", facts, &hash).unwrap();
        tx.commit().await.unwrap();
        let unchained = Verdict::Broken { fault: Fault::Unchained, seq: 4 };
        assert_eq!(verdict(&world, None).await, unchained);
    }
}
