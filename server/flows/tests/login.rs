//! Logging in, against real databases.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::time::Duration;

use domain::{
    EmailAddress, TypedPassword,
    people::{AuthorisationState, BlockReason, PasswordState},
};
use flows::{
    login::{Attempt, DeviceCookie, FirstStep, check_password},
    on_each_database,
    testing::{On, PASSWORD, Seed, World},
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

    async fn sec_02_a_try_that_is_looked_at_costs_one_hash_and_one_that_is_not_costs_none(on: On) {
        let world = World::new(on).await;
        let garage = world.organisation("garage", "Garage Jansen").await;
        let active = |email| Seed::new("Mo", "", "Jansen", email);
        for seed in [
            active("mo@jansen.example"),
            Seed { blocked: Some(BlockReason::WrongCodes), ..active("blocked@jansen.example") },
            Seed { password: PasswordState::Disabled, ..active("disabled@jansen.example") },
            Seed { password: PasswordState::MustChange, ..active("change@jansen.example") },
            Seed { state: AuthorisationState::Invited, ..active("invited@jansen.example") },
            Seed { state: AuthorisationState::Stopped, ..active("stopped@jansen.example") },
        ] {
            world.person(&garage, seed).await;
        }
        let hashes = || world.services.hasher.runs();
        for who in ["mo", "blocked", "disabled", "change", "invited", "stopped", "nobody"] {
            let email = format!("{who}@jansen.example");
            for looked_at in [1, 1, 1, 1, 0, 0] {
                let before = hashes();
                try_password(&world, &email, "natte hond op het kleed").await;
                assert_eq!(hashes() - before, looked_at, "{email}");
            }
            world.clock.forward(Duration::from_secs(20 * 60));
            let before = hashes();
            try_password(&world, &email, PASSWORD).await;
            assert_eq!(hashes() - before, 1, "{email} with the right password");
        }
    }
}
