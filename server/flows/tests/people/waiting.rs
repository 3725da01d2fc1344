//! *Even wachten*, as the owner hears of it and as the admin sees and ends it.

use domain::{
    Moment, OutboxId,
    people::{AuthorisationState, BlockReason, PasswordState},
};
use flows::{
    login, on, on_each_database,
    post::questions,
    testing::people::{self, Refusal, Why},
    testing::{On, Seed},
};

use super::office::{DAY, JAN, MINUTE, Office};

const LEFT: &str = "select count(*) from outbox where letter = 'asked_to_warn'";

impl Office {
    async fn uses_up_the_guesses_at(&self, email: &str) -> Moment {
        self.world.uses_up_the_guesses_at(email).await
    }

    /// Answers what guessing left, as the worker does.
    async fn warns(&self) {
        let rows: Vec<(String,)> = {
            let mut tx = self.world.services.db.read().await.unwrap();
            on!(&mut tx, |c| sqlx::query_as(
                "select id from outbox where state = 'waiting' and letter = 'asked_to_warn' order by id"
            )
            .fetch_all(c))
            .unwrap()
        };
        for (id,) in rows {
            questions::answer(&self.world.services, &OutboxId::from_trusted(id))
                .await
                .unwrap();
        }
    }

    async fn needs(&self) -> Vec<Why> {
        let permit = self.permit().await.see();
        let needing = people::in_need(&self.world.services, &permit)
            .await
            .unwrap();
        let needs = needing.people.into_iter().flat_map(|person| person.needs);
        needs.map(|need| need.why).collect()
    }

    async fn waits_until(&self) -> Option<Moment> {
        let permit = self.permit().await.see();
        let found = people::one(&self.world.services, &permit, &self.jan.1)
            .await
            .unwrap();
        found.unwrap().waits_until
    }
}

on_each_database! {
    async fn sec_02_the_last_guess_of_a_day_leaves_the_same_question_for_every_address(on: On) {
        let office = Office::new(on).await;
        let seeds = [
            Seed { blocked: Some(BlockReason::WrongCodes), email: "blocked@kantoor-deboer.example", ..JAN },
            Seed { password: PasswordState::Disabled, email: "disabled@kantoor-deboer.example", ..JAN },
            Seed { state: AuthorisationState::Invited, email: "invited@kantoor-deboer.example", ..JAN },
            Seed { state: AuthorisationState::Stopped, email: "stopped@kantoor-deboer.example", ..JAN },
        ];
        for seed in seeds {
            office.world.person(&office.id, seed).await;
        }
        for (before, who) in ["jan", "blocked", "disabled", "invited", "stopped", "nobody"].iter().enumerate() {
            let email = format!("{who}@kantoor-deboer.example");
            office.uses_up_the_guesses_at(&email).await;
            assert_eq!(office.count(LEFT).await, i64::try_from(before).unwrap() + 1, "{who}");
            let state = "select state from outbox where letter = 'asked_to_warn' and address = $1";
            assert_eq!(office.text(state, &email).await.as_deref(), Some("waiting"), "{who}");
            let whose = "select account_id from outbox where letter = 'asked_to_warn' and address = $1";
            assert_eq!(office.text(whose, &email).await, None, "{who}: the request looked nobody up");
        }
        office.warns().await;
        let told = "select count(*) from outbox where letter = 'must_wait'";
        assert_eq!(office.count(told).await, 1, "only whom the wait is what keeps out");
        assert_eq!(office.letters(&office.jan.0).await, ["must_wait"]);
    }

    async fn whoever_strangers_keep_waiting_stands_with_who_needs_help_until_that_is_over(on: On) {
        let office = Office::new(on).await;
        let until = office.uses_up_the_guesses_at(JAN.email).await;
        assert_eq!(office.waits_until().await, Some(until));
        assert!(office.needs().await.is_empty(), "the worker has not looked up yet whose address that is");
        office.warns().await;
        assert_eq!(office.needs().await, [Why::Waits { until }]);
        let services = &office.world.services;
        office.world.clock.forward(until.since(services.now()));
        assert_eq!((office.needs().await, office.waits_until().await), (vec![], None));
        login::sweep(services).await.unwrap();
        assert_eq!(office.count("select count(*) from waiting").await, 0);
    }

    async fn an_unblock_ends_the_wait_once_and_counts_like_every_other(on: On) {
        let office = Office::new(on).await;
        let (services, jan) = (&office.world.services, &office.jan);
        office.uses_up_the_guesses_at(JAN.email).await;
        office.warns().await;
        let permit = office.permit().await;
        let unblocked = people::unblock(services, &permit, &jan.1).await.unwrap().unwrap();
        assert!(unblocked.offer_reset_link);
        assert_eq!((office.needs().await, office.waits_until().await), (vec![], None));
        assert_eq!(office.letters(&jan.0).await, ["must_wait", "unblocked"]);
        let why = "select facts from audit where event = 'unblocked' and authorisation_id = $1";
        assert_eq!(office.text(why, jan.1.as_str()).await.as_deref(), Some(r#"{"reason":"waiting"}"#));
        assert_eq!(people::unblock(services, &permit, &jan.1).await.unwrap(), Err(Refusal::AlreadySo));
        for _ in 0..2 {
            office.uses_up_the_guesses_at(JAN.email).await;
            let permit = office.permit().await;
            people::unblock(services, &permit, &jan.1).await.unwrap().unwrap();
        }
        office.uses_up_the_guesses_at(JAN.email).await;
        let permit = office.permit().await;
        assert_eq!(people::unblock(services, &permit, &jan.1).await.unwrap(), Err(Refusal::OftenEnough));
        office.warns().await;
        let letters = office.letters(&jan.0).await;
        assert_eq!(letters.iter().filter(|letter| *letter == "must_wait").count(), 1, "one letter a day, whoever lifts the wait");
        assert_eq!(office.count(LEFT).await, 4, "and for the request every day is alike");
    }

    async fn somebody_of_another_company_sees_nothing_of_it_and_a_lock_out_outranks_a_wait(on: On) {
        let office = Office::new(on).await;
        office.uses_up_the_guesses_at(JAN.email).await;
        office.warns().await;
        let services = &office.world.services;
        let fatima = office.permit_of(&office.fatima).await;
        assert!(people::in_need(services, &fatima.see()).await.unwrap().people.is_empty());
        office.run("update account set blocked_reason = 'wrong_codes', blocked_at = 1 where id = $1", &[office.jan.0.as_str()]).await;
        assert_eq!(office.needs().await, [Why::LockedOut]);
    }

    async fn a_wait_that_is_over_before_anybody_could_be_told_is_not_told(on: On) {
        let office = Office::new(on).await;
        office.uses_up_the_guesses_at(JAN.email).await;
        office.world.clock.forward(DAY + MINUTE);
        office.warns().await;
        assert_eq!(office.letters(&office.jan.0).await, [""; 0]);
        assert!(office.needs().await.is_empty());
    }
}
