//! Who can have how many text messages sent, and what shows that somebody does so for money (SEC-30, SEC-31).

use domain::{ChallengeId, messages::DayOfMessages};
use flows::{
    Policy,
    challenges::{self, Alarm, Answer, Purpose},
    login::{self, NoCode},
    on_each_database,
    testing::{On, Seed, World},
};

use super::town::{HOUR, MINUTE, nobody};

const OFFICE: &str = "203.0.113.0/24";

/// An office with so many people that nobody meets a budget of the own number.
struct Crowd {
    world: World,
    people: Vec<(domain::AccountId, domain::AuthorisationId)>,
}

impl Crowd {
    async fn new(on: On, policy: Policy, size: usize) -> Self {
        let world = World::with_policy(on, policy).await;
        let office = world.organisation("adviseur", "Kantoor De Boer").await;
        let mut people = Vec::new();
        for place in 0..size {
            let (email, mobile) = (
                format!("p{place}@dorp.example"),
                format!("+316123{place:05}"),
            );
            let seed = Seed {
                mobile: &mobile,
                ..Seed::new("Jan", "", "Jansen", &email)
            };
            people.push(world.person(&office, seed).await);
        }
        Self { world, people }
    }

    async fn asks(&self, place: usize, network: &str) -> Result<ChallengeId, NoCode> {
        let (account, authorisation) = &self.people[place];
        login::enter(
            &self.world.services,
            account,
            authorisation,
            network,
            flows::challenges::Asker::Browser(nobody()),
        )
        .await
        .unwrap()
    }

    /// The message is written, and its code typed.
    async fn gives_back(&self, challenge: &ChallengeId) {
        let services = &self.world.services;
        let mut tx = services.db.write().await.unwrap();
        let now = services.now();
        let (code, _) = challenges::new_code(&mut tx, services, now, challenge)
            .await
            .unwrap()
            .unwrap();
        let typed = domain::shared::code::TypedCode::parse(code.expose()).unwrap();
        let answer = challenges::answer(&mut tx, services, now, challenge, Purpose::Login, &typed)
            .await
            .unwrap();
        assert!(matches!(answer, Answer::Right(_)), "{answer:?}");
        tx.commit().await.unwrap();
    }

    async fn alarms(&self) -> Vec<Alarm> {
        challenges::alarms(&self.world.services).await.unwrap()
    }
}

on_each_database! {
    async fn sec_30_one_network_has_twenty_messages_an_hour_sent_of_which_the_code_does_not_come_back(on: On) {
        let crowd = Crowd::new(on, Policy::default(), 24).await;
        let mut asked = Vec::new();
        for place in 0..20 {
            asked.push(crowd.asks(place, OFFICE).await.unwrap());
        }
        assert!(matches!(crowd.asks(20, OFFICE).await, Err(NoCode::TooMany(_))));
        assert!(crowd.asks(21, "198.51.100.0/24").await.is_ok(), "somebody elsewhere has nothing to do with it");
        // Two come back, so two more may go: the one that was refused is not held against anybody.
        for challenge in &asked[..2] {
            crowd.gives_back(challenge).await;
        }
        assert!(crowd.asks(22, OFFICE).await.is_ok(), "an office that begins at nine is no fraud");
        assert!(crowd.asks(23, OFFICE).await.is_ok());
        assert!(crowd.asks(20, OFFICE).await.is_err());
        crowd.world.clock.forward(HOUR);
        assert!(crowd.asks(20, OFFICE).await.is_ok());
    }

    async fn sec_31_fifty_messages_of_which_few_codes_come_back_give_one_alarm_an_hour(on: On) {
        let crowd = Crowd::new(on, Policy::default(), 50).await;
        let mut asked = Vec::new();
        for place in 0..50 {
            asked.push(crowd.asks(place, &format!("network {place}")).await.unwrap());
        }
        for challenge in &asked[..19] {
            crowd.gives_back(challenge).await;
        }
        assert_eq!(crowd.alarms().await, [], "the others still have their chance");
        crowd.world.clock.forward(5 * MINUTE);
        assert_eq!(crowd.alarms().await, [Alarm::FewComeBack { sent: 50, verified: 19 }]);
        assert_eq!(crowd.alarms().await, [], "said once");
        crowd.world.clock.forward(2 * HOUR);
        assert_eq!(crowd.alarms().await, [], "and not for ever");
        let mut tx = crowd.world.services.db.read().await.unwrap();
        let (rows,): (i64,) = flows::on!(&mut tx, |c| {
            sqlx::query_as("select count(*) from audit where event = 'sms_alarm'").fetch_one(c)
        }).unwrap();
        assert_eq!(rows, 1);
    }

    async fn sec_31_two_codes_in_five_that_come_back_are_no_reason_for_alarm(on: On) {
        let crowd = Crowd::new(on, Policy::default(), 50).await;
        let mut asked = Vec::new();
        for place in 0..50 {
            asked.push(crowd.asks(place, &format!("network {place}")).await.unwrap());
        }
        for challenge in &asked[..20] {
            crowd.gives_back(challenge).await;
        }
        crowd.world.clock.forward(5 * MINUTE);
        assert_eq!(crowd.alarms().await, []);
    }

    async fn sec_31_the_budget_of_a_day_stops_every_message_and_gives_an_alarm(on: On) {
        let crowd = Crowd::new(on, Policy { messages: DayOfMessages { all: 2, organisation_percent: 100, ..DayOfMessages::default() }, ..Policy::default() }, 4).await;
        for place in 0..2 {
            crowd.asks(place, OFFICE).await.unwrap();
        }
        assert!(matches!(crowd.asks(2, "elsewhere").await, Err(NoCode::TooMany(_))));
        let told = crowd.alarms().await;
        assert!(told.iter().any(|alarm| matches!(alarm, Alarm::Spent(budget) if budget.name == "sms-day" && budget.limit == 2)), "{told:?}");
        assert_eq!(crowd.alarms().await, [], "said once");
        crowd.world.clock.forward(24 * HOUR);
        assert!(crowd.asks(2, "elsewhere").await.is_ok());
    }
}
