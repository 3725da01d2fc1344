//! Logging in, against real databases.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::time::Duration;

use domain::{EmailAddress, TypedPassword};
use flows::{
    login::{Attempt, DeviceCookie, FirstStep, check_password},
    on_each_database,
    testing::{On, World},
};

async fn try_password(world: &World, email: &str, password: &str) -> FirstStep {
    let email = EmailAddress::parse(email).unwrap();
    let password = TypedPassword::parse(password.to_owned()).unwrap();
    let attempt = Attempt {
        email: &email,
        password: &password,
        device: &DeviceCookie::default(),
        network: "192.0.2.0/24",
    };
    check_password(&world.services, &attempt).await.unwrap()
}

on_each_database! {
    async fn an_unknown_address_is_counted_like_a_known_one(on: On) {
        let world = World::new(on).await;
        for _ in 0..4 {
            assert_eq!(try_password(&world, "niemand@nergens.example", "zonnige fietstocht").await, FirstStep::Wrong);
        }
        let until = flows::testing::BEGINNING.plus(Duration::from_secs(2));
        let fifth = try_password(&world, "niemand@nergens.example", "zonnige fietstocht").await;
        assert_eq!(fifth, FirstStep::Wait { until });
        world.clock.forward(Duration::from_secs(2));
        assert_eq!(try_password(&world, "NIEMAND@nergens.example", "zonnige fietstocht").await, FirstStep::Wrong);
    }
}
