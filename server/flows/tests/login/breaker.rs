//! Wrong passwords on a known device while the breaker against mass blocks is on (SEC-06, SEC-09).

use std::time::Duration;

use domain::{
    AccountId,
    people::{BlockReason, PasswordState},
};
use flows::{
    Policy,
    login::{DeviceCookie, FirstStep, check_password},
    on, on_each_database,
    testing::{On, PASSWORD, Seed, World},
};
use tokio::task::JoinSet;

use super::{attempt, is_blocked_for, typed};

const JAN: &str = "jan@dorp.example";
const WRONG: &str = "een verkeerd wachtwoord";
const QUARTER: Duration = Duration::from_secs(15 * 60);

/// Jan at an office, while one block by somebody else keeps wrong passwords from blocking.
async fn jan_while_the_breaker_is_on(on: On) -> (World, AccountId, AccountId) {
    let world = World::with_policy(
        on,
        Policy {
            blocks_until_breaker: 1,
            looks_per_quarter: 1_000,
            ..Policy::default()
        },
    )
    .await;
    let office = world.organisation("adviseur", "Kantoor De Boer").await;
    let jan = world
        .person(&office, Seed::new("Jan", "", "Jansen", JAN))
        .await
        .0;
    let other = world
        .person(&office, Seed::new("Els", "", "Smit", "els@dorp.example"))
        .await
        .0;
    assert!(is_blocked_for(&world, &other, BlockReason::WrongCodes).await);
    (world, jan, other)
}

fn device_of(world: &World, account: &AccountId) -> DeviceCookie {
    let services = &world.services;
    DeviceCookie::default().with(&services.keys, account, 0, services.now())
}

async fn tries(world: &World, device: &DeviceCookie, password: &str) -> FirstStep {
    let (email, password, _) = typed(JAN, password);
    check_password(&world.services, &attempt(&email, &password, device))
        .await
        .unwrap()
}

async fn state(world: &World, account: &AccountId) -> (String, Option<String>) {
    let mut tx = world.services.db.read().await.unwrap();
    on!(&mut tx, |c| sqlx::query_as(
        "select password_state, blocked_reason from account where id = $1"
    )
    .bind(account.as_str())
    .fetch_one(c))
    .unwrap()
}

async fn events(world: &World, account: &AccountId, event: &str) -> i64 {
    let mut tx = world.services.db.read().await.unwrap();
    let (count,): (i64,) = on!(&mut tx, |c| sqlx::query_as(
        "select count(*) from audit where account_id = $1 and event = $2"
    )
    .bind(account.as_str())
    .bind(event)
    .fetch_one(c))
    .unwrap();
    count
}

const SET: (&str, Option<&str>) = (PasswordState::Set.code(), None);
const DISABLED: (&str, Option<&str>) = (PasswordState::Disabled.code(), None);

fn is(state: &(String, Option<String>)) -> (&str, Option<&str>) {
    (&state.0, state.1.as_deref())
}

on_each_database! {
    async fn sec_06_while_the_breaker_is_on_a_hundred_wrong_tries_on_known_devices_disable_the_password(on: On) {
        let (world, jan, _) = jan_while_the_breaker_is_on(on).await;
        let (at_work, at_home) = (device_of(&world, &jan), device_of(&world, &jan));
        for time in 1..=100 {
            let device = if time % 2 == 0 { &at_work } else { &at_home };
            assert_eq!(is(&state(&world, &jan).await), SET, "before try {time}");
            assert_eq!(tries(&world, device, WRONG).await, FirstStep::Wrong, "try {time}");
        }
        assert_eq!(is(&state(&world, &jan).await), DISABLED, "and nobody is blocked");
        assert_eq!(events(&world, &jan, "password_disabled").await, 1);
        for _ in 0..5 {
            assert_eq!(tries(&world, &at_work, PASSWORD).await, FirstStep::Wrong);
        }
        assert_eq!(events(&world, &jan, "password_disabled").await, 1, "told once");
    }

    async fn sec_06_tries_at_once_on_a_known_device_are_looked_at_a_hundred_times_at_most(on: On) {
        let (world, jan, _) = jan_while_the_breaker_is_on(on).await;
        let device = device_of(&world, &jan);
        for _ in 0..99 {
            assert_eq!(tries(&world, &device, WRONG).await, FirstStep::Wrong);
        }
        let wrong = JoinSet::from_iter((0..4).map(|_| {
            let (services, device) = (world.services.clone(), device.clone());
            async move {
                let (email, password, _) = typed(JAN, WRONG);
                check_password(&services, &attempt(&email, &password, &device)).await.unwrap()
            }
        }));
        let answers = wrong.join_all().await;
        assert!(answers.iter().all(|step| matches!(step, FirstStep::Wrong | FirstStep::Busy)), "{answers:?}");
        assert_eq!(is(&state(&world, &jan).await), DISABLED);
        assert_eq!(events(&world, &jan, "password_disabled").await, 1);
    }

    async fn sec_09_a_breaker_that_goes_off_in_between_lets_the_next_wrong_try_block(on: On) {
        let (world, jan, other) = jan_while_the_breaker_is_on(on).await;
        let device = device_of(&world, &jan);
        for _ in 0..60 {
            assert_eq!(tries(&world, &device, WRONG).await, FirstStep::Wrong);
        }
        world.clock.forward(QUARTER);
        assert_eq!(tries(&world, &device, WRONG).await, FirstStep::Wrong);
        assert_eq!(is(&state(&world, &jan).await), (PasswordState::Set.code(), Some("password_on_known_device")));
        assert_eq!(is(&state(&world, &other).await).1, Some("wrong_codes"));
    }

    async fn sec_06_a_right_password_on_a_known_device_begins_the_row_anew_while_the_breaker_is_on(on: On) {
        let (world, jan, _) = jan_while_the_breaker_is_on(on).await;
        let device = device_of(&world, &jan);
        for _ in 0..2 {
            for _ in 0..99 {
                assert_eq!(tries(&world, &device, WRONG).await, FirstStep::Wrong);
            }
            let right = tries(&world, &device, PASSWORD).await;
            assert!(matches!(right, FirstStep::Right { .. }), "{right:?}");
        }
        assert_eq!(is(&state(&world, &jan).await), SET);
    }

    async fn sec_09_wrong_codes_block_while_the_breaker_is_on(on: On) {
        let (world, jan, _) = jan_while_the_breaker_is_on(on).await;
        assert!(!is_blocked_for(&world, &jan, BlockReason::PasswordOnKnownDevice).await, "a password does not");
        assert!(is_blocked_for(&world, &jan, BlockReason::WrongCodes).await, "who has the right password is no stranger");
    }
}
