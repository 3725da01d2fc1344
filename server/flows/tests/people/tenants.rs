//! Deeds on people of other organisations.

use domain::{
    AuthorisationId, Language,
    organisations::DESK_RIGHT,
    people::{BlockReason, Standing},
    post::Letter,
};
use flows::{
    login, on_each_database,
    post::{self, Draft, Payer, To},
    testing::people::{self, Filter, Refusal, Stop},
    testing::{On, Seed},
};

use super::office::{JAN, MINUTE, NEVER, Office, every_deed, mobile, somebody};

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
            // All of them have one number here, to which so many tests go and no more.
            office.run("delete from budget where name like $1", &["sms-test%"]).await;
        }
        let nobody = refusals.pop().unwrap();
        assert!(refusals.iter().all(|refused| *refused == nobody), "{refusals:#?} and {nobody:#?}");
    }

    async fn sec_04_sec_69_where_access_is_over_nothing_shows_of_the_account_and_nothing_is_done_to_it(on: On) {
        for by_date in [false, true] {
            let office = Office::new(on).await;
            let (services, jan) = (&office.world.services, &office.jan);
            let elsewhere = Seed { mobile: "+31612345613", ..JAN }.admin();
            office.world.person(&office.garage, elsewhere).await;
            let permit = office.permit().await;
            let end = services.now().plus(MINUTE);
            let when = if by_date { Stop::On(end) } else { Stop::Now };
            people::stop_access(services, &permit, &jan.1, when).await.unwrap().unwrap();
            office.world.clock.forward(2 * MINUTE);
            let seen = async || {
                let whole = people::one(services, &permit.see(), &jan.1).await.unwrap().unwrap();
                let letters: Vec<_> = whole.deliveries.into_iter().map(|letter| letter.letter).collect();
                let history: Vec<_> = whole.history.into_iter().map(|row| row.event).collect();
                (format!("{:?}", whole.person.facts), whole.person.reset_off_until, whole.blocked_at, whole.waits_until, letters, history)
            };
            let before = seen().await;
            let mut tx = services.db.write().await.unwrap();
            login::block(&mut tx, services, services.now(), &jan.0, BlockReason::WrongCodes).await.unwrap();
            tx.commit().await.unwrap();
            office.run("update account set reset_off_until = 9000000000000 where id = $1", &[jan.0.as_str()]).await;
            let mut tx = services.db.write().await.unwrap();
            let draft = Draft::new(To::Account(&jan.0), Language::Nl, Letter::PasswordChanged { at: services.now(), device: String::new() }, Payer::Nobody);
            post::queue(&mut tx, services, services.now(), draft.about(&jan.1)).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(seen().await, before, "by date: {by_date}");
            let number = mobile("0687654321");
            assert_eq!(people::unblock(services, &permit, &jan.1).await.unwrap().err(), Some(Refusal::Stopped));
            assert_eq!(people::send_reset_link(services, &permit, &jan.1).await.unwrap().err(), Some(Refusal::Stopped));
            assert_eq!(people::change_mobile(services, &permit, &jan.1, &number).await.unwrap().err(), Some(Refusal::Stopped));
            let changed = "select cast(number_changed_at as varchar) from account where id = $1";
            assert_eq!(office.text(changed, jan.0.as_str()).await, None);
        }
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
