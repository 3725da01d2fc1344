//! Housekeeping: a sweep that fails is told by its name and stops no other.

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
        assert_eq!(tidy.failing_for(Duration::ZERO), ["the desk"]);
        assert_eq!(house.number("select count(*) from probe where node = $1", "gone").await, 0, "a later sweep went on");
        assert!(tidy.failing_for(TOO_LONG).is_empty());
        house.later(TOO_LONG);
        tidy.once().await;
        assert_eq!(tidy.failing_for(TOO_LONG), ["the desk"]);
    }
}
