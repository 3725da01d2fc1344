//! How budgets are counted: several in one statement, common ones in slots, in one order of locks.

use flows::{
    budgets::{self, Budget, HOUR},
    on_each_database,
    testing::{On, World},
};
use tokio::task::JoinSet;

on_each_database! {
    async fn a_common_budget_is_counted_in_rows_of_its_own_and_summed(on: On) {
        let world = World::new(on).await;
        let now = world.services.now();
        let mut tx = world.services.db.write().await.unwrap();
        let common = || Budget::common("together", HOUR, 20);
        assert!(common().spend(&mut tx, now).await.unwrap());
        match on {
            On::Sqlite => assert!(common().spend(&mut tx, now).await.unwrap()),
            On::Postgres => {
                // Somebody who spends at the same time waits for nobody's commit.
                let mut beside = world.services.db.write().await.unwrap();
                assert!(common().spend(&mut beside, now).await.unwrap());
                beside.commit().await.unwrap();
            }
        }
        for n in 3..=20 {
            assert!(common().spend(&mut tx, now).await.unwrap(), "{n}");
            assert_eq!(common().used(&mut tx, now).await.unwrap(), n);
        }
        for _ in 0..40 {
            assert!(!common().spend(&mut tx, now).await.unwrap());
        }
        assert_eq!(common().used(&mut tx, now).await.unwrap(), 20, "what is refused is not counted, or it would spend what is kept for others");
        let (rows,): (i64,) = flows::on!(&mut tx, |c| sqlx::query_as("select count(*) from budget where name = 'together'").fetch_one(c)).unwrap();
        assert_eq!(rows > 1, on == On::Postgres);
        let one = common();
        one.give_back(&mut tx, now).await.unwrap();
        assert!(common().spend(&mut tx, now).await.unwrap(), "whichever row it was taken back from");
        assert!(!common().spend(&mut tx, now).await.unwrap());
    }

    async fn what_is_kept_for_others_is_still_there_when_everybody_else_was_refused(on: On) {
        let world = World::new(on).await;
        let now = world.services.now();
        let mut tx = world.services.db.write().await.unwrap();
        let mut everybody = 0;
        for _ in 0..30 {
            everybody += u32::from(Budget::common("day", HOUR, 10).keeping(3).spend(&mut tx, now).await.unwrap());
        }
        let mut desk = 0;
        for _ in 0..30 {
            desk += u32::from(Budget::common("day", HOUR, 10).spend(&mut tx, now).await.unwrap());
        }
        assert_eq!((everybody, desk), (7, 3));
    }

    async fn many_who_spend_the_same_budgets_in_another_order_at_once_wait_for_each_other_and_never_in_a_circle(on: On) {
        let world = World::new(on).await;
        let now = world.services.now();
        let mut spenders = JoinSet::new();
        for n in 0..24 {
            let db = world.services.db.clone();
            spenders.spawn(async move {
                for round in 0..5 {
                    let mut names: Vec<String> = (0..6).map(|at| format!("b{at}")).collect();
                    names.rotate_left((n + round) % 6);
                    let mut these: Vec<Budget> = names.into_iter().map(|name| Budget::new(name, HOUR, 1_000)).collect();
                    these.push(Budget::common("all", HOUR, 1_000));
                    if n % 2 == 0 {
                        these.reverse();
                    }
                    let mut tx = db.write().await.unwrap();
                    budgets::spend_all(&mut tx, &these, now).await.unwrap().unwrap();
                    tx.commit().await.unwrap();
                }
            });
        }
        spenders.join_all().await;
        let mut tx = world.services.db.read().await.unwrap();
        for name in ["b0", "b3", "b5", "all"] {
            assert_eq!(Budget::new(name, HOUR, 1).used(&mut tx, now).await.unwrap(), 120, "{name}");
        }
    }
}
