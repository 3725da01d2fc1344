//! A node whose peppers or master keys are not those of the others hears it before people are turned away.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{sync::Arc, time::Duration};

use domain::{EmailAddress, TypedPassword};
use flows::{
    Services, execute,
    login::{Attempt, DeviceCookie, FirstStep, check_password},
    master_keys::{self, Amiss},
    on_each_database,
    passwords::{
        Cost, Hasher, Pepper,
        marks::{self, Amiss as OfPeppers, Waiting},
    },
    secrets::Keys,
    services::SystemChance,
    testing::{On, PASSWORD, Seed, World},
    trouble::Cause,
};

/// Another node, with these peppers; that of the world holds `test` with key 7.
fn node(world: &World, peppers: &[(&str, u8)]) -> Services {
    let peppers = peppers.iter().map(|(id, key)| Pepper {
        id: (*id).to_owned(),
        key: [*key; 32],
    });
    let cost = Cost {
        memory_kib: 64,
        passes: 1,
    };
    let hasher = Hasher::new(cost, peppers.collect(), 1, &SystemChance).unwrap();
    Services {
        hasher: Arc::new(hasher),
        ..world.services.clone()
    }
}

on_each_database! {
    async fn sec_15_a_pepper_that_a_node_lacks_or_has_another_of_is_told(on: On) {
        let world = World::new(on).await;
        let first = &world.services;
        let office = world.organisation("intermediair", "Kantoor De Boer").await;
        world.person(&office, Seed::new("Jan", "de", "Boer", "jan@kantoor.example")).await;
        marks::say(first).await.unwrap();
        assert_eq!(marks::amiss(first).await.unwrap(), None);
        for others in [&[("test", 8)][..], &[("next", 8), ("test", 9)]] {
            let other = node(&world, others);
            assert_eq!(marks::amiss(&other).await.unwrap(), Some(OfPeppers::Other("test".into())));
            // However long nobody said so: a password is mixed with it.
            world.clock.forward(Duration::from_secs(24 * 60 * 60));
            let refused = marks::say(&other).await.unwrap_err();
            assert_eq!(refused.cause(), Cause::Setup);
            assert!(refused.to_string().contains("test"), "{refused}");
            assert_eq!(marks::amiss(first).await.unwrap(), None);
        }
        let without = node(&world, &[("next", 8)]);
        assert_eq!(marks::amiss(&without).await.unwrap(), Some(OfPeppers::Missing("test".into())));
        marks::are_lost(&node(&world, &[("test", 7)]), &["test".into()]).await.unwrap();
        assert_eq!(marks::amiss(&without).await.unwrap(), Some(OfPeppers::Missing("test".into())), "it is not");
        marks::are_lost(&without, &["test".into()]).await.unwrap();
        assert_eq!(marks::amiss(&without).await.unwrap(), None);
    }

    async fn sec_15_with_which_pepper_a_node_at_work_mixes_no_other_one_changes(on: On) {
        let world = World::new(on).await;
        let (right, mistyped) = (node(&world, &[("p2", 2), ("test", 7)]), node(&world, &[("p2", 9), ("test", 7)]));
        marks::say(&right).await.unwrap();
        if on == On::Postgres {
            // Nothing is mixed with it yet; that may be so in a minute.
            world.clock.forward(Duration::from_secs(4 * 60));
            let refused = marks::say(&mistyped).await.unwrap_err();
            assert_eq!(refused.cause(), Cause::Setup);
            assert_eq!(marks::amiss(&right).await.unwrap(), None);
            marks::say(&right).await.unwrap();
            // Rolled back, the others still say so for a while.
            assert_eq!(marks::amiss(&world.services).await.unwrap(), Some(OfPeppers::Missing("p2".into())));
            world.clock.forward(Duration::from_secs(5 * 60));
        }
        assert_eq!(marks::amiss(&world.services).await.unwrap(), None);
        // A mistake of a node that is no more.
        marks::say(&mistyped).await.unwrap();
        assert_eq!(marks::amiss(&mistyped).await.unwrap(), None);
        marks::say(&world.services).await.unwrap();
        assert_eq!(marks::amiss(&node(&world, &[("test", 7), ("p2", 2)])).await.unwrap().is_some(), on == On::Postgres);
    }

    async fn sec_15_a_pepper_is_changed_in_three_rounds(on: On) {
        let world = World::new(on).await;
        let first = &world.services;
        marks::say(first).await.unwrap();
        // The first was left out.
        marks::say(&node(&world, &[("next", 8), ("test", 7)])).await.unwrap();
        let told = (on == On::Postgres).then(|| OfPeppers::Missing("next".into()));
        assert_eq!(marks::amiss(first).await.unwrap(), told);
        let ready = node(&world, &[("test", 7), ("next", 8)]);
        assert_eq!(marks::amiss(&ready).await.unwrap(), None);
        // The last of them is over: nobody mixes with the old one, and no password is mixed with it.
        world.clock.forward(Duration::from_secs(5 * 60));
        let without = node(&world, &[("next", 8)]);
        marks::say(&without).await.unwrap();
        assert_eq!(marks::amiss(&without).await.unwrap(), None);
    }

    async fn sec_15_how_many_passwords_wait_for_a_pepper_of_before_is_known(on: On) {
        let world = World::new(on).await;
        let here = &world.services;
        let office = world.organisation("intermediair", "Kantoor De Boer").await;
        for email in ["karin@kantoor.example", "jan@kantoor.example"] {
            world.person(&office, Seed::new("Jan", "de", "Boer", email)).await;
        }
        let waiting = |of: Services| async move { marks::waiting(&of, &[]).await.unwrap() };
        let none = || Waiting { old: vec![], lost: 0, lacking: 0, named: vec![] };
        assert_eq!(waiting(here.clone()).await, none());
        marks::say(here).await.unwrap();

        let next = node(&world, &[("next", 8), ("test", 7)]);
        assert_eq!(waiting(next.clone()).await, Waiting { old: vec![("test".into(), 2)], ..none() });
        let lacks = node(&world, &[("next", 8), ("te", 7)]);
        assert_eq!(waiting(lacks.clone()).await, Waiting { lacking: 2, named: vec!["test".into()], ..none() });
        assert_eq!(marks::waiting(&lacks, &["test".into()]).await.unwrap(), Waiting { lost: 2, ..none() });

        let email = EmailAddress::parse("jan@kantoor.example").unwrap();
        let password = TypedPassword::parse(PASSWORD.to_owned()).unwrap();
        let attempt = Attempt { email: &email, password: &password, device: &DeviceCookie::default(), network: "192.0.2.0/24" };
        assert!(matches!(check_password(&next, &attempt).await.unwrap(), FirstStep::Right { .. }));
        assert_eq!(waiting(next).await, Waiting { old: vec![("test".into(), 1)], ..none() });
        assert_eq!(waiting(here.clone()).await, Waiting { lacking: 1, ..none() });
    }

    async fn sec_15_a_node_that_lacks_a_pepper_blocks_nobody_for_a_right_password(on: On) {
        let world = World::new(on).await;
        let office = world.organisation("intermediair", "Kantoor De Boer").await;
        let (jan, _) = world.person(&office, Seed::new("Jan", "de", "Boer", "jan@kantoor.example")).await;
        let email = EmailAddress::parse("jan@kantoor.example").unwrap();
        let password = TypedPassword::parse(PASSWORD.to_owned()).unwrap();
        let device = DeviceCookie::default().with(&world.services.keys, &jan, 0, world.services.now());
        let lacks = node(&world, &[("next", 8)]);
        let at_home = Attempt { email: &email, password: &password, device: &device, network: "192.0.2.0/24" };
        let stranger = Attempt { device: &DeviceCookie::default(), ..at_home.clone() };
        for attempt in [&at_home, &at_home, &at_home, &at_home, &at_home, &at_home, &stranger, &stranger] {
            assert_eq!(check_password(&lacks, attempt).await.unwrap(), FirstStep::Wrong, "and no other answer");
        }
        let counted = "select coalesce(max(consecutive), 0) from login_counter where lane = $1";
        let mut tx = world.services.db.read().await.unwrap();
        for (lane, tries) in [("known_device", 0), ("stranger", 2)] {
            let (row,): (i64,) = flows::on!(&mut tx, |c| sqlx::query_as(counted).bind(lane).fetch_one(c)).unwrap();
            assert_eq!(row, tries, "{lane}");
        }
        drop(tx);
        // With the pepper all is as it was.
        assert!(matches!(check_password(&world.services, &at_home).await.unwrap(), FirstStep::Right { .. }));
    }
}

/// Another node, with these master keys.
fn keyed(world: &World, master: u8, old: &[u8]) -> Services {
    let old = old.iter().map(|key| [*key; 32]).collect();
    Services {
        keys: Arc::new(Keys::new([master; 32]).with_old(old)),
        ..world.services.clone()
    }
}

#[tokio::test]
async fn sec_73_a_node_whose_master_key_another_lacks_or_that_lacks_one_does_not_start() {
    let world = World::new(On::Postgres).await;
    let first = keyed(&world, 1, &[]);
    master_keys::say(&first, "first").await.unwrap();
    master_keys::say(&keyed(&world, 1, &[]), "second")
        .await
        .unwrap();
    for (wrong, amiss) in [
        // Mistyped.
        (keyed(&world, 9, &[]), Amiss::Missing),
        // The second round of a change before the first.
        (keyed(&world, 2, &[1]), Amiss::Unknown),
    ] {
        assert_eq!(
            master_keys::amiss(&wrong, "third").await.unwrap(),
            Some(amiss)
        );
        let refused = master_keys::say(&wrong, "third").await.unwrap_err();
        assert_eq!(refused.cause(), Cause::Setup, "{refused}");
        assert_eq!(
            master_keys::amiss(&first, "first").await.unwrap(),
            None,
            "the others go on"
        );
    }
    // The rounds of the README, one node after the other; each start has a name of its own.
    let rounds = [
        (keyed(&world, 1, &[2]), ["first", "second"], ["a", "b"]),
        (keyed(&world, 2, &[1]), ["a", "b"], ["c", "d"]),
    ];
    for (next, before, names) in rounds {
        for (ends, begins) in before.into_iter().zip(names) {
            master_keys::forget(&first, ends).await.unwrap();
            master_keys::say(&next, begins).await.unwrap();
            assert_eq!(master_keys::amiss(&next, begins).await.unwrap(), None);
        }
    }
    // Whoever was ended without a word is no more after a while.
    let alone = keyed(&world, 3, &[]);
    assert!(master_keys::say(&alone, "e").await.is_err());
    let mut tx = world.services.db.write().await.unwrap();
    execute!(&mut tx, "update master_key set said_at = said_at - 300000").unwrap();
    tx.commit().await.unwrap();
    master_keys::say(&alone, "e").await.unwrap();
}

#[tokio::test]
async fn a_file_is_shared_with_nobody_who_could_hold_another_master_key() {
    let world = World::new(On::Sqlite).await;
    master_keys::say(&keyed(&world, 1, &[]), "first")
        .await
        .unwrap();
    master_keys::say(&keyed(&world, 2, &[]), "second")
        .await
        .unwrap();
}
