//! A fresh second factor.

use std::time::Duration;

use domain::post::{Deed, Letter};
use flows::{
    challenges::NotAgain,
    on_each_database,
    step_up::{Outcome, finish, send_again, start},
    testing::On,
};

use super::town::{HOUR, MINUTE, Town, other_than};

on_each_database! {
    async fn a_right_code_is_a_fresh_second_factor_and_the_message_names_the_deed(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let (fatima, omar) = (town.admin(&garage, "fatima").await, town.admin(&garage, "omar").await);
        let (services, caller) = (&town.world.services, town.caller(&fatima).await);
        let challenge = start(services, &caller, Deed::Unblock, Some("Jan Jansen"), "203.0.113.0/24").await.unwrap().unwrap();
        let asked = Letter::StepUpCode { deed: Deed::Unblock, whom: Some("Jan Jansen".into()) };
        assert_eq!(town.letters_to(&fatima).await, [asked]);
        let soon = send_again(services, &caller, &challenge, Deed::Unblock, None).await.unwrap();
        assert!(matches!(soon, Err(NotAgain::TooSoon { .. })));
        let code = town.code(&challenge).await;
        let other = town.caller(&omar).await;
        assert_eq!(finish(services, &other, &challenge, &code).await.unwrap(), Outcome::Over, "not somebody else's");
        town.later(MINUTE);
        assert_eq!(finish(services, &caller, &challenge, &code).await.unwrap(), Outcome::Done { at: town.now() });
        assert_eq!(finish(services, &caller, &challenge, &code).await.unwrap(), Outcome::Over, "once");
        assert!(town.trail_has("stepped_up").await);
    }

    async fn sec_29_five_tries_a_code_and_ten_wrong_ones_a_day(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let fatima = town.admin(&garage, "fatima").await;
        let (services, caller) = (&town.world.services, town.caller(&fatima).await);
        for _ in 0..2 {
            let challenge = start(services, &caller, Deed::Export, None, "203.0.113.0/24").await.unwrap().unwrap();
            let wrong = other_than(&town.code(&challenge).await);
            for tries_left in [4, 3, 2, 1] {
                let answer = finish(services, &caller, &challenge, &wrong).await.unwrap();
                assert_eq!(answer, Outcome::Wrong { tries_left });
            }
            assert_eq!(finish(services, &caller, &challenge, &wrong).await.unwrap(), Outcome::Over);
        }
        let challenge = start(services, &caller, Deed::Export, None, "203.0.113.0/24").await.unwrap().unwrap();
        let code = town.code(&challenge).await;
        let refused = finish(services, &caller, &challenge, &code).await.unwrap();
        assert!(matches!(refused, Outcome::TooManyToday { .. }), "{refused:?}");
        assert_eq!(town.account_state(&fatima).await[2], None, "the deed is refused, the account is not blocked");
        town.later(24 * HOUR);
        let challenge = start(services, &caller, Deed::Export, None, "203.0.113.0/24").await.unwrap().unwrap();
        let code = town.code(&challenge).await;
        assert!(matches!(finish(services, &caller, &challenge, &code).await.unwrap(), Outcome::Done { .. }));
    }

    async fn a_code_that_is_too_old_asks_for_a_new_one(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let fatima = town.admin(&garage, "fatima").await;
        let (services, caller) = (&town.world.services, town.caller(&fatima).await);
        let challenge = start(services, &caller, Deed::Invite, None, "203.0.113.0/24").await.unwrap().unwrap();
        let code = town.code(&challenge).await;
        town.later(5 * MINUTE + Duration::from_millis(1));
        assert_eq!(finish(services, &caller, &challenge, &code).await.unwrap(), Outcome::Expired);
        assert_eq!(send_again(services, &caller, &challenge, Deed::Invite, None).await.unwrap(), Ok(()));
        let code = town.code(&challenge).await;
        assert!(matches!(finish(services, &caller, &challenge, &code).await.unwrap(), Outcome::Done { .. }));
    }
}
