//! A trail of before there were chains: it is brought along as it is, and goes on.

use flows::{
    audit::{Checkpoints, Verdict},
    execute, on_each_database,
    secrets::sha256_hex,
    testing::On,
};

use super::trail::{Trail, broken, whole};
use flows::audit::Fault;

/// Rows as they were written before migration 19: hashed without a chain, numbered from 1 on.
async fn old_rows(trail: &Trail, rows: i64) {
    let mut tx = trail.world.services.db.write().await.unwrap();
    let mut hash = "0".repeat(64);
    for seq in 1..=rows {
        let previous = hash;
        let nobody = None::<&str>;
        let fields = (
            seq, 7, "imported", "operator", nobody, nobody, nobody, nobody, "{}", &previous,
        );
        hash = sha256_hex(&serde_json::to_vec(&fields).unwrap());
        // As a node of before writes it, which knows of no chains.
        execute!(&mut tx, "update audit_head set seq = seq + 1 where id = 1").unwrap();
        execute!(
            &mut tx,
            "insert into audit (seq, at, event, actor, facts, previous_hash, hash)
            values ($1, 7, 'imported', 'operator', '{}', $2, $3)",
            seq,
            &previous,
            &hash
        )
        .unwrap();
        execute!(
            &mut tx,
            "update audit_head set hash = $1 where id = 1",
            &hash
        )
        .unwrap();
    }
    tx.commit().await.unwrap();
}

on_each_database! {
    async fn sec_65_an_old_trail_is_whole_and_goes_on_in_every_chain(on: On) {
        let trail = Trail::of(on, 0).await;
        old_rows(&trail, 3).await;
        assert_eq!(trail.verdict().await, whole(3, 3));
        trail.grow(2).await;
        let rows = 3 + 2 * trail.chains().len() as i64;
        assert_eq!(trail.verdict().await, whole(rows, rows));
        trail.tamper(1, &["update audit set facts = '{\"a\":1}' where chain = 1 and seq = 2"]).await;
        assert_eq!(trail.verdict().await, broken(Fault::Changed, 1, 2));
    }

    async fn sec_65_an_old_row_counts_in_no_other_chain(on: On) {
        let trail = Trail::of(on, 0).await;
        old_rows(&trail, 1).await;
        if on == On::Sqlite {
            return;
        }
        trail.tamper(1, &["update audit set chain = 2", "update audit_head set seq = 1, hash = (select hash from audit) where id = 2",
            "update audit_head set seq = 0, hash = repeat('0', 64) where id = 1"]).await;
        let found = trail.held_against(&Checkpoints::default()).await;
        assert_eq!(found, Verdict::Broken { fault: Fault::Changed, chain: 2, seq: 1 });
    }
}
