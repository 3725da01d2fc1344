//! A test to a number that was just typed: for who typed it, to that number, and so often a day (SEC-70).

use domain::{AccountId, AuthorisationId, people::Role};
use flows::{
    on_each_database,
    testing::On,
    testing::people::{self, Invite, Refusal, Stop},
};

use super::office::{DAY, MINUTE, Office, mobile, somebody};

type Who = (AccountId, AuthorisationId);

impl Office {
    async fn tests(&self, by: &Who, whom: &AuthorisationId) -> Result<(), Refusal> {
        let permit = self.permit_of(by).await;
        people::test_number(&self.world.services, &permit, whom)
            .await
            .unwrap()
    }

    async fn numbers(&self, by: &Who, whom: &AuthorisationId, number: &str) {
        let permit = self.permit_of(by).await;
        people::change_mobile(&self.world.services, &permit, whom, &mobile(number))
            .await
            .unwrap()
            .unwrap();
    }

    async fn sent(&self) -> i64 {
        self.count("select count(*) from outbox where letter = 'test_sms'")
            .await
    }
}

on_each_database! {
    async fn sec_70_a_test_goes_to_the_number_that_was_just_typed_for_who_typed_it_alone(on: On) {
        let office = Office::new(on).await;
        let (karin, jan, els) = (&office.karin, &office.jan, office.second_admin().await);
        assert_eq!(office.tests(karin, &jan.1).await, Err(Refusal::NotJustTyped), "nobody typed it here");
        office.numbers(karin, &jan.1, "06 11112222").await;
        assert_eq!(office.tests(&els, &jan.1).await, Err(Refusal::NotJustTyped), "she did not");
        assert_eq!(office.tests(karin, &jan.1).await, Ok(()));
        let to = office.text("select address from outbox where letter = 'test_sms' and account_id = $1", jan.0.as_str()).await;
        assert_eq!(to.as_deref(), Some("+31611112222"));
        let log = office.text("select facts from audit where event = 'test_sms_sent' and authorisation_id = $1", jan.1.as_str()).await;
        assert_eq!(log.as_deref(), Some(r#"{"ends_in":"22"}"#));
        // Of what somebody else typed meanwhile, of a fellow admin, of oneself, and later on: nothing.
        office.numbers(&els, &jan.1, "06 33334444").await;
        assert_eq!(office.tests(karin, &jan.1).await, Err(Refusal::NotJustTyped));
        assert_eq!(office.tests(karin, &els.1).await, Err(Refusal::AdminNeedsServiceDesk));
        assert_eq!(office.tests(karin, &karin.1).await, Err(Refusal::Yourself));
        office.run("update authorisation set mobile_changed_by = account_id where id = $1", &[jan.1.as_str()]).await;
        assert_eq!(office.tests(&els, &jan.1).await, Err(Refusal::NotJustTyped), "its owner typed it since");
        office.numbers(karin, &jan.1, "06 44445555").await;
        office.world.clock.forward(61 * MINUTE);
        assert_eq!(office.tests(karin, &jan.1).await, Err(Refusal::NotJustTyped), "an hour ago");
        office.numbers(karin, &jan.1, "06 88889999").await;
        let permit = office.permit().await;
        people::stop_access(&office.world.services, &permit, &jan.1, Stop::Now).await.unwrap().unwrap();
        assert_eq!(office.tests(karin, &jan.1).await, Err(Refusal::Stopped));
        assert_eq!(office.sent().await, 1);
    }

    async fn sec_70_whoever_was_just_invited_can_have_a_test_too_unless_invited_as_admin(on: On) {
        let office = Office::new(on).await;
        let mo = office.invite(&somebody("mo@buiten.example")).await.unwrap();
        assert_eq!(office.tests(&office.karin, &mo.authorisation).await, Ok(()));
        let new = Invite { role: Role::Admin, name: domain::PersonName::parse("Ada", "", "", "Smit").unwrap(), mobile: mobile("06 87654322"), ..somebody("ada@buiten.example") };
        let ada = office.invite(&new).await.unwrap();
        let refused = office.tests(&office.karin, &ada.authorisation).await;
        assert!(refused.is_err(), "{refused:?}");
        assert_eq!(office.sent().await, 1);
    }

    async fn sec_70_tests_come_to_an_end_for_a_person_a_number_an_admin_and_an_organisation(on: On) {
        let office = Office::new(on).await;
        let (karin, els) = (office.karin.clone(), office.second_admin().await);
        let policy = &office.world.services.policy;
        let (one, all) = (policy.test_sms_per_day, policy.test_sms_per_organisation_day);
        let enough = |refused: Result<(), Refusal>| matches!(refused, Err(Refusal::TestedEnough { .. }));
        // One person, whatever the number.
        for n in 0..one {
            office.numbers(&karin, &office.jan.1, &format!("06 1111000{n}")).await;
            assert_eq!(office.tests(&karin, &office.jan.1).await, Ok(()));
        }
        office.numbers(&karin, &office.jan.1, "06 11110009").await;
        assert!(enough(office.tests(&karin, &office.jan.1).await));
        // One number, whoever is said to have it; one admin, and then another, up to what the organisation may.
        let mut sent = one;
        for (by, until) in [(&karin, all.div_ceil(2)), (&els, all)] {
            let permit = office.permit_of(by).await;
            for n in sent.. {
                let number = if n % 2 == 0 { "06 22220001".to_owned() } else { format!("06 3333{n:04}") };
                let new = Invite { mobile: mobile(&number), ..somebody(&format!("m{n}-{until}@buiten.example")) };
                let invited = people::invite(&office.world.services, &permit, &new).await.unwrap();
                let Ok(invited) = invited else { panic!("{invited:?}") };
                let tested = office.tests(by, &invited.authorisation).await;
                // So many tests are more than invitations of a day.
                office.run("delete from budget where name like $1", &["invit%"]).await;
                office.run("update authorisation set state = 'active', activated_at = 1 where id = $1", &[invited.authorisation.as_str()]).await;
                if sent == until {
                    assert!(enough(tested));
                    break;
                }
                sent += u32::from(tested == Ok(()));
                assert!(n < 3 * all, "no end");
            }
        }
        let same = office.count("select count(*) from outbox where letter = 'test_sms' and address = '+31622220001'").await;
        assert_eq!(same, i64::from(one), "one number");
        assert_eq!(office.sent().await, i64::from(all));
        assert_eq!(office.count("select count(*) from budget where name like 'sms-login%'").await, 0, "codes go on");
        office.world.clock.forward(DAY);
        office.numbers(&karin, &office.jan.1, "06 11110010").await;
        assert_eq!(office.tests(&karin, &office.jan.1).await, Ok(()));
    }
}
