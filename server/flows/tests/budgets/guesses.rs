//! Guessing at passwords from a household, a provider or a crowd of hired computers, with the shipped values.

use std::time::Duration;

use flows::{
    budgets,
    login::FirstStep,
    on_each_database,
    testing::{On, PASSWORD},
};

use super::town::Town;

const MINUTE: Duration = Duration::from_secs(60);

/// Who guesses: the network of each try, and how many are looked at.
type Attack = (&'static str, fn(u32) -> String, u32);

const ONE_48: Attack = ("a /48", |n| format!("2001:db8:77:{n:x}::/64"), 150);
const ONE_56: Attack = ("a /56", |n| format!("2001:db8:77:{:x}::/64", n % 256), 100);
const ONE_32: Attack = ("a /32", |n| format!("2001:db8:{n:x}:1::/64"), 200);
const ONE_16: Attack = ("a /16", |n| format!("198.51.{}.0/24", n % 256), 200);
const ONE_24: Attack = ("a /24", |_| "198.51.100.0/24".to_owned(), 50);

on_each_database! {
    async fn sec_70_wrong_tries_from_one_network_however_wide_keep_no_new_browser_elsewhere_out(on: On) {
        let town = Town::new(on).await;
        town.person("karin", "+31612345678").await;
        for (attack, (what, network, most)) in [ONE_48, ONE_56, ONE_24].into_iter().enumerate() {
            let mut looked_at = 0;
            for n in 0..if attack == 0 { 1_000 } else { 250 } {
                looked_at += u32::from(town.guesses(&format!("a{attack}n{n}"), &network(n)).await);
            }
            assert_eq!(looked_at, most, "{what}");
            // What is refused leaves nothing behind, however many networks somebody has.
            let rows = town.budgets().await;
            for n in 0..50 {
                assert!(!town.guesses(&format!("r{attack}n{n}"), &network(2_000 + n)).await, "{what}");
            }
            assert_eq!(town.budgets().await, rows, "{what}");
            // What many share is spent by none of them, so nobody is even slowed down.
            for n in 0..3 {
                assert!(town.guesses(&format!("x{attack}n{n}"), "203.0.113.0/24").await, "{what}");
            }
            town.gets_a_code("karin", &format!("192.0.{attack}.0/24")).await;
            town.world.clock.forward(60 * MINUTE);
        }
    }

    async fn sec_70_who_guesses_from_every_network_of_a_provider_slows_its_strangers_and_refuses_nobody_there_who_got_in_before(on: On) {
        let town = Town::new(on).await;
        town.person("karin", "+31612345678").await;
        for (attack, (what, network, most)) in [ONE_16, ONE_32].into_iter().enumerate() {
            let here = network(77);
            let challenge = town.gets_a_code("karin", &here).await;
            town.gives_back(&challenge).await;
            let mut looked_at = 0;
            for n in 0..500 {
                if network(n) != here {
                    looked_at += u32::from(town.guesses(&format!("a{attack}n{n}"), &network(n)).await);
                }
            }
            // From there on each of its networks has one or two tries in five minutes.
            assert!((most..=500).contains(&looked_at), "{what}: {looked_at}");
            for n in 0..10 {
                assert!(town.guesses(&format!("x{attack}n{n}"), &here).await, "{what}: somebody got in there");
                assert!(town.guesses(&format!("y{attack}n{n}"), "203.0.113.0/24").await, "{what}: elsewhere");
            }
            town.gets_a_code("karin", &here).await;
            town.world.clock.forward(60 * MINUTE);
        }
    }

    async fn sec_70_a_crowd_of_hired_computers_slows_strangers_and_refuses_nobody_where_somebody_got_in(on: On) {
        let town = Town::new(on).await;
        town.person("karin", "+31612345678").await;
        town.person("mo", "+31612345679").await;
        let challenge = town.gets_a_code("karin", "192.0.2.0/24").await;
        town.gives_back(&challenge).await;
        let mut looked_at = 0;
        for n in 0..1_100 {
            looked_at += u32::from(town.guesses(&format!("a{n}"), &format!("{}.{}.1.0/24", 11 + n % 100, n / 100)).await);
        }
        assert_eq!(looked_at, 1_100, "each from a network of its own");
        // A stranger elsewhere: two tries, then a wait of five minutes at most, and then again.
        for round in 0..2 {
            assert!(town.guesses(&format!("b{round}"), "203.0.113.0/24").await);
            town.gets_a_code("mo", "203.0.113.0/24").await;
            assert!(town.guesses(&format!("c{round}"), "203.0.113.0/24").await, "a right one was no guess");
            let now = town.world.services.now();
            match town.tries("mo", PASSWORD, "203.0.113.0/24").await {
                FirstStep::Wait { until } => assert!(until.since(now) <= 5 * MINUTE),
                other => panic!("not slowed down: {other:?}"),
            }
            town.world.clock.forward(5 * MINUTE);
            if round == 0 {
                for n in 0..100 {
                    town.guesses(&format!("d{n}"), &format!("{}.{}.2.0/24", 11 + n % 100, n / 100)).await;
                }
            }
        }
        for n in 0..40 {
            assert!(town.guesses(&format!("e{n}"), "192.0.2.0/24").await, "somebody got in there");
        }
        town.gets_a_code("karin", "192.0.2.0/24").await;
    }

    async fn a_network_is_known_where_somebody_got_in_with_a_code_and_for_thirty_days(on: On) {
        let town = Town::new(on).await;
        town.person("karin", "+31612345678").await;
        let services = &town.world.services;
        let known = async |network: &str| {
            let mut tx = services.db.read().await.unwrap();
            budgets::somebody_got_in(&mut tx, services, network, services.now()).await.unwrap()
        };
        let challenge = town.gets_a_code("karin", "2001:db8:1:2::/64").await;
        assert!(!known("2001:db8:1:2::/64").await, "a password alone is not enough");
        town.gives_back(&challenge).await;
        for (network, is_known) in [
            ("2001:db8:1:2::/64", true),
            ("2001:db8:1:ffff::/64", true),
            ("2001:db8:2:2::/64", false),
            ("192.0.2.0/24", false),
        ] {
            assert_eq!(known(network).await, is_known, "{network}");
        }
        town.world.clock.forward(20 * 24 * 60 * MINUTE);
        let again = town.gets_a_code("karin", "2001:db8:1:3::/64").await;
        town.gives_back(&again).await;
        for (days, is_known) in [(20, true), (11, false)] {
            town.world.clock.forward(days * 24 * 60 * MINUTE);
            assert_eq!(known("2001:db8:1:2::/64").await, is_known, "{days} days later");
        }
        let mut tx = services.db.write().await.unwrap();
        budgets::sweep(&mut tx, services.now()).await.unwrap();
        let (rows,): (i64,) = flows::on!(&mut tx, |c| sqlx::query_as("select count(*) from network_in").fetch_one(c)).unwrap();
        assert_eq!(rows, 0);
    }

    async fn a_right_password_gives_back_what_was_counted_for_every_network_around_it(on: On) {
        let town = Town::new(on).await;
        town.person("karin", "+31612345678").await;
        town.gets_a_code("karin", "2001:db8:1:2::/64").await;
        let mut tx = town.world.services.db.read().await.unwrap();
        let rows: Vec<(String, i64)> = flows::on!(&mut tx, |c| sqlx::query_as("select name, used from budget where name like 'guesses%'").fetch_all(c)).unwrap();
        assert_eq!(rows.len(), 5, "four networks and everybody: {rows:?}");
        assert!(rows.iter().all(|(_, used)| *used == 0), "{rows:?}");
    }
}
