//! A node whose peppers are not those of the others hears it before people are turned away.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{sync::Arc, time::Duration};

use flows::{
    Services, on_each_database,
    passwords::{
        Cost, Hasher, Pepper,
        marks::{self, Amiss},
    },
    services::SystemChance,
    testing::{On, World},
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
        marks::say(first).await.unwrap();
        assert_eq!(marks::amiss(first).await.unwrap(), None);
        for others in [&[("test", 8)][..], &[("next", 8), ("test", 9)]] {
            let other = node(&world, others);
            assert_eq!(marks::amiss(&other).await.unwrap(), Some(Amiss::Other("test".into())));
            let refused = marks::say(&other).await.unwrap_err();
            assert_eq!(refused.cause(), Cause::Setup);
            assert!(refused.to_string().contains("test"), "{refused}");
        }
        let without = node(&world, &[("next", 8)]);
        assert_eq!(marks::amiss(&without).await.unwrap(), Some(Amiss::Missing("test".into())));

        // The three rounds of another pepper, of which the first was left out.
        marks::say(&node(&world, &[("next", 8), ("test", 7)])).await.unwrap();
        assert_eq!(marks::amiss(first).await.unwrap(), Some(Amiss::Missing("next".into())));
        let ready = node(&world, &[("test", 7), ("next", 8)]);
        assert_eq!(marks::amiss(&ready).await.unwrap(), None);

        // The last of them is over: nobody has mixed with the old one for a day.
        world.clock.forward(Duration::from_secs(24 * 60 * 60));
        marks::say(&without).await.unwrap();
        assert_eq!(marks::amiss(&without).await.unwrap(), None);
    }
}
