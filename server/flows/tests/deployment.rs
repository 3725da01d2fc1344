//! Whose a database is, and who may work on it (SEC-73).
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use domain::{Language, post::Letter};
use flows::{
    deployment::{Adopted, Purpose, adopt, is_copy, may_adopt, may_use, state},
    execute, on, on_each_database,
    post::{self, Draft, Payer, To},
    readiness,
    testing::{On, Seed, World},
    trouble::Cause,
};
use sqlx::AssertSqlSafe;

async fn count(world: &World, sql: &str) -> i64 {
    let mut tx = world.services.db.look().await.unwrap();
    let (number,): (i64,) =
        on!(&mut tx, |c| sqlx::query_as(AssertSqlSafe(sql)).fetch_one(c)).unwrap();
    number
}

fn production(origin: &str) -> Purpose {
    Purpose::Production {
        origin: origin.to_owned(),
    }
}

/// Somebody who works there, a letter for whom waits.
async fn inhabited(world: &World) {
    let office = world.organisation("adviseur", "Kantoor De Boer").await;
    let jan = Seed::new("Jan", "", "Bakker", "jan@kantoor-deboer.nl");
    let (jan, _) = world.person(&office, jan).await;
    let (services, now) = (&world.services, world.services.now());
    let mut tx = services.db.write().await.unwrap();
    let letter = Draft::new(
        To::Account(&jan),
        Language::Nl,
        Letter::TestMail,
        Payer::Nobody,
    );
    post::queue(&mut tx, services, now, letter).await.unwrap();
    let session =
        "insert into session (id_hash, public_id, account_id, device, data, created_at, seen_at)
        values ('s', 's', $1, '', '{}', $2, $2)";
    execute!(&mut tx, session, jan.as_str(), now.unix_ms()).unwrap();
    tx.commit().await.unwrap();
}

const WAITING: &str = "select count(*) from outbox where ended_at is null";
const SESSIONS: &str = "select count(*) from session";

on_each_database! {
    async fn sec_73_a_laptop_leaves_the_database_of_production_alone_and_production_that_of_a_laptop(on: On) {
        let there = production("https://portal.example");
        for (whose, others) in [
            (there.clone(), [Purpose::Development, production("https://test.example")]),
            (Purpose::Development, [there.clone(), production("https://test.example")]),
        ] {
            let world = World::new(on).await;
            let db = &world.services.db;
            may_use(db, &whose).await.unwrap();
            state(db, &whose).await.unwrap();
            inhabited(&world).await;
            state(db, &whose).await.unwrap();
            for other in others {
                let refused = may_use(db, &other).await.unwrap_err();
                assert_eq!(refused.cause(), Cause::Setup);
                let told = refused.to_string();
                assert!(told.contains(&whose.to_string()) && told.contains("sleutelbos adopt"), "{told}");
                assert!(state(db, &other).await.is_err(), "whoever comes second does not take it over");
            }
            may_use(db, &whose).await.unwrap();
        }
    }

    async fn sec_73_a_database_that_does_not_say_whose_it_is_is_productions_if_it_holds_people(on: On) {
        let world = World::new(on).await;
        may_use(&world.services.db, &Purpose::Development).await.unwrap();
        // The invented people of a demo are nobody whom a letter could reach.
        let demo = world.organisation("adviseur", "Kantoor Bakker").await;
        world.person(&demo, Seed::new("Mo", "", "Haddad", "mo@kantoor-bakker.example")).await;
        may_use(&world.services.db, &Purpose::Development).await.unwrap();
        inhabited(&world).await;
        // As a version of before leaves it, with and without the table.
        let db = &world.services.db;
        assert!(may_use(db, &Purpose::Development).await.is_err());
        let mut tx = db.write().await.unwrap();
        execute!(&mut tx, "drop table deployment").unwrap();
        tx.commit().await.unwrap();
        assert!(may_use(db, &Purpose::Development).await.is_err());
        may_use(db, &production("https://portal.example")).await.unwrap();
    }

    async fn sec_73_a_copy_that_is_adopted_lets_go_of_what_waits_and_a_portal_that_moved_keeps_its_letters(on: On) {
        let (old, new) = (production("https://portal.example"), production("https://nieuw.example"));
        for (how, left) in [(Adopted::AsItIs, 1), (Adopted::Original, 1), (Adopted::Copy, 0)] {
            let world = World::new(on).await;
            let db = &world.services.db;
            state(db, &old).await.unwrap();
            inhabited(&world).await;
            assert_eq!(adopt(db, &new, how, world.services.now()).await.unwrap(), Some(old.to_string()));
            assert_eq!((count(&world, WAITING).await, count(&world, SESSIONS).await), (left, left));
            may_use(db, &new).await.unwrap();
            assert!(may_use(db, &old).await.is_err());
        }
    }

    async fn sec_73_a_database_on_which_somebody_elses_program_is_at_work_is_not_adopted(on: On) {
        let world = World::new(on).await;
        let (services, db, now) = (&world.services, &world.services.db, || world.services.now());
        let minutes = |number: u64| std::time::Duration::from_secs(number * 60);
        let (portal, test) = (production("https://portal.example"), production("https://test.example"));
        state(db, &portal).await.unwrap();
        // Two nodes, of which one stops: it takes back what it said itself, and no more.
        for node in ["one", "two"] {
            readiness::at_work(services, node).await.unwrap();
        }
        readiness::not_at_work(services, "two").await.unwrap();
        let until = now().plus(minutes(6)).datetime_attribute();
        world.clock.forward(minutes(4));
        for how in [Adopted::AsItIs, Adopted::Original, Adopted::Copy] {
            let refused = adopt(db, &test, how, now()).await.unwrap_err().to_string();
            for says in ["production of https://portal.example", &format!("wait until {until}")] {
                assert!(refused.contains(says), "{says}: {refused}");
            }
            assert!(may_adopt(db, &test, now()).await.is_err(), "before its tables are changed");
            may_adopt(db, &portal, now()).await.unwrap();
        }
        // Nobody is at work who was stopped, or killed a while ago, or who said so when the clock was ahead.
        readiness::not_at_work(services, "one").await.unwrap();
        adopt(db, &test, Adopted::Copy, now()).await.unwrap();
        // A mistake is put right at once: whoever was at work before is no more.
        adopt(db, &portal, Adopted::Original, now()).await.unwrap();
        readiness::at_work(services, "one").await.unwrap();
        adopt(db, &portal, Adopted::AsItIs, now()).await.unwrap();
        assert!(adopt(db, &test, Adopted::Copy, now()).await.is_err(), "the own program goes on");
        readiness::not_at_work(services, "one").await.unwrap();
        adopt(db, &test, Adopted::Copy, now()).await.unwrap();
        readiness::at_work(services, "killed").await.unwrap();
        assert!(adopt(db, &portal, Adopted::Original, now()).await.is_err());
        world.clock.forward(minutes(5));
        adopt(db, &portal, Adopted::Original, now()).await.unwrap();
        let ahead = now().plus(minutes(24 * 60)).unix_ms();
        let mut tx = db.write().await.unwrap();
        execute!(&mut tx, "update probe set at = $1 where node = 'at-work:killed'", ahead).unwrap();
        tx.commit().await.unwrap();
        // That everything was swept says nothing of who is at work.
        readiness::swept(services).await.unwrap();
        adopt(db, &test, Adopted::Copy, now()).await.unwrap();
        // Nor does one that is ahead hide another.
        readiness::at_work(services, "one").await.unwrap();
        assert!(adopt(db, &portal, Adopted::Original, now()).await.is_err());
    }

    async fn sec_73_the_tables_of_somebody_elses_older_program_at_work_are_left_as_they_are(on: On) {
        let world = World::new(on).await;
        let (services, db, now) = (&world.services, &world.services.db, || world.services.now());
        let (portal, test) = (production("https://portal.example"), production("https://test.example"));
        state(db, &portal).await.unwrap();
        // Those of before say only that they sweep.
        readiness::swept(services).await.unwrap();
        may_adopt(db, &test, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let newest = "delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)";
        execute!(&mut tx, newest).unwrap();
        tx.commit().await.unwrap();
        let refused = may_adopt(db, &test, now()).await.unwrap_err().to_string();
        assert!(refused.contains("production of https://portal.example was at work"), "{refused}");
        may_adopt(db, &portal, now()).await.unwrap();
        world.clock.forward(std::time::Duration::from_secs(5 * 60));
        may_adopt(db, &test, now()).await.unwrap();
    }

    async fn sec_73_production_is_no_copy_of_itself_and_an_adoption_stands_in_the_trail(on: On) {
        let world = World::new(on).await;
        let (db, now) = (&world.services.db, world.services.now());
        let ours = production("https://portal.example");
        state(db, &ours).await.unwrap();
        inhabited(&world).await;
        let refused = adopt(db, &ours, Adopted::Copy, now).await.unwrap_err();
        assert_eq!(refused.cause(), Cause::Setup);
        assert_eq!((count(&world, WAITING).await, count(&world, SESSIONS).await), (1, 1), "nothing was let go");
        let rows = "select count(*) from audit where event = 'adopted' and actor = 'operator' and facts like '%https://portal.example%'";
        assert_eq!(count(&world, rows).await, 0);
        adopt(db, &production("https://test.example"), Adopted::Copy, now).await.unwrap();
        assert_eq!(count(&world, rows).await, 1);
    }

    async fn sec_73_a_copy_stays_a_copy_wherever_it_moves_until_somebody_says_otherwise(on: On) {
        let world = World::new(on).await;
        let db = &world.services.db;
        state(db, &production("https://portal.example")).await.unwrap();
        assert!(!is_copy(db).await.unwrap());
        for (how, copy) in [
            (Adopted::AsItIs, false),
            (Adopted::Copy, true),
            (Adopted::AsItIs, true),
            (Adopted::Original, false),
            (Adopted::AsItIs, false),
        ] {
            adopt(db, &Purpose::Development, how, world.services.now()).await.unwrap();
            assert_eq!(is_copy(db).await.unwrap(), copy, "{how:?}");
        }
        // Nobody said yet whose it is.
        let world = World::new(on).await;
        adopt(&world.services.db, &Purpose::Development, Adopted::Copy, world.services.now()).await.unwrap();
        assert!(is_copy(&world.services.db).await.unwrap());
    }
}
