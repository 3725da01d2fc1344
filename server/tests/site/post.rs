//! What people read about letters that do not arrive: whose affair it is, and what happens next.

use std::time::Duration;

use domain::post::Obstacle;
use flows::post::held_up;

use super::{
    every_form::id_of,
    house::{Gateway, House, On},
};

flows::on_each_database! {
    async fn sec_33_while_our_mail_server_refuses_admin_desk_and_operator_read_that_it_is_ours(on: On) {
        let house = House::new(on).await;
        let (mut karin, mut sanne) = (house.visitor("karin"), house.visitor("sanne"));
        karin.logs_in().await;
        sanne.logs_in().await;
        let jan = id_of(&house, "jan").await;
        let (page, at_desk) = (format!("/beheer/medewerkers/{jan}"), format!("/servicedesk/gebruikers/{jan}"));
        house.post.refuses_mail(Some(Obstacle::CarrierRefuses));
        house.later(Duration::from_secs(1));
        karin.posts(&format!("{page}/wachtwoordlink"), &[]).await;
        house.post_goes_out().await;
        let ready = house.stranger().get("/readyz").await;
        assert_eq!(ready.status, 503);
        assert!(ready.body.contains("letters are not leaving: mail carrier_refuses"), "{}", ready.body);
        karin.get(&page).await
            .shows("onze mailserver weigert op dit moment")
            .shows("Wij proberen het vanzelf opnieuw.")
            .hides("bestaat niet");
        sanne.get("/servicedesk").await
            .shows("Wij kunnen nu geen berichten versturen")
            .shows("1 mail wacht sinds")
            .shows("onze mailserver weigert op dit moment");
        sanne.get(&at_desk).await.shows("Dat ligt aan ons, niet aan het e-mailadres.");
        house.post.refuses_mail(None);
        house.later(Duration::from_secs(30));
        assert_eq!(house.letters_to("jan@kantoor-deboer.example").await.len(), 1, "nothing is lost");
        assert!(held_up(&house.world.services).await.unwrap().is_empty());
        sanne.get("/servicedesk").await.hides("Wij kunnen nu geen berichten versturen");
    }

    async fn an_address_that_nobody_has_is_told_to_the_admin_and_is_no_trouble_of_ours(on: On) {
        let house = House::new(on).await;
        let (mut karin, mut sanne) = (house.visitor("karin"), house.visitor("sanne"));
        karin.logs_in().await;
        sanne.logs_in().await;
        let jan = id_of(&house, "jan").await;
        let page = format!("/beheer/medewerkers/{jan}");
        house.post.refuses_mail(Some(Obstacle::NoSuchAddress));
        karin.posts(&format!("{page}/wachtwoordlink"), &[]).await;
        house.post_goes_out().await;
        karin.get(&page).await.shows("dit adres bestaat niet volgens de mailserver van de ontvanger; controleer het adres");
        assert_eq!(house.stranger().get("/readyz").await.status, 200);
        sanne.get("/servicedesk").await.hides("Wij kunnen nu geen berichten versturen");
        sanne.get(&format!("/servicedesk/gebruikers/{jan}")).await.shows("De laatste mail is niet aangekomen.");
    }

    async fn a_gateway_that_is_down_is_not_told_to_the_desk_as_a_wrong_number(on: On) {
        let house = House::new(on).await;
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        let jan = id_of(&house, "jan").await;
        house.post.gateway(Gateway::Down);
        house.later(Duration::from_secs(1));
        house.visitor("jan").gives_password().await;
        house.post_goes_out().await;
        let at_desk = format!("/servicedesk/gebruikers/{jan}");
        sanne.get(&at_desk).await.shows("Dat ligt aan ons: wij kunnen nu geen sms’jes versturen.");
        let ready = house.stranger().get("/readyz").await;
        assert!(ready.body.contains("letters are not leaving: sms carrier_away"), "{}", ready.body);
        while house.number("select count(*) from outbox where channel = 'sms' and ended_at is null and letter <> $1", "").await > 0 {
            house.later(Duration::from_secs(60));
            house.post_goes_out().await;
        }
        sanne.get(&at_desk).await
            .shows("door een storing bij ons")
            .hides("De laatste sms is niet aangekomen");
    }

    async fn a_gateway_that_is_down_shows_after_its_codes_are_given_up_and_they_cost_nobody_one(on: On) {
        let house = House::new(on).await;
        let waits = "select count(*) from outbox where channel = 'sms' and ended_at is null and letter <> $1";
        let says = async || house.stranger().get("/readyz").await.body;
        let given_up = async |times| {
            for _ in 0..times {
                house.visitor("jan").gives_password().await.leads_to("/inloggen/code");
            }
            house.post_goes_out().await;
            while house.number(waits, "").await > 0 {
                house.later(Duration::from_secs(60));
                house.post_goes_out().await;
            }
        };
        house.post.gateway(Gateway::Down);
        house.later(Duration::from_secs(1));
        given_up(5).await;
        assert!(says().await.contains("letters are not leaving: sms carrier_away"), "{}", says().await);
        house.post.gateway(Gateway::Works);
        let mut jan = house.visitor("jan");
        jan.logs_in().await;
        assert_eq!(says().await, "ready\n", "one left");
        house.post.gateway(Gateway::Down);
        house.later(Duration::from_secs(1));
        given_up(1).await;
        house.later(Duration::from_secs(50 * 60));
        assert!(says().await.contains("sms carrier_away"));
        house.later(Duration::from_secs(10 * 60));
        assert_eq!(says().await, "ready\n", "nobody asked since");
    }
}
