//! Logging in, against real databases.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod breaker;
mod crowd;

use std::{future::poll_fn, sync::Arc, task::Poll, time::Duration};

use domain::{
    AccountId, EmailAddress, TypedPassword,
    people::{AuthorisationState, BlockReason, PasswordState},
};
use flows::{
    Policy,
    budgets::{self, Budget, HOUR},
    execute,
    login::{Attempt, DeviceCookie, Entered, FirstStep, block, check_password, first_step, sweep},
    on, on_each_database,
    secrets::Keys,
    testing::{On, PASSWORD, Seed, World},
};
use sqlx::AssertSqlSafe;

async fn try_password(world: &World, email: &str, password: &str) -> FirstStep {
    let (email, password, device) = typed(email, password);
    let attempt = attempt(&email, &password, &device);
    check_password(&world.services, &attempt).await.unwrap()
}

async fn log_in(world: &World, email: &str, password: &str) -> FirstStep {
    let (email, password, device) = typed(email, password);
    let attempt = attempt(&email, &password, &device);
    first_step(&world.services, &attempt).await.unwrap()
}

fn typed(email: &str, password: &str) -> (EmailAddress, TypedPassword, DeviceCookie) {
    (
        EmailAddress::parse(email).unwrap(),
        TypedPassword::parse(password.to_owned()).unwrap(),
        DeviceCookie::default(),
    )
}

fn attempt<'a>(
    email: &'a EmailAddress,
    password: &'a TypedPassword,
    device: &'a DeviceCookie,
) -> Attempt<'a> {
    Attempt {
        email,
        password,
        device,
        network: "192.0.2.0/24",
    }
}

async fn column(world: &World, sql: &'static str) -> Vec<String> {
    let mut tx = world.services.db.read().await.unwrap();
    let rows: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(sql).fetch_all(c)).unwrap();
    rows.into_iter().map(|(text,)| text).collect()
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

    async fn whoever_has_one_organisation_gets_its_code_with_the_password_and_who_has_two_chooses_first(on: On) {
        let world = World::new(on).await;
        let (garage, office) = (world.organisation("garage", "Garage Jansen").await, world.organisation("adviseur", "Kantoor De Boer").await);
        let mo = world.person(&garage, Seed::new("Mo", "", "Jansen", "mo@jansen.example")).await;
        let lisa = world.person(&garage, Seed::new("Lisa", "", "Smit", "lisa@jansen.example")).await;
        world.person(&office, Seed::new("Lisa", "", "Smit", "lisa@jansen.example")).await;
        let addressed = "select authorisation_id from outbox where letter = 'login_code'";

        assert_eq!(log_in(&world, "lisa@jansen.example", PASSWORD).await, FirstStep::Right { account: lisa.0, epoch: 0, entered: None });
        assert!(matches!(try_password(&world, "mo@jansen.example", PASSWORD).await, FirstStep::Right { entered: None, .. }), "only looked at");
        assert_eq!(log_in(&world, "mo@jansen.example", "natte hond op het kleed").await, FirstStep::Wrong);
        assert!(column(&world, addressed).await.is_empty(), "no message yet");

        let FirstStep::Right { account, entered: Some(Entered { authorisation, challenge: Ok(challenge), .. }), .. } = log_in(&world, "mo@jansen.example", PASSWORD).await else {
            panic!("not entered");
        };
        assert_eq!((account, authorisation.clone()), mo);
        assert_eq!(column(&world, addressed).await, [authorisation.to_string()]);
        assert_eq!(column(&world, "select id from challenge where closed_at is null and purpose = 'login'").await, [challenge.to_string()]);
        assert_eq!(column(&world, "select event from audit order by seq").await, ["password_right", "password_right", "password_wrong", "password_right"]);
        assert_eq!(column(&world, "select subject from login_counter where consecutive > 0").await, Vec::<String>::new());
    }

    async fn too_many_messages_are_told_after_a_right_password_and_the_password_is_no_guess(on: On) {
        let mut policy = Policy::default();
        policy.code.sends_per_hour = 1;
        let world = World::with_policy(on, policy).await;
        let garage = world.organisation("garage", "Garage Jansen").await;
        world.person(&garage, Seed::new("Mo", "", "Jansen", "mo@jansen.example")).await;
        for sent in [true, false, false] {
            let FirstStep::Right { entered: Some(entered), .. } = log_in(&world, "mo@jansen.example", PASSWORD).await else {
                panic!("not right");
            };
            assert_eq!(entered.challenge.is_ok(), sent);
        }
        assert_eq!(column(&world, "select id from outbox").await.len(), 1);
        assert_eq!(column(&world, "select bucket from budget where name = 'sms-day' and used = 1").await.len(), 1, "what was not sent costs the house nothing");
        assert_eq!(column(&world, "select bucket from budget where bucket like 'guesses%' and used > 0").await, Vec::<String>::new());
    }

    async fn of_budgets_that_are_spent_together_those_after_the_first_that_is_over_are_as_they_were(on: On) {
        let world = World::new(on).await;
        let now = world.services.now();
        let [a, b, c] = ["a", "b", "c"].map(|name| Budget::new(name, HOUR, if name == "b" { 1 } else { 9 }));
        let together = [a.clone(), b.clone(), c.clone()];
        let mut tx = world.services.db.write().await.unwrap();
        budgets::spend_all(&mut tx, &together, now).await.unwrap().unwrap();
        let over = budgets::spend_all(&mut tx, &together, now).await.unwrap().unwrap_err();
        assert_eq!(over.window_end(now), b.window_end(now));
        for (budget, used) in [(&a, 2), (&b, 2), (&c, 1)] {
            assert_eq!(budget.used(&mut tx, now).await.unwrap(), used, "{budget:?}");
        }
        for _ in 0..3 {
            budgets::give_all_back(&mut tx, &together, now).await.unwrap();
        }
        for budget in [&a, &b, &c] {
            assert_eq!(budget.used(&mut tx, now).await.unwrap(), 0, "{budget:?} is never less than nothing");
        }
    }

    async fn a_lane_in_which_nobody_tried_anything_for_half_a_year_is_forgotten_and_no_other(on: On) {
        let day = Duration::from_secs(24 * 60 * 60);
        let world = World::new(on).await;
        let wrong = "natte hond op het kleed";
        let lanes = "select subject from login_counter order by subject";
        try_password(&world, "oud@nergens.example", wrong).await;
        try_password(&world, "nieuw@nergens.example", wrong).await;
        world.clock.forward(100 * day);
        try_password(&world, "nieuw@nergens.example", wrong).await;
        for (days, forgotten, left) in [(79, 0, 2), (2, 1, 1), (98, 0, 1), (2, 1, 0)] {
            world.clock.forward(days * day);
            assert_eq!(sweep(&world.services).await.unwrap(), forgotten, "{days} days later");
            assert_eq!(column(&world, lanes).await.len(), left, "{days} days later");
        }
    }

    async fn a_try_that_the_budget_of_its_network_refuses_is_counted_nowhere(on: On) {
        let world = World::with_policy(on, Policy { guesses_per_network: 2, ..Policy::default() }).await;
        let garage = world.organisation("garage", "Garage Jansen").await;
        world.person(&garage, Seed::new("Mo", "", "Jansen", "mo@jansen.example")).await;
        let wrong = "natte hond op het kleed";
        try_password(&world, "niemand@nergens.example", wrong).await;
        try_password(&world, "mo@jansen.example", wrong).await;
        let lanes = "select subject || consecutive from login_counter order by subject";
        let before = column(&world, lanes).await;
        assert_eq!(before.len(), 2);
        for email in ["iemand@nergens.example", "ander@nergens.example", "mo@jansen.example", "niemand@nergens.example"] {
            assert!(matches!(try_password(&world, email, wrong).await, FirstStep::Wait { .. }), "{email}");
        }
        assert_eq!(column(&world, lanes).await, before, "neither a new lane nor one more wrong try in an old one");
        let used = "select bucket from budget where bucket like 'guesses/24:%' and used = 2";
        assert_eq!(column(&world, used).await.len(), 1, "nor in the network's");
        world.clock.forward(Duration::from_secs(15 * 60));
        assert_eq!(try_password(&world, "iemand@nergens.example", wrong).await, FirstStep::Wrong);
    }

    async fn sec_75_a_right_password_that_an_outage_kept_from_everybody_is_no_wrong_one(on: On) {
        let world = World::new(on).await;
        let garage = world.organisation("garage", "Garage Jansen").await;
        world.person(&garage, Seed::new("Mo", "", "Jansen", "mo@jansen.example")).await;
        assert_eq!(try_password(&world, "mo@jansen.example", "natte hond op het kleed").await, FirstStep::Wrong);
        let counted = "select consecutive || ' ' || in_window from login_counter";
        let guesses = "select cast(sum(used) as text) from budget where bucket like 'guesses%'";
        let before = (column(&world, counted).await, column(&world, guesses).await);
        let is_right = async || column(&world, "select event from audit where event = 'password_right'").await.len() == 1;
        let is_taken_back = async |why: &str| {
            // Beside the answer.
            let soon = async {
                while (column(&world, counted).await, column(&world, guesses).await) != before {
                    if why == "left" && is_right().await {
                        return;
                    }
                    tokio::task::yield_now().await;
                }
            };
            tokio::time::timeout(Duration::from_secs(10), soon).await.expect(why);
        };
        let renames = async |from: &str, to: &str| {
            let mut tx = world.services.db.write().await.unwrap();
            let rename = format!("alter table {from} rename to {to}");
            execute!(&mut tx, AssertSqlSafe(rename)).unwrap();
            tx.commit().await.unwrap();
        };
        let (email, password, device) = typed("mo@jansen.example", PASSWORD);
        let attempt = attempt(&email, &password, &device);
        for table in ["outbox", "challenge", "audit"] {
            renames(table, "away").await;
            first_step(&world.services, &attempt).await.unwrap_err();
            is_taken_back(table).await;
            renames("away", table).await;
        }
        // Also if nobody waits for the answer any more.
        for after in 0..200 {
            let mut trying = Box::pin(first_step(&world.services, &attempt));
            let mut polls = 0;
            let done = poll_fn(|context| {
                polls += 1;
                if polls > after {
                    return Poll::Ready(None);
                }
                trying.as_mut().poll(context).map(Some)
            })
            .await;
            drop(trying);
            is_taken_back("left").await;
            if done.is_some() || is_right().await {
                return;
            }
        }
        panic!("it was never done");
    }

    async fn sec_73_wrong_tries_count_on_under_another_master_key(on: On) {
        let mut world = World::new(on).await;
        let garage = world.organisation("garage", "Garage Jansen").await;
        world.person(&garage, Seed::new("Mo", "", "Jansen", "mo@jansen.example")).await;
        let lanes = "select subject || ' ' || consecutive from login_counter order by subject";
        for email in ["mo@jansen.example", "niemand@nergens.example"] {
            for _ in 0..2 {
                assert_eq!(try_password(&world, email, "natte hond op het kleed").await, FirstStep::Wrong);
            }
        }
        let before = column(&world, lanes).await;
        let (old, new) = ([9; 32], [10; 32]);
        for (master, others) in [(new, old), (old, new), (new, old)] {
            world.services.keys = Arc::new(Keys::new(master).with_old(vec![others]));
            for email in ["mo@jansen.example", "niemand@nergens.example"] {
                try_password(&world, email, "natte hond op het kleed").await;
            }
        }
        let after = column(&world, lanes).await;
        assert_eq!((before.len(), after.len()), (2, 2), "{before:?} {after:?}");
        // The fourth in a row is the last that is looked at before strangers wait, whoever's address it is.
        assert!(after.iter().all(|lane| lane.ends_with(" 4")), "{after:?}");
        world.services.keys = Arc::new(Keys::new(new));
        assert!(matches!(log_in(&world, "mo@jansen.example", PASSWORD).await, FirstStep::Wait { .. }));
    }

    async fn sec_73_what_two_nodes_counted_under_their_own_master_keys_is_counted_together(on: On) {
        let mut world = World::new(on).await;
        let garage = world.organisation("garage", "Garage Jansen").await;
        world.person(&garage, Seed::new("Mo", "", "Jansen", "mo@jansen.example")).await;
        let lanes = "select subject || ' ' || consecutive from login_counter order by subject";
        let (one, other) = ([9; 32], [10; 32]);
        for keys in [Keys::new(one), Keys::new(other), Keys::new(one).with_old(vec![other])] {
            world.services.keys = Arc::new(keys);
            assert_eq!(try_password(&world, "mo@jansen.example", "natte hond op het kleed").await, FirstStep::Wrong);
        }
        let after = column(&world, lanes).await;
        assert!(after.len() == 1 && after[0].ends_with(" 3"), "{after:?}");
        // Each carries to its own name: neither waits for the other in a ring, nor stands in its way.
        let mut nodes = tokio::task::JoinSet::new();
        for n in 0..8 {
            let (mine, old) = if n % 2 == 0 { (one, other) } else { (other, one) };
            let mut services = world.services.clone();
            services.keys = Arc::new(Keys::new(mine).with_old(vec![old]));
            nodes.spawn(async move {
                let (email, password, device) = typed("mo@jansen.example", "natte hond op het kleed");
                check_password(&services, &attempt(&email, &password, &device)).await
            });
        }
        let mut looked_at = 3;
        while let Some(done) = nodes.join_next().await {
            looked_at += u32::from(done.unwrap().unwrap() == FirstStep::Wrong);
        }
        assert_eq!(looked_at, 4, "as if there were one node and one key");
    }

    async fn sec_02_an_address_that_nobody_has_stands_in_the_trail_under_a_name_of_its_own(on: On) {
        let world = World::new(on).await;
        let garage = world.organisation("garage", "Garage Jansen").await;
        let mo = world.person(&garage, Seed::new("Mo", "", "Jansen", "mo@jansen.example")).await;
        for email in ["niemand@jansen.example", "NIEMAND@jansen.example", "ander@jansen.example", "mo@jansen.example", "zzz@jansen.example"] {
            assert_eq!(try_password(&world, email, "natte hond op het kleed").await, FirstStep::Wrong);
        }
        let names = column(&world, "select account_id from audit where event = 'password_wrong' order by seq").await;
        let [nobody, again, other, known, last] = names.as_slice() else {
            panic!("{names:?}");
        };
        assert_eq!(nobody, again);
        assert_eq!(*known, mo.0.to_string());
        for name in [nobody, other, last] {
            assert_eq!(name.len(), known.len());
            assert_eq!(column(&world, "select id from account").await.iter().filter(|id| id == &name).count(), 0);
        }
        assert!(nobody != other && other != last);
    }
}
