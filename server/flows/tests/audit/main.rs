//! The audit trail against somebody who can write to the database.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod checkpoints;
mod commit;
mod old;
mod trail;

use std::time::Duration;

use flows::{audit::Fault, execute, on_each_database, testing::On};

use trail::{Trail, broken, whole};

on_each_database! {
    async fn sec_65_a_trail_that_nobody_touched_is_whole(on: On) {
        let mut trail = Trail::of(on, 0).await;
        assert_eq!(trail.verdict().await, whole(0, 0));
        trail.take_checkpoint().await;
        trail.grow(1_203).await;
        trail.take_checkpoint().await;
        trail.grow(2).await;
        let chains = trail.chains().len() as i64;
        assert_eq!(trail.verdict().await, whole(1_205 * chains, 1_205 * chains));
        assert_eq!(trail.verdict_with_checkpoints().await, whole(1_205 * chains, 2 * chains));
    }

    async fn sec_65_the_database_refuses_to_change_or_forget_a_row(on: On) {
        let trail = Trail::of(on, 3).await;
        for statement in [
            "update audit set facts = '{}' where seq = 2",
            "update audit set chain = 5 where seq = 2",
            "delete from audit where seq = 3",
            "delete from audit",
        ] {
            let mut tx = trail.world.services.db.write().await.unwrap();
            let refused = execute!(&mut tx, statement).unwrap_err();
            assert!(refused.to_string().contains("append-only"), "{refused}");
        }
        assert!(matches!(trail.verdict().await, flows::audit::Verdict::Whole { .. }));
    }

    async fn sec_65_every_way_of_tampering_with_a_chain_is_found_at_the_row_where_it_shows(on: On) {
        let ways: [(&str, &[&str], Fault, i64); 13] = [
            ("facts edited", &["update audit set facts = '{\"rows\":99}' where chain = CHAIN and seq = 4"], Fault::Changed, 4),
            ("time edited", &["update audit set at = at + 1 where chain = CHAIN and seq = 1"], Fault::Changed, 1),
            ("person edited", &["update audit set account_id = 'another' where chain = CHAIN and seq = 2"], Fault::Changed, 2),
            ("hash edited", &["update audit set hash = previous_hash where chain = CHAIN and seq = 3"], Fault::Changed, 3),
            ("a row deleted", &["delete from audit where chain = CHAIN and seq = 3"], Fault::Missing, 3),
            ("the first deleted", &["delete from audit where chain = CHAIN and seq = 1"], Fault::Missing, 1),
            ("a row deleted and the rest moved up",
                &["delete from audit where chain = CHAIN and seq = 3", "update audit set seq = 3 where chain = CHAIN and seq = 4",
                    "update audit set seq = 4 where chain = CHAIN and seq = 5"],
                Fault::Changed, 3),
            ("two rows exchanged",
                &["update audit set seq = 99 where chain = CHAIN and seq = 2", "update audit set seq = 2 where chain = CHAIN and seq = 3",
                    "update audit set seq = 3 where chain = CHAIN and seq = 99"],
                Fault::Changed, 2),
            ("a row added at the end",
                &["insert into audit (chain, seq, at, event, actor, facts, previous_hash, hash)
                   select chain, 6, at, event, actor, facts, hash, hash from audit where chain = CHAIN and seq = 5"],
                Fault::Changed, 6),
            ("the tail cut off", &["delete from audit where chain = CHAIN and seq > 3"], Fault::WrongHead, 4),
            ("all rows cut off", &["delete from audit where chain = CHAIN"], Fault::WrongHead, 1),
            ("the head deleted", &["delete from audit_head where id = CHAIN"], Fault::NoHead, 6),
            ("the head set back", &["update audit_head set seq = 4 where id = CHAIN"], Fault::WrongHead, 5),
        ];
        let trail = Trail::of(on, 0).await;
        for chain in trail.chains() {
            for (way, statements, fault, seq) in ways {
                let trail = Trail::of(on, 5).await;
                trail.tamper(chain, statements).await;
                assert_eq!(trail.verdict().await, broken(fault, chain, seq), "{way}, chain {chain}");
            }
        }
    }

    async fn sec_65_a_row_counts_in_its_own_chain_only(on: On) {
        let trail = Trail::of(on, 2).await;
        trail.tamper(1, &["update audit set chain = 65 where chain = CHAIN and seq = 2",
            "update audit_head set seq = 1, hash = (select hash from audit where chain = CHAIN and seq = 1) where id = CHAIN"]).await;
        assert_eq!(trail.verdict().await, broken(Fault::NoHead, 65, 2), "a row in a chain that is not there");
        trail.tamper(1, &["delete from audit where chain = 65", "insert into audit_head (id, seq, hash) values (65, 0, '')"]).await;
        assert_eq!(trail.verdict().await, broken(Fault::NoHead, 65, 1), "a head of a chain that is not there");
        let [_, second, _] = trail.chains()[..] else { return };
        let trail = Trail::of(on, 2).await;
        trail.tamper(second, &["update audit set chain = 99 where chain = 1", "update audit set chain = 1 where chain = CHAIN",
            "update audit set chain = CHAIN where chain = 99"]).await;
        assert_eq!(trail.verdict().await, broken(Fault::Changed, 1, 1), "two chains exchanged");
        let trail = Trail::of(on, 2).await;
        trail.tamper(second, &["update audit set chain = 5 where chain = CHAIN",
            "update audit_head set (seq, hash) = (select seq, hash from audit_head where id = CHAIN) where id = 5",
            "update audit_head set seq = 0, hash = repeat('0', 64) where id = CHAIN"]).await;
        assert_eq!(trail.verdict().await, broken(Fault::Changed, 5, 1), "a chain that was moved with its head");
    }

    async fn sec_65_a_row_that_was_edited_together_with_its_hash_no_longer_carries_the_next(on: On) {
        let trail = Trail::of(on, 5).await;
        let mut tx = trail.world.services.db.write().await.unwrap();
        let (at, previous): (i64, String) = flows::on!(&mut tx, |c| {
            sqlx::query_as("select at, previous_hash from audit where chain = 1 and seq = 3").fetch_one(c)
        }).unwrap();
        drop(tx);
        let nobody = None::<&str>;
        let facts = "{\"rows\":99}";
        let row = (3, at, "imported", "operator", nobody, nobody, nobody, nobody, facts, &previous);
        let hash = flows::secrets::sha256_hex(&serde_json::to_vec(&row).unwrap());
        let edit = format!("update audit set facts = '{facts}', hash = '{hash}' where chain = 1 and seq = 3");
        trail.tamper(1, &[&edit]).await;
        assert_eq!(trail.verdict().await, broken(Fault::Unchained, 1, 4));
    }

    async fn sec_65_a_tail_cut_off_together_with_the_head_is_found_by_a_checkpoint_in_every_chain(on: On) {
        for chain in Trail::of(on, 0).await.chains() {
            let mut trail = Trail::of(on, 5).await;
            trail.take_checkpoint().await;
            let chains = trail.chains().len() as i64;
            trail.tamper(chain, &[
                "update audit_head set seq = 3, hash = (select hash from audit where chain = CHAIN and seq = 3) where id = CHAIN",
                "delete from audit where chain = CHAIN and seq > 3",
            ]).await;
            assert_eq!(trail.verdict().await, whole(5 * chains - 2, 5 * chains - 2));
            assert_eq!(trail.verdict_with_checkpoints().await, broken(Fault::Truncated, chain, 4));
            trail.world.clock.forward(Duration::from_secs(1));
            trail.add(chain, 4).await;
            let rows = 5 * chains + 2;
            assert_eq!(trail.verdict().await, whole(rows, rows));
            assert_eq!(trail.verdict_with_checkpoints().await, broken(Fault::Rewritten, chain, 5));
        }
    }

    async fn sec_65_a_chain_that_was_emptied_with_its_head_is_found_by_a_checkpoint(on: On) {
        for chain in Trail::of(on, 0).await.chains() {
            let mut trail = Trail::of(on, 2).await;
            trail.take_checkpoint().await;
            let zeros = format!("update audit_head set seq = 0, hash = '{}' where id = CHAIN", "0".repeat(64));
            trail.tamper(chain, &["delete from audit where chain = CHAIN", &zeros]).await;
            assert!(matches!(trail.verdict().await, flows::audit::Verdict::Whole { .. }));
            assert_eq!(trail.verdict_with_checkpoints().await, broken(Fault::Truncated, chain, 1));
        }
    }
}
