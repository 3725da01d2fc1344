//! Deeds on people of other organisations.

use domain::{AuthorisationId, organisations::DESK_RIGHT, people::Standing};
use flows::{
    on_each_database,
    people::{self, Filter, Refusal},
    testing::{On, Seed},
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

    async fn sec_04_no_deed_on_somebody_invited_tells_what_the_address_is_elsewhere(on: On) {
        let office = Office::new(on).await;
        let insurer = office.world.organisation("verzekeraar", "Voorbeeld Verzekeringen").await;
        let seed = |email| Seed::new("Mo", "", "Bakker", email);
        let elsewhere = [
            seed("beheerder@garage-jansen.example").admin(),
            Seed { rights: &[DESK_RIGHT], ..seed("servicedesk@voorbeeld.example") },
            seed("geblokkeerd@garage-jansen.example").admin(),
        ];
        let mut refusals = Vec::new();
        for (at, seed) in elsewhere.iter().enumerate() {
            let company = if seed.rights.is_empty() { &office.garage } else { &insurer };
            let who = office.world.person(company, *seed).await;
            if at == 2 {
                office.run("update account set blocked_reason = 'wrong_codes', reset_off_until = 9000000000000 where id = $1", &[who.0.as_str()]).await;
            }
        }
        for email in elsewhere.iter().map(|seed| seed.email).chain(["niemand@nergens.example"]) {
            let invited = office.invite(&somebody(email)).await.unwrap().authorisation;
            let permit = office.permit().await;
            refusals.push(every_deed(&office, &permit, &invited).await);
        }
        let nobody = refusals.pop().unwrap();
        assert!(refusals.iter().all(|refused| *refused == nobody), "{refusals:#?} and {nobody:#?}");
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
