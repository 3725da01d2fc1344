//! Logging in, against real databases.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::time::Duration;

use domain::{
    AccountId, EmailAddress, TypedPassword,
    people::{AuthorisationState, BlockReason, PasswordState},
};
use flows::{
    Policy,
    login::{Attempt, DeviceCookie, FirstStep, block, check_password},
    on, on_each_database,
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

async fn is_blocked_for(world: &World, account: &AccountId, reason: BlockReason) -> bool {
    let services = &world.services;
    let mut tx = services.db.write().await.unwrap();
    let blocked = block(&mut tx, services, services.now(), account, reason)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    blocked
}

on_each_database! {
    async fn sec_09_after_too_many_blocks_at_once_wrong_passwords_block_nobody_for_a_while(on: On) {
        use BlockReason::{FrozenByOwner, PasswordOnKnownDevice, WrongCodes};
        let world = World::with_policy(on, Policy { blocks_until_breaker: 2, ..Policy::default() }).await;
        let office = world.organisation("adviseur", "Kantoor De Boer").await;
        let mut people = Vec::new();
        for name in ["a", "b", "c", "d", "e", "f"] {
            let email = format!("{name}@dorp.example");
            people.push(world.person(&office, Seed::new("Jan", "", "Jansen", &email)).await.0);
        }
        assert!(is_blocked_for(&world, &people[0], FrozenByOwner).await, "by hand, so no sign of an attack");
        assert!(is_blocked_for(&world, &people[1], WrongCodes).await);
        assert!(!is_blocked_for(&world, &people[1], PasswordOnKnownDevice).await, "blocked already: no new block");
        assert!(is_blocked_for(&world, &people[2], PasswordOnKnownDevice).await);
        assert!(!is_blocked_for(&world, &people[3], PasswordOnKnownDevice).await);
        assert!(is_blocked_for(&world, &people[4], WrongCodes).await, "who has the right password is no stranger");
        world.clock.forward(Duration::from_secs(15 * 60));
        assert!(is_blocked_for(&world, &people[5], PasswordOnKnownDevice).await);
        let mut tx = world.services.db.read().await.unwrap();
        let told: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as("select account_id from audit where event = 'block_broken'").fetch_all(c)).unwrap();
        assert_eq!(told, [(people[3].to_string(),)]);
    }

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
