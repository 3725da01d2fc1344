//! Crowds at the hashing pool: whoever takes more than a share is told to come back, and nobody else is (SEC-16, SEC-02).

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use domain::{AccountId, EmailAddress, TypedPassword, shared::code::TypedCode};
use flows::{
    Policy, Services, challenges,
    login::{Attempt, CodeStep, DeviceCookie, Entered, FirstStep, check_code, first_step},
    on_each_database,
    testing::{On, PASSWORD, Seed, World},
};
use tokio::task::JoinSet;

const MALLORY: &str = "mallory@dorp.example";

/// One try: whose address, which password, from where, on which browser.
#[derive(Clone)]
struct Try {
    email: String,
    password: &'static str,
    network: String,
    device: DeviceCookie,
}

impl Try {
    fn of(email: &str, network: impl Into<String>) -> Self {
        Self {
            email: email.to_owned(),
            password: PASSWORD,
            network: network.into(),
            device: DeviceCookie::default(),
        }
    }

    async fn comes(self, services: Services) -> FirstStep {
        let attempt = Attempt {
            email: &EmailAddress::parse(&self.email).unwrap(),
            password: &TypedPassword::parse(self.password.to_owned()).unwrap(),
            device: &self.device,
            network: &self.network,
        };
        first_step(&services, &attempt).await.unwrap()
    }
}

/// A town in which nobody is looked at before everybody has come.
struct Town {
    world: World,
    accounts: Vec<AccountId>,
}

fn email_of(n: usize) -> String {
    format!("p{n}@dorp.example")
}

impl Town {
    async fn with(on: On, people: usize) -> Self {
        let policy = Policy {
            guesses_per_network: 10_000,
            guesses_overall: 100_000,
            ..Policy::default()
        };
        let world = World::with_policy(on, policy).await;
        let office = world.organisation("adviseur", "Kantoor De Boer").await;
        world
            .person(&office, Seed::new("Mal", "", "Lory", MALLORY))
            .await;
        let mut accounts = Vec::new();
        for n in 0..people {
            let (mobile, email) = (format!("+316{:08}", 10_000_000 + n), email_of(n));
            let seed = Seed {
                mobile: &mobile,
                ..Seed::new("Jan", "", "Jansen", &email)
            };
            accounts.push(world.person(&office, seed).await.0);
        }
        Self { world, accounts }
    }

    /// Everybody comes at once, the crowd first, and is looked at when all are there; gives back what became of the crowd,
    /// and of the people.
    async fn come(&self, crowd: Vec<Try>, people: Vec<Try>) -> (Vec<FirstStep>, Vec<FirstStep>) {
        let services = &self.world.services;
        let pause = services.hasher.give_no_turns();
        let expected = crowd.len() + people.len();
        let arrived = Arc::new(AtomicUsize::new(0));
        let all = |tries: Vec<Try>| {
            JoinSet::from_iter(tries.into_iter().map(|try_| {
                let (services, gone) = (services.clone(), Arc::clone(&arrived));
                async move {
                    let step = try_.comes(services).await;
                    gone.fetch_add(1, Ordering::SeqCst);
                    step
                }
            }))
        };
        let (crowd, people) = (all(crowd), all(people));
        while arrived.load(Ordering::SeqCst) + services.hasher.waiting() < expected {
            tokio::task::yield_now().await;
        }
        drop(pause);
        (crowd.join_all().await, people.join_all().await)
    }

    /// Somebody completes a login from a network.
    async fn somebody_gets_in(&self, network: &str) {
        let services = &self.world.services;
        let step = Try::of(MALLORY, network).comes(services.clone()).await;
        let FirstStep::Right {
            entered:
                Some(Entered {
                    challenge: Ok(challenge),
                    ..
                }),
            ..
        } = step
        else {
            panic!("no code is on its way: {step:?}");
        };
        let mut tx = services.db.write().await.unwrap();
        let new = challenges::new_code(&mut tx, services, services.now(), &challenge).await;
        let (code, _) = new.unwrap().unwrap();
        tx.commit().await.unwrap();
        let typed = TypedCode::parse(code.expose()).unwrap();
        let inside = check_code(
            services,
            &challenge,
            &typed,
            &DeviceCookie::default(),
            "Firefox",
        )
        .await;
        assert!(matches!(inside.unwrap(), CodeStep::Inside(_)));
        // What this node heard of the network before is a minute old by now.
        self.world.clock.forward(Duration::from_secs(60));
    }

    fn known(&self, n: usize, network: &str) -> Try {
        let services = &self.world.services;
        let device = DeviceCookie::default();
        Try {
            device: device.with(&services.keys, &self.accounts[n], 0, services.now()),
            ..Try::of(&email_of(n), network)
        }
    }
}

fn how_many(steps: &[FirstStep], what: fn(&FirstStep) -> bool) -> usize {
    steps.iter().filter(|step| what(step)).count()
}

const fn is_right(step: &FirstStep) -> bool {
    matches!(step, FirstStep::Right { .. })
}

const fn is_busy(step: &FirstStep) -> bool {
    matches!(step, FirstStep::Busy)
}

#[track_caller]
fn all_got_in(people: &[FirstStep]) {
    assert!(people.iter().all(is_right), "{people:?}");
}

on_each_database! {
    async fn sec_16_one_account_on_a_hundred_and_twenty_connections_keeps_nobody_else_waiting(on: On) {
        let town = Town::with(on, 20).await;
        let runs = town.world.services.hasher.runs();
        let crowd = vec![Try::of(MALLORY, "192.0.2.0/24"); 120];
        let people = (0..20).map(|n| Try::of(&email_of(n), format!("10.{n}.7.0/24")));
        let (crowd, people) = town.come(crowd, people.collect()).await;
        all_got_in(&people);
        assert_eq!((how_many(&crowd, is_right), how_many(&crowd, is_busy)), (2, 118), "a share and no more");
        assert_eq!(town.world.services.hasher.runs() - runs, 22, "what is refused costs no hash");
    }

    async fn sec_16_right_passwords_of_one_account_have_a_share_of_a_quarter_of_an_hour_too(on: On) {
        let town = Town::with(on, 1).await;
        let mallory = || Try::of(MALLORY, "192.0.2.0/24").comes(town.world.services.clone());
        let mut looked_at = 0;
        for _ in 0..80 {
            looked_at += usize::from(!is_busy(&mallory().await));
        }
        assert_eq!(looked_at, 60);
        let services = || town.world.services.clone();
        assert!(is_right(&Try::of(&email_of(0), "192.0.2.0/24").comes(services()).await), "a neighbour is not concerned");
        assert!(!is_busy(&Try::of(MALLORY, "203.0.113.0/24").comes(services()).await), "nor is the owner elsewhere");
        town.world.clock.forward(flows::budgets::QUARTER);
        assert!(!is_busy(&mallory().await));
    }

    async fn sec_16_one_network_with_two_hundred_names_keeps_nobody_elsewhere_waiting(on: On) {
        let town = Town::with(on, 12).await;
        let crowd = (0..200).map(|n| Try::of(&format!("n{n}@nergens.example"), "198.51.100.0/24"));
        let strangers = (0..4).map(|n| Try::of(&email_of(n), format!("10.{n}.7.0/24")));
        let known = (4..8).map(|n| town.known(n, "203.0.113.0/24"));
        // A browser that is known is not taken for one of the crowd, though it stands among it.
        let among = (8..12).map(|n| town.known(n, "198.51.100.0/24"));
        let (crowd, people) = town.come(crowd.collect(), strangers.chain(known).chain(among).collect()).await;
        all_got_in(&people);
        assert!(how_many(&crowd, is_busy) >= 160, "{crowd:?}");
    }

    async fn sec_16_a_crowd_of_hired_computers_keeps_no_known_browser_waiting(on: On) {
        let town = Town::with(on, 10).await;
        let crowd = (0..200).map(|n| Try::of(&format!("n{n}@nergens.example"), format!("{}.{n}.1.0/24", 11 + n % 90)));
        let people = (0..10).map(|n| town.known(n, &format!("10.{n}.7.0/24")));
        let (crowd, people) = town.come(crowd.collect(), people.collect()).await;
        all_got_in(&people);
        assert!(how_many(&crowd, is_busy) >= 200 - 64, "{}", how_many(&crowd, is_busy));
    }

    async fn sec_16_a_crowd_of_strangers_refuses_nobody_on_a_network_where_somebody_recently_got_in(on: On) {
        let town = Town::with(on, 120).await;
        town.somebody_gets_in("203.0.113.0/24").await;
        let crowd = (0..200).map(|n| Try::of(&format!("n{n}@nergens.example"), format!("{}.{n}.1.0/24", 11 + n % 90)));
        let people = (0..120).map(|n| Try::of(&email_of(n), "203.0.113.0/24"));
        let (crowd, people) = town.come(crowd.collect(), people.collect()).await;
        all_got_in(&people);
        assert_eq!(how_many(&crowd, is_busy), 200 - 64);
    }

    async fn sec_16_a_flood_in_somebodys_name_keeps_the_owners_browser_out_of_nothing(on: On) {
        let town = Town::with(on, 1).await;
        let flood = |n| Try { password: "een verkeerd wachtwoord", ..Try::of(&email_of(0), format!("{}.{n}.1.0/24", 11 + n % 90)) };
        let (crowd, people) = town.come((0..120).map(flood).collect(), vec![town.known(0, "192.0.2.0/24")]).await;
        all_got_in(&people);
        assert!(how_many(&crowd, is_busy) >= 116);
    }

    async fn sec_16_thirty_people_who_begin_at_nine_behind_one_address_all_get_in(on: On) {
        let town = Town::with(on, 30).await;
        let office = (0..30).map(|n| Try::of(&email_of(n), "192.0.2.0/24"));
        let (_, people) = town.come(vec![], office.collect()).await;
        all_got_in(&people);
    }

    async fn sec_02_a_flood_at_an_address_that_nobody_has_is_answered_as_one_at_an_account(on: On) {
        let town = Town::with(on, 1).await;
        let mut seen = Vec::new();
        for email in [email_of(0), "niemand@nergens.example".to_owned()] {
            let runs = town.world.services.hasher.runs();
            let tries = vec![Try { password: "een verkeerd wachtwoord", ..Try::of(&email, "192.0.2.0/24") }; 60];
            let (steps, _) = town.come(tries, vec![]).await;
            seen.push((steps, town.world.services.hasher.runs() - runs));
        }
        assert_eq!(seen[0], seen[1]);
        assert_eq!(how_many(&seen[0].0, is_busy), 58);
    }
}
