//! Deeds on people of other organisations.

use domain::{AuthorisationId, people::Standing};
use flows::{
    on_each_database,
    people::{self, Filter, Refusal},
    testing::On,
};

use super::office::{NEVER, Office, every_deed, somebody};

on_each_database! {
    async fn sec_44_every_deed_refuses_foreign_and_unknown_people_alike_and_changes_nothing(on: On) {
        let office = Office::new(on).await;
        let withdrawn = office.invite(&somebody("mo@kantoor-deboer.example")).await.unwrap().authorisation;
        let permit = office.permit().await;
        people::withdraw_invitation(&office.world.services, &permit, &withdrawn).await.unwrap().unwrap();
        let rows = office.count("select (select count(*) from audit) + (select count(*) from outbox)").await;
        let never = AuthorisationId::parse(NEVER).unwrap();
        for whom in [&office.fatima.1, &never, &withdrawn] {
            for refused in every_deed(&office, &permit, whom).await {
                assert_eq!(refused, Some(Refusal::NotHere));
            }
        }
        assert_eq!(office.count("select (select count(*) from audit) + (select count(*) from outbox)").await, rows);
        assert!(office.world.caller(&office.fatima.0, &office.fatima.1).await.is_some());
    }

    async fn the_garage_next_door_sees_and_does_nothing_here(on: On) {
        let office = Office::new(on).await;
        let of_fatima = office.permit_of(&office.fatima).await;
        assert_eq!(of_fatima.organisation(), &office.garage);
        for refused in every_deed(&office, &of_fatima, &office.jan.1).await {
            assert_eq!(refused, Some(Refusal::NotHere));
        }
        assert_eq!(office.standing(&office.jan.1).await, Standing::Active);
        assert_eq!(people::list(&office.world.services, &of_fatima.see(), None, &Filter::Current).await.unwrap().people.len(), 1);
        assert_eq!(office.count("select count(*) from authorisation where state = 'active'").await, 3);
    }
}
