//! Housekeeping: a sweep that fails is told by its name and stops no other, and what it says of peppers is read by readiness.

use std::time::Duration;

use flows::{execute, on_each_database, testing::On};
use server::tidy::{TOO_LONG, Tidy};

use crate::house::House;

on_each_database! {
    async fn sec_74_a_sweep_that_fails_stops_no_other_and_is_told_after_an_hour(on: On) {
        let house = House::new(on).await;
        let services = house.world.services.clone();
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, "drop table failure").unwrap();
        execute!(&mut tx, "insert into probe (node, at) values ('gone', 0)").unwrap();
        tx.commit().await.unwrap();
        let tidy = Tidy::new(services, std::sync::Arc::default());
        tidy.once().await;
        // The one that goes over that table, and no other.
        let failing = ["the desk"];
        assert_eq!(tidy.failing_for(Duration::ZERO), failing);
        assert_eq!(house.number("select count(*) from probe where node = $1", "gone").await, 0, "a later sweep went on");
        assert!(tidy.failing_for(TOO_LONG).is_empty());
        house.later(TOO_LONG);
        tidy.once().await;
        assert_eq!(tidy.failing_for(TOO_LONG), failing);
    }

    async fn sec_73_a_node_says_of_itself_that_it_is_at_work_while_its_sweeps_wait(on: On) {
        let house = House::new(on).await;
        let services = house.world.services.clone();
        let tidy = Tidy::new(services, std::sync::Arc::default()).of_node("one");
        let saying = tokio::spawn(tidy.says_it_is_at_work());
        let said = async || house.number("select count(*) from probe where node = $1", "at-work:one").await;
        let begun = std::time::Instant::now();
        while said().await == 0 {
            assert!(begun.elapsed() < Duration::from_secs(60));
            tokio::task::yield_now().await;
        }
        saying.abort();
    }

    async fn sec_15_readiness_names_a_pepper_that_this_node_lacks_until_it_is_in_use_no_more(on: On) {
        let house = House::new(on).await;
        let services = house.world.services.clone();
        Tidy::new(services.clone(), std::sync::Arc::default()).once().await;
        assert_eq!(house.stranger().get("/readyz").await.status, 200);
        assert_eq!(house.number("select count(*) from pepper where id = $1", "test").await, 1);
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, "insert into pepper (id, mark, mixed_at) values ('p2', 'x', $1)", services.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        house.later(Duration::from_secs(2));
        let ready = house.stranger().get("/readyz").await;
        // A file has no other node.
        let told = ready.status == 503 && ready.body.contains("the pepper \"p2\"");
        assert_eq!(told, on == On::Postgres, "{}", ready.body);
        house.later(Duration::from_secs(5 * 60));
        assert_eq!(house.stranger().get("/readyz").await.status, 200);
    }
}
