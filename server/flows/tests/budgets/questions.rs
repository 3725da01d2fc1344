//! Questions that strangers put: who is told that there were too many, and who can still ask.

use std::time::Duration;

use domain::{EmailAddress, Language, people::Role, post::HelpKind};
use flows::{
    help,
    login::DeviceCookie,
    on_each_database,
    post::questions::{Put, Stranger},
    reset,
    testing::{On, Seed},
    who_is_my_admin,
};

use super::town::{Town, email_of};

const OFFICE: &str = "192.0.2.0/24";
const HOUR: Duration = Duration::from_secs(60 * 60);

async fn asks(town: &Town, email: &str, network: &str, device: &DeviceCookie) -> Put {
    let email = EmailAddress::parse(email).unwrap();
    let stranger = Stranger {
        email: &email,
        network,
        device,
        language: Language::Nl,
    };
    reset::ask(&town.world.services, &stranger).await.unwrap()
}

async fn letters(town: &Town, state: &'static str) -> i64 {
    let mut tx = town.world.services.db.read().await.unwrap();
    let (rows,): (i64,) = flows::on!(&mut tx, |c| sqlx::query_as(
        "select count(*) from outbox where state = $1"
    )
    .bind(state)
    .fetch_one(c))
    .unwrap();
    rows
}

on_each_database! {
    async fn sec_70_a_network_that_asked_enough_is_told_until_when_whoever_it_asks_about(on: On) {
        let town = Town::new(on).await;
        town.person("karin", "+31612345678").await;
        let nobody = DeviceCookie::default();
        for n in 0..60 {
            assert_eq!(asks(&town, &format!("p{n}@nergens.example"), OFFICE, &nobody).await, Put::Left);
        }
        let now = town.world.services.now();
        let mut told = Vec::new();
        for email in ["niemand@nergens.example", &email_of("karin"), "p1@nergens.example"] {
            told.push(asks(&town, email, OFFICE, &nobody).await);
        }
        assert!(matches!(told[0], Put::TooManyHere { until } if until > now && until.since(now) <= HOUR), "{told:?}");
        assert!(told.iter().all(|put| *put == told[0]), "{told:?}");
        assert_eq!(letters(&town, "waiting").await, 60);
        assert_eq!(asks(&town, &email_of("karin"), "198.51.100.0/24", &nobody).await, Put::Left, "elsewhere");
        town.world.clock.forward(HOUR);
        assert_eq!(asks(&town, &email_of("karin"), OFFICE, &nobody).await, Put::Left);
    }

    async fn sec_70_one_colleague_who_asks_again_and_again_silences_no_office(on: On) {
        let town = Town::new(on).await;
        let nobody = DeviceCookie::default();
        for _ in 0..100 {
            assert_eq!(asks(&town, "jan@dorp.example", OFFICE, &nobody).await, Put::Left, "what is refused by address is silent");
        }
        for n in 0..50 {
            assert_eq!(asks(&town, &format!("p{n}@dorp.example"), OFFICE, &nobody).await, Put::Left);
        }
        assert_eq!(letters(&town, "waiting").await, 53);
        assert_eq!(letters(&town, "dropped").await, 0, "what one network asks too often is not even written");
    }

    async fn sec_70_a_browser_with_which_somebody_got_in_can_ask_when_its_network_no_longer_can(on: On) {
        let town = Town::new(on).await;
        let (karin, _) = town.person("karin", "+31612345678").await;
        let services = &town.world.services;
        let nobody = DeviceCookie::default();
        let known = DeviceCookie::default().with(&services.keys, &karin, 0, services.now());
        let forged = DeviceCookie::parse(&known.value().replace(".0.", ".1."));
        for n in 0..60 {
            asks(&town, &format!("p{n}@nergens.example"), OFFICE, &nobody).await;
        }
        for (device, left) in [(&nobody, false), (&known, true), (&forged, false)] {
            let put = asks(&town, &email_of("karin"), OFFICE, device).await;
            assert_eq!(put == Put::Left, left);
        }
        let email = EmailAddress::parse(&email_of("karin")).unwrap();
        let stranger = Stranger { email: &email, network: OFFICE, device: &known, language: Language::Nl };
        assert_eq!(who_is_my_admin::ask(services, &stranger).await.unwrap(), Put::Left);
        assert_eq!(help::ask(services, &stranger, HelpKind::CannotLogIn).await.unwrap(), Put::Left);
        for n in 0..30 {
            asks(&town, &format!("q{n}@nergens.example"), OFFICE, &known).await;
        }
        assert!(matches!(asks(&town, "r@nergens.example", OFFICE, &known).await, Put::TooManyHere { .. }), "one browser has its own limit");
    }

    async fn sec_70_what_strangers_ask_about_somebody_takes_nothing_from_who_is_logged_in(on: On) {
        let town = Town::new(on).await;
        let (karin, at) = town.person("karin", "+31612345678").await;
        let fellow = Seed { role: Role::Admin, ..Seed::new("Fatima", "", "Jansen", "fatima@kantoor-deboer.example") };
        town.world.person(&town.office, fellow).await;
        let services = &town.world.services;
        let email = EmailAddress::parse(&email_of("karin")).unwrap();
        let nobody = DeviceCookie::default();
        let stranger = Stranger { email: &email, network: "198.51.100.0/24", device: &nobody, language: Language::Nl };
        help::ask(services, &stranger, HelpKind::CannotLogIn).await.unwrap();
        let caller = town.world.inside(&karin, &at).await;
        let asked = help::ask_as(services, &caller, HelpKind::MoreRights).await.unwrap();
        assert_eq!(asked, help::Outcome::Asked);
        let again = help::ask_as(services, &caller, HelpKind::MoreRights).await.unwrap();
        assert!(matches!(again, help::Outcome::AskedBefore { .. }), "{again:?}");
    }
}
