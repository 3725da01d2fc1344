//! Checkpoints themselves: one that was changed, made by another, left out or forgotten (SEC-76).

use std::sync::Arc;

use domain::Moment;
use flows::{
    Services,
    audit::{
        Checkpoint, CheckpointFault, Checkpoints, Fault, Previous, WrongCheckpoint, checkpoint,
    },
    on_each_database,
    secrets::{Keys, Purpose},
    testing::On,
};

use super::trail::{Trail, broken, gather, whole};

/// Three checkpoints of a growing trail.
async fn three(on: On) -> Trail {
    let mut trail = Trail::of(on, 2).await;
    for _ in 0..3 {
        trail.take_checkpoint().await;
        trail.grow(1).await;
    }
    trail
}

fn wrong(name: &str, why: CheckpointFault) -> WrongCheckpoint {
    WrongCheckpoint {
        name: name.to_owned(),
        why,
    }
}

on_each_database! {
    async fn sec_65_a_checkpoint_that_somebody_changed_or_made_counts_for_nothing(on: On) {
        let trail = Trail::of(on, 2).await;
        let keys = &trail.world.services.keys;
        let taken = checkpoint(&trail.world.services, None).await.unwrap();
        let text = taken.to_text().unwrap();
        assert_eq!(Checkpoint::parse(&text), Some(taken.clone()));
        assert_eq!(Checkpoints::one(keys, "a", "{}").unwrap_err(), wrong("a", CheckpointFault::Unreadable));
        assert!(Checkpoints::one(keys, "a", &text).is_ok());
        let mut forged = vec![taken.clone(); 7];
        forged[0].heads[0].seq = 1;
        forged[1].heads[0].hash = "0".repeat(64);
        forged[2].heads[0].chain = 7;
        forged[3].heads.clear();
        forged[4].at = Moment::from_unix_ms(0);
        forged[5].number = 1;
        forged[6].previous = "1".repeat(64);
        for forged in forged {
            let text = forged.to_text().unwrap();
            let refused = wrong("a", CheckpointFault::NotOurs);
            assert_eq!(Checkpoints::one(keys, "a", &text).unwrap_err(), refused, "{text}");
            assert!(gather(&trail.world.services, &[text]).is_err());
        }
    }

    async fn sec_76_a_checkpoint_that_was_left_out_shows_in_the_next(on: On) {
        let trail = three(on).await;
        let services = &trail.world.services;
        assert_eq!(trail.gather().unwrap().count(), 3);
        let [one, two, three] = &trail.kept[..] else { unreachable!() };
        let refused = |texts: &[&String]| {
            let texts: Vec<String> = texts.iter().map(|text| (*text).clone()).collect();
            gather(services, &texts).unwrap_err()
        };
        assert_eq!(refused(&[two, three]), wrong("1", CheckpointFault::Missing { number: 1 }));
        assert_eq!(refused(&[one, three]), wrong("2", CheckpointFault::Missing { number: 2 }));
        assert_eq!(refused(&[one, two, two]), wrong("3", CheckpointFault::Missing { number: 3 }));
        let mut renumbered = Checkpoint::parse(three).unwrap();
        renumbered.number = 2;
        assert_eq!(refused(&[one, &renumbered.to_text().unwrap()]), wrong("2", CheckpointFault::Unchained));
        // The last ones can only be missed by whoever knows how many there were, so what is not covered is counted.
        assert!(gather(services, &trail.kept[..2]).is_ok());
    }

    async fn sec_76_a_checkpoint_in_the_middle_that_was_edited_no_longer_carries_the_next(on: On) {
        let mut trail = three(on).await;
        let mut edited = Checkpoint::parse(&trail.kept[1]).unwrap();
        edited.heads[0].seq -= 1;
        trail.kept[1] = edited.to_text().unwrap();
        assert_eq!(trail.gather().unwrap_err(), wrong("3", CheckpointFault::Unchained));
    }

    async fn sec_76_the_trail_must_agree_with_every_checkpoint_and_not_with_the_newest_alone(on: On) {
        let mut trail = Trail::of(on, 5).await;
        trail.take_checkpoint().await;
        trail.tamper(1, &[
            "update audit_head set seq = 4, hash = (select hash from audit where chain = CHAIN and seq = 4) where id = CHAIN",
            "delete from audit where chain = CHAIN and seq > 4",
        ]).await;
        trail.world.clock.forward(std::time::Duration::from_secs(1));
        trail.add(1, 1).await;
        // Two checkpoints that saw another row in the same place: whichever it is now, one of them tells.
        trail.take_checkpoint().await;
        assert_eq!(trail.verdict_with_checkpoints().await, broken(Fault::Rewritten, 1, 5));
    }

    async fn sec_76_a_key_that_changed_asks_for_no_old_one_because_the_newest_vouches_for_the_rest(on: On) {
        let mut trail = three(on).await;
        let rows = 5 * trail.chains().len() as i64;
        let keys = Arc::new(Keys::new([9; 32]).with_audit_key(Some([3; 32])));
        trail.world.services = Services { keys, ..trail.world.services.clone() };
        assert_eq!(trail.gather().unwrap_err(), wrong("3", CheckpointFault::NotOurs));
        trail.take_checkpoint().await;
        assert_eq!(trail.verdict_with_checkpoints().await, whole(rows, 0));
        // Whoever has the master key and not this one makes none that counts.
        let previous = Previous::is(4, &trail.kept[3]);
        let thief = Services { keys: Arc::new(Keys::new([9; 32])), ..trail.world.services.clone() };
        let forged = checkpoint(&thief, Some(&previous)).await.unwrap();
        trail.kept.push(forged.to_text().unwrap());
        assert_eq!(trail.gather().unwrap_err(), wrong("5", CheckpointFault::NotOurs));
    }

    async fn sec_76_an_hourly_checkpoint_of_when_there_was_one_chain_still_counts(on: On) {
        let mut trail = Trail::of(on, 5).await;
        let keys = Arc::clone(&trail.world.services.keys);
        let mut tx = trail.world.services.db.read().await.unwrap();
        let (hash,): (String,) = flows::on!(&mut tx, |c| {
            sqlx::query_as("select hash from audit where chain = 1 and seq = 4").fetch_one(c)
        }).unwrap();
        drop(tx);
        let mac = keys.keyed_hash(Purpose::HourlyCheckpoint, &format!("4 {hash} 1795181400000"));
        let hourly = format!(r#"{{"seq":4,"hash":"{hash}","at":1795181400000,"mac":"{mac}"}}"#);
        let edited = hourly.replacen('4', "3", 1);
        assert_eq!(gather(&trail.world.services, &[edited]).unwrap_err(), wrong("1", CheckpointFault::NotOurs));
        trail.kept = vec![hourly];
        let rows = 5 * trail.chains().len() as i64;
        assert_eq!(trail.verdict_with_checkpoints().await, whole(rows, rows - 4));
        trail.tamper(1, &[
            "update audit_head set seq = 3, hash = (select hash from audit where chain = CHAIN and seq = 3) where id = CHAIN",
            "delete from audit where chain = CHAIN and seq > 3",
        ]).await;
        assert_eq!(trail.verdict_with_checkpoints().await, broken(Fault::Truncated, 1, 4));
    }
}
